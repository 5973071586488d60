// SPDX-License-Identifier: MIT
// An SQLite connection to a file of the host or to a database of the volume, with the operations
// that copying needs.
import ArgumentParser
import CSQLite
import DiskVolume
import Foundation

/// An SQLite error with its message.
struct SQLiteFailure: Error {
    let code: Int32
    let text: String
}

/// An SQLite connection.
@safe final class SQLiteFile {
    /// How to open a file of the host.
    enum Access {
        /// For reading, after any recovery that SQLite needs.
        case existing
        /// Creates the file, which must not exist.
        case new
        /// For reading a file that does not change, which needs no side files.
        case immutable
    }

    private let handle: OpaquePointer
    private var isOpen = true

    /// Opens a file of the host.
    convenience init(_ file: HostPath, _ access: Access) throws(SQLiteFailure) {
        switch access {
        case .existing: try self.init(file.path, "unix", SQLITE_OPEN_READWRITE)
        case .new: try self.init(file.path, "unix", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
        case .immutable:
            let uri = "file:\(Self.escaped(file.path))?immutable=1"
            try self.init(uri, "unix", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI)
        }
    }

    /// Opens a database of a registered volume.
    convenience init(
        _ database: DatabaseName, vfs: String, creates: Bool = false
    ) throws(SQLiteFailure) {
        let flags = SQLITE_OPEN_READWRITE | (creates ? SQLITE_OPEN_CREATE : 0)
        try self.init(database.path, vfs, flags)
    }

    private init(_ path: String, _ vfs: String, _ flags: Int32) throws(SQLiteFailure) {
        var handle: OpaquePointer?
        // SAFETY: SQLite copies the strings; the handle is closed once, by `close`, or here.
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
        // SAFETY: the connection is still open.
        if isOpen { unsafe sqlite3_close_v2(handle) }
    }

    /// Closes the connection, which may write the last bytes.
    ///
    /// - Precondition: it is open.
    func close() throws(SQLiteFailure) {
        precondition(isOpen, "closed twice")
        // SAFETY: the handle is open, and never used again after success.
        let code = unsafe sqlite3_close(handle)
        guard code == SQLITE_OK else { throw unsafe Self.failure(handle, code) }
        isOpen = false
    }

    /// Runs statements.
    func run(_ sql: String) throws(SQLiteFailure) {
        // SAFETY: the handle is open.
        let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw unsafe Self.failure(handle, code) }
    }

    /// Returns the first column of the first row as a number.
    func number(_ sql: String) throws(SQLiteFailure) -> Int64 {
        // SAFETY: the statement has a row.
        try unsafe first(sql) { unsafe sqlite3_column_int64($0, 0) }
    }

    /// Returns the first column of the first row as text.
    func text(_ sql: String) throws(SQLiteFailure) -> String {
        // SAFETY: the statement has a row, and the text is copied.
        try unsafe first(sql) {
            unsafe sqlite3_column_text($0, 0).map { unsafe String(cString: $0) } ?? ""
        }
    }

    private func first<Value>(
        _ sql: String, _ column: (OpaquePointer?) -> Value
    ) throws(SQLiteFailure) -> Value {
        var statement: OpaquePointer?
        // SAFETY: the handle is open, and the statement is finalized here.
        let code = unsafe sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
        defer { unsafe sqlite3_finalize(statement) }
        guard code == SQLITE_OK else { throw unsafe Self.failure(handle, code) }
        let step = unsafe sqlite3_step(statement)
        guard step == SQLITE_ROW else { throw unsafe Self.failure(handle, step) }
        return unsafe column(statement)
    }

    /// Returns the bytes reserved at the end of each page. With `new`, sets how many a VACUUM INTO
    /// reserves.
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
        // The target's handle has the error only after the backup is finished.
        let end = unsafe sqlite3_backup_finish(backup)
        guard code == SQLITE_DONE, end == SQLITE_OK else {
            throw SQLiteFailure(
                code: code == SQLITE_DONE ? end : code,
                // SAFETY: the text is SQLite's own and is copied.
                text: unsafe String(cString: sqlite3_errstr(code == SQLITE_DONE ? end : code)))
        }
    }

    /// Percent-encodes a path for a URI.
    private static func escaped(_ path: String) -> String {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-~".utf8)
        var result = ""
        for byte in path.utf8 {
            let digits = String(byte, radix: 16)
            result +=
                plain.contains(byte)
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + digits
        }
        return result
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
