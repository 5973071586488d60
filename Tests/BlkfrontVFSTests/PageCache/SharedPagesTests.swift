// SPDX-License-Identifier: MIT
// Goal: the commit log writes SQLite's own pages without a copy, and has in memory, in the log and in the main file what
// was committed, whatever SQLite does with those pages afterwards. Method: a cache beside a database, used as SQLite uses
// both, on a disk that looks at borrowed bytes as late as it may; by hand, and at random by seed with power cuts.

import BlockIO
import CSQLite
import SeededRandom
import TestSupport
import Testing
import VolumeSupport

@testable import BlkfrontVFS
@testable import DiskVolume

private typealias Shown = UnsafeMutablePointer<sqlite3_pcache_page>

/// A database whose pages are in a cache when they are committed. Each page is full of one word, but for what it reserves.
private final class CachedDatabase {
    let disk: LateDisk
    let pool: PagePool
    let volume: Volume
    private(set) var database: VolumeDatabase!
    private let methods = unsafe PageCache.table()
    private let cache: OpaquePointer
    /// What each page was committed as.
    private(set) var words: [UInt32: UInt64] = [:]
    private var next: UInt64 = 1

    init(
        _ crashed: CrashDisk? = nil, poolLimit: Int = 200, cacheLimit: Int32 = 100,
        options: MountOptions = MountOptions(), words: [UInt32: UInt64] = [:], seed: UInt64 = 1
    ) throws {
        disk = LateDisk(try crashed ?? formatted(1000, slots: 2))
        pool = PagePool(limit: poolLimit, chunkSize: 9)
        unsafe PageCache.pool = pool
        volume = try mount(disk, seed: seed, options)
        volume.share(pool)
        database = try volume.open("a", create: true)
        unsafe cache = methods.xCreate(Int32(blockSize), 136, 1)!
        unsafe methods.xCachesize(cache, cacheLimit)
        self.words = words
        next = (words.values.max() ?? 0) + 1
        try database.setSealedPages(size: blockSize, reservedBytes: 32)
        #expect(database.prepareForBatches())
    }

    func close() throws {
        defer {
            database = nil
            unsafe methods.xDestroy(cache)
            unsafe PageCache.pool = nil
        }
        try database.close()
    }

    // MARK: As SQLite does it

    /// Pins a page, which is read if it is new.
    func fetch(_ key: UInt32) throws -> Shown {
        let page = unsafe methods.xFetch(cache, key, 2)!
        guard unsafe page.pointee.pExtra.load(as: UInt.self) == 0 else { return unsafe page }
        unsafe page.pointee.pExtra.storeBytes(of: 1, as: UInt.self)
        let bytes = unsafe UnsafeMutableRawBufferPointer(start: page.pointee.pBuf, count: blockSize)
        _ = try unsafe database.read(at: UInt64(key - 1) * UInt64(blockSize), into: bytes)
        return unsafe page
    }

    func unpin(_ page: Shown, discards: Bool = false) {
        unsafe methods.xUnpin(cache, page, discards ? 1 : 0)
    }

    func fill(_ page: Shown, _ word: UInt64) {
        let bytes = unsafe page.pointee.pBuf.assumingMemoryBound(to: UInt64.self)
        for index in 0..<508 { unsafe bytes[index] = word }
    }

    /// Drops a page, if it is in the cache.
    func drop(_ key: UInt32) {
        guard let page = unsafe methods.xFetch(cache, key, 0) else { return }
        unsafe unpin(page, discards: true)
    }

    func shrink() { unsafe methods.xShrink(cache) }

    /// Changes pages and puts them into a batch; says whether all found room.
    func put(_ keys: some Sequence<UInt32>, _ news: inout [UInt32: UInt64]) throws -> Bool {
        var pages: [Shown] = unsafe []
        defer { for page in unsafe pages { unpin(page) } }
        for key in keys {
            let page = try fetch(key)
            unsafe pages.append(page)
            next += 1
            unsafe fill(page, next)
            news[key] = next
            let bytes = unsafe UnsafeRawBufferPointer(start: page.pointee.pBuf, count: blockSize)
            guard try unsafe database.put(key, from: bytes, lends: true) else { return false }
        }
        return true
    }

