// SPDX-License-Identifier: MIT
// Reads pages of the commit log, from memory if they are retained, else from their records. A
// retained page may belong to SQLite's cache. It then counts only while it holds what was
// committed: it was not in use since, or its checksum and number in the log match. A page that
// SQLite has changed is read back.

import BlockIO

extension CommitLog {
    /// Whether a page is in the batch or in the log.
    func has(_ page: UInt32) -> Bool {
        pages.find(page) != nil || batchHas(page)
    }

    /// Whether a page is in the batch.
    func batchHas(_ page: UInt32) -> Bool { batch.contains { $0.page == page } }

    /// Reads a part of a page of the batch or the log. Returns false if it is in neither.
    ///
    /// - Safety: `target` must be valid for writing, and end inside of the page.
    @unsafe func read(
        _ page: UInt32, _ start: Int, into target: UnsafeMutableRawBufferPointer
    ) throws(VolumeError) -> Bool {
        if let entry = batch.first(where: { $0.page == page }), let pageIndex = entry.pageIndex {
            // SAFETY: the caller vouches for the target, and `copy` for the rest.
            unsafe copy(retained.memory(pageIndex), start, target)
            return true
        }
        guard let index = pages.find(page) else { return false }
        let entry = pages.entries[index]
        if let bytes = unsafe memory(of: entry) {
            unsafe copy(bytes, start, target)
        } else {
            let buffer = BlockBuffer(blocks: reader.blocksPerPage)
            try load(entry, into: buffer)
            unsafe copy(buffer.slice(0..<pageSize), start, target)
        }
        return true
    }

    /// Returns the memory of a logged page if it still equals its record. The checksum tells this
    /// of an SQLite page that may have changed.
    ///
    /// - Safety: as for ``RetainedPages/memory(_:)``.
    @unsafe func memory(of entry: CommitLogIndex.Entry) -> UnsafeMutableRawBufferPointer? {
        guard let pageIndex = entry.pageIndex else { return nil }
        let bytes = unsafe retained.memory(pageIndex)
        guard retained.mayHaveChanged(pageIndex) else {
            return unsafe bytes
        }
        // A page of the current batch has changed, even if its 32-bit checksum matches.
        guard !batchHas(entry.page), unsafe isRecord(UnsafeRawBufferPointer(bytes), of: entry)
        else { return nil }
        return unsafe bytes
    }

    /// Whether a page is intact and equals an entry's record.
    @unsafe private func isRecord(
        _ page: UnsafeRawBufferPointer, of entry: CommitLogIndex.Entry
    ) -> Bool {
        // SAFETY: the caller vouches for the page.
        guard let found = unsafe CommitRecord(page, database: databaseEntry.descriptor.identifier)
        else {
            return false
        }
        return found.page == entry.page && found.sequence == sequence(of: Int(entry.record))
    }

    private func copy(
        _ page: UnsafeMutableRawBufferPointer, _ start: Int, _ target: UnsafeMutableRawBufferPointer
    ) {
        // SAFETY: the target ends inside of the page.
        unsafe target.copyMemory(
            from: UnsafeRawBufferPointer(rebasing: page[start..<start + target.count]))
        volume.copiedBytes += UInt64(target.count)
    }

    /// Reads a page from its record, and throws if that is not the record written.
    func load(_ entry: CommitLogIndex.Entry, into buffer: BlockBuffer) throws(VolumeError) {
        let record = Int(entry.record)
        // SAFETY: the buffer lives during the call.
        let bytes = unsafe buffer.slice(0..<pageSize)
        try unsafe reader.read(record, into: bytes)
        try unsafe requireRecord(UnsafeRawBufferPointer(bytes), of: entry)
    }

    @unsafe private func requireRecord(
        _ page: UnsafeRawBufferPointer, of entry: CommitLogIndex.Entry
    ) throws(VolumeError) {
        if unsafe isRecord(page, of: entry) { return }
        throw .corrupt(
            Damage(
                "a record of the commit log is not what was written",
                block: reader.place(ofRecord: Int(entry.record)).start,
                database: databaseEntry.descriptor.text))
    }

    /// Reads back the pages that SQLite has changed in its cache, nearby records together. It
    /// precedes a full checkpoint, before a transaction that may have changed all of them is
    /// written in place.
    func recall() throws(VolumeError) {
        // For each record, the index of its page if the record has the newest version and must be
        // read.
        var places = [Int32](repeating: -1, count: 2 * reader.half)
        var count = 0
        for index in pages.entries.indices {
            let entry = pages.entries[index]
            guard entry.pageIndex != nil, unsafe memory(of: entry) == nil else { continue }
            places[Int(entry.record)] = Int32(index)
            count += 1
        }
        if count == 0 { return }
        let buffer = BlockBuffer(blocks: CommitLogReader.windowBlocks)
        var first = 0
        while first < places.count {
            guard places[first] >= 0 else {
                first += 1
                continue
            }
            var end = min(first + CommitLogReader.windowBlocks / reader.blocksPerPage, places.count)
            while places[end - 1] < 0 { end -= 1 }
            // SAFETY: the buffer lives during the loop, and page indexes have memory for a page.
            try unsafe reader.read(first, into: buffer.slice(0..<(end - first) * pageSize))
            for record in first..<end where places[record] >= 0 {
                let start = (record - first) * pageSize
                let bytes = unsafe UnsafeRawBufferPointer(buffer.slice(start..<start + pageSize))
                let index = Int(places[record])
                try unsafe requireRecord(bytes, of: pages.entries[index])
                retained.release(pages.entries[index].pageIndex)
                let pageIndex = retained.take()
                if let pageIndex { unsafe retained.memory(pageIndex).copyMemory(from: bytes) }
                pages.setPageIndex(pageIndex, at: index)
            }
            first = end
        }
    }

    /// Returns the sequence of a valid record.
    private func sequence(of record: Int) -> UInt64 {
        let (half, index) = record.quotientAndRemainder(dividingBy: reader.half)
        if half == self.half { return first + UInt64(index) }
        return databaseEntry.descriptor.commitLog.start + UInt64(index)
    }
}
