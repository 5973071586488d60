// SPDX-License-Identifier: MIT
// The main file of a database on a volume. SQLite's calls do not state their purpose. From their
// sequence (pager.c, wal.c) this type tells a sync that only needs ordering from a sync that
// commits. What it remembers of them is in TransactionState.swift.
//
//   call                     while                                  meaning
//   sync of the main file    a rollback journal is live             order; its end is the commit
//   sync of the main file    a log exists, so this is a checkpoint  order; the log has everything
//   sync of the main file    neither (journal in memory or none)    commit, of a batch if possible
//   sync of the journal      it is live                             order; the journal before pages
//   sync of the journal      it was zeroed or truncated             commit
//   deletion of the journal  the main file was synced               commit
//   sync of the log          frames were written since a commit     commit
//   sync of the log          none were                              order; a checkpoint begins
//   SQLITE_FCNTL_COMMIT_PHASETWO                                    commit, which only needs order
//
// Invariants:
//   1. Pages that no journal on the disk and no log protects are collected in a batch, as far as
//      they fit.
//   2. `format` is nil until a page is written, and while page 1 is torn. The descriptor records
//      the same for checksums.

import BlockIO
import CSQLite
import CompactStrings
import DiskVolume

/// A database's main file.
@safe final class DatabaseFile: StoredFile {
    let database: VolumeDatabase
    let isReadOnly: Bool
    let options: VFSOptions
    let durability: DurabilityClass
    let device: any BlockDevice
    let vfsName: String

    var commitMode: CommitMode
    var lockLevel = SQLITE_LOCK_NONE
    /// Whether the log survives closing the database: SQLITE_FCNTL_PERSIST_WAL.
    var keepsLog = false
    /// Whether to report to SQLite that writing a page leaves its neighbours intact.
    var isPowersafe: Bool
    /// The bytes that the connection reserved in each page of a new database.
    var expectedReserve = 0
    /// The open file of the rollback journal, if any.
    var journalFile = unsafe UnsafeMutablePointer<sqlite3_file>?.none
    /// SQLite's file object of the journal. It differs from `journalFile` under a shim VFS.
    var journalFileOfSQLite = unsafe UnsafeMutablePointer<sqlite3_file>?.none
    /// Invariant 2.
    private(set) var format: PageFormat?

    var journalState = JournalState.idle
    var batchState = BatchState.collecting
    private var logState = LogState.committed
    var writeState = WriteState.clean
    /// A scratch copy of a page, to store its checksum in.
    private var sealed = unsafe UnsafeMutableRawBufferPointer(start: nil, count: 0)

    init(
        _ database: VolumeDatabase, of volume: Volume, vfsName: String, isReadOnly: Bool,
        options: VFSOptions
    ) throws(StorageFailure) {
        self.database = database
        self.vfsName = vfsName
        self.isReadOnly = isReadOnly
        self.options = options
        durability = volume.durability
        device = volume.device
        commitMode = options.commitMode
        isPowersafe = !options.allowsSmallPages
        try learnFormat()
    }

    deinit {
        unsafe sealed.deallocate()
    }

    var characteristics: Int32 {
        let always =
            SQLITE_IOCAP_SAFE_APPEND | SQLITE_IOCAP_SEQUENTIAL | SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN
        return always | (isPowersafe ? SQLITE_IOCAP_POWERSAFE_OVERWRITE : 0)
            | (canBatch ? SQLITE_IOCAP_BATCH_ATOMIC : 0)
    }

    func byteCount() -> UInt64 { database.byteCount }

    @unsafe func read(
        at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
    ) throws(StorageFailure) -> Int {
        let count = try onVolume(ResultCode.read) { () throws(VolumeError) in
            unsafe try database.read(at: offset, into: buffer)
        }
        if count == buffer.count { unsafe try check(UnsafeRawBufferPointer(buffer), at: offset) }
        return count
    }

