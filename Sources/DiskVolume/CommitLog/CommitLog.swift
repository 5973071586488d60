// SPDX-License-Identifier: MIT
// The commit log of an open database. A transaction's pages are appended as records in one
// sequential run, and copied into the main file later (CommitLog+Checkpoint). A page in the log
// hides that of the main file.
//
// Invariants:
//   1. Records have the sequences first..<first + used in the half in use, from its beginning. The
//      other half has those right before, or no valid ones. No batch is in both.
//   2. `pages` has the newest version of each page that was committed and is not checkpointed.
//   3. The main file has blocks for all pages of the log. Its size in the descriptor counts only
//      what was checkpointed.
//   4. Records of the other half are in closed epochs.
//   5. A page that is retained for the log is SQLite's own where possible (RetainedPages). If the
//      disk borrowed it, a flush follows before other code runs. SQLite may change it later; then
//      it no longer counts.
//   6. The descriptor's start is the first record of the other half until all pages of that half
//      are in the main file, or newer in the log, in closed epochs. After that it may be the first
//      record of the half in use.

import BlockIO

/// The commit log of an open database.
final class CommitLog {
    /// The minimum and maximum number of blocks in a half.
    static let halfRange = UInt64(8)...halfLimit
    static let halfLimit: UInt64 = 1024

    let volume: Volume
    let databaseEntry: DatabaseEntry
    let main: MainFile
    let reader: CommitLogReader
    let retained: RetainedPages
    let pageSize: Int

    var pages: CommitLogIndex
    /// The half in use, its number of records, and the sequence of its first.
    var half: Int
    var used: Int
    var first: UInt64
    /// Whether the other half has valid records.
    var usesBoth: Bool
    /// The checkpoint's progress over the pages whose newest version is in the other half: the last
    /// page copied, the epoch of the last copy, the pages copied so far, and their total.
    var checkpointedThrough: UInt32 = 0
    var checkpointEpoch: UInt64?
    var checkpointedCount = 0
    var checkpointTotal = 0
    /// The highest page of the log.
    private var largest: UInt32
    private var previous: UInt32
    private let writer: UInt32
    /// Records that a power cut left where the next batch begins. Torn sectors of the next batch
    /// could make them whole again, so they are emptied in an epoch before it.
    private var stale: [Int]
    /// Records with lower sequences are in closed epochs.
    private var closedThrough: UInt64
    /// The epoch in which records were sent last.
    private var sendEpoch: UInt64?

    /// The pages of a batch, and their memory.
    private(set) var batch: [CommitLogIndex.Entry] = []
    private var evicted = 0

    /// Whether the volume is large enough to give a database a log.
    static func fits(_ volume: Volume) -> Bool { volume.freeBlockCount >= 8 * halfBlocks(volume) }

    private static func halfBlocks(_ volume: Volume) -> UInt64 {
        min(max(volume.blockCount / 32, halfRange.lowerBound), halfRange.upperBound)
    }

    /// Allocates a log for a database that has none.
    static func create(_ volume: Volume, _ databaseEntry: DatabaseEntry) throws(VolumeError) {
        let pageBlocks = UInt64(databaseEntry.descriptor.sealedPageSize) / UInt64(blockSize)
        let half = max(halfBlocks(volume) / pageBlocks, 2) * pageBlocks
        // An earlier log had other blocks; its sequences continue.
        databaseEntry.descriptor.commitLog.start = max(databaseEntry.descriptor.commitLog.start, 1)
        databaseEntry.descriptor.commitLog.startHalf = 0
        if databaseEntry.isDirty { try volume.closeEpoch() }
        try volume.grow(databaseEntry, .commitLog, to: 2 * half)
        volume.shrink(databaseEntry, .commitLog, to: 2 * half)
        // A power cut may have kept records and lost the descriptor that gave the log their place.
        // They are emptied in an epoch before the one of this descriptor.
        databaseEntry.isDirty = false
        defer { databaseEntry.isDirty = true }
        if try CommitLogReader(volume, databaseEntry).emptyRecords() { try volume.closeEpoch() }
    }