    func commit(_ keys: some Sequence<UInt32>, durably: Bool = true) throws {
        var news: [UInt32: UInt64] = [:]
        let fits = try put(keys, &news)
        #expect(fits)
        try database.finishBatch(flushFollows: durably)
        words.merge(news) { $1 }
        if durably { try database.makeDurable() } else { try database.order() }
    }

    /// Writes a page in place, as is done with one that a journal has; so the log is checkpointed.
    func writePlainly(_ key: UInt32) throws {
        let page = try fetch(key)
        defer { unsafe unpin(page) }
        next += 1
        unsafe fill(page, next)
        words[key] = next
        let bytes = unsafe UnsafeMutableRawBufferPointer(start: page.pointee.pBuf, count: blockSize)
        unsafe CommitRecord.clear(bytes)
        unsafe PageChecksum.seal(bytes, database: database.identifier, number: key)
        try unsafe database.write(
            at: UInt64(key - 1) * UInt64(blockSize), from: UnsafeRawBufferPointer(bytes))
        try database.order()
    }

    /// The word of a page as the file has it: 0 where it ends before, `rubbish` when they are not all one.
    static let rubbish = UInt64.max
    static func word(_ database: VolumeDatabase, _ key: UInt32) throws -> UInt64 {
        let bytes = try database.read(blockSize, at: UInt64(key - 1) * UInt64(blockSize))
        if bytes.isEmpty { return 0 }
        return bytes.withUnsafeBytes { bytes in
            let words = unsafe bytes.bindMemory(to: UInt64.self).prefix(508)
            return unsafe words.allSatisfy { unsafe $0 == words[0] } ? words[0] : rubbish
        }
    }

    func word(_ key: UInt32) throws -> UInt64 { try Self.word(database, key) }

    /// Every page that was committed, as a disk has it.
    func words(on disk: CrashDisk) throws -> [UInt32: UInt64] {
        let volume = try mount(disk, seed: 99, MountOptions(isReadOnly: true))
        #expect(try volume.check().filter(\.isDamage) == [])
        let database = try volume.open("a", create: false)
        defer { try? database.close() }
        var found: [UInt32: UInt64] = [:]
        for key in words.keys { found[key] = try Self.word(database, key) }
        return found
    }
}

extension PageCacheTests {
    @Test func whatIsCommittedIsNotCopied() throws {
        let store = try CachedDatabase()
        try store.commit(1...11)
        #expect(store.disk.borrowedCount == 11)
        #expect(store.volume.copiedBytes == 0)
        // Nobody waits for this one, so the disk copies it; the log has no copy of its own.
        try store.commit(5...7, durably: false)
        #expect(store.disk.borrowedCount == 11)
        #expect(store.volume.copiedBytes == 0)
        #expect(store.disk.closedWhileBorrowed == 0)
        #expect(try store.words(on: store.disk.disk.copy()) == store.words)
        try store.close()
        #expect(store.pool.takenCount == 0 && store.pool.heldCount == 0)
    }

    @Test(arguments: [true, false])
    func aPageMayChangeWhenTheCommitHasReturned(durably: Bool) throws {
        let store = try CachedDatabase()
        try store.commit(1...5, durably: durably)
        let page = try store.fetch(3)
        unsafe store.fill(page, 4711)
        #expect(try store.word(3) == store.words[3], "what was committed is what is read")
        try store.database.makeDurable()
        #expect(try store.words(on: store.disk.disk.copy()) == store.words)
        unsafe store.unpin(page, discards: true)
        #expect(try store.word(3) == store.words[3])
        try store.close()
    }

