// SPDX-License-Identifier: MIT
// Anything stored as a run of columns: an entity, or a struct nested in one. Generated code conforms;
// members begin with `orm` to stay out of the way of the type's own.

/// A `@Persist` struct as a run of columns.
public protocol ColumnGroup {
    /// How many columns the group fills.
    static var ormColumnCount: Int32 { get }
    /// The columns of the group, in their order.
    static var ormColumns: [Column] { get }

    /// Reads the value from the columns that begin at `first`; columns count from 0.
    ///
    /// - Throws: ``ColumnFault`` for the first column that cannot be read.
    init(ormRow row: borrowing Row, at first: Int32) throws(ColumnFault)

    /// Binds the value to the parameters that begin at `first`; parameters count from 1.
    func ormBind(to statement: borrowing Statement, at first: Int32) throws(StoreError)

    /// The stored values of all columns of the group, in their order.
    var ormStoredValues: [StoredValue] { get }
}

/// For generated code: the position of a column or parameter in a group that begins at `first`.
///
/// Generated code calls this rather than `+`, which a module may have declared anew.
@inlinable
public func ormAt(_ first: Int32, _ offset: Int32) -> Int32 { first + offset }

// An optional group fills one column more: the first, 1 when the group is there and NULL when not. So
// nil and a group whose every field is nil stay apart.
extension Optional where Wrapped: ColumnGroup {
    /// For generated code: reads an optional group; nil where its presence column holds NULL.
    ///
    /// The presence column is at `presence`, the columns of the group follow.
    ///
    /// - Throws: `ColumnFault` where the presence column holds anything but 1 and NULL, or a
    ///   column of a group that is there cannot be read.
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
    /// Where it is nil, NULL is bound to the parameter at `presence` and to all of the group's.
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

    /// For generated code: the stored values of an optional group, that of its presence column
    /// first.
    ///
    /// All of them are NULL where it is nil.
    public var ormStoredGroupValues: [StoredValue] {
        guard let value = self else {
            return Array(repeating: .null, count: 1 + Int(Wrapped.ormColumnCount))
        }
        return [.integer(1)] + value.ormStoredValues
    }
}