    init(_ volume: Volume, _ databaseEntry: DatabaseEntry, _ main: MainFile) throws(VolumeError) {
        self.volume = volume
        self.databaseEntry = databaseEntry
        self.main = main
        reader = CommitLogReader(volume, databaseEntry)
        pageSize = reader.pageSize
        retained = RetainedPages(
            pageSize: pageSize, blocks: volume.commitLogMemory, pool: volume.pool)
        let found = try CommitLogRecovery(reader, retained)
        reader.forget()
        pages = found.pages
        half = found.half
        used = found.used
        first = found.first
        usesBoth = found.usesBoth
        largest = found.largest
        previous = found.previous
        stale = found.stale
        writer = UInt32(truncatingIfNeeded: volume.identifierSource())
        // The mount has flushed what was found.
        closedThrough = found.next
        databaseEntry.loggedByteCount = UInt64(largest) * UInt64(pageSize)
        planCheckpoint()
    }

    deinit {
        abandon()
        for entry in pages.entries { retained.release(entry.pageIndex) }
    }

    var next: UInt64 { first + UInt64(used) }

    /// Bytes of the main file, including pages of the log and of the batch.
    var byteCount: UInt64 {
        var highest = largest
        for entry in batch { highest = max(highest, entry.page) }
        return max(databaseEntry.descriptor.byteCount, UInt64(highest) * UInt64(pageSize))
    }

    /// Whether the log or the batch has pages.
    var hidesPages: Bool { !pages.entries.isEmpty || !batch.isEmpty }

    /// Whether a batch was begun and is not written.
    var hasBatch: Bool { !batch.isEmpty }

    /// Whether records were written in the open epoch.
    var isUnclosed: Bool { sendEpoch == volume.epoch }

    /// The number of pages in a batch at most. It is one more than SQLite is told, for the page by
    /// which it may lengthen the file.
    var batchLimit: Int { min(reader.half, retained.capacity) }
}

// MARK: Batches

extension CommitLog {
    /// Adds or replaces a page in the batch. Returns false if the batch is full.
    ///
    /// - Parameter lends: whether the caller lends the bytes: it neither moves nor changes them
    ///   until the batch is written or discarded, and their record may be written into them.
    /// - Safety: `bytes` must be a page and valid for reading; with `lends` for that long, and for
    ///   writing.
    @unsafe func put(
        _ page: UInt32, from bytes: UnsafeRawBufferPointer, lends: Bool
    ) -> Bool {
        precondition(bytes.count == pageSize && page > 0, "a page")
        let index = batch.firstIndex { $0.page == page }
        if let index {
            retained.release(batch[index].pageIndex)
            batch[index].pageIndex = nil
        } else if !hasRoom {
            return false
        }
        makeRoom()
        var pageIndex: Int32?
        if lends, let address = bytes.baseAddress { pageIndex = unsafe retained.share(address) }
        if pageIndex == nil, let copy = retained.take() {
            // SAFETY: the memory has a page's length.
            unsafe retained.memory(copy).copyMemory(from: bytes)
            volume.copiedBytes += UInt64(pageSize)
            pageIndex = copy
        }
        guard pageIndex != nil else { return false }
        if let index {
            batch[index].pageIndex = pageIndex
        } else {
            batch.append(CommitLogIndex.Entry(page: page, record: 0, pageIndex: pageIndex))
        }
        return true
    }

    /// Whether the batch has room for one more page.
    var hasRoom: Bool { batch.count < batchLimit }

    /// Releases the memory of a logged page, if the limit is reached.
    private func makeRoom() {
        guard !retained.hasRoom else { return }
        for _ in pages.entries.indices {
            evicted = (evicted + 1) % pages.entries.count
            guard let pageIndex = pages.entries[evicted].pageIndex else { continue }
            retained.release(pageIndex)
            return pages.setPageIndex(nil, at: evicted)
        }
    }

    /// Discards the batch.
    func abandon() {
        for entry in batch { retained.release(entry.pageIndex) }
        batch.removeAll(keepingCapacity: true)
    }

    /// Passes the batch's pages to the body, to write them elsewhere, and discards the batch.
    ///
    /// - Safety: the bytes are valid until the body returns.
    @unsafe func drain(
        _ body: (UInt32, UnsafeMutableRawBufferPointer) throws(VolumeError) -> Void
    ) throws(VolumeError) {
        defer { abandon() }
        for entry in batch {
            guard let pageIndex = entry.pageIndex else { continue }
            // SAFETY: the memory is the batch's.
            try unsafe body(entry.page, retained.memory(pageIndex))
        }
    }

