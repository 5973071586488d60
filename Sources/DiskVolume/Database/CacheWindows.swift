// SPDX-License-Identifier: MIT
// Maps a cache to the file whose pages it has. SQLite does not tell either side. A file learns its
// cache from the first page that it is asked to read into, because the pool knows the page's owner.

import BlockIO

/// The caches with pages in the pool, by number.
package enum CacheWindows {
    private struct Entry {
        var isUsed: Bool
        var window: PageWindow?
    }

    // SAFETY: used by the one thread that uses SQLite.
    private nonisolated(unsafe) static var entries: [Entry] = []

    /// Returns a number for a new cache.
    package static func addCache() -> Int32 {
        if let index = unsafe entries.firstIndex(where: { !$0.isUsed }) {
            unsafe entries[index].isUsed = true
            return Int32(index)
        }
        unsafe entries.append(Entry(isUsed: true, window: nil))
        return Int32(unsafe entries.count - 1)
    }

    /// Frees a cache's number.
    package static func removeCache(_ cache: Int32) {
        unsafe entries[Int(cache)] = Entry(isUsed: false, window: nil)
    }

    /// Returns the read-ahead window of a cache's file, or nil until the file was read
    /// sequentially.
    package static func window(of cache: Int32) -> PageWindow? {
        unsafe entries[Int(cache)].window
    }

    /// Connects a window to the cache that owns a page, replacing that cache's former window.
    static func connect(_ window: PageWindow, toOwnerOf page: UnsafeRawPointer) {
        guard let number = unsafe window.pool.number(of: page) else { return }
        let cache = Int(window.pool.owner(of: number))
        guard cache >= 0, unsafe cache < entries.count, unsafe entries[cache].isUsed else { return }
        if unsafe entries[cache].window !== window { unsafe entries[cache].window = window }
    }
}