    @unsafe func write(
        at offset: UInt64, from bytes: UnsafeRawBufferPointer
    ) throws(StorageFailure) {
        try requireWritable()
        if offset == 0 || format == nil { unsafe try adoptFormat(of: bytes, at: offset) }
        let number = checkedPage(at: offset, count: bytes.count)
        if let number, unsafe try putIntoBatch(number, bytes) { return }
        noteWrite()
        guard let number, let format else {
            return try onVolume(ResultCode.write) { () throws(VolumeError) in
                unsafe try database.write(at: offset, from: bytes)
            }
        }
        let page = unsafe copy(bytes)
        if format.hasRecords { unsafe CommitRecord.clear(page) }
        unsafe PageChecksum.seal(page, database: database.identifier, number: number)
        try onVolume(ResultCode.write) { () throws(VolumeError) in
            unsafe try database.write(at: offset, from: UnsafeRawBufferPointer(page))
        }
    }

    func truncate(to byteCount: UInt64) throws(StorageFailure) {
        try requireWritable()
        // SQLite never grows a file this way, except when it replays a journal that a crash cut
        // short.
        guard byteCount < database.byteCount else { return }
        try finishBatch()
        noteWrite()
        try onVolume(ResultCode.truncate) { () throws(VolumeError) in
            try database.truncate(to: byteCount)
        }
        if byteCount == 0 { try setFormat(nil) }
    }

    func sync(_ flags: Int32) throws(StorageFailure) {
        journalState.syncMain()
        let isCovered = journalState.isLive || database.writeAheadLog.byteCount > 0
        try finishBatch(flushFollows: !isCovered && commitMode == .durable)
        if isCovered { try order() } else { try commit() }
        tidy()
    }

    func close() throws(StorageFailure) {
        var failure: StorageFailure?
        if writeState > .clean {
            do throws(StorageFailure) {
                try finishBatch()
                try makeDurable()
            } catch { failure = error }
        }
        try onVolume(ResultCode.close) { () throws(VolumeError) in try database.close() }
        if let failure { throw failure }
    }

    func requireWritable() throws(StorageFailure) {
        if isReadOnly { throw StorageFailure(SQLITE_READONLY, "the volume is read-only") }
    }
}

// MARK: Order and durability

extension DatabaseFile {
    /// Commits the transaction, as the commit mode requires.
    func commit() throws(StorageFailure) {
        switch commitMode {
        case .durable: try makeDurable()
        case .ordered, .gathered: try order()
        }
    }

    /// Closes the epoch if it has writes.
    func order() throws(StorageFailure) {
        guard writeState == .unordered else { return }
        try onVolume(ResultCode.sync) { () throws(VolumeError) in try database.order() }
        writeState.order()
    }

    /// Flushes, if anything is not durable yet.
    func makeDurable() throws(StorageFailure) {
        guard writeState > .clean else { return }
        try onVolume(ResultCode.sync) { () throws(VolumeError) in try database.makeDurable() }
        writeState = .clean
    }

    /// Records a write to a file of the database.
    func noteWrite() { writeState = .unordered }

    /// Orders the journal before the pages, or its end before all that follows.
    func syncJournal() throws(StorageFailure) {
        if journalState.isLive { try order() } else { try commit() }
    }

    /// Orders the deletion of the journal, which is the commit if SQLite syncs at all.
    func journalWasDeleted() throws(StorageFailure) {
        journalState.end()
        if journalState.hasSyncedMain { try commit() } else { try order() }
    }

    /// Records that a frame was written to the log.
    func logWasWritten() {
        noteWrite()
        logState = .open
    }

    /// Commits the log's transaction, or orders the log before a checkpoint.
    func syncLog() throws(StorageFailure) {
        if isDeferring { return }
        if logState == .open { try commit() } else { try order() }
    }

    /// Whether the log's commit is deferred and needs no epoch of its own. Each log block names its
    /// predecessor, so the first block lost in a power cut ends the log. Writes to other places
    /// close the epoch first.
    private var isDeferring: Bool { commitMode == .gathered && logState == .open }

    /// Orders the transaction before all that follows.
    func endTransaction() throws(StorageFailure) {
        try requireBatch(isOpen: false)
        try finishBatch()
        if !isDeferring { try order() }
        if logState == .open { database.writeAheadLog.setSavepoint() }
        logState = .committed
        batchState.endTransaction()
        closeJournalForSQLite()
    }
}

