// SPDX-License-Identifier: MIT
// A condition in normal form: what is written differently and is the same has one form. It is a list, because it may be as
// deep as it likes: `( all, test, ( any, test, test, ), )`. An "and" in an "and" is one, "not" stands at tests alone.

struct NormalCondition: Sendable {
    enum Item: Hashable, Sendable {
        case test(column: Int, Test, isNegated: Bool)
        case open(isAll: Bool)
        case close
    }

    /// Nothing for the condition that is always true.
    private(set) var items: [Item] = []
    /// How many are open at once at most.
    private(set) var levels = 0

    /// To be filled with as many levels.
    init(levels: Int) {
        self.levels = levels
    }

    mutating func append(_ item: Item) {
        items.append(item)
    }

    init(_ condition: Condition) {
        let root = ConditionView(condition)
        switch root.kind {
        case .test(let column, let test):
            items = [.test(column: column, test, isNegated: root.isNegated)]
        case .parts(true, 0): items = []
        case .parts: appendParts(of: root)
        }
    }

    private mutating func appendParts(of root: ConditionView) {
        var frames: [(frame: ConditionFrame, isWritten: Bool)] = []
        var open = 0
        var current = root
        while true {
            switch current.kind {
            case .test(let column, let test):
                items.append(.test(column: column, test, isNegated: current.isNegated))
            case .parts(let isAll, let count):
                let isWritten = frames.last.map { $0.frame.isAll != isAll } ?? true
                if isWritten {
                    items.append(.open(isAll: isAll))
                    open += 1
                    levels = max(levels, open)
                }
                frames.append((ConditionFrame(current, isAll: isAll, count: count), isWritten))
            }
            guard let next = close(&frames, &open) else { return }
            current = next
        }
    }

    /// Closes what has no more parts, and gives the next part of what has.
    private mutating func close(
        _ frames: inout [(frame: ConditionFrame, isWritten: Bool)], _ open: inout Int
    ) -> ConditionView? {
        while !frames.isEmpty {
            if let part = frames[frames.count - 1].frame.take() { return part }
            if frames.removeLast().isWritten {
                items.append(.close)
                open -= 1
            }
        }
        return nil
    }
}

extension NormalCondition {
    /// Whether it is true for every row and needs no SQL.
    var isEverything: Bool { items.isEmpty }

    /// The values a query of this condition binds, in the order of its placeholders.
    func append(valuesTo values: inout [StoredValue]) {
        for case .test(_, let test, _) in items { test.append(valuesTo: &values) }
    }

    func write(to shape: inout Shape) {
        if isEverything { return shape.append(5) }
        for item in items {
            switch item {
            case .test(let column, let test, let isNegated):
                shape.append(isNegated ? 1 : 0)
                shape.append(column)
                test.write(to: &shape)
            case .open(let isAll): shape.append(isAll ? 3 : 2)
            case .close: shape.append(4)
            }
        }
    }
}

extension Condition: Hashable {
    static func == (left: Condition, right: Condition) -> Bool {
        NormalCondition(left).items == NormalCondition(right).items
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(NormalCondition(self).items)
    }
}

extension NormalCondition {
    /// The condition in SQL's words, at any depth; for people.
    func description(naming columns: [Column]) -> String {
        if isEverything { return "1" }
        var text = ""
        // What joins the parts of those that are open, and whether there was one.
        var open: [(separator: String, isEmpty: Bool)] = []
        for item in items {
            if case .close = item {
                text += open.removeLast().isEmpty ? "0" : ")"
                continue
            }
            if let outer = open.popLast() {
                text += outer.isEmpty ? "(" : outer.separator
                open.append((outer.separator, false))
            }
            switch item {
            case .test(let column, let test, let isNegated):
                test.write(to: &text, column: columns[column], isNegated: isNegated)
            case .open(let isAll): open.append((isAll ? " AND " : " OR ", true))
            case .close: break
            }
        }
        return text
    }
}
