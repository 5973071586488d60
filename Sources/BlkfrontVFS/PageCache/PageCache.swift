// SPDX-License-Identifier: MIT
// SQLite's page cache (sqlite.org/c3ref/pcache_methods2.html) on pages of a pool, so that a disk
// can read into them and write from them without a copy. SQLite's own cache keeps a page, its
// header and a list of free pages in one piece, where a disk's backend could change the header and
// the list.
//
// All connections of the program use this cache. Databases in memory, and those whose page size is
// not the block size, have their pages in the heap, as do all others when the pool is empty.

public import BlockIO
import CSQLite

/// SQLite's page cache in a pool.
public enum PageCache {
    // SAFETY: written once, before SQLite is initialised; used by the one thread that uses SQLite.
    nonisolated(unsafe) static var pool: PagePool?

    /// Makes SQLite keep its pages in the pool, or in the heap without one.
    ///
    /// Only for programs that use SQLite on one thread, all connections and volumes together.
    ///
    /// - Throws: `SQLITE_MISUSE` if SQLite is already initialised.
    public static func install(_ pool: PagePool?) throws(StorageFailure) {
        var methods = unsafe table()
        let code = unsafe csqlite_use_page_cache(&methods)
        guard code == SQLITE_OK else {
            throw StorageFailure(code, "SQLite has a page cache already")
        }
        unsafe self.pool = pool
    }

    /// Changes the pool of caches created from now on.
    package static func use(_ pool: PagePool?) { unsafe self.pool = pool }

    /// Returns the functions that SQLite calls.
    static func table() -> sqlite3_pcache_methods2 {
        var table = unsafe sqlite3_pcache_methods2()
        unsafe table.iVersion = 1
        unsafe table.xInit = { _ in SQLITE_OK }
        unsafe table.xShutdown = { _ in }
        unsafe addCaches(to: &table)
        unsafe addPages(to: &table)
        return unsafe table
    }

    // SAFETY: here and below, by SQLite's contract, a cache came from xCreate and was not
    // destroyed, and a page came from that cache's xFetch and was not unpinned since.
    private static func addCaches(to table: inout sqlite3_pcache_methods2) {
        unsafe table.xCreate = { pageSize, extraSize, isPurgeable in
            unsafe OpaquePointer(
                CacheState.make(Int(pageSize), Int(extraSize), isPurgeable: isPurgeable != 0))
        }
        unsafe table.xDestroy = { cache in unsafe CacheState.destroy(state(cache)) }
        unsafe table.xCachesize = { cache, limit in
            unsafe state(cache).pointee.setLimit(Int(limit))
        }
        unsafe table.xPagecount = { cache in Int32(unsafe state(cache).pointee.count) }
        unsafe table.xShrink = { cache in unsafe state(cache).pointee.shrink() }
    }

    private static func addPages(to table: inout sqlite3_pcache_methods2) {
        unsafe table.xFetch = { cache, key, creation in
            guard let page = unsafe state(cache).pointee.fetch(key, creation) else { return nil }
            // SQLite's struct is the page's first field.
            return unsafe UnsafeMutableRawPointer(page).assumingMemoryBound(
                to: sqlite3_pcache_page.self)
        }
        unsafe table.xUnpin = { cache, page, discards in
            unsafe state(cache).pointee.unpin(header(page), discards: discards != 0)
        }
        unsafe table.xRekey = { cache, page, _, key in
            unsafe state(cache).pointee.rekey(header(page), key)
        }
        unsafe table.xTruncate = { cache, limit in unsafe state(cache).pointee.truncate(limit) }
    }
}

private func state(_ cache: OpaquePointer?) -> UnsafeMutablePointer<CacheState> {
    unsafe UnsafeMutablePointer(cache!)
}

private func header(
    _ page: UnsafeMutablePointer<sqlite3_pcache_page>?
) -> UnsafeMutablePointer<CachedPage> {
    // SAFETY: SQLite's struct is the header's first field.
    unsafe UnsafeMutableRawPointer(page!).assumingMemoryBound(to: CachedPage.self)
}
