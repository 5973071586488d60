// SPDX-License-Identifier: MIT
import Foundation
import LabSupport
import Testing

extension StorageTests {
    /// The guest once more, on what the first boot left and on unusable disks.
    @Suite(.lab { .storageAgain(try await StorageContent(from: guest("file").disk("xvda"))) })
    struct Again {
        @Test(
            "facts hold at the next boot",
            arguments: [
                // What was stored is there.
                ("again", 2),
                // The first disk is a disk, and no CD drive.
                ("drive", 2),
                // Disks have xl's names, of all kinds.
                ("named", 2),
                // With a word on the command line it is formatted.
                ("formatted", 1),
            ])
        func facts(name: String, boot: Int) throws { try mustHoldAll(guest(name), boot: boot) }

        @Test(
            "an unusable disk is refused, with what is wrong",
            arguments: [
                ("none", "the domain has no disk"),
                ("other", "the domain has no disk 'xvdc'"),
                ("read-only", "disk 'xvda' is read-only; say 'read-only' if that is meant"),
                ("volatile", "disk 'xvda' promises no durability; say 'volatile-ok'"),
                ("foreign", "disk 'xvda' holds "),
                // A word that looks like one of storage's.
                (
                    "misspelt",
                    "the command line says 'readonly': write 'read-only' if that is meant"
                ),
                // A word at the end of a long command line counts.
                ("long-line", "disk 'xvda' is blank, and 'read-only' was said"),
            ])
        func refused(name: String, reason: String) throws {
            try guest(name).mustPrint("error: cannot open 'boots': \(reason)")
        }

        @Test(
            "a trigger is refused",
            .enabled(if: Self.isLean, "an image with all of SQLite takes triggers"))
        func trigger() throws {
            try guest("trigger").mustPrint(
                "error: cannot open 'boots': "
                    + "the image lacks SQL of its schema (--sqlite auto): ")
        }

        /// Whether the image has the SQL of its program only.
        private static let isLean =
            ProcessInfo.processInfo.environment["SQLITE_PROFILE", default: "auto"] == "auto"
    }
}
