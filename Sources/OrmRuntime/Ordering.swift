// SPDX-License-Identifier: MIT

/// A field to sort by, ascending unless ``descending``: `orderBy: .name, .age.descending`.
///
/// Nil comes first in ascending order, NaN last; text sorts by UTF-8 bytes.
public struct Ordering<Root: ColumnGroup>: Hashable, Sendable {
    let column: Int
    var isDescending = false

    /// For generated code: the column at a position.
    public init(column: Int) {
        self.column = column
    }

    /// For generated code: a column of a group.
    public init<Group>(group first: Int, _ ordering: Ordering<Group>) {
        column = first + ordering.column
        isDescending = ordering.isDescending
    }

    /// The opposite order of the same field.
    public var descending: Self {
        var opposite = self
        opposite.isDescending.toggle()
        return opposite
    }
}
