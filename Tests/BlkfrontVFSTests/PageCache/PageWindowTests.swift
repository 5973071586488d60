// SPDX-License-Identifier: MIT
// Goal: a cache whose pages come out of the window of what was read ahead has in each page what was written last, whatever
// SQLite does with it first, and copies none of them. Method: a main file on a disk in memory and the cache beside it,
// used as SQLite uses both, in sequences and at random by seed, against a dictionary.

import BlockIO
import CSQLite
import SeededRandom
import Testing

@testable import BlkfrontVFS
@testable import DiskVolume

/// A database with a cache before it.
private final class CachedFile {
    let pool: PagePool
    let volume: Volume
    private(set) var database: VolumeDatabase!
    let methods = unsafe PageCache.table()
    let cache: OpaquePointer
    /// The word that each page of the file is full of.
    var words: [UInt32: UInt64] = [:]
    private var next: UInt64 = 1

    init(poolLimit: Int, cacheLimit: Int32 = 20) throws {
        pool = PagePool(limit: poolLimit, chunkSize: 9)
        unsafe PageCache.pool = pool
        let disk = RAMDisk(blockCount: 1_024)
        try Volume.format(disk, identity: (1, 2))
        volume = try Volume(on: disk, options: MountOptions(allowsVolatile: true)) { 3 }
        volume.share(pool)
        database = try volume.open("data", create: true)
        unsafe cache = methods.xCreate(Int32(blockSize), 136, 1)!
        unsafe methods.xCachesize(cache, cacheLimit)
    }

    func close() throws {
        try database.close()
        database = nil
        unsafe methods.xDestroy(cache)
        unsafe PageCache.pool = nil
    }

    /// Writes a page to the file, past the cache.
    func write(_ key: UInt32) throws {
        next += 1
        words[key] = next
        let page = [UInt64](repeating: next, count: 512)
        try page.withUnsafeBytes { bytes in
            try unsafe database.write(at: UInt64(key - 1) * UInt64(blockSize), from: bytes)
        }
    }

    /// Gets a page as SQLite does, and reads it if it is new; returns its word, 0 when it is not of one.
    @discardableResult func get(_ key: UInt32, reads: Bool = true, keeps: Bool = true) throws
        -> UInt64
    {
        let shown = unsafe methods.xFetch(cache, key, 2)!
        let bytes = unsafe UnsafeMutableRawBufferPointer(
            start: shown.pointee.pBuf, count: blockSize)
        let isNew = unsafe shown.pointee.pExtra.load(as: UInt.self) == 0
        unsafe shown.pointee.pExtra.storeBytes(of: 1, as: UInt.self)
        if isNew, reads {
            let count = try unsafe database.read(
                at: UInt64(key - 1) * UInt64(blockSize), into: bytes)
            #expect(count == blockSize)
        } else if isNew {
            unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0)
        }
        let words = unsafe bytes.bindMemory(to: UInt64.self)
        let word = unsafe words.allSatisfy { unsafe $0 == words[0] } ? words[0] : 0
        unsafe methods.xUnpin(cache, shown, keeps ? 0 : 1)
        return word
    }
}

extension CachedFile {
    /// Drops a page that is in the cache.
    func drop(_ key: UInt32) {
        guard let shown = unsafe methods.xFetch(cache, key, 0) else { return }
        unsafe methods.xUnpin(cache, shown, 1)
    }
}

extension PageCacheTests {
    @Test func whatIsReadInSequenceIsNotCopied() throws {
        let file = try CachedFile(poolLimit: 200)
        for key in 1...300 as ClosedRange<UInt32> { try file.write(key) }
        try file.database.makeDurable()
        let reads = file.volume.device.counters.reads
        for key in 1...300 as ClosedRange<UInt32> {
            let word = try file.get(key)
            #expect(word == file.words[key], "page \(key)")
        }
        #expect(file.volume.copiedBytes == 0)
        #expect(file.volume.device.counters.reads - reads < 15)
        try file.close()
        #expect(file.pool.takenCount == 0)
    }

    @Test func aPageThatWasFilledWithZerosIsRead() throws {
        let file = try CachedFile(poolLimit: 200)
        for key in 1...100 as ClosedRange<UInt32> { try file.write(key) }
        try file.database.makeDurable()
        for key in 1...5 as ClosedRange<UInt32> { try file.get(key) }
        // It comes out of the window and is not read, goes, and its memory comes back for the same page.
        #expect(try file.get(6, reads: false, keeps: false) == 0)
        #expect(try file.get(6) == file.words[6])
        #expect(try file.get(7) == file.words[7])
        // The same, with the page in the cache when it is read anew, as a rollback does.
        let shown = unsafe file.methods.xFetch(file.cache, 8, 2)!
        let bytes = unsafe UnsafeMutableRawBufferPointer(
            start: shown.pointee.pBuf, count: blockSize)
        unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0)
        _ = try unsafe file.database.read(at: 7 * UInt64(blockSize), into: bytes)
        #expect(unsafe bytes.load(as: UInt64.self) == file.words[8])
        unsafe file.methods.xUnpin(file.cache, shown, 1)
        try file.close()
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func pagesHaveWhatWasWrittenLast(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let file = try CachedFile(
            poolLimit: Int.random(in: 0...80, using: &random),
            cacheLimit: Int32.random(in: 2...40, using: &random))
        for key in 1...120 as ClosedRange<UInt32> { try file.write(key) }
        // Pages that SQLite filled with zeros, and has in its cache.
        var zeroed: Set<UInt32> = []
        for _ in 0..<300 {
            let first = UInt32.random(in: 1...120, using: &random)
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<5:
                for key in first...min(first + UInt32.random(in: 0...50, using: &random), 120) {
                    let word = try file.get(key)
                    // A page of the cache, which may be one of zeros, or older than the file's.
                    if zeroed.contains(key) {
                        #expect(word == 0 || word == file.words[key])
                    } else {
                        #expect(word == file.words[key], "page \(key), seed \(seed)")
                    }
                }
            case 5:
                let keeps = random.isRare(2)
                try file.get(first, reads: false, keeps: keeps)
                if keeps { zeroed.insert(first) } else { zeroed.remove(first) }
            case 6, 7:
                // SQLite writes what is in its cache, or what a journal says; then the cache's page goes.
                let isCached = random.isRare(2)
                for key in first...min(first + 2, 120) {
                    if isCached { try file.get(key) }
                    file.drop(key)
                    zeroed.remove(key)
                    try file.write(key)
                }
            case 8:
                file.drop(first)
                zeroed.remove(first)
            default: try file.database.order()
            }
        }
        try file.close()
        #expect(file.pool.takenCount == 0)
    }
}
