// The untyped tree under every `Where`: columns by position, values as stored. One tree, two readers:
// Condition+SQL.swift writes it as SQL, Condition+Memory.swift evaluates it. They must agree; a
// property test compares them row by row. Logic is two-valued: a test of nil is false, never unknown.
// SPDX-License-Identifier: MIT

indirect enum Condition: Hashable, Sendable {
    case test(column: Int, Test)
    case all([Condition])
    case any([Condition])
    case not(Condition)
}

/// One comparison of a column. All are false for NULL except `isNull`.
enum Test: Hashable, Sendable {
    case equals(StoredValue)
    case differs(StoredValue)
    case lessThan(StoredValue)
    case atMost(StoredValue)
    case greaterThan(StoredValue)
    case atLeast(StoredValue)
    case between(StoredValue, StoredValue)
    /// Never contains NULL.
    case oneOf([StoredValue])
    case contains(String)
    case hasPrefix(String)
    case hasSuffix(String)
    case isNull
    case isNotNull
}

extension Condition {
    static var everything: Condition { .all([]) }
    static var nothing: Condition { .any([]) }

    /// Whether it is `everything`, written so that it tests nothing.
    var isEverything: Bool {
        if case .all(let parts) = self { parts.isEmpty } else { false }
    }

    // A condition put together piece by piece, such as `a && b && c && …` in a loop, would be as deep as
    // it is long. These keep it flat; in logic of two values that changes nothing.

    static func conjunction(of parts: [Condition]) -> Condition {
        var flat: [Condition] = []
        for part in parts {
            if case .all(let inner) = part { flat += inner } else { flat.append(part) }
        }
        return flat.count == 1 ? flat[0] : .all(flat)
    }

    static func disjunction(of parts: [Condition]) -> Condition {
        var flat: [Condition] = []
        for part in parts {
            if case .any(let inner) = part { flat += inner } else { flat.append(part) }
        }
        return flat.count == 1 ? flat[0] : .any(flat)
    }

    var negation: Condition {
        if case .not(let part) = self { part } else { .not(self) }
    }

    /// The same condition on columns further to the right: how a group's condition becomes its owner's.
    func shifted(by offset: Int) -> Condition {
        switch self {
        case .test(let column, let test): .test(column: column + offset, test)
        case .all(let parts): .all(parts.map { $0.shifted(by: offset) })
        case .any(let parts): .any(parts.map { $0.shifted(by: offset) })
        case .not(let part): .not(part.shifted(by: offset))
        }
    }
}
