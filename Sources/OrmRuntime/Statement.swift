// SPDX-License-Identifier: MIT
// A prepared statement with a single owner. It is moved out of the connection's table to run and
// back afterwards, so a statement is never stepped from two places at once.
import CSQLite

/// A prepared SQL statement. Parameters count from 1, columns from 0, as in SQLite.
@safe @frozen public struct Statement: ~Copyable {
    // Owned: finalised in deinit unless released.
    @usableFromInline let handle: OpaquePointer

    @inlinable
    init(owning handle: OpaquePointer) {
        unsafe self.handle = handle
    }

    deinit {
        // SAFETY: the handle is ours and nobody can use it after deinit.
        _ = unsafe sqlite3_finalize(handle)
    }

    /// Gives up ownership without finalising.
    consuming func release() -> OpaquePointer {
        // SAFETY: the caller takes over the duty to finalise.
        let released = unsafe handle
        discard self
        return unsafe released
    }
}

extension Statement {
    /// Binds NULL.
    @inlinable
    public func bindNull(at parameter: Int32) throws(StoreError) {
        // SAFETY: `handle` is a live statement; SQLite checks the parameter's range.
        try check(unsafe sqlite3_bind_null(handle, parameter))
    }

    /// Binds an INTEGER.
    @inlinable
    public func bind(_ value: Int64, at parameter: Int32) throws(StoreError) {
        // SAFETY: as above.
        try check(unsafe sqlite3_bind_int64(handle, parameter, value))
    }

    /// Binds a REAL. The number must not be NaN, which SQLite would bind as NULL.
    @inlinable
    public func bind(_ value: Double, at parameter: Int32) throws(StoreError) {
        // SAFETY: as above.
        try check(unsafe sqlite3_bind_double(handle, parameter, value))
    }

    /// Binds a TEXT of the string's UTF-8, embedded NULs included.
    ///
    /// - Throws: ``StoreError/limit(name:maximum:got:)`` for more bytes than SQLite allows.
    @inlinable
    public func bind(_ value: String, at parameter: Int32) throws(StoreError) {
        var text = value
        // SAFETY: SQLite copies the bytes before the call returns.
        let code = text.withUTF8 { utf8 in
            // An empty string may have no address, and a null pointer would bind NULL.
            guard let start = utf8.baseAddress else {
                return unsafe csqlite_bind_text(handle, parameter, "", 0)
            }
            return unsafe start.withMemoryRebound(to: CChar.self, capacity: utf8.count) {
                unsafe csqlite_bind_text(handle, parameter, $0, UInt64(utf8.count))
            }
        }
        if code != SQLITE_OK { throw failure(code, binding: text.utf8.count) }
    }

    /// Binds a BLOB. An empty array is an empty BLOB, not NULL.
    ///
    /// - Throws: ``StoreError/limit(name:maximum:got:)`` for more bytes than SQLite allows.
    @inlinable
    public func bind(_ value: [UInt8], at parameter: Int32) throws(StoreError) {
        // SAFETY: SQLite copies the bytes before the call returns.
        let code = unsafe value.withUnsafeBytes { bytes in
            unsafe csqlite_bind_blob(handle, parameter, bytes.baseAddress, UInt64(bytes.count))
        }
        if code != SQLITE_OK { throw failure(code, binding: value.count) }
    }

    func bind(_ value: StoredValue, at parameter: Int32) throws(StoreError) {
        switch value {
        case .null: try bindNull(at: parameter)
        case .integer(let value): try bind(value, at: parameter)
        case .real(let value): try bind(value, at: parameter)
        case .text(let value): try bind(value, at: parameter)
        case .blob(let value): try bind(value, at: parameter)
        }
    }

    /// Binds values to the parameters 1, 2, 3, …
    func bind(_ values: [StoredValue]) throws(StoreError) {
        var parameter: Int32 = 0
        for value in values {
            parameter += 1
            try bind(value, at: parameter)
        }
    }

    /// Advances to the next row. Returns false if there is none.
    ///
    /// - Throws: The error for SQLite's result code. A constraint failure is
    ///   ``StoreError/sqlite(code:reason:)`` here.
    @inlinable
    public func step() throws(StoreError) -> Bool {
        // SAFETY: `handle` is a live statement.
        let code = unsafe sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        throw failure(code)
    }

    /// The row that the last `step` found. Valid after a `step` that returned true.
    @inlinable
    public var row: Row { unsafe Row(handle: handle) }

    /// Runs the statement to its end and ignores the rows it returns.
    @inlinable
    public func run() throws(StoreError) {
        while try step() {}
    }

    /// Resets the statement, ready to run again with new values.
    @inlinable
    public func reset() {
        // SAFETY: `handle` is a live statement. The code repeats the last step's error, already
        // thrown.
        _ = unsafe sqlite3_reset(handle)
    }

    /// Resets the statement and frees bound text and blobs.
    @inlinable
    func clear() {
        reset()
        // SAFETY: as above; cannot fail on a reset statement.
        _ = unsafe sqlite3_clear_bindings(handle)
    }

    @inlinable
    func check(_ code: Int32) throws(StoreError) {
        if code != SQLITE_OK { throw failure(code) }
    }

    @inline(never) @usableFromInline
    func failure(_ code: Int32) -> StoreError {
        // SAFETY: a live statement always has a connection.
        unsafe StoreError(code: code, connection: sqlite3_db_handle(handle))
    }

    @inline(never) @usableFromInline
    func failure(_ code: Int32, binding count: Int) -> StoreError {
        guard code == SQLITE_TOOBIG else { return failure(code) }
        // SAFETY: as in `failure`.
        let maximum = unsafe lengthLimit(sqlite3_db_handle(handle))
        return .limit(name: "bytes of one value", maximum: maximum, got: count)
    }
}
