// SPDX-License-Identifier: MIT
import LabSupport
import Testing

extension LoadTests {
    /// Two boots on each kind of disk.
    @Suite struct Kinds {
        private static let names = ["loop", "loop-rollback", "null-cached", "null-bare", "ram"]

        @Test("what is written is there after a second boot", arguments: names)
        func keeps(name: String) throws { try guest(name).mustKeep() }

        @Test("xen-blkback counts the requests that the guest counts", arguments: names)
        func counts(name: String) throws {
            let guest = try guest(name)
            let counts: String = try #require(guest["disk/xvda"])
            #expect(counts == guest.last("COUNTED"))
        }

        @Test("all sectors were in whole pages of memory, a segment each", arguments: names)
        func segments(name: String) throws {
            let guest = try guest(name)
            let counts: String = try #require(guest["disk/xvda"])
            let sectors = counts.matches(of: /sectors-[a-z]+ ([0-9]+)/).compactMap { Int($0.1) }
            let words = try #require(guest.last("SEGMENTS")).split(separator: " ")
            let segments = try #require(Int(words[0]))
            #expect(sectors.count == 2)
            #expect(segments * 8 == sectors.reduce(0, +))
        }

        @Test(
            "a volume has the durability of its disk",
            arguments: [
                // A loop device takes barriers, and so does any disk with a cache.
                ("loop", "barrier"),
                ("null-cached", "barrier"),
                // A disk without a cache that it tells of is used as it is, or vouched for.
                ("null-bare", "volatile"),
                ("ram", "write-through"),
            ])
        func durability(name: String, durability: String) throws {
            try guest(name).mustPrint(line: "CLASS \(durability)")
        }

        @Test(
            "a disk without a cache that it tells of promises nothing",
            arguments: ["null-bare", "ram"])
        func refused(name: String) throws {
            try guest(name).mustRefuse(
                "disk 'xvda' promises no durability; say 'volatile-ok' if that will do, or "
                    + "'assume-write-through' if what it has written is durable all the same")
        }
    }
}

extension GuestResult {
    /// It must have refused to open its store, for this reason.
    func mustRefuse(_ reason: String) throws(LabError) {
        try mustPrint(line: "REFUSED cannot open 'load': \(reason)")
    }
}
