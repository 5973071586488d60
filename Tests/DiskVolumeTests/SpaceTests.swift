// SPDX-License-Identifier: MIT
// Goal: files grow, shrink and share the disk, and a full volume stays usable. Method: a model in an array beside each
// file, and disks so small that every limit is met.

import BlockIO
import DiskVolume
import SeededRandom
import TestSupport
import Testing
import VolumeSupport

@Suite struct SpaceTests {
    @Test func aFullVolumeStaysUsable() throws {
        let disk = try formatted(128)
        let volume = try mount(disk)
        let database = try volume.open("a", create: true)
        let block = bytes(4096, seed: 3)
        var count: UInt64 = 0
        var error: VolumeError?
        while error == nil {
            do throws(VolumeError) {
                try put(database, block, count * 4096)
                count += 1
            } catch let thrown { error = thrown }
        }
        #expect(error == .full(neededBlocks: 1, freeBlocks: 0))
        // All but the reserve, an eighth of a disk as small as this.
        #expect(count == 118 - 16)
        #expect(database.byteCount == count * 4096)
        try database.makeDurable()
        // Which a journal may use, but to the last block only.
        try database.journal.write(bytes(50_000, seed: 5), at: 0)
        #expect(throws: VolumeError.full(neededBlocks: 1, freeBlocks: 0)) {
            for block in 1... { try database.journal.write([1], at: UInt64(100_000 * block)) }
        }
        try database.journal.remove()
        try database.truncate(to: 4096 * 10)
        try database.order()
        try database.journal.write(bytes(50_000, seed: 4), at: 0)
        try database.makeDurable()
        let again = try mount(disk).open("a", create: false)
        #expect(try again.content == Array(repeating: block, count: 10).flatMap { $0 })
        #expect(try again.journal.content == bytes(50_000, seed: 4))
    }

    /// SQLite ends a rollback by zeroing the journal's header, also when it opens a database after a power cut.
    @Test(arguments: [false, true]) func aJournalEndsThoughTheVolumeIsFull(_ isMountedAgain: Bool)
        throws
    {
        let disk = try formatted(128)
        var volume = try mount(disk)
        let other = try volume.open("b", create: true)
        var database = try volume.open("a", create: true)
        try database.order()
        func fill() throws {
            #expect(throws: VolumeError.full(neededBlocks: 1, freeBlocks: 0)) {
                for block in 0... { try other.journal.write([1], at: UInt64(10_000 * block)) }
            }
        }
        try fill()
        try other.journal.truncate(to: 0)
        try other.journal.write([1], at: 0)
        try other.makeDurable()
        while volume.freeBlockCount > 3 {
            try other.journal.write([1], at: other.journal.byteCount + 10_000)
        }
        try database.journal.write(bytes(512, seed: 3), at: 0)
        try fill()
        try database.makeDurable()
        #expect(volume.freeBlockCount == 0)
        if isMountedAgain {
            volume = try mount(disk)
            database = try volume.open("a", create: false)
        }
        try database.journal.write([UInt8](repeating: 0, count: 28), at: 0)
        try database.makeDurable()
        let again = try mount(disk).open("a", create: false)
        #expect(try again.journal.content == [UInt8](repeating: 0, count: 28))
    }

    private func put(
        _ database: VolumeDatabase, _ bytes: [UInt8], _ offset: UInt64
    ) throws(VolumeError) {
        do {
            try database.write(bytes, at: offset)
        } catch {
            throw error as! VolumeError
        }
    }

    @Test func aSmallDiskHoldsADatabaseWithItsLog() throws {
        let disk = CrashDisk(blockCount: 1024)
        try Volume.format(disk, identity: (1, 2))
        let database = try mount(disk).open("a", create: true)
        try database.write(bytes(500_000, seed: 1), at: 0)
        try database.writeAheadLog.write(bytes(1_000_000, seed: 2), at: 0)
        try database.makeDurable()
        let again = try mount(disk).open("a", create: false)
        #expect(try again.content == bytes(500_000, seed: 1))
        #expect(try again.writeAheadLog.content == bytes(1_000_000, seed: 2))
    }

    @Test func extentsStayFewWhenFilesGrowInTurns() throws {
        let disk = try formatted(40_000)
        let volume = try mount(disk)
        let databases = try ["a", "b", "c"].map { try volume.open($0, create: true) }
        let block = bytes(4096, seed: 1)
        for number in 0..<1000 {
            for database in databases { try database.write(block, at: UInt64(number) * 4096) }
        }
        for summary in volume.databases { #expect(summary.extentCount < 40) }
        #expect(try databases[1].content.count == 1000 * 4096)
    }

    @Test func blocksThatWereGivenUpAreNotUsedInTheSameEpoch() throws {
        let disk = try formatted(64)
        let volume = try mount(disk)
        let (first, second) = (
            try volume.open("a", create: true), try volume.open("b", create: true)
        )
        try first.write(bytes(40 * 4096, seed: 1), at: 0)
        try first.makeDurable()
        try first.truncate(to: 0)
        try second.write(bytes(40 * 4096, seed: 2), at: 0)
        // Whatever part of the second file's blocks is there, the first is whole or empty.
        for seed in Seed.range(40) {
            var random = SeededRandom(seed: seed)
            let database = try mount(disk.afterCrash(&random)).open("a", create: false)
            let content = try database.content
            #expect(content.isEmpty || content == bytes(40 * 4096, seed: 1), "seed \(seed)")
        }
    }

    @Test func aDiskThatGrewGivesRoom() throws {
        let disk = try formatted(64)
        var volume = try mount(disk)
        var database = try volume.open("a", create: true)
        disk.geometry.blockCount = 100
        try database.write(bytes(70 * 4096, seed: 1), at: 0)
        try database.makeDurable()
        #expect(volume.blockCount == 100)
        let larger = disk.copy(blockCount: 200)
        volume = try mount(larger)
        database = try volume.open("a", create: false)
        try database.write(bytes(150 * 4096, seed: 2), at: 0)
        try database.makeDurable()
        #expect(
            try mount(larger.copy()).open("a", create: false).content == bytes(150 * 4096, seed: 2))
        #expect(throws: VolumeError.diskShrank(blockCount: 199, expected: 200)) {
            try mount(larger.copy(blockCount: 199))
        }
    }

    @Test(arguments: Seed.range(20))
    func filesAreWhatWasWritten(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let disk = try formatted(600)
        var volume = try mount(disk)
        var models: [[UInt8]] = [[], []]
        var databases = try ["a", "b"].map { try volume.open($0, create: true) }
        for _ in 0..<150 {
            let index = Int(random.next() % 2)
            switch random.next() % 10 {
            case 0:
                let size = Int.random(in: 0...models[index].count, using: &random)
                try databases[index].truncate(to: UInt64(size))
                models[index].removeLast(models[index].count - size)
            case 1:
                for database in databases { try database.close() }
                volume = try mount(disk)
                databases = try ["a", "b"].map { try volume.open($0, create: false) }
            case 2: try databases[index].order()
            case 3, 4:
                let offset = Int.random(in: 0...models[index].count, using: &random)
                let count = Int.random(in: 0...30_000, using: &random)
                #expect(
                    try databases[index].read(count, at: UInt64(offset))
                        == Array(models[index][offset...].prefix(count)), "seed \(seed)")
            default:
                let present = models[index].count
                let offset = Int.random(in: 0...min(present + 9000, 300_000), using: &random)
                let content = bytes(Int.random(in: 1...20_000, using: &random), seed: random.next())
                try databases[index].write(content, at: UInt64(offset))
                let end = offset + content.count
                if end > present {
                    models[index] += [UInt8](repeating: 0, count: end - present)
                }
                models[index].replaceSubrange(offset..<end, with: content)
            }
        }
        for (database, model) in zip(databases, models) {
            #expect(try database.content == model, "seed \(seed)")
        }
    }

    @Test func adjacentWritesLeaveAsOneAndSequentialReadsComeTogether() throws {
        let disk = try formatted()
        let volume = try mount(disk)
        let database = try volume.open("a", create: true)
        let page = bytes(4096, seed: 1)
        var before = disk.counters.writes
        for number in 0..<8 { try database.write(page, at: UInt64(number) * 4096) }
        try database.order()
        // The pages, and the descriptor.
        #expect(disk.counters.writes - before == 2)
        before = disk.counters.reads
        let again = try mount(disk).open("a", create: false)
        let mounting = disk.counters.reads - before
        for number in 0..<8 { #expect(try again.read(4096, at: UInt64(number) * 4096) == page) }
        #expect(disk.counters.reads - before - mounting <= 3)
    }
}
