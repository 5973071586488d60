// SPDX-License-Identifier: MIT
// The index of a commit log: the record and the memory of the newest version of each page that is
// not checkpointed.
//
// Invariant: entries are sorted by page, one for each.

/// Maps a page number to its record in the commit log.
struct CommitLogIndex {
    /// A page of the log.
    struct Entry {
        var page: UInt32
        /// The index of its record in the region.
        var record: UInt32
        /// The index of its memory (`RetainedPages`), if it is in memory.
        var pageIndex: Int32?
    }

    private(set) var entries: [Entry] = []

    /// Returns the index of a page's entry, or nil.
    func find(_ page: UInt32) -> Int? {
        let index = firstIndex(from: page)
        return index < entries.count && entries[index].page == page ? index : nil
    }

    /// Returns the index of the first entry with this page or a later one.
    func firstIndex(from page: UInt32) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].page < page { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Records a version of a page. Returns the page index of the version before it, if that is in
    /// memory.
    mutating func insert(_ entry: Entry) -> Int32? {
        let index = firstIndex(from: entry.page)
        guard index < entries.count, entries[index].page == entry.page else {
            entries.insert(entry, at: index)
            return nil
        }
        let before = entries[index].pageIndex
        entries[index] = entry
        return before
    }

    /// Removes entries.
    mutating func remove(_ range: Range<Int>) { entries.removeSubrange(range) }

    /// Sets or clears a page's memory.
    mutating func setPageIndex(_ pageIndex: Int32?, at index: Int) {
        entries[index].pageIndex = pageIndex
    }

    mutating func removeAll() { entries.removeAll() }
}
