// SPDX-License-Identifier: MIT
// A condition in normal form: equivalent spellings have the same form. "And" in "and" is flattened,
// and only tests are negated. It is a list, because its depth is unlimited: `( all, test, ( any,
// test, test, ), )`.

struct NormalCondition: Sendable {
    enum Item: Hashable, Sendable {
        case test(column: Int, Test, isNegated: Bool)
        case open(isAll: Bool)
        case close
    }

    /// Empty for the condition that is always true.
    private(set) var items: [Item] = []
    /// The maximum nesting depth.
    private(set) var levels = 0

    /// Creates an empty list, to be filled with this many levels.
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

    /// Closes finished parts and returns the next part of an unfinished one.
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
    /// Whether it is true for every row, so that it needs no SQL.
    var isEverything: Bool { items.isEmpty }

    /// Appends the values to bind, in the order of their placeholders.
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
    /// Returns the condition in SQL's notation, for people. The depth is unlimited.
    func description(naming columns: [Column]) -> String {
        if isEverything { return "1" }
        var text = ""
        // The separators of the open parts, and whether each part is still empty.
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
