// SPDX-License-Identifier: MIT
// The current row of a running statement. Columns are read by position. Every read checks the
// storage class, because a database file is untrusted input.
import CSQLite

/// A borrowed view of a statement's current row, valid until the next step.
@safe public struct Row: ~Copyable {
    // Owned by the statement whose `step` returned SQLITE_ROW; valid until its next step or reset.
    @usableFromInline let handle: OpaquePointer

    @inlinable
    init(handle: OpaquePointer) {
        unsafe self.handle = handle
    }
}

/// Why a column could not be read. It is small, because it is thrown on every column's path. It
/// becomes a ``StoreError/decode(type:field:row:problem:)`` once the type and row are known.
public struct ColumnFault: Error, Sendable {
    /// The position of the column in the row.
    public let column: Int32
    /// What is wrong with the column's value.
    public let problem: DecodeProblem

    /// Creates the fault of the column at a position.
    @inlinable
    public init(column: Int32, problem: DecodeProblem) {
        self.column = column
        self.problem = problem
    }
}

extension Row {
    /// Returns one column of the row; columns count from 0.
    @inlinable
    public func cell(at column: Int32) -> Cell {
        // SAFETY: `handle` is a statement on a row; SQLite answers NULL for a column out of range.
        unsafe Cell(value: sqlite3_column_value(handle, column), column: column)
    }

    /// For generated code: a column of a group that begins at `first`.
    @inlinable
    public func cell(_ first: Int32, _ offset: Int32) -> Cell { cell(at: first + offset) }

    /// Returns whether a column holds NULL. A column out of range counts as NULL.
    @inlinable
    public func isNull(at column: Int32) -> Bool { cell(at: column).isNull }

    /// Reads an INTEGER.
    ///
    /// - Throws: ``ColumnFault`` with ``DecodeProblem/storageClass(expected:found:)`` for a column
    ///   of another class.
    @inlinable
    public func integer(at column: Int32) throws(ColumnFault) -> Int64 {
        try cell(at: column).integer()
    }

    /// Reads a TEXT.
    ///
    /// - Throws: ``ColumnFault`` with ``DecodeProblem/storageClass(expected:found:)`` for a column
    ///   of another class, ``DecodeProblem/invalidUTF8`` for bytes that are not UTF-8.
    @inlinable
    public func text(at column: Int32) throws(ColumnFault) -> String { try cell(at: column).text() }
}
