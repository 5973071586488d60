// SPDX-License-Identifier: MIT
// Text in files, without Foundation, which would be most of an optimised program.

import Glibc

package enum TextFile {
    /// The text of a file; nil when it cannot be read.
    package static func read(_ path: String) -> String? {
        let file = unsafe open(path, O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        return read(file)
    }

    /// The rest of an open file.
    static func read(_ file: Int32) -> String {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            // SAFETY: the buffer is as long as is said.
            let count = unsafe Glibc.read(file, &piece, piece.count)
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += piece[..<count]
        }
    }

    package static func write(_ path: String, _ text: String) {
        let file = create(path)
        guard file >= 0 else { fatalError("\(path) cannot be written") }
        overwrite(file, text)
        close(file)
    }

    /// Opens an empty file for writing; its descriptor is negative when that fails.
    package static func create(_ path: String) -> Int32 {
        unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    }

    /// Has a file that is open hold a text and nothing else.
    package static func overwrite(_ file: Int32, _ text: String) {
        var text = text
        ftruncate(file, 0)
        text.withUTF8 { bytes in
            // SAFETY: the buffer is as long as it says.
            _ = unsafe pwrite(file, bytes.baseAddress, bytes.count, 0)
        }
    }
}
