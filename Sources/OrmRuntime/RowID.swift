// SPDX-License-Identifier: MIT

/// The identifier of a row of a type without a key. Each type has its own, so they cannot be mixed up.
///
/// Identifiers are SQLite's row identifiers: assigned by the first `save`, unchanged while the row
/// exists, and possibly reused after the row with the greatest identifier was deleted.
public struct RowID<Root>: Hashable, Sendable {
    public let rawValue: Int64

    @inlinable
    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }
}

extension RowID: CustomStringConvertible {
    public var description: String { "\(rawValue)" }
}

/// A value of a type without a key, together with the row it is stored in.
///
/// Generated code repeats the value's properties here: `stored.name` is `stored.value.name`.
public struct Stored<Value> {
    public let id: RowID<Value>
    public var value: Value

    @inlinable
    public init(id: RowID<Value>, value: Value) {
        self.id = id
        self.value = value
    }
}

extension Stored: Sendable where Value: Sendable {}
extension Stored: Equatable where Value: Equatable {}
extension Stored: Hashable where Value: Hashable {}
