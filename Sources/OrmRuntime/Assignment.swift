// SPDX-License-Identifier: MIT

/// New values for one field, for `update`: `set: .name("Anil"), .age(nil)`.
public struct Assignment<Root: ColumnGroup>: Hashable, Sendable {
    /// The first of the field's columns.
    let column: Int
    let values: [StoredValue]

    /// For generated code: a new value for the column at a position.
    public init<Value: ColumnValue>(column: Int, _ value: Value) {
        self.column = column
        values = [value.ormStoredValue]
    }

    /// For generated code: a new value for a group of columns.
    public init<Group: ColumnGroup>(group first: Int, _ value: Group) {
        column = first
        values = value.ormStoredValues
    }

    /// For generated code: a new value for an optional group and its presence column.
    public init<Group: ColumnGroup>(optionalGroup presence: Int, _ value: Group?) {
        column = presence
        values = value.ormStoredGroupValues
    }

    /// For generated code: an assignment to one field of a group.
    public init<Group>(group first: Int, _ assignment: Assignment<Group>) {
        column = first + assignment.column
        values = assignment.values
    }
}
