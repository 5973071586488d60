// SPDX-License-Identifier: MIT
// Group commit: deferred commits do not wait for the disk, and one sync makes them durable
// together. Durability is that of a commit that waits by itself:
//
// - On a volume (BlkfrontVFS) a deferred commit (`commit_mode=gathered`) is ordered before all
//   later writes, and `flush` is the flush of a durable commit.
// - In a write-ahead log, SQLite's FULL does two things at the end of a commit that NORMAL does not
//   (sqlite3WalFrames). It pads the log to a whole sector on storage without powersafe overwrite,
//   and it syncs the log. Such storage gets no groups, and the group does the sync. Both modes sync
//   log and database in a checkpoint, and reset the log only after a synced checkpoint.
// - SQLite ignores a failed log sync in a checkpoint after a commit. The group's sync may then
//   succeed, because a system reports such a failure once. So this file, not SQLite, checkpoints,
//   and only after the group's sync.
import CSQLite
internal import CompactStrings

#if !hasFeature(Embedded)
import Glibc
#endif

/// Returns the monotonic time in nanoseconds.
func monotonicNanoseconds() -> UInt64 {
    #if hasFeature(Embedded)
    return StorageHosts.current?.nanoseconds ?? 0
    #else
    var time = timespec()
    // SAFETY: the call writes the time, and cannot fail for this clock.
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    #endif
}

extension Connection {
    /// Finds out how commits can share a sync. Called once, after the options are applied.
    func prepareToSync(_ options: StoreOptions) throws(StoreError) {
        guard options.durability == .full else { return }
        if try text("PRAGMA durability_class") != nil {
            // A volume with ordered commits has no sync to share.
            guard try text("PRAGMA commit_mode")?.isSame(as: "durable") == true
            else { return }
            group.syncMethod = .flush
        } else {
            #if !hasFeature(Embedded)
            guard try text("PRAGMA journal_mode") == "wal", isPowersafe,
                unsafe logFile != nil
            else { return }
            group.syncMethod = .logSync
            #endif
        }
        let pages = try integer("PRAGMA wal_autocheckpoint") ?? 0
        group.log.pages = pages > 0 ? Int32(clamping: pages) : .max
        watchCommits()
    }

    /// Turns deferred commits on or off.
    func setDeferring(_ isDeferring: Bool) throws(StoreError) {
        guard group.isDeferring != isDeferring else { return }
        switch group.syncMethod {
        case .none: return
        case .flush: try control("commit_mode", isDeferring ? "gathered" : "durable")
        case .logSync: try setSynchronous(isDeferring ? "NORMAL" : "FULL")
        }
        group.isDeferring = isDeferring
    }

    /// Makes all commits durable and resumes the waiting members. After a failure the connection is
    /// unusable: this and all further work throw the failure.
    func syncCommits() throws(StoreError) {
        if group.isUnsynced {
            var failure: StoreError?
            do throws(StoreError) { try makeDurable() } catch { failure = error }
            if failure != nil { abandonLog() }
            for member in group.end(failure) { member(group.failure) }
        }
        if let failure = group.failure { throw failure }
    }

    /// Calls `syncCommits` from within a long-running statement. A failure goes to the members
    /// only; the statement is interrupted and its work ends with the failure.
    func syncIfLate() {
        if group.isLate { try? syncCommits() }
    }

    /// Delivers a job's result, once it depends on no unsynced commit.
    func answer(_ member: @escaping (StoreError?) -> Void) {
        if group.isUnsynced { group.append(member) } else { member(group.failure) }
    }

    /// Ends the group: syncs, resumes its members and checkpoints if due.
    func endGroup() {
        try? syncCommits()
        checkpointIfDue()
    }

    /// Marks the connection unsynced after a write on a volume, whose commits are not observed. A
    /// sync without a commit is free there.
    func wroteWithoutWaiting() {
        if group.isDeferring, group.syncMethod == .flush { group.committed() }
    }

    /// Checkpoints the log if that is due and all commits are durable.
    func checkpointIfDue() {
        guard group.log.isDue, !group.isUnsynced, !group.hasFailed, !isInTransaction
        else { return }
        var pages: Int32 = 0
        // SAFETY: the handle is open. A checkpoint that fails or finds readers is tried again.
        _ = unsafe sqlite3_wal_checkpoint_v2(
            handle, "main", SQLITE_CHECKPOINT_PASSIVE, &pages, nil)
        group.log.wasTried(at: pages)
    }

