// SPDX-License-Identifier: MIT
// Goal: SQLite's page cache in a pool keeps what SQLite's contract says: each page once, its bytes until it is dropped,
// nothing that is pinned given away, and a page of the pool that a disk may still write, or the commit log needs, given to
// nobody.
// Method: the table of functions that SQLite gets, called at random by seed beside a dictionary; SQLite itself runs on it
// in Checks/zerocopy, since a program has one page cache.

import BlockIO
import CSQLite
import SeededRandom
import Testing

@testable import BlkfrontVFS

private typealias Shown = UnsafeMutablePointer<sqlite3_pcache_page>

/// A cache as SQLite has it, and what must be in it.
private final class Model {
    let methods = unsafe PageCache.table()
    let cache: OpaquePointer
    let isPurgeable: Bool
    var pinned: [UInt32: Shown] = unsafe [:]
    /// What pages hold that are in the cache, or may be.
    var content: [UInt32: UInt64] = [:]
    var limit = 0
    var next: UInt64 = 1

    init(isPurgeable: Bool) {
        self.isPurgeable = isPurgeable
        unsafe cache = methods.xCreate(Int32(blockSize), 136, isPurgeable ? 1 : 0)!
    }

    func destroy() { unsafe methods.xDestroy(cache) }
    var count: Int { Int(unsafe methods.xPagecount(cache)) }

    func setLimit(_ limit: Int) {
        self.limit = limit
        unsafe methods.xCachesize(cache, Int32(limit))
    }

