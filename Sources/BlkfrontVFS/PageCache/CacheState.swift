// SPDX-License-Identifier: MIT
// The page cache of one connection to one database: a hash table of pages by number, and a list of
// unpinned pages in order of last use. It keeps, refuses and recycles pages as SQLite's own cache
// (pcache1) does, so that SQLite, which is tuned for that one, makes the same reads and writes.
//
// Invariants:
//   1. Each page is in the bucket of its key.
//   2. The `recyclableCount` pages that are not pinned are in the list, in order of their last use.
//   3. `highest` is not below any key.
//   4. A page that the backend may still write to, or whose content the commit log needs
//      (`PagePool.isSpokenFor`), is not reused for another page, except by SQLite itself (`rekey`).

import BlockIO
import CSQLite
import DiskVolume

/// The state of a cache.
@safe struct CacheState {
    typealias Page = UnsafeMutablePointer<CachedPage>

    private let pageSize: Int
    private let extraSize: Int
    /// Whether pages can be read from the disk again.
    private let isPurgeable: Bool
    /// The source of pages; nil for the heap.
    private let pool: PagePool?
    /// The pool's number of this cache; -1 without a pool.
    private let number: Int32

    private var buckets: UnsafeMutablePointer<Page?>
    /// The number of buckets, a power of two, less one.
    private var mask: UInt32
    private(set) var count = 0
    private var recyclableCount = 0
    private var newest: Page?
    private var oldest: Page?
    private var highest: UInt32 = 0
    /// The number of pages that SQLite allows at most.
    private var limit = 0

    private static let firstBucketCount = 64

    // MARK: Creation and destruction

    /// Creates an empty cache, or returns nil without memory.
    static func make(
        _ pageSize: Int, _ extraSize: Int, isPurgeable: Bool
    ) -> UnsafeMutablePointer<CacheState>? {
        let size = sqlite3_uint64(MemoryLayout<CacheState>.stride)
        guard let memory = unsafe sqlite3_malloc64(size) else { return nil }
        guard let buckets = unsafe buckets(firstBucketCount) else {
            unsafe sqlite3_free(memory)
            return nil
        }
        let state = unsafe memory.assumingMemoryBound(to: CacheState.self)
        let pool = unsafe isPurgeable && pageSize == blockSize ? PageCache.pool : nil
        unsafe state.initialize(
            to: CacheState(
                pageSize: pageSize, extraSize: extraSize, isPurgeable: isPurgeable, pool: pool,
                number: pool == nil ? -1 : CacheWindows.addCache(), buckets: buckets,
                mask: UInt32(firstBucketCount - 1)))
        return unsafe state
    }

    /// Destroys a cache and all of its pages.
    static func destroy(_ state: UnsafeMutablePointer<CacheState>) {
        unsafe state.pointee.truncate(0)
        if unsafe state.pointee.pool != nil {
            CacheWindows.removeCache(unsafe state.pointee.number)
        }
        unsafe sqlite3_free(state.pointee.buckets)
        unsafe state.deinitialize(count: 1)
        unsafe sqlite3_free(state)
    }

    private static func buckets(_ count: Int) -> UnsafeMutablePointer<Page?>? {
        let size = unsafe sqlite3_uint64(count * MemoryLayout<Page?>.stride)
        guard let memory = unsafe sqlite3_malloc64(size) else { return nil }
        let buckets = unsafe memory.bindMemory(to: Page?.self, capacity: count)
        // SAFETY: the memory has room for so many.
        unsafe buckets.initialize(repeating: nil, count: count)
        return unsafe buckets
    }

    // MARK: Use

    /// Returns the page with this number, pinned. If there is none, returns nil (`creation` 0), a
    /// new page if that is cheap (1), or a new page (2).
    mutating func fetch(_ key: UInt32, _ creation: Int32) -> Page? {
        var found = unsafe buckets[Int(key & mask)]
        while let page = unsafe found {
            if unsafe page.pointee.key == key {
                if unsafe !page.pointee.isPinned {
                    unsafe pin(page)
                    unsafe use(page)
                }
                return unsafe page
            }
            unsafe found = page.pointee.next
        }
        return creation == 0 ? nil : unsafe make(key, isWelcome: creation > 1)
    }

    private mutating func make(_ key: UInt32, isWelcome: Bool) -> Page? {
        if !isWelcome {
            // SQLite writes dirty pages out and asks again.
            let pinnedCount = count - recyclableCount
            if pinnedCount >= limit || pinnedCount >= limit * 9 / 10 { return nil }
        }
        if count > Int(mask) { grow() }
        var made: Page?
        if isPurgeable, count + 1 >= limit { unsafe made = recycle() }
        if let pool, let number = readAhead(key) {
            if let page = unsafe made {
                unsafe page.pointee.exchange(number, pool)
            } else {
                unsafe made = CachedPage.adopt(number, extraSize, from: pool)
            }
        } else if unsafe made == nil {
            unsafe made = CachedPage.allocate(pageSize, extraSize, from: pool)
        }
        guard let page = unsafe made else { return nil }
        unsafe use(page)
        unsafe page.pointee.key = key
        unsafe page.pointee.isPinned = true
        // SQLite recognises a new page by this.
        unsafe page.pointee.shown.pExtra.storeBytes(of: 0, as: UInt.self)
        unsafe insert(page)
        count += 1
        return unsafe page
    }

