// SPDX-License-Identifier: MIT
// Integers in columns. SQLite has one integer type, signed and 64 bits wide.

/// An integer type all of whose values fit into `Int64`.
public protocol SignedColumnInteger: ColumnValue, FixedWidthInteger {}

extension SignedColumnInteger {
    /// Reads an INTEGER.
    ///
    /// - Throws: ``ColumnFault`` with ``DecodeProblem/outOfRange`` for a number the type cannot
    ///   represent, ``DecodeProblem/storageClass(expected:found:)`` for a column of another class.
    @inlinable
    public static func ormRead(_ cell: borrowing Cell) throws(ColumnFault) -> Self {
        guard let value = Self(exactly: try cell.integer()) else {
            throw ColumnFault(column: cell.column, problem: .outOfRange)
        }
        return value
    }

    /// Binds an INTEGER with the same number.
    @inlinable
    public func ormBind(
        to statement: borrowing Statement, at parameter: Int32
    ) throws(StoreError) {
        try statement.bind(Int64(self), at: parameter)
    }

    /// The same number.
    public var ormStoredValue: StoredValue { .integer(Int64(self)) }
}

extension Int: SignedColumnInteger {}
extension Int8: SignedColumnInteger {}
extension Int16: SignedColumnInteger {}
extension Int32: SignedColumnInteger {}
extension Int64: SignedColumnInteger {}
extension UInt8: SignedColumnInteger {}
extension UInt16: SignedColumnInteger {}
extension UInt32: SignedColumnInteger {}

/// A 64-bit unsigned integer, stored with its top bit flipped: 0 becomes `Int64.min` and the
/// maximum becomes `Int64.max`. SQL's order is then the type's order.
public protocol BiasedColumnInteger: ColumnValue, FixedWidthInteger, UnsignedInteger {}

extension BiasedColumnInteger {
    /// Reads an INTEGER and flips its top bit back.
    ///
    /// - Throws: ``ColumnFault`` with ``DecodeProblem/outOfRange`` for a number the type cannot
    ///   represent, ``DecodeProblem/storageClass(expected:found:)`` for a column of another class.
    @inlinable
    public static func ormRead(_ cell: borrowing Cell) throws(ColumnFault) -> Self {
        let biased = UInt64(bitPattern: try cell.integer())
        guard let value = Self(exactly: biased ^ (1 << 63)) else {
            throw ColumnFault(column: cell.column, problem: .outOfRange)
        }
        return value
    }

    /// Binds an INTEGER with the value's bits and the top bit flipped.
    @inlinable
    public func ormBind(
        to statement: borrowing Statement, at parameter: Int32
    ) throws(StoreError) {
        try statement.bind(Int64(bitPattern: UInt64(self) ^ (1 << 63)), at: parameter)
    }

    /// The value's bits as an `Int64` with the top bit flipped.
    public var ormStoredValue: StoredValue {
        .integer(Int64(bitPattern: UInt64(self) ^ (1 << 63)))
    }
}

extension UInt: BiasedColumnInteger {}
extension UInt64: BiasedColumnInteger {}