    func fetch(_ key: UInt32, _ creation: Int32) {
        let former = count
        guard let page = unsafe methods.xFetch(cache, key, creation) else {
            #expect(creation < 2, "memory there was")
            if !isPurgeable { #expect(content[key] == nil) }
            #expect(unsafe pinned[key] == nil)
            return
        }
        let words = unsafe page.pointee.pBuf.assumingMemoryBound(to: UInt64.self)
        let extra = unsafe page.pointee.pExtra.assumingMemoryBound(to: UInt64.self)
        #expect(Int(bitPattern: page.pointee.pExtra) % 8 == 0)
        if unsafe extra[0] == 0 {
            // New to SQLite: it was not there, or it was not pinned and had to go.
            #expect(creation > 0)
            #expect(unsafe pinned[key] == nil && (isPurgeable || content[key] == nil))
            next += 1
            content[key] = next
            for index in 0..<512 { unsafe words[index] = next }
            for index in 0..<17 { unsafe extra[index] = next }
            if former == count { #expect(isPurgeable) }
        } else {
            #expect(unsafe words[0] == content[key] && words[511] == content[key])
            #expect(unsafe extra[0] == content[key] && extra[16] == content[key])
            if let known = unsafe pinned[key] { #expect(unsafe known == page) }
        }
        unsafe pinned[key] = page
    }

    func unpin(_ key: UInt32, discards: Bool) {
        guard let page = unsafe pinned.removeValue(forKey: key) else { return }
        unsafe methods.xUnpin(cache, page, discards ? 1 : 0)
        if discards { content[key] = nil }
    }

    func rekey(_ key: UInt32, to other: UInt32) {
        guard let page = unsafe pinned[key], unsafe pinned[other] == nil else { return }
        // As pcache.c does: what has the number goes first.
        if let there = unsafe methods.xFetch(cache, other, 0) {
            unsafe methods.xUnpin(cache, there, 1)
        }
        unsafe methods.xRekey(cache, page, key, other)
        unsafe pinned[other] = unsafe pinned.removeValue(forKey: key)
        content[other] = content.removeValue(forKey: key)
    }

    func truncate(_ first: UInt32) {
        unsafe methods.xTruncate(cache, first)
        for key in content.keys where key >= first {
            content[key] = nil
            unsafe pinned[key] = nil
        }
    }
}

@Suite(.serialized) struct PageCacheTests {
    @Test(arguments: 0..<40 as Range<UInt64>)
    func pagesAreKept(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let pool = PagePool(limit: Int.random(in: 0...60, using: &random), chunkSize: 5)
        unsafe PageCache.pool = seed % 4 == 0 ? nil : pool
        defer { unsafe PageCache.pool = nil }
        let model = Model(isPurgeable: seed % 5 != 1)
        model.setLimit(30)
        let width = UInt32.random(in: 20...300, using: &random)
        for _ in 0..<3_000 {
            let key = UInt32.random(in: 1...width, using: &random)
            switch Int.random(in: 0..<40, using: &random) {
            case 0..<18: model.fetch(key, Int32.random(in: 0...2, using: &random))
            case 18..<36:
                let keys = unsafe model.pinned.keys.sorted()
                guard let key = keys.randomElement(using: &random) else { continue }
                model.unpin(key, discards: random.isRare(6))
            case 36:
                let keys = unsafe model.pinned.keys.sorted()
                guard let from = keys.randomElement(using: &random), from != key else { continue }
                model.rekey(from, to: key)
            case 37 where random.isRare(4): model.truncate(key)
            case 38 where random.isRare(4): model.setLimit(Int(key) % 60)
            case 39 where random.isRare(4): unsafe model.methods.xShrink(model.cache)
            default: break
            }
            #expect(unsafe model.count >= model.pinned.count)
            if model.isPurgeable {
                #expect(unsafe model.count <= max(model.limit, model.pinned.count) + 1)
            } else {
                #expect(model.count == model.content.count)
            }
        }
        model.destroy()
        #expect(pool.takenCount == 0)
    }

    @Test func pagesOfBlocksAreInThePool() {
        let pool = PagePool(limit: 8, chunkSize: 5)
        unsafe PageCache.pool = pool
        defer { unsafe PageCache.pool = nil }
        let model = Model(isPurgeable: true)
        model.setLimit(100)
        for key in 1...10 as ClosedRange<UInt32> { model.fetch(key, 2) }
        let numbers = unsafe model.pinned.values.map { unsafe pool.number(of: $0.pointee.pBuf) }
        #expect(numbers.count { $0 != nil } == 8, "the rest is in the heap")
        #expect(pool.takenCount == 8)
        model.destroy()
        let other = Model(isPurgeable: false)
        other.fetch(1, 2)
        #expect(pool.takenCount == 0, "what is never on a disk needs no page of the pool")
        other.destroy()
    }

    @Test func aHeldPageIsNotUsedAgain() {
        let pool = PagePool(limit: 8, chunkSize: 5)
        unsafe PageCache.pool = pool
        defer { unsafe PageCache.pool = nil }
        for discards in [true, false] {
            let model = Model(isPurgeable: true)
            model.setLimit(2)
            model.fetch(1, 2)
            let bytes = unsafe model.pinned[1]!.pointee.pBuf!
            let number = unsafe pool.number(of: bytes)!
            let word = unsafe bytes.load(as: UInt64.self)
            pool.hold(number)
            model.unpin(1, discards: discards)
            pool.watch(number)
            for key in 2...9 as ClosedRange<UInt32> {
                model.fetch(key, 2)
                #expect(unsafe model.pinned[key]!.pointee.pBuf != bytes)
                model.unpin(key, discards: false)
            }
            unsafe model.methods.xShrink(model.cache)
            #expect(!pool.mayHaveChanged(number))
            #expect(unsafe bytes.load(as: UInt64.self) == word)
            pool.release(number)
            #expect(pool.takenCount == 0)
            model.fetch(10, 2)
            model.fetch(11, 2)
            #expect(unsafe model.pinned.values.contains { unsafe $0.pointee.pBuf == bytes })
            model.destroy()
        }
    }

    @Test func aRetiredPageIsNobodysSecond() {
        let pool = PagePool(limit: 8, chunkSize: 5)
        unsafe PageCache.pool = pool
        defer { unsafe PageCache.pool = nil }
        let model = Model(isPurgeable: true)
        model.setLimit(2)
        for (number, discards) in [(0, true), (1, false)] {
            model.fetch(1, 2)
            let bytes = unsafe model.pinned[1]!.pointee.pBuf!
            #expect(unsafe pool.number(of: bytes) == number)
            pool.retire(number)
            model.unpin(1, discards: discards)
            // With a limit of two, each further page is made of the one that was used first.
            for key in 2...9 as ClosedRange<UInt32> {
                model.fetch(key, 2)
                #expect(unsafe model.pinned[key]!.pointee.pBuf != bytes)
                model.unpin(key, discards: false)
            }
            unsafe model.methods.xShrink(model.cache)
        }
        model.destroy()
    }
}
