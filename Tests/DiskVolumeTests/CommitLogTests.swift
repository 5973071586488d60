// SPDX-License-Identifier: MIT
// Goal: batches of pages survive a power cut whole, in their order, and none that was made durable is lost; what is in the
// main file, in the log or in memory reads the same. Method: random batches and plain writes on a disk whose power is cut
// at random, over several mounts; what is found is compared with the state after each batch.

import BlockIO
import DiskVolume
import SeededRandom
import TestSupport
import Testing
import VolumeSupport

@Suite struct CommitLogTests {
    @Test(arguments: Seed.range(30))
    func whatSurvivesIsAPrefixOfBatches(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let pageSize = random.next() % 4 == 0 ? 8192 : 4096
        var options = MountOptions()
        options.commitLogMemory = [32, 64, 1024][Int(random.next() % 3)]
        var disk = try formatted(UInt64.random(in: 300...700, using: &random), slots: 2)
        var start = Pages(size: pageSize)
        // What a power cut tears in place stays so.
        var mayBeTorn = false
        for round in 0..<6 {
            let volume = try mount(disk, seed: seed &* 31 &+ UInt64(round), options)
            let history = try BatchHistory(start, volume.open("a", create: true))
            let other = try volume.open("b", create: true)
            for _ in 0..<Int.random(in: 0...80, using: &random) {
                try history.step(&random)
                if random.next() % 16 == 0 { try other.write(bytes(500, seed: 1), at: 0) }
            }
            disk = disk.afterCrash(&random)
            let after = try mount(disk, seed: seed &* 37 &+ UInt64(round), options)
            guard after.exists("a") else {
                #expect(!history.isCreated, "seed \(seed), round \(round): the database is lost")
                start = Pages(size: pageSize)
                continue
            }
            mayBeTorn = mayBeTorn || history.hasLooseWrites
            if !mayBeTorn {
                let damage = try after.check().filter(\.isDamage)
                #expect(damage == [], "seed \(seed), round \(round)")
            }
            let database = try after.open("a", create: false)
            start = try Pages(database, size: pageSize)
            let isAllowed = history.allows(start)
            #expect(
                isAllowed,
                "seed \(seed), round \(round): \(start.summary) and not \(history.differences(start))"
            )
            try database.close()
            disk = disk.copy()
        }
    }

    @Test func aBatchIsOneRunOfBlocksAndNothingElse() throws {
        let (disk, database) = try prepared()
        for count in [1, 3, 8] {
            let before = disk.counters
            let epochs = disk.epochs.count
            for page in 1...UInt32(count) { try database.put(page, seed: UInt64(count)) }
            try database.finishBatch()
            try database.order()
            #expect(disk.counters.writes == before.writes + 1)
            #expect(disk.epochs.count == epochs)
            try database.makeDurable()
            #expect(disk.counters.writes == before.writes + 1)
            #expect(disk.counters.flushes == before.flushes + 1)
        }
    }

    @Test func aBatchThatIsNotFinishedIsNothing() throws {
        let (disk, database) = try prepared()
        let content = try database.content
        for page in UInt32(1)...9 { try database.put(page, seed: 77) }
        #expect(try database.read(4000, at: 0) != Array(content.prefix(4000)))
        database.abandonBatch()
        #expect(try database.content == content)
        for page in UInt32(1)...9 { try database.put(page, seed: 77) }
        try database.makeDurable()
        #expect(try mount(disk.copy()).open("a", create: false).content == content)
    }

    /// A log of 2 × 31 records, many times over.
    @Test func checkpointingIsSharedOutAndReachesEveryPage() throws {
        let (disk, database) = try prepared(blocks: 1000)
        var pages = Pages(size: 4096)
        pages.content = try database.content
        let before = disk.counters
        var most: UInt64 = 0
        for round in 0..<UInt32(1000) {
            let writes = disk.counters.writes
            let page = 1 + round * 7 % 40
            try database.put(page, seed: UInt64(round))
            pages.put(page, seed: UInt64(round))
            try database.finishBatch()
            try database.makeDurable()
            try database.tidy()
            most = max(most, disk.counters.writes - writes)
        }
        #expect(disk.counters.flushes - before.flushes == 1000)
        // For each half of 31 at most 31 pages are checkpointed, and a descriptor is written.
        #expect((disk.counters.bytesWritten - before.bytesWritten) / 4096 < 2100)
        #expect(disk.counters.reads == before.reads)
        #expect(most <= 40)
        #expect(try Pages(database, size: 4096).content == pages.content)
        try database.truncate(to: 4096 * 20)
        pages.content.removeLast(pages.content.count - 4096 * 20)
        #expect(database.pagesInCommitLog == 0)
        try database.makeDurable()
        let after = try mount(disk.copy()).open("a", create: false)
        #expect(try Pages(after, size: 4096).content == pages.content)
    }

    @Test func pagesThatAreNotInMemoryAreReadBack() throws {
        var options = MountOptions()
        options.commitLogMemory = 8
        let (disk, database) = try prepared(blocks: 1000, options)
        var pages = Pages(size: 4096)
        pages.content = try database.content
        for round in 0..<UInt32(200) {
            for page in [1 + round % 50, 51 + round % 9] {
                try database.put(page, seed: UInt64(round))
                pages.put(page, seed: UInt64(round))
            }
            try database.finishBatch()
            if round % 20 == 0 {
                #expect(try Pages(database, size: 4096).content == pages.content)
            }
        }
        try database.makeDurable()
        let again = try mount(disk.copy(), MountOptions(isReadOnly: true)).open("a", create: false)
        #expect(try Pages(again, size: 4096).content == pages.content)
        #expect(disk.counters.reads > 50)
    }

    /// What a batch wrote is checkpointed without an order in between.
    @Test(arguments: Seed.range(100))
    func aBatchIsWholeWhenThePagesLoseTheirChecksums(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let (disk, database) = try prepared()
        var allowed = [try Pages(database, size: 4096)]
        try database.put(1, seed: 5)
        try database.put(2, seed: 5)
        try database.finishBatch()
        allowed.append(try Pages(database, size: 4096))
        try database.setSealedPages(size: 0, reservedBytes: 0)
        let after = try mount(disk.afterCrash(&random)).open("a", create: false)
        #expect(allowed.contains(try Pages(after, size: 4096)), "seed \(seed)")
    }

    @Test func aBatchThatIsTooLargeIsRefused() throws {
        let (_, database) = try prepared(blocks: 600)
        for page in UInt32(1)...18 { try database.put(page, seed: 1) }
        #expect(try !database.reserveBatch())
        #expect(try !database.tryPut(19, seed: 1))
        #expect(try database.tryPut(18, seed: 2))
        database.abandonBatch()
        #expect(try database.reserveBatch())
    }

    @Test func noLogWhereThereIsNoRoomOrNoMemory() throws {
        let small = try mount(formatted(70)).open("a", create: true)
        try small.setSealedPages(size: 4096, reservedBytes: 32)
        #expect(!small.prepareForBatches())
        var options = MountOptions()
        options.commitLogMemory = 0
        let poor = try mount(formatted(900), options).open("a", create: true)
        try poor.setSealedPages(size: 4096, reservedBytes: 32)
        #expect(!poor.prepareForBatches())
        let plain = try mount(formatted(900)).open("a", create: true)
        try plain.setSealedPages(size: 4096, reservedBytes: 8)
        #expect(!plain.prepareForBatches())
        #expect(try !plain.tryPut(1, seed: 1))
    }

    @Test func aLostRecordOfAnEpochThatWasClosedIsDamage() throws {
        let (disk, database) = try prepared()
        for round in UInt64(0)..<6 {
            try database.put(UInt32(round + 1), seed: round)
            try database.finishBatch()
            try database.makeDurable()
        }
        let records = disk.current.keys.filter { isRecord(disk.block($0)) }.sorted()
        try #require(records.count == 6)
        for (index, block) in records.enumerated() {
            let copy = disk.copy()
            copy.change(block) { $0[100] ^= 1 }
            do throws(VolumeError) {
                let found = try mount(copy).open("a", create: false)
                // The last one cannot be told from one that a power cut tore.
                #expect(index == 5 && found.pagesInCommitLog == 5, "record \(index)")
            } catch {
                guard case .corrupt(let damage) = error else { throw error }
                #expect(damage.what == "a record of the commit log before this one is lost")
                #expect(index < 5)
                let findings = try mount(copy).check()
                #expect(findings.contains { $0.isDamage && $0.damage == damage })
            }
        }
    }

    @Test func commitsOfTwoDatabasesKeepTheirOrder() throws {
        let (disk, first) = try prepared()
        let volume = try mount(disk.copy())
        _ = first
        let (one, two) = (
            try volume.open("a", create: false), try volume.open("b", create: true)
        )
        try two.setSealedPages(size: 4096, reservedBytes: 32)
        #expect(two.prepareForBatches())
        try two.makeDurable()
        let device = try #require(volume.device as? CrashDisk)
        let before = device.epochs.count
        for database in [one, two, one] {
            try database.put(1, seed: 5)
            try database.finishBatch()
            try database.order()
        }
        #expect(device.epochs.count == before + 2)
    }

    private func isRecord(_ block: [UInt8]) -> Bool {
        block[4064..<4072].contains { $0 != 0 } && block.prefix(4) != [77, 86, 100, 98]
    }
}

