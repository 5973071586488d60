// SPDX-License-Identifier: MIT
import Foundation
import LabSupport
import Testing

extension LoadTests {
    /// Disks and names that are refused.
    @Suite struct Refusals {
        @Test(
            "a guest without a usable store ends by itself",
            arguments: ["no-disk", "names"] + UnusableDisks.names)
        func ends(name: String) throws { try guest(name).mustEndAsExpected() }

        @Test(
            "an unusable disk is refused, with what is wrong",
            arguments: [
                ("no-disk", "the domain has no disk"),
                (
                    "read-only",
                    "disk 'xvda' is read-only; say 'read-only' if that is meant"
                ),
                (
                    "ext4",
                    "disk 'xvda' holds an ext2, ext3 or ext4 filesystem; "
                        + "say 'format' if that may be destroyed"
                ),
                (
                    "sqlite",
                    "disk 'xvda' holds a database of SQLite; say 'format' if that may be destroyed"
                ),
                (
                    "random",
                    "disk 'xvda' holds unknown data; say 'format' if that may be destroyed"
                ),
                (
                    "newer",
                    "disk 'xvda': the volume is of format version 3; this program knows up to 2"
                ),
            ])
        func refused(name: String, reason: String) throws { try guest(name).mustRefuse(reason) }

        @Test("what is on a refused disk stays there", arguments: UnusableDisks.names)
        func untouched(name: String) throws {
            let before = try Data(contentsOf: UnusableDisks().image(name))
            let after = try Data(contentsOf: guest(name).disk("xvda"))
            #expect(before == after, "the content of the disk of \(name) has changed")
        }

        @Test("a name that is too long is refused")
        func longName() throws {
            try guest("names").mustPrint(
                "': a database's name is 1 to 128 bytes of UTF-8, not 129")
        }

        @Test("a store that is open already is refused")
        func openStore() throws {
            try guest("names").mustPrint(line: "REFUSED 'load' is locked by another connection")
        }
    }
}
