// SPDX-License-Identifier: MIT
// A column's value: one of SQLite's five storage classes (sqlite.org/datatype3.html). Predicates
// and assignments consist of these, so that SQL and memory share one evaluator.

internal import CompactStrings

/// SQLite's storage classes.
public enum StorageClass: Int32, Hashable, Sendable, CustomStringConvertible {
    /// A signed integer of 64 bits.
    case integer = 1
    /// A floating-point number of 64 bits.
    case real = 2
    /// Text, here in UTF-8.
    case text = 3
    /// Bytes.
    case blob = 4
    /// No value.
    case null = 5

    /// SQLite's name for the class.
    public var description: String {
        switch self {
        case .integer: "INTEGER"
        case .real: "REAL"
        case .text: "TEXT"
        case .blob: "BLOB"
        case .null: "NULL"
        }
    }
}

/// A value as the store holds it.
public enum StoredValue: Sendable {
    /// No value; the stored form of nil.
    case null
    /// A signed integer of 64 bits.
    case integer(Int64)
    /// Never a NaN, which SQLite would store as NULL. See ``ColumnValue`` for how a NaN is stored.
    case real(Double)
    /// Text, compared by its UTF-8 bytes.
    case text(String)
    /// Bytes.
    case blob([UInt8])
}

extension StoredValue {
    /// Compares in SQLite's order under the BINARY collation: NULL, numbers, text by UTF-8 bytes,
    /// blobs.
    ///
    /// Returns a negative number if `self` comes first, a positive one if `other` does, and zero if
    /// they are equal.
    func compared(to other: StoredValue) -> Int {
        switch (self, other) {
        case (.null, .null): 0
        case (.integer(let left), .integer(let right)): order(left, right)
        case (.real(let left), .real(let right)): order(left, right)
        case (.integer(let left), .real(let right)): compare(left, right)
        case (.real(let left), .integer(let right)): -compare(right, left)
        case (.text(let left), .text(let right)):
            compareBytes(left.utf8Span.span, right.utf8Span.span)
        case (.blob(let left), .blob(let right)): compareBytes(left.span, right.span)
        default: order(rank, other.rank)
        }
    }

    private var rank: Int {
        switch self {
        case .null: 0
        case .integer, .real: 1
        case .text: 2
        case .blob: 3
        }
    }
}

// Equality and hashing follow SQLite: text by bytes, 0.0 equal to -0.0.
extension StoredValue: Hashable {
    /// Whether SQLite treats both as equal: text by its UTF-8 bytes, 0.0 equal to -0.0, 1 equal to
    /// 1.0.
    ///
    /// NULL equals NULL here, unlike in SQL.
    public static func == (left: StoredValue, right: StoredValue) -> Bool {
        left.compared(to: right) == 0
    }

    /// Hashes equal values equally, including 1 and 1.0.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(rank)
        switch self {
        case .null: break
        case .integer(let value): hasher.combine(Double(value))
        case .real(let value): hasher.combine(value)
        case .text(let value): for byte in value.bytes { hasher.combine(byte) }
        case .blob(let value): for byte in value { hasher.combine(byte) }
        }
    }
}

private func order<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
    left < right ? -1 : (left == right ? 0 : 1)
}

/// Compares an integer with a floating-point number exactly; `Double(integer)` would round.
private func compare(_ integer: Int64, _ real: Double) -> Int {
    if real >= 0x1p63 { return -1 }
    if real < -0x1p63 { return 1 }
    let whole = Int64(real)
    if integer != whole { return integer < whole ? -1 : 1 }
    return order(Double(whole), real)
}

private func compareBytes(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Int {
    for index in 0..<min(left.count, right.count) where left[index] != right[index] {
        return left[index] < right[index] ? -1 : 1
    }
    return order(left.count, right.count)
}
