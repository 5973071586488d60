// SPDX-License-Identifier: MIT
// Several pages of the main file that change together or not at all: a batch gathers in memory and is written as the next
// records of the commit log, in one sequential run. Batches of a database survive in their order without an epoch
// between them; an order or a flush is for what comes after, or for durability.

extension VolumeDatabase {
    /// Whether ``prepareForBatches()`` has a chance.
    public var canHaveBatches: Bool {
        guard core.databaseEntry.descriptor.canLogCommits, !isReadOnly else { return false }
        if let commits = core.contents.commits { return commits.batchLimit > 1 }
        return core.volume.commitLogMemory > 0 && CommitLog.fits(core.volume)
    }

    /// Prepares for batches: gives the database a commit log, if it has none.
    ///
    /// - Returns: whether there can be batches: pages reserve 32 bytes and are whole blocks, the volume can be written
    ///   and is large enough for a log, and there is memory for one.
    public func prepareForBatches() -> Bool {
        guard canHaveBatches else { return false }
        do throws(VolumeError) { return try core.ensureCommitLog().batchLimit > 1 } catch {
            return false
        }
    }

    /// Puts a page into the batch, which begins with it if there is none. A page that is in it
    /// already is replaced.
    ///
    /// - Parameters:
    ///   - page: the page's number, from 1.
    ///   - bytes: the page. Its last 32 bytes are not looked at.
    ///   - lends: whether the caller lends the bytes: it leaves them where they are, and as they
    ///     are except for the last 32, until the batch is written or forgotten. A page of the pool
    ///     that the volume shares with its disk is not copied then; after that it may change, but
    ///     as long as the log retains it, nobody else may have it.
    /// - Returns: false when the batch cannot have another page, and is as before.
    /// - Throws: `closed` or `poisoned`.
    /// - Safety: `bytes` must be valid for reading, and a page; with `lends` for that long, and for
    ///   writing.
    @unsafe public func put(
        _ page: UInt32, from bytes: UnsafeRawBufferPointer, lends: Bool = false
    ) throws(VolumeError) -> Bool {
        try core.checkOpen()
        guard let commits = core.contents.commits else { return false }
        // SAFETY: the caller vouches for the page.
        return unsafe commits.put(page, from: bytes, lends: lends)
    }

    /// Whether a page is in the batch, and so without a checksum yet.
    public func batchHas(_ page: UInt32) -> Bool { core.contents.commits?.batchHas(page) ?? false }

    /// Whether a batch has pages.
    public var hasBatch: Bool { core.contents.commits?.hasBatch ?? false }

    /// Whether the batch can have another page, and the volume has the blocks for it.
    ///
    /// - Throws: `full` or `tooFragmented`.
    public func reserveBatch() throws(VolumeError) -> Bool {
        try core.checkOpen()
        guard let commits = core.contents.commits, commits.hasRoom else { return false }
        try commits.reserve()
        return true
    }

    /// Writes the batch. A power cut leaves all of it or nothing, and nothing of it without the batches before.
    ///
    /// - Parameter flushFollows: whether ``makeDurable()`` is the very next call, whatever happens meanwhile: then the disk
    ///   may borrow pages that are not copied until that has returned.
    /// - Throws: `full` or `tooFragmented`, with the batch forgotten and all else as before; `closed`, `poisoned`, `disk`.
    public func finishBatch(flushFollows: Bool = false) throws(VolumeError) {
        guard hasBatch, let commits = core.contents.commits else { return try core.checkOpen() }
        try core.switchTarget(to: .commitLog)
        try commits.finish(flushFollows: flushFollows)
    }

    /// Forgets the batch.
    public func abandonBatch() { core.contents.commits?.abandon() }

    /// Writes the batch's pages, with their checksums, into the main file instead, with no promise
    /// that they stay together. The batch is forgotten, also when a write fails.
    ///
    /// - Throws: `full`, `tooFragmented`, `readOnly`, `closed`, `poisoned`, `corrupt` or `disk`.
    public func spillBatch() throws(VolumeError) {
        try core.checkOpen()
        guard let commits = core.contents.commits else { return }
        let size = UInt64(commits.pageSize)
        // SAFETY: the bytes are valid until the body returns.
        try unsafe commits.drain { (page, bytes) throws(VolumeError) in
            try core.switchTarget(to: .main)
            unsafe CommitRecord.clear(bytes)
            unsafe PageChecksum.seal(bytes, database: identifier, number: page)
            try unsafe core.contents.main.write(
                at: UInt64(page - 1) * size, from: UnsafeRawBufferPointer(bytes))
        }
    }

    /// Checkpoints pages of the commit log if it is time to, in the epoch that is open. Does
    /// nothing without a commit log, or on a volume that is read-only.
    ///
    /// - Throws: `full`, `tooFragmented`, `corrupt`, `closed`, `poisoned` or `disk`.
    public func tidy() throws(VolumeError) {
        guard let commits = core.contents.commits, !isReadOnly else { return }
        try core.checkOpen()
        try commits.checkpointSome()
    }

    /// Pages that are in the commit log and not in the main file.
    public var pagesInCommitLog: Int { core.contents.commits?.pages.entries.count ?? 0 }
}

extension DatabaseCore {
    /// The commit log, which is made if there is none.
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
