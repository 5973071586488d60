// SPDX-License-Identifier: MIT
import Foundation

/// Shows who runs the tests what they found, beside whether they passed.
func note(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
        FileHandle.standardError.write(Data("    \(line)\n".utf8))
    }
}
