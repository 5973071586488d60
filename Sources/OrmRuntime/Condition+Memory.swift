// A condition evaluated on a value in memory: the specification every backend is held to.
// SPDX-License-Identifier: MIT

extension Condition {
    /// Whether a row satisfies the condition; `value` gives the stored value of a column.
    func isSatisfied(by value: (Int) -> StoredValue) -> Bool {
        switch self {
        case .test(let column, let test): test.isSatisfied(by: value(column))
        case .all(let parts): parts.allSatisfy { $0.isSatisfied(by: value) }
        case .any(let parts): parts.contains { $0.isSatisfied(by: value) }
        case .not(let part): !part.isSatisfied(by: value)
        }
    }
}

extension Test {
    func isSatisfied(by value: StoredValue) -> Bool {
        if case .null = value { return self == .isNull }
        return switch self {
        case .equals(let other): value == other
        case .differs(let other): value != other
        case .lessThan(let other): value.compared(to: other) < 0
        case .atMost(let other): value.compared(to: other) <= 0
        case .greaterThan(let other): value.compared(to: other) > 0
        case .atLeast(let other): value.compared(to: other) >= 0
        case .between(let low, let high):
            value.compared(to: low) >= 0 && value.compared(to: high) <= 0
        case .oneOf(let others): others.contains(value)
        case .contains(let part): value.text.map { $0.containsBytes(of: part) } ?? false
        case .hasPrefix(let part): value.text.map { $0.utf8.starts(with: part.utf8) } ?? false
        case .hasSuffix(let part): value.text.map { $0.hasByteSuffix(part) } ?? false
        case .isNull: false
        case .isNotNull: true
        }
    }
}

extension StoredValue {
    fileprivate var text: String? {
        if case .text(let text) = self { text } else { nil }
    }
}

extension String {
    /// Like SQLite's `instr(self, part) > 0`: bytes, case-sensitive, true for an empty part.
    fileprivate func containsBytes(of part: String) -> Bool {
        let needle = Array(part.utf8)
        var rest = Array(utf8)[...]
        while rest.count >= needle.count {
            if rest.starts(with: needle) { return true }
            rest.removeFirst()
        }
        return false
    }

    fileprivate func hasByteSuffix(_ part: String) -> Bool {
        utf8.count >= part.utf8.count && utf8.suffix(part.utf8.count).elementsEqual(part.utf8)
    }
}
