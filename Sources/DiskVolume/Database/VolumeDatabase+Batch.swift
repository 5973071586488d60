// SPDX-License-Identifier: MIT
// Atomic writes of several pages of the main file. A batch is collected in memory and written as
// the next records of the commit log, in one sequential run. Batches of a database survive in order
// without an epoch between them; an order or a flush is only for later writes, or for durability.

extension VolumeDatabase {
    /// Whether ``prepareForBatches()`` can succeed.
    public var canHaveBatches: Bool {
        guard databaseEntry.descriptor.canLogCommits, !isReadOnly else { return false }
        if let commits = contents.commits { return commits.batchLimit > 1 }
        return volume.commitLogMemory > 0 && CommitLog.fits(volume)
    }

    /// Prepares for batches, and creates the commit log if there is none.
    ///
    /// - Returns: whether batches are possible: pages reserve 32 bytes and are whole blocks, the
    ///   volume is writable and large enough for a log, and there is memory for one.
    public func prepareForBatches() -> Bool {
        guard canHaveBatches else { return false }
        do throws(VolumeError) { return try ensureCommitLog().batchLimit > 1 } catch {
            return false
        }
    }

    /// Adds a page to the batch, or replaces it there. Begins a batch if there is none.
    ///
    /// - Parameters:
    ///   - page: the page's number, from 1.
    ///   - bytes: the page. Its last 32 bytes are ignored.
    ///   - lends: whether the caller lends the bytes: it does not move them, nor change them except
    ///     for the last 32, until the batch is written or discarded. A page of the pool that the
    ///     volume shares with its disk is then not copied. After that it may change, but must not
    ///     be reused while the log retains it.
    /// - Returns: false if the batch is full; it is then unchanged.
    /// - Throws: `closed` or `poisoned`.
    /// - Safety: `bytes` must be a page and valid for reading; with `lends` for that long, and for
    ///   writing.
    @unsafe public func put(
        _ page: UInt32, from bytes: UnsafeRawBufferPointer, lends: Bool = false
    ) throws(VolumeError) -> Bool {
        try checkOpen()
        guard let commits = contents.commits else { return false }
        // SAFETY: the caller vouches for the page.
        return unsafe commits.put(page, from: bytes, lends: lends)
    }

    /// Whether a page is in the batch, and so without a checksum yet.
    public func batchHas(_ page: UInt32) -> Bool { contents.commits?.batchHas(page) ?? false }

    /// Whether a batch has pages.
    public var hasBatch: Bool { contents.commits?.hasBatch ?? false }

    /// Reserves the volume's blocks for the batch. Returns whether the batch has room for another
    /// page.
    ///
    /// - Throws: `full` or `tooFragmented`.
    public func reserveBatch() throws(VolumeError) -> Bool {
        try checkOpen()
        guard let commits = contents.commits, commits.hasRoom else { return false }
        try commits.reserve()
        return true
    }

    /// Writes the batch. A power cut leaves all of it or nothing, and nothing of it without the
    /// batches before.
    ///
    /// - Parameter flushFollows: whether ``makeDurable()`` is the very next call in any case. Then
    ///   the disk may borrow pages instead of copying them until that has returned.
    /// - Throws: `full` or `tooFragmented`, with the batch discarded and all else as before;
    ///   `closed`, `poisoned`, `disk`.
    public func finishBatch(flushFollows: Bool = false) throws(VolumeError) {
        guard hasBatch, let commits = contents.commits else { return try checkOpen() }
        try switchTarget(to: .commitLog)
        try commits.finish(flushFollows: flushFollows)
    }

    /// Discards the batch.
    public func abandonBatch() { contents.commits?.abandon() }

    /// Writes the batch's pages, with their checksums, into the main file instead, without
    /// atomicity. The batch is discarded, even if a write fails.
    ///
    /// - Throws: `full`, `tooFragmented`, `readOnly`, `closed`, `poisoned`, `corrupt` or `disk`.
    public func spillBatch() throws(VolumeError) {
        try checkOpen()
        guard let commits = contents.commits else { return }
        let size = UInt64(commits.pageSize)
        // SAFETY: the bytes are valid until the body returns.
        try unsafe commits.drain { (page, bytes) throws(VolumeError) in
            try switchTarget(to: .main)
            unsafe CommitRecord.clear(bytes)
            unsafe PageChecksum.seal(bytes, database: identifier, number: page)
            try unsafe contents.main.write(
                at: UInt64(page - 1) * size, from: UnsafeRawBufferPointer(bytes))
        }
    }

    /// Checkpoints pages of the commit log when due, in the open epoch. Does nothing without a
    /// commit log, or on a read-only volume.
    ///
    /// - Throws: `full`, `tooFragmented`, `corrupt`, `closed`, `poisoned` or `disk`.
    public func tidy() throws(VolumeError) {
        guard let commits = contents.commits, !isReadOnly else { return }
        try checkOpen()
        try commits.checkpointSome()
    }

    /// The number of pages in the commit log that are not in the main file.
    public var pagesInCommitLog: Int { contents.commits?.pages.entries.count ?? 0 }

    /// Returns the commit log, and creates it if there is none.
    func ensureCommitLog() throws(VolumeError) -> CommitLog {
        if let commits = contents.commits { return commits }
        try checkOpen()
        if databaseEntry.descriptor.commitLog.extents.blockCount == 0 {
            guard CommitLog.fits(volume) else {
                throw .full(neededBlocks: 0, freeBlocks: volume.freeBlockCount)
            }
            try CommitLog.create(volume, databaseEntry)
        }
        let commits = try CommitLog(volume, databaseEntry, contents.main)
        contents.commits = commits
        return commits
    }
}