/// A durable database of ten pages with an empty commit log.
func prepared(
    blocks: UInt64 = 1000, _ options: MountOptions = MountOptions()
) throws -> (CrashDisk, VolumeDatabase) {
    let disk = try formatted(blocks)
    let database = try mount(disk, options).open("a", create: true)
    try database.setSealedPages(size: 4096, reservedBytes: 32)
    for page in UInt32(1)...10 { try database.writePlainly(page, seed: 100) }
    #expect(database.prepareForBatches())
    try database.makeDurable()
    return (disk, database)
}

extension VolumeDatabase {
    func tryPut(_ page: UInt32, seed: UInt64) throws -> Bool {
        let size = sealedPageSize
        return try bytes(size, seed: seed &* 1000 &+ UInt64(page)).withUnsafeBytes {
            try put(page, from: $0)
        }
    }

    func put(_ page: UInt32, seed: UInt64) throws {
        let isPut = try tryPut(page, seed: seed)
        #expect(isPut, "page \(page)")
    }

    /// Writes a page outside of a batch.
    func writePlainly(_ page: UInt32, seed: UInt64) throws {
        var content = bytes(sealedPageSize, seed: seed &* 1000 &+ UInt64(page))
        content.replaceSubrange(
            content.count - 32..<content.count, with: repeatElement(0, count: 32))
        content.withUnsafeMutableBytes {
            PageChecksum.seal($0, database: identifier, number: page)
        }
        try write(content, at: UInt64(page - 1) * UInt64(sealedPageSize))
    }
}

/// What pages hold, without the bytes that are not the user's.
struct Pages: Equatable {
    var size: Int
    var content: [UInt8] = [] { didSet { strip() } }

    init(size: Int) { self.size = size }

    init(_ database: VolumeDatabase, size: Int) throws {
        self.size = size
        content = try database.content
        strip()
    }

    var summary: String { "\(content.count / size) pages" }

    private mutating func strip() {
        for end in stride(from: size, through: content.count, by: size) {
            for index in end - 32..<end where content[index] != 0 { content[index] = 0 }
        }
    }

    mutating func put(_ page: UInt32, seed: UInt64) {
        let end = Int(page) * size
        if content.count < end {
            content += [UInt8](repeating: 0, count: end - content.count)
        }
        content.replaceSubrange(
            end - size..<end - 32,
            with: bytes(size, seed: seed &* 1000 &+ UInt64(page)).dropLast(32))
    }
}
