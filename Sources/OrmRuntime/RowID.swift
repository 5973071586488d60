// SPDX-License-Identifier: MIT

internal import CompactStrings

/// The identifier of a row of a type without a key. Each type has its own, so they cannot be mixed
/// up.
///
/// Identifiers are SQLite's row identifiers. `save` assigns one to each new row. It does not change
/// while the row exists and is not reused after the row was deleted.
public struct RowID<Root>: Hashable, Sendable {
    /// The number in SQLite's column `rowid`.
    public let rawValue: Int64

    /// Creates an identifier from a saved number. Does not check that the row exists.
    @inlinable
    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }
}

extension RowID: CustomStringConvertible {
    /// The number in decimal digits.
    public var description: String { "\(rawValue)" }
}

/// A value of a type without a key, and the row that stores it.
///
/// Generated code repeats the value's properties here: `stored.name` is `stored.value.name`.
public struct Stored<Value> {
    /// The row that the value was read from or will be saved in.
    public let id: RowID<Value>
    /// The value in memory. Changes are stored when it is saved.
    public var value: Value

    /// Pairs a value with a row. Reads and writes nothing.
    @inlinable
    public init(id: RowID<Value>, value: Value) {
        self.id = id
        self.value = value
    }
}

extension Stored: Sendable where Value: Sendable {}
extension Stored: Equatable where Value: Equatable {}
extension Stored: Hashable where Value: Hashable {}
