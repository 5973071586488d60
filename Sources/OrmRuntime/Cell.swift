// SPDX-License-Identifier: MIT
// Reads one column of the current row. Fetching its `sqlite3_value` once costs half of calling
// SQLite's column functions, each of which looks the column up again.
//
// sqlite3_column_value returns an unprotected value, whose accessors require the connection's mutex
// to be held (sqlite.org/c3ref/value.html). Our connections have no mutex: they are opened with
// NOMUTEX and used by one thread at a time (ConnectionAccess, I1).
import CSQLite

/// A borrowed view of one column, valid until the next step.
@safe @frozen public struct Cell: ~Copyable {
    // Owned by the statement; valid until its next step or reset. For a column out of range, or
    // when out of memory, SQLite returns a static NULL value (columnMem in vdbeapi.c), never nil.
    @usableFromInline let value: OpaquePointer
    /// The position of the column in the row.
    public let column: Int32

    @inlinable
    init(value: OpaquePointer, column: Int32) {
        unsafe self.value = value
        self.column = column
    }
}

extension Cell {
    @inlinable
    var type: Int32 {
        // SAFETY: `value` is a column of a statement on a row.
        unsafe sqlite3_value_type(value)
    }

    /// The storage class of the column.
    public var storageClass: StorageClass { StorageClass(rawValue: type) ?? .null }

    /// Whether the column holds NULL.
    @inlinable
    public var isNull: Bool { type == SQLITE_NULL }

    /// Reads an INTEGER.
    ///
    /// - Throws: ``ColumnFault`` with ``DecodeProblem/storageClass(expected:found:)`` for a column
    ///   of another class.
    @inlinable
    public func integer() throws(ColumnFault) -> Int64 {
        guard type == SQLITE_INTEGER else { throw mismatch(expected: .integer) }
        // SAFETY: not null, since it is an integer.
        return unsafe sqlite3_value_int64(value)
    }

    /// Reads a TEXT. The length is its byte count, so embedded NULs are kept.
    ///
    /// - Throws: ``ColumnFault`` with ``DecodeProblem/storageClass(expected:found:)`` for a column
    ///   of another class than TEXT, ``DecodeProblem/invalidUTF8`` for bytes that are not UTF-8.
    @inlinable
    public func text() throws(ColumnFault) -> String {
        // SAFETY: the bytes belong to the statement until its next step; the string copies them
        // first. sqlite3_value_bytes must follow sqlite3_value_text.
        guard type == SQLITE_TEXT, let bytes = unsafe sqlite3_value_text(value) else {
            throw mismatch(expected: .text)
        }
        let count = Int(unsafe sqlite3_value_bytes(value))
        let span = unsafe UnsafeBufferPointer(start: bytes, count: count).span
        guard let text = try? UTF8Span(validating: span) else {
            throw ColumnFault(column: column, problem: .invalidUTF8)
        }
        return String(copying: text)
    }

    /// Reads the bytes of a BLOB; an empty one gives an empty array.
    ///
    /// - Throws: ``ColumnFault`` with ``DecodeProblem/storageClass(expected:found:)`` for a column
    ///   of another class.
    @inlinable
    public func blob() throws(ColumnFault) -> [UInt8] {
        // SAFETY: as for text. An empty blob has a null pointer, hence the branch.
        guard type == SQLITE_BLOB else { throw mismatch(expected: .blob) }
        guard let bytes = unsafe sqlite3_value_blob(value) else { return [] }
        let count = Int(unsafe sqlite3_value_bytes(value))
        return unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
    }

    /// Reads a floating-point column, in which a NaN is a BLOB of its bit pattern.
    ///
    /// The library never writes an integer there, but other programs may: `SET price = 3`.
    ///
    /// - Returns: The number, or nil for a BLOB, which ``blob()`` reads.
    /// - Throws: ``ColumnFault`` with ``DecodeProblem/storageClass(expected:found:)`` for TEXT and
    ///   NULL, ``DecodeProblem/outOfRange`` for an integer that no `Double` equals.
    @inlinable
    public func real() throws(ColumnFault) -> Double? {
        let type = type
        // SAFETY: not null, since it is a number.
        if type == SQLITE_FLOAT { return unsafe sqlite3_value_double(value) }
        if type == SQLITE_BLOB { return nil }
        return try wholeNumber()
    }

    /// Returns an INTEGER as the equal `Double`; throws `outOfRange` if there is none.
    @inline(never) @usableFromInline
    func wholeNumber() throws(ColumnFault) -> Double {
        guard type == SQLITE_INTEGER else { throw mismatch(expected: .real) }
        guard let number = Double(exactly: try integer()) else {
            throw ColumnFault(column: column, problem: .outOfRange)
        }
        return number
    }

    @inline(never) @usableFromInline
    func mismatch(expected: StorageClass) -> ColumnFault {
        ColumnFault(
            column: column, problem: .storageClass(expected: expected, found: storageClass))
    }
}