    /// Tells the pool that SQLite may change a page from now on.
    private func use(_ page: Page) {
        guard let pool, unsafe page.pointee.number >= 0 else { return }
        pool.use(Int(unsafe page.pointee.number), by: number)
    }

    /// Returns the pool page with this page's content, if it was read ahead.
    private func readAhead(_ key: UInt32) -> Int? {
        guard let window = CacheWindows.window(of: number) else { return nil }
        window.forgetHanded()
        return key > 0 ? window.hand(UInt64(key) - 1) : nil
    }

    /// Removes and returns the least recently used page, or nil if no page is reusable.
    private mutating func recycle() -> Page? {
        guard let page = unsafe oldest else { return nil }
        unsafe pin(page)
        unsafe remove(page)
        count -= 1
        let number = unsafe page.pointee.number
        // A heap page is freed rather than reused, so that a pool page takes its place if one is
        // free.
        guard let pool, number < 0 || pool.isSpokenFor(Int(number)) else { return unsafe page }
        unsafe CachedPage.deallocate(page, to: pool)
        return nil
    }

    /// Unpins a page; with `discards`, drops it.
    mutating func unpin(_ page: Page, discards: Bool) {
        if discards || isPurgeable && count > limit {
            return unsafe drop(page)
        }
        if let pool, unsafe page.pointee.number >= 0 {
            pool.rest(Int(unsafe page.pointee.number))
        }
        unsafe page.pointee.isPinned = false
        unsafe page.pointee.newer = nil
        unsafe page.pointee.older = newest
        if let newest = unsafe newest { unsafe newest.pointee.newer = page }
        unsafe newest = page
        if unsafe oldest == nil { unsafe oldest = page }
        recyclableCount += 1
    }

    /// Changes a page's number to one that no page has.
    mutating func rekey(_ page: Page, _ key: UInt32) {
        unsafe remove(page)
        unsafe page.pointee.key = key
        unsafe insert(page)
    }

    /// Drops all pages from a number on, including pinned ones.
    mutating func truncate(_ first: UInt32) {
        guard count > 0, first <= highest else { return }
        for index in 0...Int(mask) {
            var found = unsafe buckets[index]
            while let page = unsafe found {
                unsafe found = page.pointee.next
                if unsafe page.pointee.key < first { continue }
                if unsafe !page.pointee.isPinned { unsafe pin(page) }
                unsafe drop(page)
            }
        }
        highest = first > 0 ? first - 1 : 0
    }

    /// Sets the maximum number of pages.
    mutating func setLimit(_ limit: Int) {
        guard isPurgeable else { return }
        self.limit = max(0, limit)
        enforce(self.limit)
    }

    /// Drops every unpinned page.
    mutating func shrink() {
        if isPurgeable { enforce(0) }
    }

    private mutating func enforce(_ limit: Int) {
        while count > limit, let page = unsafe oldest {
            unsafe pin(page)
            unsafe drop(page)
        }
    }

    // MARK: Lists

    /// Removes a page from the list of unpinned pages.
    private mutating func pin(_ page: Page) {
        let (newer, older) = unsafe (page.pointee.newer, page.pointee.older)
        if let newer = unsafe newer {
            unsafe newer.pointee.older = older
        } else {
            unsafe newest = older
        }
        if let older = unsafe older {
            unsafe older.pointee.newer = newer
        } else {
            unsafe oldest = newer
        }
        unsafe page.pointee.isPinned = true
        recyclableCount -= 1
    }

    private mutating func drop(_ page: Page) {
        unsafe remove(page)
        count -= 1
        unsafe CachedPage.deallocate(page, to: pool)
    }

    private mutating func insert(_ page: Page) {
        let key = unsafe page.pointee.key
        unsafe page.pointee.next = buckets[Int(key & mask)]
        unsafe buckets[Int(key & mask)] = page
        highest = max(highest, key)
    }

    private func remove(_ page: Page) {
        let index = unsafe Int(page.pointee.key & mask)
        if unsafe buckets[index] == page {
            unsafe buckets[index] = page.pointee.next
            return
        }
        var before = unsafe buckets[index]
        while let other = unsafe before {
            if unsafe other.pointee.next == page {
                unsafe other.pointee.next = page.pointee.next
                return
            }
            unsafe before = other.pointee.next
        }
    }

    /// Doubles the number of buckets, or leaves it if there is no memory.
    private mutating func grow() {
        let former = unsafe buckets
        let formerCount = Int(mask) + 1
        guard formerCount <= 1 << 24, let larger = unsafe Self.buckets(2 * formerCount) else {
            return
        }
        unsafe buckets = larger
        mask = UInt32(2 * formerCount - 1)
        for index in 0..<formerCount {
            var found = unsafe former[index]
            while let page = unsafe found {
                unsafe found = page.pointee.next
                unsafe insert(page)
            }
        }
        unsafe sqlite3_free(former)
    }
}
