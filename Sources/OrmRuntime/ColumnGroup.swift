// SPDX-License-Identifier: MIT
// A value stored in consecutive columns: an entity or a nested struct. Generated code conforms to
// it. Members begin with `orm` so that they do not clash with the type's own.

/// A `@Persist` struct as a group of consecutive columns.
public protocol ColumnGroup {
    /// The number of columns in the group.
    static var ormColumnCount: Int32 { get }
    /// The group's columns in order.
    static var ormColumns: [Column] { get }

    /// Reads the value from the columns that begin at `first`; columns count from 0.
    ///
    /// - Throws: ``ColumnFault`` for the first column that cannot be read.
    init(ormRow row: borrowing Row, at first: Int32) throws(ColumnFault)

    /// Binds the value to the parameters that begin at `first`; parameters count from 1.
    func ormBind(to statement: borrowing Statement, at first: Int32) throws(StoreError)

    /// The stored values of all columns in order.
    var ormStoredValues: [StoredValue] { get }
}

/// For generated code: the position of a column or parameter in a group that begins at `first`.
///
/// Generated code calls this instead of `+`, which a module may redeclare.
@inlinable
public func ormAt(_ first: Int32, _ offset: Int32) -> Int32 { first + offset }

// An optional group has a presence column before its own: 1 if the group is present, NULL if it is
// nil. This distinguishes nil from a group whose fields are all nil.
extension Optional where Wrapped: ColumnGroup {
    /// For generated code: reads an optional group; nil if its presence column holds NULL.
    ///
    /// The presence column is at `presence`, followed by the group's columns.
    ///
    /// - Throws: ``ColumnFault`` if the presence column holds anything but 1 and NULL, or if a
    ///   column of a present group cannot be read.
    @inlinable
    public static func ormReadGroup(
        _ row: borrowing Row, at presence: Int32
    ) throws(ColumnFault) -> Wrapped? {
        if row.isNull(at: presence) { return nil }
        guard try row.integer(at: presence) == 1 else {
            throw ColumnFault(column: presence, problem: .outOfRange)
        }
        return try Wrapped(ormRow: row, at: presence + 1)
    }

    /// For generated code: binds an optional group and its presence parameter.
    ///
    /// Nil binds NULL to the parameter at `presence` and to all of the group's.
    public func ormBindGroup(
        to statement: borrowing Statement, at presence: Int32
    ) throws(StoreError) {
        if let value = self {
            try statement.bind(1 as Int64, at: presence)
            return try value.ormBind(to: statement, at: presence + 1)
        }
        for parameter in presence...(presence + Wrapped.ormColumnCount) {
            try statement.bindNull(at: parameter)
        }
    }

    /// For generated code: the stored values of an optional group, beginning with the presence
    /// column's.
    ///
    /// All are NULL if the group is nil.
    public var ormStoredGroupValues: [StoredValue] {
        guard let value = self else {
            return Array(repeating: .null, count: 1 + Int(Wrapped.ormColumnCount))
        }
        return [.integer(1)] + value.ormStoredValues
    }
}