    @Test func aChangedPageIsCheckpointedAsItWasCommitted() throws {
        let store = try CachedDatabase()
        try store.commit(1...9)
        let reads = store.disk.counters.reads
        // One is changed, one is looked at, one is moved to another number, the rest is left alone.
        let changed = try store.fetch(3)
        unsafe store.fill(changed, 4711)
        unsafe store.unpin(try store.fetch(5))
        #expect(store.disk.counters.reads == reads)
        try store.writePlainly(10)
        #expect(store.database.pagesInCommitLog == 0)
        #expect(store.disk.counters.reads == reads + 1, "page 3 comes from its record")
        try store.database.makeDurable()
        #expect(try store.words(on: store.disk.disk.copy()) == store.words)
        #expect(store.pool.heldCount == 0)
        unsafe store.unpin(changed, discards: true)
        try store.close()
    }

    /// As before a large transaction, which changes in the cache what the log has. 28 records, in two reads.
    @Test func manyChangedPagesAreReadBackTogether() throws {
        let store = try CachedDatabase()
        for key in (1...28 as ClosedRange<UInt32>).reversed() { try store.commit(key...key) }
        let reads = store.disk.counters.reads
        for key in 1...28 as ClosedRange<UInt32> where key != 5 {
            let page = try store.fetch(key)
            unsafe store.fill(page, 4711)
            unsafe store.unpin(page)
        }
        try store.writePlainly(40)
        #expect(store.disk.counters.reads == reads + 2)
        #expect(store.pool.heldCount == 0)
        try store.database.makeDurable()
        #expect(try store.words(on: store.disk.disk.copy()) == store.words)
        try store.close()
    }

