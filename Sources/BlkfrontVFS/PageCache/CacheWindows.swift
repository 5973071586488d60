// SPDX-License-Identifier: MIT
// Which cache has the pages of which file. SQLite tells neither side, but a file learns it from the first page that it is
// asked to read into: the pool knows the cache that owns it.

import BlockIO

/// The caches that have pages in the pool, by number.
enum CacheWindows {
    private struct Entry {
        var isUsed: Bool
        var window: PageWindow?
    }

    // SAFETY: used by the one thread that uses SQLite.
    private nonisolated(unsafe) static var entries: [Entry] = []

    /// A number for a new cache.
    static func addCache() -> Int32 {
        if let index = unsafe entries.firstIndex(where: { !$0.isUsed }) {
            unsafe entries[index].isUsed = true
            return Int32(index)
        }
        unsafe entries.append(Entry(isUsed: true, window: nil))
        return Int32(unsafe entries.count - 1)
    }

    /// Takes a cache's number back.
    static func removeCache(_ cache: Int32) {
        unsafe entries[Int(cache)] = Entry(isUsed: false, window: nil)
    }

    /// The window of the file that a cache has pages of; nil until it was read in sequence.
    static func window(of cache: Int32) -> PageWindow? {
        unsafe entries[Int(cache)].window
    }

    /// Has the cache that owns a page take pages out of a window; in place of another one, should there be one.
    static func connect(_ window: PageWindow, toOwnerOf page: UnsafeRawPointer) {
        guard let number = unsafe window.pool.number(of: page) else { return }
        let cache = Int(window.pool.owner(of: number))
        guard cache >= 0, unsafe cache < entries.count, unsafe entries[cache].isUsed else { return }
        if unsafe entries[cache].window !== window { unsafe entries[cache].window = window }
    }
}
