// SPDX-License-Identifier: MIT
// Values that fill exactly one column, and how each Swift type is stored. The law is
// `read(bind(value)) == value` for every value. Documentation/GeneratedCode.md has the table.

/// A type stored in one column.
///
/// | Swift | SQLite | notes |
/// | --- | --- | --- |
/// | `Bool` | INTEGER | 0 or 1 |
/// | signed integers, `UInt8`…`UInt32` | INTEGER | as they are |
/// | `UInt`, `UInt64` | INTEGER | the top bit flipped, so that SQLite's order is the type's |
/// | `Float`, `Double` | REAL | a NaN is a BLOB of its big-endian bits: equal to itself, last in order |
/// | `String` | TEXT | UTF-8 by byte count |
/// | `[UInt8]` | BLOB | |
/// | optionals | NULL or the wrapped type's | |
/// | enums with raw values | the raw value's | |
public protocol ColumnValue {
    /// The type itself, or the wrapped type of an optional.
    associatedtype Unwrapped: ColumnValue = Self

    /// Reads the value from its column.
    ///
    /// - Throws: ``ColumnFault`` if the column holds no value of the type.
    static func ormRead(_ cell: borrowing Cell) throws(ColumnFault) -> Self

    /// Binds the value to a parameter; parameters count from 1.
    func ormBind(to statement: borrowing Statement, at parameter: Int32) throws(StoreError)

    /// The value as the store holds it.
    var ormStoredValue: StoredValue { get }
}

/// A column that may hold NULL.
public protocol OptionalColumnValue: ColumnValue {}

extension Bool: ColumnValue {
    /// Reads an INTEGER: 0 is false, 1 is true, any other number is `.outOfRange`.
    @inlinable
    public static func ormRead(_ cell: borrowing Cell) throws(ColumnFault) -> Bool {
        switch try cell.integer() {
        case 0: false
        case 1: true
        default: throw ColumnFault(column: cell.column, problem: .outOfRange)
        }
    }

    /// Binds an INTEGER: 1 for true, 0 for false.
    @inlinable
    public func ormBind(
        to statement: borrowing Statement, at parameter: Int32
    ) throws(StoreError) {
        try statement.bind(self ? 1 : 0 as Int64, at: parameter)
    }

    /// The integer 1 for true, 0 for false.
    public var ormStoredValue: StoredValue { .integer(self ? 1 : 0) }
}

extension String: ColumnValue {
    /// Reads a TEXT; bytes that are not UTF-8 are `.invalidUTF8`.
    @inlinable
    public static func ormRead(_ cell: borrowing Cell) throws(ColumnFault) -> String {
        try cell.text()
    }

    /// Binds a TEXT of the string's UTF-8, embedded NULs included.
    @inlinable
    public func ormBind(
        to statement: borrowing Statement, at parameter: Int32
    ) throws(StoreError) {
        try statement.bind(self, at: parameter)
    }

    /// The string, not normalised.
    public var ormStoredValue: StoredValue { .text(self) }
}

extension Array: ColumnValue where Element == UInt8 {
    /// Reads a BLOB.
    @inlinable
    public static func ormRead(_ cell: borrowing Cell) throws(ColumnFault) -> [UInt8] {
        try cell.blob()
    }

    /// Binds a BLOB. An empty array is an empty BLOB, not NULL.
    @inlinable
    public func ormBind(
        to statement: borrowing Statement, at parameter: Int32
    ) throws(StoreError) {
        try statement.bind(self, at: parameter)
    }

    /// The bytes.
    public var ormStoredValue: StoredValue { .blob(self) }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
    /// The wrapped type.
    public typealias Unwrapped = Wrapped

    /// Reads nil from NULL, and the wrapped type from anything else.
    @inlinable
    public static func ormRead(_ cell: borrowing Cell) throws(ColumnFault) -> Wrapped? {
        cell.isNull ? nil : try Wrapped.ormRead(cell)
    }

    /// Binds NULL for nil, and otherwise the wrapped value.
    @inlinable
    public func ormBind(
        to statement: borrowing Statement, at parameter: Int32
    ) throws(StoreError) {
        if let value = self {
            try value.ormBind(to: statement, at: parameter)
        } else {
            try statement.bindNull(at: parameter)
        }
    }

    /// NULL for nil, and otherwise the wrapped value's stored form.
    public var ormStoredValue: StoredValue {
        if let value = self { value.ormStoredValue } else { .null }
    }
}

extension Optional: OptionalColumnValue where Wrapped: ColumnValue {}

/// An enum, stored as its raw value.
extension ColumnValue where Self: RawRepresentable, RawValue: ColumnValue {
    /// Reads the case whose raw value the column holds.
    ///
    /// - Throws: ``ColumnFault`` with ``DecodeProblem/unknownCase`` if no case has it, or the fault
    ///   of reading the raw value.
    @inlinable
    public static func ormRead(_ cell: borrowing Cell) throws(ColumnFault) -> Self {
        guard let value = Self(rawValue: try RawValue.ormRead(cell)) else {
            throw ColumnFault(column: cell.column, problem: .unknownCase)
        }
        return value
    }

    /// Binds the raw value.
    @inlinable
    public func ormBind(
        to statement: borrowing Statement, at parameter: Int32
    ) throws(StoreError) {
        try rawValue.ormBind(to: statement, at: parameter)
    }

    /// The raw value's stored form.
    public var ormStoredValue: StoredValue { rawValue.ormStoredValue }
}
