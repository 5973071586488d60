// SPDX-License-Identifier: MIT
// The traversal that all readers of a condition share. It visits one node at a time, applies De
// Morgan's laws so that only tests are negated, and shifts columns to their positions in the table.

/// A condition, or a part of one, in normalised form.
struct ConditionView {
    private let node: Condition.Node
    let isNegated: Bool
    private let offset: Int

    enum Kind {
        case test(column: Int, Test)
        /// The parts are views too, obtained one at a time.
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

    /// The part at an index.
    subscript(index: Int) -> ConditionView {
        guard case .parts(_, let parts) = node.content else { preconditionFailure("no parts") }
        return ConditionView(parts[index], isNegated: isNegated, offset: offset)
    }
}

/// A view and the next of its parts to visit.
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

    /// Returns the next part, or nil.
    mutating func take() -> ConditionView? {
        guard next < count else { return nil }
        defer { next += 1 }
        return view[next]
    }
}
