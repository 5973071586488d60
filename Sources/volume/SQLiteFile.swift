// SPDX-License-Identifier: MIT
// A connection of SQLite's to a file of the host or to a database of the volume, as far as copying needs it.
import ArgumentParser
import BlkfrontVFS
import CSQLite
import Foundation

/// What SQLite refuses, in its words.
struct SQLiteFailure: Error {
    let code: Int32
    let text: String

    var status: ExitCode {
        switch code & 0xff {
        case SQLITE_CORRUPT, SQLITE_NOTADB: Status.damaged
        case SQLITE_FULL, SQLITE_BUSY: Status.database
        // Checksums of pages, and what the volume found damaged (sqlite3.h: SQLITE_IOERR_DATA, _CORRUPTFS).
        case SQLITE_IOERR where code >> 8 == 32 || code >> 8 == 33: Status.damaged
        default: Status.disk
        }
    }
}

/// A connection.
@safe final class SQLiteFile {
    /// The VFS of the host's files.
    static let host = "unix"

    private let handle: OpaquePointer

    init(_ path: String, vfs: String, creates: Bool = false) throws(SQLiteFailure) {
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | (creates ? SQLITE_OPEN_CREATE : 0)
        // SAFETY: SQLite copies the strings; the handle is closed once, by `deinit` or here.
        let code = unsafe sqlite3_open_v2(path, &handle, flags, vfs)
        guard code == SQLITE_OK, let handle = unsafe handle else {
            let failure = unsafe Self.failure(handle, code)
            unsafe sqlite3_close_v2(handle)
            throw failure
        }
        unsafe self.handle = handle
        unsafe sqlite3_extended_result_codes(handle, 1)
    }

    deinit {
        // SAFETY: nobody else closes it.
        unsafe sqlite3_close_v2(handle)
    }

    /// Runs statements.
    func run(_ sql: String) throws(SQLiteFailure) {
        // SAFETY: the handle is open.
        let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw unsafe Self.failure(handle, code) }
    }

    /// The first column of the first row.
    func number(_ sql: String) throws(SQLiteFailure) -> Int64 {
        var statement: OpaquePointer?
        // SAFETY: the handle is open, and the statement ends here.
        let code = unsafe sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
        defer { unsafe sqlite3_finalize(statement) }
        guard code == SQLITE_OK else { throw unsafe Self.failure(handle, code) }
        let step = unsafe sqlite3_step(statement)
        guard step == SQLITE_ROW else { throw unsafe Self.failure(handle, step) }
        return unsafe sqlite3_column_int64(statement, 0)
    }

    /// Bytes at the end of each page that are reserved; what a VACUUM INTO is to reserve, when `new` is given.
    @discardableResult func reservedBytes(new: Int32 = -1) -> Int32 {
        var bytes = new
        // SAFETY: the operation takes an int, and the handle is open.
        unsafe sqlite3_file_control(handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes)
        return bytes
    }

    /// Copies all pages to another database in one transaction.
    func copy(
        to target: SQLiteFile, progress: (UInt64, UInt64) -> Void
    ) throws(SQLiteFailure) {
        // SAFETY: both handles are open until the backup is finished, below.
        guard let backup = unsafe sqlite3_backup_init(target.handle, "main", handle, "main") else {
            throw unsafe Self.failure(target.handle, sqlite3_errcode(target.handle))
        }
        var code = SQLITE_OK
        while code == SQLITE_OK {
            code = unsafe sqlite3_backup_step(backup, 256)
            let total = unsafe UInt64(sqlite3_backup_pagecount(backup))
            progress(total - min(total, unsafe UInt64(sqlite3_backup_remaining(backup))), total)
        }
        // The handle of the target is told why only when the backup ends.
        let end = unsafe sqlite3_backup_finish(backup)
        guard code == SQLITE_DONE, end == SQLITE_OK else {
            throw SQLiteFailure(
                code: code == SQLITE_DONE ? end : code,
                // SAFETY: the text is SQLite's own and is copied.
                text: unsafe String(cString: sqlite3_errstr(code == SQLITE_DONE ? end : code)))
        }
    }

    private static func failure(_ handle: OpaquePointer?, _ code: Int32) -> SQLiteFailure {
        // SAFETY: the texts are copied before the next call.
        guard let handle = unsafe handle else {
            return SQLiteFailure(code: code, text: unsafe String(cString: sqlite3_errstr(code)))
        }
        let extended = unsafe sqlite3_extended_errcode(handle)
        return SQLiteFailure(
            code: extended == SQLITE_OK ? code : extended,
            text: unsafe String(cString: sqlite3_errmsg(handle)))
    }
}
