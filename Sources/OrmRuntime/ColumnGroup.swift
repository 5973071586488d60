// Anything stored as a run of columns: an entity, or a struct nested in one. Generated code conforms;
// members begin with `orm` to stay out of the way of the type's own.
// SPDX-License-Identifier: MIT

/// A `@Persist` struct as a run of columns.
public protocol ColumnGroup {
    /// How many columns the group fills.
    static var ormColumnCount: Int32 { get }
    static var ormColumns: [Column] { get }

    /// Reads the value from the columns that begin at `first`.
    init(ormRow row: borrowing Row, at first: Int32) throws(ColumnFault)

    /// Binds the value to the parameters that begin at `first`; parameters count from 1.
    func ormBind(to statement: borrowing Statement, at first: Int32) throws(StoreError)

    /// The stored values of all columns of the group, in their order.
    var ormStoredValues: [StoredValue] { get }
}

/// The position of a column or parameter in a group that begins at `first`. Generated code calls this rather than `+`,
/// which a module may have declared anew.
@inlinable
public func ormAt(_ first: Int32, _ offset: Int32) -> Int32 { first + offset }

// An optional group fills one column more: the first, 1 when the group is there and NULL when not. So
// nil and a group whose every field is nil stay apart.
extension Optional where Wrapped: ColumnGroup {
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

    public var ormStoredGroupValues: [StoredValue] {
        guard let value = self else {
            return Array(repeating: .null, count: 1 + Int(Wrapped.ormColumnCount))
        }
        return [.integer(1)] + value.ormStoredValues
    }
}