    /// Allocates blocks of the main file for the batch.
    func reserve() throws(VolumeError) {
        databaseEntry.loggedByteCount = max(databaseEntry.loggedByteCount ?? 0, byteCount)
        try volume.grow(databaseEntry, .main, to: MainFile.blocks(byteCount))
    }

    /// Writes the batch as the log's next records, all or nothing.
    ///
    /// - Parameter flushFollows: whether the very next call is a flush; then the disk may borrow
    ///   the pages.
    /// - Throws: `full` or `tooFragmented`, with everything as before and without the batch; `disk`
    ///   or `poisoned`.
    func finish(flushFollows: Bool) throws(VolumeError) {
        guard !batch.isEmpty else { return }
        defer { abandon() }
        try reserve()
        try emptyStale()
        if used + batch.count > reader.half { try swapHalves() }
        if !isUnclosed {
            closedThrough = next
            let isClosed = checkpointEpoch != volume.epoch
            if usesBoth, checkpointedCount >= checkpointTotal, isClosed { dropOtherHalf() }
        }
        try send(lends: flushFollows)
        sendEpoch = volume.epoch
        volume.committing = databaseEntry
        for entry in batch {
            largest = max(largest, entry.page)
            if let pageIndex = entry.pageIndex { retained.watch(pageIndex) }
            retained.release(pages.insert(entry))
        }
        used += batch.count
        batch.removeAll(keepingCapacity: true)
    }

    /// Empties invalid records where the next batch may begin.
    func emptyStale() throws(VolumeError) {
        guard !stale.isEmpty else { return }
        for record in stale { try reader.empty(record) }
        stale.removeAll()
        try volume.closeEpoch()
    }

    private func send(lends: Bool) throws(VolumeError) {
        let position = half * reader.half + used
        var buffers: [UnsafeRawBufferPointer] = unsafe []
        var begun = 0
        for index in batch.indices {
            guard let pageIndex = batch[index].pageIndex else { continue }
            batch[index].record = UInt32(position + index)
            let sequence = next + UInt64(index)
            let record = CommitRecord(
                sequence: sequence, previous: previous,
                remaining: UInt32(batch.count - 1 - index),
                unclosed: UInt32(sequence - min(closedThrough, sequence)),
                writer: writer)
            // SAFETY: the memory is the batch's.
            let page = unsafe retained.memory(pageIndex)
            previous = unsafe record.seal(
                page, database: databaseEntry.descriptor.identifier, number: batch[index].page)
            unsafe buffers.append(UnsafeRawBufferPointer(page))
            if (index + 2 - begun) * reader.blocksPerPage > main.capacity
                || index == batch.count - 1
            {
                try unsafe send(position + begun, buffers, lends: lends)
                unsafe buffers.removeAll(keepingCapacity: true)
                begun = index + 1
            }
        }
    }

    private func send(
        _ record: Int, _ buffers: [UnsafeRawBufferPointer], lends: Bool
    ) throws(VolumeError) {
        let blocks = unsafe Extent(
            start: UInt64(record * reader.blocksPerPage),
            count: UInt64(buffers.count * reader.blocksPerPage))
        let extents = databaseEntry.descriptor.commitLog.extents
        // SAFETY: the memory of the batch's pages is valid.
        try unsafe extents.forEachPiece(of: blocks, in: buffers) {
            (place, piece) throws(VolumeError) in
            try unsafe volume.write(place, gathering: piece, lends: lends)
        }
    }
}

// MARK: Halves

extension CommitLog {
    /// Empties the log in memory; the next record will be the first of a half.
    func forgetPages(nextHalf: Int) {
        first = next
        half = nextHalf
        used = 0
        usesBoth = false
        largest = 0
        for entry in pages.entries { retained.release(entry.pageIndex) }
        pages.removeAll()
        databaseEntry.loggedByteCount = 0
        planCheckpoint()
    }

    /// Begins to write to the other half, whose records no longer count.
    func beginOtherHalf() {
        first = next
        half = 1 - half
        used = 0
        usesBoth = true
        planCheckpoint()
    }
}
