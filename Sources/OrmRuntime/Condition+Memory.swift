// SPDX-License-Identifier: MIT
// Evaluates a condition on a value in memory. This is the specification for every backend.

internal import CompactStrings

extension Condition {
    /// Returns whether a row satisfies the condition. `value` returns a column's stored value.
    func isSatisfied(by value: (Int) -> StoredValue) -> Bool {
        var frames: [ConditionFrame] = []
        var current = ConditionView(self)
        while true {
            // Nil until the last frame's parts have decided.
            var outcome: Bool?
            switch current.kind {
            case .test(let column, let test):
                outcome = test.isSatisfied(by: value(column)) != current.isNegated
            case .parts(let isAll, let count):
                frames.append(ConditionFrame(current, isAll: isAll, count: count))
            }
            guard let next = Self.climb(&frames, &outcome) else { return outcome! }
            current = next
        }
    }

    /// Returns the next part to evaluate, or nil once `outcome` is that of the whole condition.
    private static func climb(
        _ frames: inout [ConditionFrame], _ outcome: inout Bool?
    ) -> ConditionView? {
        while var frame = frames.popLast() {
            if outcome == !frame.isAll { continue }
            if let part = frame.take() {
                frames.append(frame)
                outcome = nil
                return part
            }
            outcome = frame.isAll
        }
        return nil
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
        case .hasPrefix(let part): value.text.map { $0.hasBytePrefix(part) } ?? false
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
    /// Like SQLite's `instr(self, part) > 0`: bytewise, case-sensitive, true for an empty part.
    fileprivate func containsBytes(of part: String) -> Bool {
        let needle = part.bytes
        var rest = bytes[...]
        while rest.count >= needle.count {
            if rest.starts(with: needle) { return true }
            rest.removeFirst()
        }
        return false
    }
}
