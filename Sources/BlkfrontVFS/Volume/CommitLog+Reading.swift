// SPDX-License-Identifier: MIT
// Reading pages that are in the commit log: from memory, where they are retained, or from their records. A retained page can
// be one of SQLite's cache, and then it counts only while it is what was committed: nobody had it in hand since, or its
// checksum and number in the log say so. A page that SQLite has changed since is read back.

import BlockIO

extension CommitLog {
    /// Whether a page is in the batch or in the log.
    func has(_ page: UInt32) -> Bool {
        pages.find(page) != nil || batchHas(page)
    }

    /// Whether a page is in the batch.
    func batchHas(_ page: UInt32) -> Bool { batch.contains { $0.page == page } }

    /// Reads a part of a page that is in the batch or in the log; false when it is in neither.
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

    /// The memory of a page of the log, if it has what was written to its record. A page of SQLite's that may have changed
    /// tells by its checksum.
    ///
    /// - Safety: as for ``RetainedPages/memory(_:)``.
    @unsafe func memory(of entry: CommitLogIndex.Entry) -> UnsafeMutableRawBufferPointer? {
        guard let pageIndex = entry.pageIndex else { return nil }
        let bytes = unsafe retained.memory(pageIndex)
        guard retained.mayHaveChanged(pageIndex), !mutant("changed-pages") else {
            return unsafe bytes
        }
        // What is being committed has changed, whatever 32 bits say.
        guard !batchHas(entry.page), unsafe isRecord(UnsafeRawBufferPointer(bytes), of: entry)
        else { return nil }
        return unsafe bytes
    }

    /// Whether a page is that of an entry's record, and whole.
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

    /// Reads a page from its record, which must be the one that was written.
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

    /// Reads back what SQLite has changed in its cache, records that are near each other at once: for when all of it is
    /// checkpointed, before a transaction that may have changed all of it is written in place.
    func recall() throws(VolumeError) {
        // Of each record the page whose newest version it has, if that must be read.
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

    /// The sequence of a record that counts.
    private func sequence(of record: Int) -> UInt64 {
        let (half, index) = record.quotientAndRemainder(dividingBy: reader.half)
        if half == self.half { return first + UInt64(index) }
        return databaseEntry.descriptor.commitLog.start + UInt64(index)
    }
}