// MARK: Pages

extension DatabaseFile {
    /// Reads the format of an existing database from its descriptor or, without checksums, from
    /// page 1. An invalid header may belong to a page torn by a crash, which the journal repairs.
    private func learnFormat() throws(StorageFailure) {
        if database.sealedPageSize > 0 {
            format = PageFormat(
                pageSize: database.sealedPageSize, reservedBytes: database.reservedBytes)
        } else {
            var header = InlineArray<100, UInt8>(repeating: 0)
            var span = header.mutableSpan
            // SAFETY: the bytes belong to `header`, which lives through the closure.
            format = try unsafe span.withUnsafeMutableBytes { (bytes) throws(StorageFailure) in
                _ = try onVolume(ResultCode.read) { () throws(VolumeError) in
                    unsafe try database.read(at: 0, into: bytes)
                }
                return unsafe PageFormat(header: UnsafeRawBufferPointer(bytes))
            }
        }
        if let format { try requireAllowed(format.pageSize) }
    }

    /// Takes the format from a page about to be written. In a new database page 1 need not come
    /// first, if a large transaction spills from the cache.
    private func adoptFormat(
        of bytes: UnsafeRawBufferPointer, at offset: UInt64
    ) throws(StorageFailure) {
        var written: PageFormat?
        if offset == 0 {
            written = unsafe PageFormat(header: bytes)
        } else if format == nil, expectedReserve > 0, PageFormat.isPageSize(bytes.count) {
            written = PageFormat(pageSize: bytes.count, reservedBytes: expectedReserve)
        }
        guard let written, written != format else { return }
        try requireAllowed(written.pageSize)
        guard mayBecome(written) else {
            throw StorageFailure(
                ResultCode.write,
                "database '\(database.name)' keeps its page size and its checksums for life")
        }
        try setFormat(written)
    }

    /// Whether the pages may change to this format. For tests, a database without checksums may
    /// change its page size; nothing here depends on it.
    private func mayBecome(_ written: PageFormat) -> Bool {
        guard let format else { return true }
        return options.allowsSmallPages && !format.isChecked && !written.isChecked
    }

    private func setFormat(_ format: PageFormat?) throws(StorageFailure) {
        self.format = format
        let (size, reserved) =
            if let format, format.isChecked { (format.pageSize, format.reservedBytes) } else {
                (0, 0)
            }
        try onVolume(ResultCode.write) { () throws(VolumeError) in
            try database.setSealedPages(size: size, reservedBytes: reserved)
        }
    }

    /// Throws unless pages may have this many bytes.
    func requireAllowed(_ pageSize: Int) throws(StorageFailure) {
        if pageSize >= blockSize || options.allowsSmallPages { return }
        throw StorageFailure(
            SQLITE_CANTOPEN,
            "database '\(database.name)' would have pages of \(pageSize) bytes; here a page has \(blockSize) at least"
        )
    }

    /// Returns the page number of these bytes if they are a page with a checksum. A VFS above this
    /// one may write parts of pages, whose last bytes are data.
    private func checkedPage(at offset: UInt64, count: Int) -> UInt32? {
        guard let format, format.isChecked, count == format.pageSize else { return nil }
        return PageFormat.pageNumber(at: offset, count: count)
    }

    /// Verifies a page's checksum.
    private func check(_ page: UnsafeRawBufferPointer, at offset: UInt64) throws(StorageFailure) {
        guard let number = checkedPage(at: offset, count: page.count), !database.batchHas(number)
        else { return }
        if unsafe PageChecksum.verify(page, database: database.identifier, number: number) {
            return
        }
        throw StorageFailure(
            ResultCode.checksum,
            "the checksum of page \(number) of database '\(database.name)' does not fit")
    }

    private func copy(_ bytes: UnsafeRawBufferPointer) -> UnsafeMutableRawBufferPointer {
        if unsafe sealed.count != bytes.count {
            unsafe sealed.deallocate()
            unsafe sealed = .allocate(byteCount: bytes.count, alignment: blockSize)
        }
        unsafe sealed.copyMemory(from: bytes)
        return unsafe sealed
    }
}
