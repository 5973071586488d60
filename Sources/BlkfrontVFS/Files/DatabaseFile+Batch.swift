// SPDX-License-Identifier: MIT
// Atomic batch writes (SQLITE_FCNTL_BEGIN_ATOMIC_WRITE,
// sqlite.org/c3ref/c_fcntl_begin_atomic_write.html). SQLite keeps the rollback journal in memory,
// writes the pages between the beginning and the end of a batch, and syncs the main file. If the
// batch fails with an I/O error, SQLite writes the journal and then the pages, as without batches.
//
// The batch reaches the disk at the sync, not at its end, because SQLite may lengthen the file in
// between. Pages written without an SQLite batch and without a journal on disk (synchronous=OFF,
// and the journal modes MEMORY and OFF) are collected into a batch too, until the sync or the end
// of the transaction. If there are too many, they are written in place, as these modes allow.

import BlockIO
import CSQLite
import DiskVolume

extension DatabaseFile {
    /// Whether SQLite is built with batch-atomic writes. Debian's library is not; ours for hosts
    /// and guests is (Tools/sqlite).
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

    /// Begins an SQLite batch.
    func beginBatch() throws(StorageFailure) {
        try requireBatch(isOpen: false)
        guard canBatch, database.prepareForBatches() else {
            throw StorageFailure(ResultCode.beginBatch, "there is no room for a commit log")
        }
        try removeLeftJournal()
        guard !journalState.isLive else {
            throw StorageFailure(ResultCode.beginBatch, "a journal on the volume is live")
        }
        batchState.begin(hasPages: database.hasBatch)
    }

    /// Reserves the space that SQLite's batch needs, and ends it. Without space it is still open,
    /// for SQLite to abandon it.
    func endBatch() throws(StorageFailure) {
        try requireBatch(isOpen: true)
        let fits = try onVolume(ResultCode.commitBatch) { () throws(VolumeError) in
            do throws(VolumeError) { return try database.reserveBatch() } catch {
                // The journal runs into the lack of space too, and reports it.
                guard case .full = error else { throw error }
                return false
            }
        }
        if !fits { throw Self.tooLarge }
        batchState.end()
    }

    /// Discards SQLite's batch. Pages collected before it exist nowhere else, so they go to the
    /// main file.
    func abandonBatch() throws(StorageFailure) {
        try requireBatch(isOpen: true)
        if batchState.end() == .pages { return try spillBatch() }
        database.abandonBatch()
    }

    /// Throws if SQLite's batch is not in this state. SQLite calls in sequence, and none of these
    /// calls is for programs.
    func requireBatch(isOpen: Bool) throws(StorageFailure) {
        if batchState.isOpen == isOpen { return }
        throw StorageFailure(
            SQLITE_MISUSE, isOpen ? "SQLite began no batch" : "SQLite has a batch open")
    }

    /// Adds a page to SQLite's batch, or to one of our own if nothing else protects the page.
    /// Returns false if the page must be written in place.
    ///
    /// - Safety: `bytes` must be valid for reading.
    @unsafe func putIntoBatch(
        _ page: UInt32, _ bytes: UnsafeRawBufferPointer
    ) throws(StorageFailure) -> Bool {
        let isOpen = batchState.isOpen
        if !isOpen {
            if try removeLeftJournal() { journalState.replay() }
            if journalState == .replaying, unsafe try has(page, bytes) { return true }
            guard !journalState.isLive, batchState == .collecting, canBatch,
                database.writeAheadLog.byteCount == 0, database.prepareForBatches()
            else { return false }
        }
        guard bytes.count == format?.pageSize else { return false }
        writeState.collect()
        let isPut = try onVolume(ResultCode.write) { () throws(VolumeError) in
            // SQLite's batch is written from its page cache. At the end of a transaction SQLite
            // does not change these pages before the sync or the end of the batch. A page outside a
            // batch may change again.
            unsafe try database.put(page, from: bytes, lends: isOpen)
        }
        if isPut { return true }
        if isOpen { throw Self.tooLarge }
        try spillBatch()
        return false
    }

    /// Writes the batch, if there is one and SQLite does not have it open. A barrier or flush
    /// commits it.
    ///
    /// - Parameter flushFollows: whether the very next call is a flush.
    func finishBatch(flushFollows: Bool = false) throws(StorageFailure) {
        guard database.hasBatch, !batchState.isOpen else { return }
        noteWrite()
        try onVolume(ResultCode.write) { () throws(VolumeError) in
            try database.finishBatch(flushFollows: flushFollows)
        }
    }

    /// Removes a journal that SQLite began and then closed for lack of space. SQLite abandons the
    /// transaction, because none of it is in the file. If the journal came back after a power cut,
    /// it would undo later commits. Returns whether there was one.
    @discardableResult private func removeLeftJournal() throws(StorageFailure) -> Bool {
        guard journalState.isLive, unsafe journalFile == nil, canBatch else { return false }
        try delete(.journal)
        return true
    }

    /// Whether the database has this page already. During an in-memory rollback SQLite rewrites
    /// unchanged pages; writing them in place would leave them unprotected.
    private func has(_ page: UInt32, _ bytes: UnsafeRawBufferPointer) throws(StorageFailure) -> Bool
    {
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: bytes.count, alignment: blockSize)
        defer { unsafe buffer.deallocate() }
        let offset = UInt64(page - 1) * UInt64(bytes.count)
        let count = try onVolume(ResultCode.read) { () throws(VolumeError) in
            unsafe try database.read(at: offset, into: buffer)
        }
        // SAFETY: both are a page; the comparison excludes the bytes that SQLite does not own.
        let length = bytes.count - CommitRecord.reservedBytes
        guard count == bytes.count else { return false }
        return unsafe buffer.prefix(length).elementsEqual(bytes.prefix(length))
    }

    private func spillBatch() throws(StorageFailure) {
        batchState.outgrow()
        noteWrite()
        try onVolume(ResultCode.write) { () throws(VolumeError) in try database.spillBatch() }
    }

    /// Checkpoints pages when due. A failure surfaces in the next call, because the transaction is
    /// already committed.
    func tidy() {
        guard !database.hasBatch else { return }
        _ = try? onVolume(ResultCode.write) { () throws(VolumeError) in try database.tidy() }
    }

    /// Closes a rollback journal that exclusive locking keeps open after a transaction. While one
    /// is open, SQLite writes to it instead of using batches (pager_open_journal). A file without
    /// methods counts as closed. Under a shim VFS the file belongs to the shim, which would still
    /// call it; then the journal stays open and SQLite keeps using it.
    func closeJournalForSQLite() {
        guard canBatch, !journalState.isLive, let sqliteFile = unsafe journalFile,
            unsafe sqliteFile == journalFileOfSQLite
        else { return }
        // SAFETY: SQLite has the file open, and checks `pMethods` before each call.
        _ = unsafe OpenFile.detach(sqliteFile)
        unsafe journalFile = nil
    }

    private static var tooLarge: StorageFailure {
        StorageFailure(ResultCode.commitBatch, "")
    }
}
