// SPDX-License-Identifier: MIT
// Storage in a guest keeps its guarantees on real Xen, and refuses unusable disks with helpful messages.
import Foundation
import LabSupport
import Testing

/// The guest StorageFact, whose facts are about tasks and stores, on blank disks of each kind.
@Suite(.serialized, .ifLabIsWanted, .lab(.storage)) struct StorageTests {
    @Test("facts hold on a blank disk", arguments: ["file", "untrusted", "slow"])
    func facts(name: String) throws { try mustHoldAll(guest(name), boot: 1) }

    @Test("an untrusted backend gets copies of all pages")
    func copies() throws {
        let counts = try StorageCounts(of: guest("untrusted"))
        #expect(counts.copied >= counts.segments)
        #expect(counts.segments > 1000)
    }

    @Test("a trusted one gets SQLite's own, and keeps its grants")
    func grants() throws {
        let trusted = try StorageCounts(of: guest("file"))
        let untrusted = try StorageCounts(of: guest("untrusted"))
        // What is written is copied, by either; what is read by the second alone.
        #expect(trusted.copied < untrusted.copied - 1000)
        #expect(trusted.grants < untrusted.grants / 4)
    }

    @Test("the volume has no damage")
    func check() async throws {
        let said = try await volumeTool("check", guest("file").disk("xvda").path)
        #expect(said.contains("no damage found"))
    }

    @Test("a store comes out of it whole")
    func export() async throws {
        let said = try await sqlite(
            "many", on: guest("file").disk("xvda"),
            "SELECT count(*), (SELECT * FROM pragma_integrity_check) FROM Note")
        #expect(said == "10000 ok\n")
    }
}

/// What a guest counted on its disk.
struct StorageCounts {
    let segments, copied, grants: Int

    init(of guest: GuestResult) throws {
        let line = try #require(
            guest.console.firstMatch(
                of: /(?m)^disk: .* ([0-9]+) segments, ([0-9]+) copied, ([0-9]+) grants/),
            "\(guest.name) counted nothing")
        segments = try #require(Int(line.1))
        copied = try #require(Int(line.2))
        grants = try #require(Int(line.3))
    }
}

/// A guest must have held every fact that its source has, at this boot of its disk.
func mustHoldAll(_ guest: GuestResult, boot: Int) throws {
    let source = try String(
        contentsOf: Checkout.file("Tests/StorageGuests/Sources/StorageFact/StorageFact.swift"),
        encoding: .utf8)
    try guest.mustPrint("boot number \(boot)\n")
    try guest.mustHold()
    #expect(guest.facts.count == source.ranges(of: "try await prove(").count)
}
