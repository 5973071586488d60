// SPDX-License-Identifier: MIT
// How all that goes through a condition sees it: step by step, with "not" at the tests alone, where the opposite of an
// "and" is the "or" of the opposites, and columns where they are in the table.

/// A condition, or a part of one, as its reader sees it.
struct ConditionView {
    private let node: Condition.Node
    let isNegated: Bool
    private let offset: Int

    enum Kind {
        case test(column: Int, Test)
        /// The parts are views, taken one after the other.
        case parts(isAll: Bool, count: Int)
    }

    init(_ condition: Condition) {
        self.init(condition, isNegated: false, offset: 0)
    }

    private init(_ condition: Condition, isNegated: Bool, offset: Int) {
        node = condition.node
        self.isNegated = condition.isNegated != isNegated
        self.offset = condition.offset + offset
    }

    var kind: Kind {
        switch node.content {
        case .test(let column, let test): .test(column: column + offset, test)
        case .parts(let isAll, let parts): .parts(isAll: isAll != isNegated, count: parts.count)
        }
    }

    /// One of the parts.
    subscript(index: Int) -> ConditionView {
        guard case .parts(_, let parts) = node.content else { preconditionFailure("no parts") }
        return ConditionView(parts[index], isNegated: isNegated, offset: offset)
    }
}

/// What a reader has yet to come back to.
struct ConditionFrame {
    let view: ConditionView
    let isAll: Bool
    let count: Int
    private(set) var next = 0

    init(_ view: ConditionView, isAll: Bool, count: Int) {
        self.view = view
        self.isAll = isAll
        self.count = count
    }

    /// The next part, if there is one.
    mutating func take() -> ConditionView? {
        guard next < count else { return nil }
        defer { next += 1 }
        return view[next]
    }
}