    /// Replaces SQLite's automatic checkpoint.
    private func watchCommits() {
        // SAFETY: SQLite calls the hook within calls on the handle, which `deinit` closes first of
        // all.
        _ = unsafe sqlite3_wal_hook(
            handle,
            { context, _, _, pages in
                let connection = unsafe Unmanaged<Connection>.fromOpaque(context!)
                    .takeUnretainedValue()
                connection.committed(logPages: pages)
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    private func committed(logPages: Int32) {
        if group.isDeferring { group.committed() }
        group.log.grew(to: logPages)
        checkpointIfDue()
    }

    private func makeDurable() throws(StoreError) {
        switch group.syncMethod {
        case .none: return
        case .flush: try control("flush", nil)
        case .logSync: try syncLog()
        }
    }

    /// Sends a pragma to the main file's VFS without SQL, which works while a statement runs.
    private func control(_ name: StaticString, _ value: StaticString?) throws(StoreError) {
        typealias Text = UnsafeMutablePointer<CChar>
        func text(_ literal: StaticString?) -> Text? {
            guard let literal else { return nil }
            // SAFETY: a literal is static, ends with a zero and is not written to.
            return unsafe UnsafeMutableRawPointer(mutating: literal.utf8Start)
                .assumingMemoryBound(to: CChar.self)
        }
        // The result or error message, the name, the value, the terminator.
        var strings: InlineArray<4, Text?> = unsafe [nil, text(name), text(value), nil]
        var span = unsafe strings.mutableSpan
        // SAFETY: SQLite's own form of such a call
        // (sqlite.org/c3ref/c_fcntl_begin_atomic_write.html).
        let (code, answer) = unsafe span.withUnsafeMutableBufferPointer { strings in
            let code = unsafe sqlite3_file_control(
                handle, "main", SQLITE_FCNTL_PRAGMA, strings.baseAddress)
            return unsafe (code, strings[0])
        }
        defer { unsafe sqlite3_free(answer) }
        if code == SQLITE_OK { return }
        let reason = unsafe answer.map { unsafe String(cString: $0) }
        throw StoreError(code: code, path: path, reason: reason ?? "")
    }

    #if hasFeature(Embedded)
    // A guest has no files outside volumes.
    private func setSynchronous(_ word: StaticString) throws(StoreError) {}
    private func syncLog() throws(StoreError) {}
    private func abandonLog() {}
    #else
    private func setSynchronous(_ word: StaticString) throws(StoreError) {
        try execute("PRAGMA synchronous = \(word)")
    }

    private func syncLog() throws(StoreError) {
        guard let log = unsafe logFile, let xSync = unsafe log.pointee.pMethods?.pointee.xSync
        else { return }
        // SAFETY: the file is open as long as the handle is. The flags are those of a commit that
        // waits by itself.
        let code = unsafe xSync(log, SQLITE_SYNC_NORMAL)
        guard code != SQLITE_OK else { return }
        // SAFETY: the text is one of SQLite's own and is copied.
        throw StoreError(
            code: code, path: path, reason: unsafe String(cString: sqlite3_errstr(code)))
    }

    /// Keeps the log on close. After a failed sync the system's cache may hold log pages that never
    /// reached the disk. The next open verifies the log's checksums; a checkpoint on close would
    /// not.
    private func abandonLog() {
        // SAFETY: the handle is open.
        _ = unsafe csqlite_keep_log_on_close(handle)
    }

    /// The write-ahead log's file, or nil.
    private var logFile: UnsafeMutablePointer<sqlite3_file>? {
        unsafe file(SQLITE_FCNTL_JOURNAL_POINTER)
    }

    /// Whether the storage has powersafe overwrite: writing part of a sector never damages the
    /// rest.
    private var isPowersafe: Bool {
        guard let main = unsafe file(SQLITE_FCNTL_FILE_POINTER),
            let characteristics = unsafe main.pointee.pMethods?.pointee.xDeviceCharacteristics
        else { return false }
        // SAFETY: as in `syncLog`.
        return unsafe characteristics(main) & SQLITE_IOCAP_POWERSAFE_OVERWRITE != 0
    }

    private func file(_ operation: Int32) -> UnsafeMutablePointer<sqlite3_file>? {
        var file: UnsafeMutablePointer<sqlite3_file>?
        // SAFETY: both operations return a pointer to a file, which may not be open.
        let code = unsafe sqlite3_file_control(handle, "main", operation, &file)
        guard code == SQLITE_OK, unsafe file?.pointee.pMethods != nil else { return nil }
        return unsafe file
    }
    #endif
}
