// SPDX-License-Identifier: MIT
// Goal: a log is the file its user thinks it is, a torn tail ends it, and a hole in what was promised is damage. Method:
// logs on disks in memory; blocks are changed behind the volume's back.

import BlockIO
import DiskVolume
import SeededRandom
import TestSupport
import Testing
import VolumeSupport

@Suite struct LogTests {
    /// A log of three orders of 3 blocks each, on a disk where its region begins at block 10.
    private func threeOrders() throws -> CrashDisk {
        let disk = try formatted()
        let database = try mount(disk).open("a", create: true)
        for order in 0..<3 {
            try database.journal.write(
                bytes(12_000, seed: UInt64(order)), at: UInt64(order) * 12_000)
            try database.order()
        }
        try database.makeDurable()
        return disk.copy()
    }

    private func journal(_ disk: CrashDisk) throws -> [UInt8] {
        try mount(disk).open("a", create: false).journal.content
    }

    /// Sequence s is in block 11 + s, sequence 0 in block 10.
    private func damage(_ sequence: UInt64, _ disk: CrashDisk) {
        disk.change(sequence == 0 ? 10 : 11 + sequence) { $0[700] ^= 4 }
    }

    @Test func whatWasOrderedIsFound() throws {
        let all = (0..<3).flatMap { bytes(12_000, seed: $0) }
        #expect(try journal(threeOrders()) == all)
    }

    @Test func aTornTailEndsTheLog() throws {
        let disk = try threeOrders()
        // Sequences 6, 7 and 8 are the last order.
        damage(7, disk)
        let content = try journal(disk)
        #expect(content == Array((0..<3).flatMap { bytes(12_000, seed: $0) }.prefix(24_000 + 4032)))
    }

    @Test(arguments: [1, 2, 3, 4, 5])
    func aHoleInAClosedEpochIsDamage(sequence: UInt64) throws {
        let disk = try threeOrders()
        damage(sequence, disk)
        #expect {
            try journal(disk)
        } throws: {
            guard case .corrupt(let damage) = $0 as? VolumeError else { return false }
            return damage.database == "a"
        }
        let findings = try mount(disk).check()
        #expect(findings.contains { $0.isDamage })
    }

    @Test func aLostHeadIsDamage() throws {
        let disk = try threeOrders()
        damage(0, disk)
        #expect(throws: (any Error).self) { try journal(disk) }
    }

    @Test func aBlockThatChangesWhileOpenIsFoundOnReading() throws {
        let disk = try threeOrders()
        let database = try mount(disk).open("a", create: false)
        disk.change(11 + 4) { $0[700] ^= 4 }
        #expect(
            throws: VolumeError.corrupt(
                Damage("a block of a log is not what was written", block: 15, database: "a"))
        ) { try database.journal.read(100, at: 12_000 + 4100) }
    }

    @Test func aMisplacedBlockDoesNotCount() throws {
        let disk = try threeOrders()
        let stray = disk.block(11 + 6)
        disk.change(11 + 7) { $0 = stray }
        #expect(try journal(disk).count == 24_000 + 4032)
    }

    @Test func aNewHeaderBeginsTheLogAnew() throws {
        let disk = try formatted()
        let log = try mount(disk).open("a", create: true).writeAheadLog
        try log.write(bytes(9000, seed: 1), at: 0)
        try log.write([7, 7], at: 12)
        #expect(log.byteCount == 9000)
        try log.write(bytes(32, seed: 2), at: 0)
        #expect(try log.content == bytes(32, seed: 2))
    }

    @Test func smallWritesGatherInMemory() throws {
        let disk = try formatted()
        let database = try mount(disk).open("a", create: true)
        let before = disk.counters.writes
        var offset: UInt64 = 0
        for count in [512, 4, 4096, 4, 4, 4096, 4, 4, 4096, 4] {
            try database.journal.write(bytes(count, seed: offset), at: offset)
            offset += UInt64(count)
        }
        try database.journal.write(bytes(12, seed: 99), at: 0)
        #expect(disk.counters.writes == before)
        try database.order()
        // The head and the blocks after it are not next to each other; and the descriptor.
        #expect(disk.counters.writes - before == 3)
    }

    @Test func aRemovedLogStaysRemoved() throws {
        let disk = try threeOrders()
        var database = try mount(disk).open("a", create: false)
        try database.journal.remove()
        #expect(!database.journal.exists)
        try database.makeDurable()
        database = try mount(disk.copy()).open("a", create: false)
        #expect(!database.journal.exists)
        // An old block that comes back does not count.
        try database.journal.create()
        #expect(database.journal.exists && database.journal.byteCount == 0)
    }

    @Test func creatingAfterRemovingDoesNotBringTheOldOneBack() throws {
        let disk = try threeOrders()
        let database = try mount(disk).open("a", create: false)
        try database.journal.remove()
        try database.journal.create()
        try database.makeDurable()
        #expect(try journal(disk.copy()).isEmpty)
    }

    @Test func manyGenerationsInOneEpochKeepTheLastOrder() throws {
        let disk = try threeOrders()
        let database = try mount(disk).open("a", create: false)
        for seed in UInt64(0)..<5 {
            try database.journal.remove()
            try database.journal.write(bytes(20_000, seed: seed), at: 0)
        }
        try database.makeDurable()
        #expect(try journal(disk.copy()) == bytes(20_000, seed: 4))
    }

    @Test func aLogThatWasLargeGivesBlocksBack() throws {
        let disk = try formatted(4096)
        let volume = try mount(disk)
        let database = try volume.open("a", create: true)
        try database.journal.write(bytes(3_000_000, seed: 1), at: 0)
        try database.makeDurable()
        #expect(volume.databases[0].journalBlocks > 700)
        try database.journal.remove()
        try database.makeDurable()
        try database.journal.write([1], at: 0)
        try database.makeDurable()
        #expect(volume.databases[0].journalBlocks == 8 * 64)
    }

    @Test(arguments: Seed.range(60))
    func oneHeadIsAlwaysWhole(seed: UInt64) throws {
        let disk = try formatted()
        let database = try mount(disk).open("a", create: true)
        try database.journal.write(bytes(100, seed: 1), at: 0)
        try database.makeDurable()
        // More than memory gathers, so that two heads leave without an order.
        for round in UInt64(2)...3 {
            try database.journal.write(bytes(80_000, seed: round), at: 0)
        }
        var random = SeededRandom(seed: seed)
        for _ in 0..<10 {
            let content = try journal(disk.afterCrash(&random))
            #expect(!content.isEmpty, "seed \(seed)")
            #expect((1...3).contains { bytes(80_000, seed: $0).starts(with: content) })
        }
    }
}
