// SPDX-License-Identifier: MIT
// Group commit: deferred commits do not wait for the disk, and one sync makes them durable together. Durability is the
// same as that of a commit that waits by itself, for these reasons:
//
// - On a volume (BlkfrontVFS) a deferred commit (`commit_mode=gathered`) keeps its place before all that follows, and
//   `flush` is the flush of a durable one.
// - In a write-ahead log SQLite's NORMAL differs from FULL by two things that FULL does at the end of a commit
//   (sqlite3WalFrames): it pads to a whole sector where storage is not safe against overwriting, and it syncs the
//   log. Storage of the first kind gets no groups; the sync is the group's. A checkpoint syncs log and database in
//   both, and no log is begun anew before its checkpoint was synced.
// - A checkpoint's sync of the log can fail, and SQLite says nothing of that after a commit. Then the group's sync
//   may succeed, because a system reports such a failure once. So checkpoints come after the group's sync: they are
//   this file's, not SQLite's.
import CSQLite

#if !hasFeature(Embedded)
import Glibc
#endif

/// Nanoseconds of a clock that only goes forward.
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
    /// Learns how commits can share a sync. Called once, when the options have been applied.
    func prepareToSync(_ options: StoreOptions) throws(StoreError) {
        guard options.durability == .full else { return }
        if try text("PRAGMA durability_class") != nil {
            // A volume whose commits are ordered anyway has no sync to share.
            guard try text("PRAGMA commit_mode")?.utf8.elementsEqual("durable".utf8) == true
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

    /// Has commits deferred, or wait for the disk again.
    func setDeferring(_ isDeferring: Bool) throws(StoreError) {
        guard group.isDeferring != isDeferring else { return }
        switch group.syncMethod {
        case .none: return
        case .flush: try control("commit_mode", isDeferring ? "gathered" : "durable")
        case .logSync: try setSynchronous(isDeferring ? "NORMAL" : "FULL")
        }
        group.isDeferring = isDeferring
    }

    /// Makes all commits durable, and resumes those that wait for it. After a failure the connection is of no more use:
    /// this throws it again, and so must all work with the connection.
    func syncCommits() throws(StoreError) {
        if group.isUnsynced {
            var failure: StoreError?
            do throws(StoreError) { try makeDurable() } catch { failure = error }
            if failure != nil { abandonLog() }
            for member in group.end(failure) { member(group.failure) }
        }
        if let failure = group.failure { throw failure }
    }

    /// The same from within a statement that has run for a while, where there is nobody to tell of a failure but the
    /// members; the statement is stopped, and its work ends with the failure.
    func syncIfLate() {
        if group.isLate { try? syncCommits() }
    }

    /// Tells the outcome of a job, as soon as it tells of nothing that a power cut could take back.
    func answer(_ member: @escaping (StoreError?) -> Void) {
        if group.isUnsynced { group.append(member) } else { member(group.failure) }
    }

    /// Ends the group of jobs, whose members learn what became of it.
    func endGroup() {
        try? syncCommits()
        checkpointIfDue()
    }

    /// A volume's commits are not watched; a sync without a commit costs it nothing.
    func wroteWithoutWaiting() {
        if group.isDeferring, group.syncMethod == .flush { group.committed() }
    }

    /// Checkpoints the log, when it is time and everything is durable.
    func checkpointIfDue() {
        guard group.log.isDue, !group.isUnsynced, !group.hasFailed, !isInTransaction
        else { return }
        var pages: Int32 = 0
        // SAFETY: the handle is open. A checkpoint that fails or finds readers is tried again.
        _ = unsafe sqlite3_wal_checkpoint_v2(
            handle, "main", SQLITE_CHECKPOINT_PASSIVE, &pages, nil)
        group.log.wasTried(at: pages)
    }

    /// Takes the automatic checkpoint's place.
    private func watchCommits() {
        // SAFETY: SQLite calls the hook within calls on the handle, which `deinit` closes first of all.
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

    /// Has the main file answer a pragma of its own, without SQL: also while a statement runs.
    private func control(_ name: StaticString, _ value: StaticString?) throws(StoreError) {
        typealias Text = UnsafeMutablePointer<CChar>
        func text(_ literal: StaticString?) -> Text? {
            guard let literal else { return nil }
            // SAFETY: a literal ends with a zero, never goes away, and nobody writes to it.
            return unsafe UnsafeMutableRawPointer(mutating: literal.utf8Start)
                .assumingMemoryBound(to: CChar.self)
        }
        // An answer, or the reason of a failure; the name; the value; the end.
        var strings: InlineArray<4, Text?> = unsafe [nil, text(name), text(value), nil]
        var span = unsafe strings.mutableSpan
        // SAFETY: SQLite's own form of such a call (sqlite.org/c3ref/c_fcntl_begin_atomic_write.html).
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
    // A guest has no files but those of volumes.
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
        // SAFETY: the file is open as long as the handle is. The flags are those of a commit that waits by itself.
        let code = unsafe xSync(log, SQLITE_SYNC_NORMAL)
        guard code != SQLITE_OK else { return }
        // SAFETY: the text is one of SQLite's own and is copied.
        throw StoreError(
            code: code, path: path, reason: unsafe String(cString: sqlite3_errstr(code)))
    }

    /// After a failed sync, what is read from the log may be what was never written to the disk. Whoever opens the
    /// store next checks its sums; a checkpoint at closing would not.
    private func abandonLog() {
        // SAFETY: the handle is open.
        _ = unsafe csqlite_keep_log_on_close(handle)
    }

    /// The write-ahead log's file, when there is one.
    private var logFile: UnsafeMutablePointer<sqlite3_file>? {
        unsafe file(SQLITE_FCNTL_JOURNAL_POINTER)
    }

    /// Whether writing a part of the log leaves the rest of a sector alone, whatever happens.
    private var isPowersafe: Bool {
        guard let main = unsafe file(SQLITE_FCNTL_FILE_POINTER),
            let characteristics = unsafe main.pointee.pMethods?.pointee.xDeviceCharacteristics
        else { return false }
        // SAFETY: as in `syncLog`.
        return unsafe characteristics(main) & SQLITE_IOCAP_POWERSAFE_OVERWRITE != 0
    }

    private func file(_ operation: Int32) -> UnsafeMutablePointer<sqlite3_file>? {
        var file: UnsafeMutablePointer<sqlite3_file>?
        // SAFETY: both operations leave a pointer to the file, which may be one that is not open.
        let code = unsafe sqlite3_file_control(handle, "main", operation, &file)
        guard code == SQLITE_OK, unsafe file?.pointee.pMethods != nil else { return nil }
        return unsafe file
    }
    #endif
}
