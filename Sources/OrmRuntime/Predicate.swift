// SPDX-License-Identifier: MIT
// The typed form of a condition: `Contact.Where`. Generated code adds a factory for each field.

/// A condition on the rows of one type, written with leading dots:
///
///     Contact.Where.and(.mail(.hasSuffix("ac.uk")), .not(.name(.contains("test"))))
///
/// It is a value: keep it, print it, compare it, or apply it in memory with ``matches(_:)``. Text
/// is compared by UTF-8 bytes. A test of a nil field is false, so `.not` of it is true.
public struct Predicate<Root: ColumnGroup>: Hashable, Sendable {
    let condition: Condition
    /// Whether it stands for an omitted argument. Any other condition on an optional struct
    /// requires it to be present.
    private var isOmitted = false

    init(_ condition: Condition) {
        self.condition = condition
    }

    /// For generated code: all of the conditions.
    public init(ormAll predicates: [Self]) {
        // Most arguments are omitted, and most calls have one.
        var given: [Condition] = []
        for predicate in predicates where !predicate.isOmitted { given.append(predicate.condition) }
        condition = given.count == 1 ? given[0] : .conjunction(of: given)
    }

    /// For generated code: no condition, the default of labelled arguments.
    public static var ormAny: Self {
        var any = Self(.everything)
        any.isOmitted = true
        return any
    }

    /// For generated code: a match on the column at a position.
    public init<Value>(column: Int, _ match: Match<Value>) {
        condition = match.condition(on: column)
        isOmitted = match.test == nil
    }

    /// For generated code: a condition on the columns of a group.
    public init<Group>(group first: Int, _ predicate: Predicate<Group>) {
        condition = predicate.condition.shifted(by: first)
        isOmitted = predicate.isOmitted
    }

    /// For generated code: a condition on an optional group, whose first column is its presence.
    public init<Group>(optionalGroup presence: Int, _ predicate: Predicate<Group>) {
        if predicate.isOmitted {
            self = .ormAny
            return
        }
        condition = .conjunction(of: [
            .test(column: presence, .isNotNull), predicate.condition.shifted(by: presence + 1),
        ])
    }

    /// For generated code: whether an optional group is present.
    public init(presence: Int, _ match: Presence) {
        condition = .test(column: presence, match == .isNil ? .isNull : .isNotNull)
    }
}

/// Whether an optional group of columns is nil.
public enum Presence: Hashable, Sendable {
    /// The group is nil.
    case isNil
    /// The group is present, though all of its fields may be nil.
    case isNotNil
}

extension Predicate {
    /// Every row.
    public static var all: Self { Self(.everything) }

    /// No row.
    public static var nothing: Self { Self(.nothing) }

    /// The rows that satisfy all of the predicates.
    public static func and(_ predicates: Self...) -> Self { and(predicates) }

    /// The rows that satisfy all predicates of an array; every row when it is empty.
    public static func and(_ predicates: [Self]) -> Self {
        Self(.conjunction(of: predicates.map { $0.condition }))
    }

    /// The rows that satisfy at least one of the predicates.
    public static func or(_ predicates: Self...) -> Self { or(predicates) }

    /// The rows that satisfy at least one predicate of an array; no row when it is empty.
    public static func or(_ predicates: [Self]) -> Self {
        SQLFeature.or.isUsed()
        return Self(.disjunction(of: predicates.map { $0.condition }))
    }

    /// The rows that do not satisfy the predicate.
    public static func not(_ predicate: Self) -> Self { Self(predicate.condition.negation) }

    /// The rows that satisfy both predicates: short for `.and(left, right)`.
    public static func && (left: Self, right: Self) -> Self { and(left, right) }
    /// The rows that satisfy one predicate or both: short for `.or(left, right)`.
    public static func || (left: Self, right: Self) -> Self { or(left, right) }
    /// The rows that do not satisfy the predicate: short for `.not(predicate)`.
    public static prefix func ! (predicate: Self) -> Self { not(predicate) }

    /// Returns whether a value in memory satisfies the predicate, as its row in a store would.
    ///
    ///     let wanted: Contact.Where = .mail(.hasSuffix("ac.uk"))
    ///     let academics = contacts.filter { wanted.matches($0) }
    public func matches(_ value: Root) -> Bool {
        let values = value.ormStoredValues
        return condition.isSatisfied { values[$0] }
    }
}

extension Predicate: CustomStringConvertible {
    /// The condition with field names and without the values it compares with.
    public var description: String {
        NormalCondition(condition).description(naming: Root.ormColumns)
    }
}
