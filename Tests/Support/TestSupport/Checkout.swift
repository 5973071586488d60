// SPDX-License-Identifier: MIT
// Files of the checkout: what is compared with them, and programs to start.

import Foundation

/// The checkout that these tests were built from.
package enum Checkout {
    package static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    package static func file(_ path: String) -> URL { root.appending(path: path) }

    package static func text(_ path: String) throws -> String {
        try String(contentsOf: file(path), encoding: .utf8)
    }

    /// Puts a link to a script of Fixtures/Programs in a place. A script that a test writes may not start: its file might
    /// still be open for writing in a child that another test starts meanwhile, and then the kernel refuses (ETXTBSY,
    /// execve(2)).
    package static func link(program name: String, at place: URL) throws {
        try FileManager.default.createSymbolicLink(
            at: place, withDestinationURL: file("Fixtures/Programs/\(name)"))
    }
}