    @Test func aPageThatLeavesTheCacheIsKeptForTheLog() throws {
        let store = try CachedDatabase(poolLimit: 40, cacheLimit: 12)
        try store.commit(1...9)
        let reads = store.disk.counters.reads
        #expect(store.pool.heldCount == 9)
        for key in 1...3 as ClosedRange<UInt32> { store.drop(key) }
        // The cache is full of others, and each is filled with something else.
        for key in 20...60 as ClosedRange<UInt32> {
            let page = try store.fetch(key)
            unsafe store.fill(page, 4711)
            unsafe store.unpin(page)
        }
        store.shrink()
        #expect(store.pool.heldCount == 9 && store.pool.takenCount == 0)
        for key in 1...9 as ClosedRange<UInt32> { #expect(try store.word(key) == store.words[key]) }
        try store.writePlainly(10)
        #expect(store.disk.counters.reads == reads, "all of it was in memory")
        #expect(store.pool.heldCount == 0)
        try store.database.makeDurable()
        #expect(try store.words(on: store.disk.disk.copy()) == store.words)
        try store.close()
        #expect(store.pool.takenCount == 0)
    }

    /// A read into it was never answered, say.
    @Test func aPageThatTheDiskMayStillWriteIsCopied() throws {
        let store = try CachedDatabase()
        try store.commit(1...5)
        #expect(store.volume.copiedBytes == 0)
        store.pool.retire(2)
        #expect(store.pool.mayHaveChanged(2))
        try store.commit(1...5)
        #expect(store.volume.copiedBytes == UInt64(blockSize))
        #expect(store.disk.borrowedCount == 10, "what is borrowed is a copy")
        for key in 1...5 as ClosedRange<UInt32> { #expect(try store.word(key) == store.words[key]) }
        store.pool.restore(2)
        try store.close()
        #expect(store.pool.takenCount == 0)
    }

    @Test func aBatchThatIsForgottenHoldsNothing() throws {
        let store = try CachedDatabase()
        try store.commit(1...5)
        var news: [UInt32: UInt64] = [:]
        #expect(try store.put(3...8, &news))
        #expect(store.pool.heldCount == 8)
        store.database.abandonBatch()
        #expect(store.pool.heldCount == 5)
        // As SQLite does with a cache that it does not trust any more.
        for key in 3...8 as ClosedRange<UInt32> { store.drop(key) }
        for key in 1...5 as ClosedRange<UInt32> { #expect(try store.word(key) == store.words[key]) }
        try store.close()
        #expect(store.pool.takenCount == 0 && store.pool.heldCount == 0)
    }

    @Test(arguments: [0, 1, 2], [false, true])
    func afterAFailureNothingIsHeldAndNothingIsTorn(writes: Int, failsFlush: Bool) throws {
        let store = try CachedDatabase()
        try store.commit(1...5)
        let before = store.words
        store.disk.faults.policy = failsFlush ? .failFlush : .failBlock(after: writes)
        #expect(throws: VolumeError.self) { try store.commit(3...6) }
        // SQLite goes on with its pages, of which the disk has got none any more.
        for key in 3...6 as ClosedRange<UInt32> {
            let page = try #require(try? store.fetch(key))
            unsafe store.fill(page, 4711)
            unsafe store.unpin(page)
        }
        #expect(throws: VolumeError.self) { try store.commit(1...1) }
        for _ in 0..<20 {
            var random = SeededRandom(seed: UInt64(writes))
            let found = try store.words(on: store.disk.disk.afterCrash(&random))
            let isBefore = found == before.merging([6: found[6] ?? 0]) { $1 }
            #expect(isBefore || found == store.words)
        }
        try? store.close()
        #expect(store.pool.takenCount == 0 && store.pool.heldCount == 0)
    }

    /// Memory for 8 pages of the log: those before are given up, and read back.
    @Test func noMorePagesAreHeldThanMayBe() throws {
        var options = MountOptions()
        options.commitLogMemory = 8
        let store = try CachedDatabase(options: options)
        for round in 0..<10 as Range<UInt32> {
            try store.commit((round * 5 + 1)...(round * 5 + 5))
            #expect(store.pool.heldCount <= 8)
        }
        for key in store.words.keys { #expect(try store.word(key) == store.words[key]) }
        try store.writePlainly(60)
        #expect(store.pool.heldCount == 0)
        try store.database.makeDurable()
        #expect(try store.words(on: store.disk.disk.copy()) == store.words)
        try store.close()
    }

    @Test(arguments: Seed.range(40))
    func theLogHasWhatWasCommitted(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var options = MountOptions()
        options.commitLogMemory = [16, 32, 1024][Int(random.next() % 3)]
        var crashed: CrashDisk?
        var words: [UInt32: UInt64] = [:]
        for round in 0..<4 as Range<UInt64> {
            let store = try CachedDatabase(
                crashed, poolLimit: Int.random(in: 0...120, using: &random),
                cacheLimit: .random(in: 10...60, using: &random), options: options, words: words,
                seed: seed &* 31 &+ round)
            for _ in 0..<120 {
                let key = UInt32.random(in: 1...70, using: &random)
                let keys = key...min(key + UInt32.random(in: 0...9, using: &random), 70)
                switch random.next() % 12 {
                case 0..<4: try store.commit(keys, durably: true)
                case 4, 5: try store.commit(keys, durably: false)
                case 6:
                    var news: [UInt32: UInt64] = [:]
                    _ = try store.put(keys, &news)
                    store.database.abandonBatch()
                    for key in keys { store.drop(key) }
                case 7: for key in keys { store.drop(key) }
                case 8:
                    // A change that is not committed, while pages are checkpointed.
                    let page = try store.fetch(key)
                    unsafe store.fill(page, 4711)
                    #expect(try store.word(key) == store.words[key] ?? 0, "seed \(seed)")
                    if random.isRare(3) { try store.writePlainly(key % 70 + 1) }
                    try store.database.tidy()
                    unsafe store.unpin(page, discards: true)
                case 9: store.shrink()
                default: try store.database.tidy()
                }
                for key in keys where random.isRare(6) {
                    #expect(try store.word(key) == store.words[key] ?? 0, "seed \(seed)")
                }
            }
            #expect(store.disk.closedWhileBorrowed == 0)
            try store.database.makeDurable()
            words = store.words
            crashed = store.disk.disk.afterCrash(&random)
            let found = try store.words(on: crashed!.copy())
            #expect(found == words, "seed \(seed), round \(round)")
            try store.close()
            #expect(store.pool.takenCount == 0 && store.pool.heldCount == 0)
        }
    }
}
