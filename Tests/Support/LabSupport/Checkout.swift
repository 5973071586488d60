// SPDX-License-Identifier: MIT
// Where things are in this checkout.
import Foundation

/// The checkout that the tests were built from.
package enum Checkout {
    /// Its folder.
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// A file or a folder of it.
    package static func file(_ path: String) -> URL { root.appending(path: path) }

    /// A program of the build of the tests.
    package static func program(_ name: String) -> URL {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: name)
    }

    /// A program of Checks, from the folder that MIRAGE_CHECKS names or from that of Tools/build-checks.sh.
    package static func check(_ name: String) -> URL {
        let folder = ProcessInfo.processInfo.environment["MIRAGE_CHECKS"]
        return (folder.map { URL(filePath: $0) } ?? file(".build/checks/release"))
            .appending(path: name)
    }

    /// The image of a guest.
    package static func image(_ name: String) -> URL {
        file(".build/guests/\(name)/\(name).elf")
    }

    /// The scripts for dom0 of a lab: `NAME.setup` and `NAME.dom0` for the guest NAME.
    package static func scripts(_ lab: String) -> URL {
        file("Tests/EndToEnd/dom0/\(lab)")
    }
}
