// SPDX-License-Identifier: MIT
// Transactions as batches (SQLITE_FCNTL_BEGIN_ATOMIC_WRITE, sqlite.org/c3ref/c_fcntl_begin_atomic_write.html): SQLite keeps
// the rollback journal in memory, writes the pages between the beginning and the end of a batch, and syncs the main file.
// When a batch fails with an I/O error, it writes the journal and then the pages as ever.
//
// The batch is written at the sync, not at its end, since SQLite may lengthen the file in between. Pages that come
// without a batch of SQLite's and without a journal that the disk has (synchronous=OFF, and the journal modes MEMORY and
// OFF) gather to one as well, until the sync or the end of the transaction; if there are too many, they are written in
// place, as these modes have it.

import BlockIO
import CSQLite

extension DatabaseFile {
    /// Whether SQLite knows of batches: Debian's library does not, ours for hosts and guests do (Tools/sqlite).
    static var sqliteKnowsBatches: Bool {
        #if hasFeature(Embedded)
        true
        #else
        unsafe sqlite3_compileoption_used("ENABLE_BATCH_ATOMIC_WRITE") != 0
        #endif
    }

    /// Whether transactions of this database can be batches.
    var canBatch: Bool {
        guard options.usesCommitLog, let format, format.hasRecords, !isReadOnly else {
            return false
        }
        return database.canHaveBatches
    }

    /// Begins a batch of SQLite's.
    func beginBatch() throws(StorageFailure) {
        guard canBatch, database.prepareForBatches() else {
            throw StorageFailure(ResultCode.beginBatch, "there is no room for a commit log")
        }
        try removeLeftJournal()
        hadPagesBeforeBatch = database.hasBatch
        isBatching = true
    }

    /// Ends SQLite's batch, which is sure to fit after this.
    func endBatch() throws(StorageFailure) {
        isBatching = false
        let fits = try onVolume(ResultCode.commitBatch) { () throws(VolumeError) in
            do throws(VolumeError) { return try database.reserveBatch() } catch {
                // The journal, too, will find that there is no space, and say so.
                guard case .full = error else { throw error }
                return false
            }
        }
        if !fits { throw Self.tooLarge }
    }

    /// Forgets SQLite's batch. Pages that were there before are nowhere else, and go to the main file.
    func abandonBatch() throws(StorageFailure) {
        isBatching = false
        if hadPagesBeforeBatch { return try spillBatch() }
        database.abandonBatch()
    }

    /// Puts a page into SQLite's batch, or into one of our own when nothing else protects it. False when it has to be
    /// written in place.
    ///
    /// - Safety: `bytes` must be valid for reading.
    @unsafe func putIntoBatch(
        _ page: UInt32, _ bytes: UnsafeRawBufferPointer
    ) throws(StorageFailure) -> Bool {
        if !isBatching {
            if try removeLeftJournal() { isReplaying = true }
            if isReplaying, unsafe try has(page, bytes) { return true }
            guard !journalIsLive, !hasOutgrownBatch, canBatch,
                database.writeAheadLog.byteCount == 0, database.prepareForBatches()
            else { return false }
        }
        guard bytes.count == format?.pageSize else { return false }
        hasUndurable = true
        let isPut = try onVolume(ResultCode.write) { () throws(VolumeError) in
            // SQLite's batch is written out of its cache, at the end of a transaction, which does not touch the page
            // before the sync or the batch's end. A page that comes without one may be changed again.
            unsafe try database.put(page, from: bytes, lends: isBatching)
        }
        if isPut { return true }
        if isBatching { throw Self.tooLarge }
        try spillBatch()
        return false
    }

    /// Writes the batch, if there is one that is not SQLite's and open. An order or a flush makes it count.
    ///
    /// - Parameter flushFollows: whether the very next call is a flush.
    func finishBatch(flushFollows: Bool = false) throws(StorageFailure) {
        guard database.hasBatch, !isBatching else { return }
        hasUndurable = true
        hasUnordered = true
        try onVolume(ResultCode.write) { () throws(VolumeError) in
            try database.finishBatch(flushFollows: flushFollows)
        }
    }

    /// Removes a journal that SQLite began and closed when there was no room for it: it gives the transaction up, since
    /// nothing of it is in the file. Brought back after a power cut, it would undo what is committed from here on. Says
    /// whether there was one.
    @discardableResult private func removeLeftJournal() throws(StorageFailure) -> Bool {
        guard journalIsLive, unsafe journalFile == nil, canBatch else { return false }
        try delete(.journal)
        return true
    }

    /// Whether the database has this page already. SQLite, when it finds the journal that it left, plays back the one in
    /// its memory, whose pages are those that the file has; written again, nothing would protect them.
    private func has(_ page: UInt32, _ bytes: UnsafeRawBufferPointer) throws(StorageFailure) -> Bool
    {
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: bytes.count, alignment: blockSize)
        defer { unsafe buffer.deallocate() }
        let offset = UInt64(page - 1) * UInt64(bytes.count)
        let count = try onVolume(ResultCode.read) { () throws(VolumeError) in
            unsafe try database.read(at: offset, into: buffer)
        }
        // SAFETY: both are a page, without what is not SQLite's.
        let length = bytes.count - CommitRecord.reservedBytes
        guard count == bytes.count else { return false }
        return unsafe buffer.prefix(length).elementsEqual(bytes.prefix(length))
    }

    private func spillBatch() throws(StorageFailure) {
        hasOutgrownBatch = true
        noteWrite()
        try onVolume(ResultCode.write) { () throws(VolumeError) in try database.spillBatch() }
    }

    /// Checkpoints pages, when it is time. A failure is that of the next call: the transaction is committed.
    func tidy() {
        guard !database.hasBatch else { return }
        _ = try? onVolume(ResultCode.write) { () throws(VolumeError) in try database.tidy() }
    }

    /// Closes a rollback journal that SQLite keeps open because of its exclusive locking, after the end of a
    /// transaction: while one is open, SQLite writes to it and does not use batches (pager_open_journal). A file
    /// without methods is one that is closed. Where another VFS lies in between, the file is that one's, which would go on
    /// calling it: the journal stays open, and SQLite goes on using it.
    func closeJournalForSQLite() {
        guard canBatch, !journalIsLive, let sqliteFile = unsafe journalFile,
            unsafe sqliteFile == journalFileOfSQLite
        else { return }
        // SAFETY: SQLite has the file open, and looks at `pMethods` before it calls one again.
        _ = unsafe OpenFile.detach(sqliteFile)
        unsafe journalFile = nil
    }

    private static var tooLarge: StorageFailure {
        StorageFailure(ResultCode.commitBatch, "")
    }
}
