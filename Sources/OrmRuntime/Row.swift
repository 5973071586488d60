// The current row of a running statement. Columns are read by position; every read checks the
// storage class, because a database file is input like any other.
// SPDX-License-Identifier: MIT
import CSQLite

/// A borrowed view of the row a statement stands on. It cannot outlive the step that made it.
@safe public struct Row: ~Copyable {
    // Owned by the statement whose `step` returned SQLITE_ROW; valid until its next step or reset.
    @usableFromInline let handle: OpaquePointer

    @inlinable
    init(handle: OpaquePointer) {
        unsafe self.handle = handle
    }
}

/// Why a column could not be read. Small on purpose: it is thrown on the path of every column and
/// becomes a ``StoreError/decode(type:field:row:problem:)`` only when the type and row are known.
public struct ColumnFault: Error, Sendable {
    /// The position of the column in the row.
    public let column: Int32
    public let problem: DecodeProblem

    @inlinable
    public init(column: Int32, problem: DecodeProblem) {
        self.column = column
        self.problem = problem
    }
}

extension Row {
    /// The storage class of a column.
    @inlinable
    public func storageClass(at column: Int32) -> StorageClass {
        // SAFETY: `handle` is a statement on a row; SQLite answers NULL for a column out of range.
        let code = unsafe sqlite3_column_type(handle, column)
        return StorageClass(rawValue: code) ?? .null
    }

    @inlinable
    public func isNull(at column: Int32) -> Bool {
        storageClass(at: column) == .null
    }

    @inlinable
    public func integer(at column: Int32) throws(ColumnFault) -> Int64 {
        // SAFETY: `handle` is a statement on a row.
        guard unsafe sqlite3_column_type(handle, column) == SQLITE_INTEGER else {
            throw mismatch(at: column, expected: .integer)
        }
        return unsafe sqlite3_column_int64(handle, column)
    }

    /// Reads UTF-8 by byte count, so a NUL inside the text is kept.
    @inlinable
    public func text(at column: Int32) throws(ColumnFault) -> String {
        // SAFETY: `handle` is a statement on a row. The bytes belong to it until the next step; the
        // string copies them first. sqlite3_column_bytes must follow sqlite3_column_text.
        guard unsafe sqlite3_column_type(handle, column) == SQLITE_TEXT,
            let bytes = unsafe sqlite3_column_text(handle, column)
        else { throw mismatch(at: column, expected: .text) }
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        let buffer = unsafe UnsafeBufferPointer(start: bytes, count: count)
        guard let text = unsafe String(validating: buffer, as: UTF8.self) else {
            throw ColumnFault(column: column, problem: .invalidUTF8)
        }
        return text
    }

    @inlinable
    public func blob(at column: Int32) throws(ColumnFault) -> [UInt8] {
        // SAFETY: as for text. An empty blob has a null pointer, hence the branch.
        guard unsafe sqlite3_column_type(handle, column) == SQLITE_BLOB else {
            throw mismatch(at: column, expected: .blob)
        }
        guard let bytes = unsafe sqlite3_column_blob(handle, column) else { return [] }
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        return unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
    }

    /// Reads a floating-point column, in which a NaN is a blob of its bit pattern.
    @inlinable
    public func real(at column: Int32) throws(ColumnFault) -> Double? {
        // SAFETY: `handle` is a statement on a row.
        let type = unsafe sqlite3_column_type(handle, column)
        if type == SQLITE_FLOAT { return unsafe sqlite3_column_double(handle, column) }
        if type == SQLITE_BLOB { return nil }
        throw mismatch(at: column, expected: .real)
    }

    @inline(never) @usableFromInline
    func mismatch(at column: Int32, expected: StorageClass) -> ColumnFault {
        let found = storageClass(at: column)
        return ColumnFault(
            column: column, problem: .storageClass(expected: expected, found: found))
    }
}
