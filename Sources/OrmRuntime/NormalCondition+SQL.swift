// SPDX-License-Identifier: MIT
// Writes a condition as SQL within SQLite's limits. The parser's stack has 100 entries
// (YYSTACKDEPTH), and expression trees have a height of at most 1,000 (SQLITE_MAX_EXPR_DEPTH).
//
// An open `(` takes one stack entry, `a OR` two more. The first part is therefore the cheapest.
// Beyond a few levels the deepest part is written first, at one entry a level. Trees are
// left-leaning: `a OR b OR c OR …` is as high as it has parts, so long lists are written in groups.

/// The limits for a condition, and how much of them this one uses.
struct ConditionBounds {
    /// `UPDATE … SET … WHERE` takes 9, and `(substr(CAST(c AS BLOB), ?) IS CAST(? AS BLOB)) IS NOT
    /// 1` takes 11.
    static let entriesMax = 80
    /// The second part of the innermost level comes after two entries of the first.
    static let levelsMax = entriesMax - 2
    /// Leaves room for the highest test.
    static let heightMax = 990

    fileprivate var entries = 0
    fileprivate var deepest = 0
    fileprivate var height = 0

    fileprivate func check() throws(StoreError) {
        if deepest > Self.entriesMax { throw Self.excess(ofLevels: deepest - 2) }
        if height > Self.heightMax {
            throw .limit(
                name: "height of one condition", maximum: Self.heightMax, got: height)
        }
    }

    fileprivate static func excess(ofLevels count: Int) -> StoreError {
        .limit(name: "levels of one condition", maximum: levelsMax, got: count)
    }
}

/// A condition as a tree with so few levels that functions on it may recurse.
private indirect enum Branch {
    case test(column: Int, Test, isNegated: Bool)
    case parts(isAll: Bool, [Branch], levels: Int)

    var levels: Int {
        if case .parts(_, _, let levels) = self { levels } else { 0 }
    }
}

extension NormalCondition {
    /// Up to this many levels, parts keep the program's order.
    private static let levelsInOrder = 4

    /// Returns the condition in the order to write it. With many levels the deepest parts come
    /// first.
    func arranged() -> NormalCondition {
        guard levels > Self.levelsInOrder, levels <= ConditionBounds.levelsMax else { return self }
        var position = 0
        let root = branch(at: &position)
        var arranged = NormalCondition(levels: levels)
        arranged.append(root)
        return arranged
    }

    /// Appends the condition to SQL. Call `arranged` first.
    func write(to text: inout String, columns: [Column]) throws(StoreError) {
        if levels > ConditionBounds.levelsMax { throw ConditionBounds.excess(ofLevels: levels) }
        var position = 0
        var writer = ConditionWriter(columns: columns)
        writer.bounds.height = writer.write(branch(at: &position))
        try writer.bounds.check()
        text += writer.text
    }

    private func branch(at position: inout Int) -> Branch {
        defer { position += 1 }
        switch items[position] {
        case .test(let column, let test, let isNegated):
            return .test(column: column, test, isNegated: isNegated)
        case .close: preconditionFailure("closed before it was opened")
        case .open(let isAll):
            position += 1
            var parts: [Branch] = []
            while true {
                if case .close = items[position] { break }
                parts.append(branch(at: &position))
            }
            return .parts(isAll: isAll, parts, levels: 1 + (parts.map { $0.levels }.max() ?? 0))
        }
    }

    private mutating func append(_ branch: Branch) {
        switch branch {
        case .test(let column, let test, let isNegated):
            append(Item.test(column: column, test, isNegated: isNegated))
        case .parts(let isAll, let parts, let levels):
            append(Item.open(isAll: isAll))
            // By levels, and in the program's order among equals.
            for level in stride(from: levels - 1, through: 0, by: -1) {
                for part in parts where part.levels == level { append(part) }
            }
            append(Item.close)
        }
    }
}

private struct ConditionWriter {
    /// The maximum number of parts in a row. Longer lists are written in groups of this size.
    private static let partsInARow = 32
    /// Whether a part with many levels is written alone, before the group of the others, so that
    /// their row does not add to its height. 66 rows of 4 and 12 of 32 are within the limit.
    private static func standsAlone(levels: Int, of count: Int) -> Bool {
        levels > 0 && count > (levels >= 12 ? 4 : partsInARow)
    }

    let columns: [Column]
    var text = ""
    var bounds = ConditionBounds()

    init(columns: [Column]) {
        self.columns = columns
    }

    /// Writes a condition. Returns the height of SQLite's tree above a test.
    mutating func write(_ branch: Branch) -> Int {
        switch branch {
        case .test(let column, let test, let isNegated):
            test.write(to: &text, column: columns[column], isNegated: isNegated)
            bounds.deepest = max(bounds.deepest, bounds.entries)
            return 0
        case .parts(let isAll, let parts, _):
            if parts.isEmpty {
                text += isAll ? "1" : "0"
                return 0
            }
            let separator = isAll ? " AND " : " OR "
            if Self.standsAlone(levels: parts[0].levels, of: parts.count) {
                return row(count: 2, separator) { (writer, index) in
                    index == 0
                        ? writer.write(parts[0]) : writer.write(parts.dropFirst(), separator)
                }
            }
            return write(parts[...], separator)
        }
    }

    /// Writes the parts in a row or a row of groups.
    private mutating func write(_ parts: ArraySlice<Branch>, _ separator: String) -> Int {
        var step = 1
        while step * Self.partsInARow < parts.count { step *= Self.partsInARow }
        let count = (parts.count + step - 1) / step
        return row(count: count, separator) { (writer, index) in
            let first = parts.startIndex + index * step
            if step == 1 { return writer.write(parts[first]) }
            return writer.write(parts[first..<min(first + step, parts.endIndex)], separator)
        }
    }

    /// Writes `(part OR part OR …)`.
    private mutating func row(
        count: Int, _ separator: String, _ part: (inout ConditionWriter, Int) -> Int
    ) -> Int {
        let entries = bounds.entries
        defer { bounds.entries = entries }
        bounds.entries += 1
        text += "("
        var height = part(&self, 0)
        bounds.entries += 2
        for index in 1..<max(1, count) {
            text += separator
            height = max(height, part(&self, index)) + 1
        }
        text += ")"
        return height
    }
}
