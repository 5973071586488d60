// SPDX-License-Identifier: MIT
// A condition on one field: the type of labelled arguments. A literal means equality.

/// A condition on one field.
///
///     try Contact.get(from: db, mail: .hasSuffix("ac.uk"), age: .atLeast(18), name: "Anil")
///
/// Text is compared by UTF-8 bytes, an enum by its raw value. A nil field satisfies `.isNil`,
/// `.equals(nil)` and `.in` of a list that contains nil, and no other match.
public struct Match<Value: ColumnValue>: Hashable, Sendable {
    /// Nil means no condition.
    let test: Test?
    /// Whether NULL also satisfies the match: only for `in` with a list that contains nil.
    var orNull = false

    init(_ test: Test?) {
        self.test = test
    }

    func condition(on column: Int) -> Condition {
        guard let test else { return .everything }
        let condition = Condition.test(column: column, test)
        return orNull
            ? .disjunction(of: [condition, .test(column: column, .isNull)]) : condition
    }
}

extension Match {
    /// For generated code: no condition, the default of labelled arguments.
    public static var ormAny: Self { Self(nil) }

    /// For generated code: the field equals a case of its enum.
    public init(ormCase value: Value.Unwrapped) { self.init(.equals(value.ormStoredValue)) }

    /// The field equals a value. `.equals(nil)` is `.isNil`. Literals and enum cases need no
    /// `equals`, and `==value` is short for it.
    ///
    ///     try Contact.get(from: db, mail: .equals(address), name: "Anil", kind: .friend)
    public static func equals(_ value: Value) -> Self {
        let stored = value.ormStoredValue
        return Self(stored == .null ? .isNull : .equals(stored))
    }

    /// The field is not nil and differs from a value; `.differs(from: nil)` is `.isNotNil`.
    public static func differs(from value: Value) -> Self {
        let stored = value.ormStoredValue
        return Self(stored == .null ? .isNotNull : .differs(stored))
    }

    /// The field equals one of the values. An empty list matches nothing; nil in it matches nil.
    ///
    ///     try Contact.get(from: db, kind: .in([.friend, .colleague]))
    public static func `in`(_ values: [Value]) -> Self {
        SQLFeature.list.isUsed()
        SQLFeature.or.isUsed()
        let stored = values.map { $0.ormStoredValue }
        var match = Self(.oneOf(stored.filter { $0 != .null }))
        match.orNull = match.test != .oneOf(stored)
        return match
    }

    /// The field is less than a value.
    public static func lessThan(_ bound: Value.Unwrapped) -> Self {
        Self(.lessThan(bound.ormStoredValue))
    }

    /// The field is less than a value or equals it.
    public static func atMost(_ bound: Value.Unwrapped) -> Self {
        Self(.atMost(bound.ormStoredValue))
    }

    /// The field is greater than a value. NaN is greater than every number.
    public static func greaterThan(_ bound: Value.Unwrapped) -> Self {
        Self(.greaterThan(bound.ormStoredValue))
    }

    /// The field is greater than a value or equals it. NaN is greater than every number.
    public static func atLeast(_ bound: Value.Unwrapped) -> Self {
        Self(.atLeast(bound.ormStoredValue))
    }

    /// The field lies between two values, both included. Nothing matches if the first is greater.
    public static func between(_ low: Value.Unwrapped, _ high: Value.Unwrapped) -> Self {
        SQLFeature.between.isUsed()
        return Self(.between(low.ormStoredValue, high.ormStoredValue))
    }
}

prefix operator ==

/// The field equals a value: `name: ==name` is short for `name: .equals(name)`, for values other
/// than literals.
///
///     try Contact.get(from: db, name: ==name, age: .atLeast(18))
public prefix func == <Value: ColumnValue>(value: Value) -> Match<Value> { .equals(value) }

extension Match where Value: OptionalColumnValue {
    /// The field is nil.
    public static var isNil: Self { Self(.isNull) }
    /// The field is not nil.
    public static var isNotNil: Self { Self(.isNotNull) }
}

// Matching is literal and case-sensitive: no wildcards, no folding. Every text contains the empty
// text.
extension Match where Value.Unwrapped == String {
    /// The field contains a text. Bytes are compared: case matters, and there are no wildcards.
    ///
    /// Every text contains the empty text. This cannot use an index.
    public static func contains(_ part: String) -> Self { Self(.contains(part)) }

    /// The field begins with a text. Bytes are compared: case matters, and there are no wildcards.
    ///
    /// Uses an index on the field if there is one.
    public static func hasPrefix(_ part: String) -> Self { Self(.hasPrefix(part)) }

    /// The field ends with a text. Bytes are compared: case matters, and there are no wildcards.
    ///
    /// Every text ends with the empty text. This cannot use an index.
    public static func hasSuffix(_ part: String) -> Self { Self(.hasSuffix(part)) }
}

extension Match: ExpressibleByUnicodeScalarLiteral where Value.Unwrapped == String {
    /// The field equals a literal of one Unicode scalar.
    public init(unicodeScalarLiteral value: String) { self.init(.equals(.text(value))) }
}

extension Match: ExpressibleByExtendedGraphemeClusterLiteral where Value.Unwrapped == String {
    /// The field equals a literal of one character.
    public init(extendedGraphemeClusterLiteral value: String) { self.init(.equals(.text(value))) }
}

extension Match: ExpressibleByStringLiteral where Value.Unwrapped == String {
    /// The field equals a string literal: `name: "Anil"` is `name: .equals("Anil")`.
    public init(stringLiteral value: String) { self.init(.equals(.text(value))) }
}

extension Match: ExpressibleByIntegerLiteral where Value.Unwrapped: ExpressibleByIntegerLiteral {
    /// The field equals an integer literal: `age: 18` is `age: .equals(18)`.
    public init(integerLiteral value: Value.Unwrapped.IntegerLiteralType) {
        self.init(.equals(Value.Unwrapped(integerLiteral: value).ormStoredValue))
    }
}

extension Match: ExpressibleByFloatLiteral where Value.Unwrapped: ExpressibleByFloatLiteral {
    /// The field equals a floating-point literal: `price: 9.5` is `price: .equals(9.5)`.
    public init(floatLiteral value: Value.Unwrapped.FloatLiteralType) {
        self.init(.equals(Value.Unwrapped(floatLiteral: value).ormStoredValue))
    }
}

extension Match: ExpressibleByBooleanLiteral where Value.Unwrapped == Bool {
    /// The field equals a Boolean literal: `isLent: true` is `isLent: .equals(true)`.
    public init(booleanLiteral value: Bool) { self.init(.equals(value.ormStoredValue)) }
}
