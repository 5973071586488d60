// SPDX-License-Identifier: MIT
// A page of a cache: a header, which only this domain can write, and the page's bytes, which may
// lie elsewhere.
//
//     in the pool   header | SQLite's extra bytes          bytes: a page of the pool
//     in the heap   bytes | header | SQLite's extra bytes  one allocation
//
// In both cases up to 16 bytes past the page's bytes are readable, which SQLite may read if a
// database is damaged.

import BlockIO
import CSQLite

/// The header of a page.
@safe struct CachedPage {
    /// The part that SQLite sees: pointers to the bytes and to SQLite's extra bytes. Must be the
    /// first field.
    var shown: sqlite3_pcache_page
    /// The next page in the bucket.
    var next: UnsafeMutablePointer<CachedPage>?
    /// Neighbours in the list of unpinned pages: the one unpinned next, and the one before.
    var newer: UnsafeMutablePointer<CachedPage>?
    var older: UnsafeMutablePointer<CachedPage>?
    /// The page's number in its database.
    var key: UInt32
    /// The page's number in the pool; -1 for a page in the heap.
    var number: Int32
    var isPinned: Bool

    /// Allocates a page with its bytes, or returns nil without memory.
    static func allocate(
        _ pageSize: Int, _ extraSize: Int, from pool: PagePool?
    ) -> UnsafeMutablePointer<CachedPage>? {
        let headerSize = MemoryLayout<CachedPage>.stride
        guard let pool, let bytes = unsafe pool.take() else {
            guard
                let bytes = unsafe sqlite3_malloc64(
                    sqlite3_uint64(pageSize + headerSize + extraSize))
            else { return nil }
            // SAFETY: the memory has room for page, header and extra bytes, in this order.
            return unsafe initialize(bytes + pageSize, bytes, -1)
        }
        guard let number = unsafe pool.number(of: bytes) else {
            preconditionFailure("a pool knows its pages")
        }
        return unsafe adopt(number, extraSize, from: pool)
    }

    /// Makes a page from these pool bytes. Without memory, returns the bytes to the pool and
    /// returns nil.
    static func adopt(
        _ number: Int, _ extraSize: Int, from pool: PagePool
    ) -> UnsafeMutablePointer<CachedPage>? {
        let size = sqlite3_uint64(MemoryLayout<CachedPage>.stride + extraSize)
        guard let header = unsafe sqlite3_malloc64(size) else {
            unsafe pool.give(pool.page(number))
            return nil
        }
        return unsafe initialize(header, pool.page(number), Int32(number))
    }

    /// Replaces a page's bytes by another pool page.
    mutating func exchange(_ number: Int, _ pool: PagePool) {
        unsafe pool.give(shown.pBuf)
        unsafe shown.pBuf = pool.page(number)
        self.number = Int32(number)
    }

    private static func initialize(
        _ header: UnsafeMutableRawPointer, _ bytes: UnsafeMutableRawPointer, _ number: Int32
    ) -> UnsafeMutablePointer<CachedPage> {
        let page = unsafe header.assumingMemoryBound(to: CachedPage.self)
        unsafe page.initialize(
            to: CachedPage(
                shown: sqlite3_pcache_page(
                    pBuf: bytes, pExtra: header + MemoryLayout<CachedPage>.stride),
                next: nil, newer: nil, older: nil, key: 0, number: number, isPinned: true))
        return unsafe page
    }

    /// Frees a page's memory.
    static func deallocate(_ page: UnsafeMutablePointer<CachedPage>, to pool: PagePool?) {
        if unsafe page.pointee.number < 0 {
            unsafe sqlite3_free(page.pointee.shown.pBuf)
        } else {
            unsafe pool?.give(page.pointee.shown.pBuf)
            unsafe sqlite3_free(page)
        }
    }
}
