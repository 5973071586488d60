// SPDX-License-Identifier: MIT
// A condition written as SQL, within SQLite's bounds. Its parser has a stack of 100 entries (YYSTACKDEPTH), and the trees it
// makes are at most 1,000 high (SQLITE_MAX_EXPR_DEPTH).
//
// `(` takes an entry as long as it is open, `a OR` two more. What comes first is cheapest, and so, from a few levels on, the
// deepest part does: one entry a level. Trees lean to one side, `a OR b OR c OR …` is as high as it has parts; long lists
// are therefore written in groups.

/// What a condition may take of SQLite's bounds, and what this one takes.
struct ConditionBounds {
    /// `UPDATE … SET … WHERE` takes 9, `(substr(CAST(c AS BLOB), ?) IS CAST(? AS BLOB)) IS NOT 1` 11 more.
    static let entriesMax = 80
    /// The second part of the innermost level stands behind two entries of the first.
    static let levelsMax = entriesMax - 2
    /// Above the longest test.
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

/// A condition as a tree of so few levels that functions on it may call themselves.
private indirect enum Branch {
    case test(column: Int, Test, isNegated: Bool)
    case parts(isAll: Bool, [Branch], levels: Int)

    var levels: Int {
        if case .parts(_, _, let levels) = self { levels } else { 0 }
    }
}

extension NormalCondition {
    /// With so few levels the order may be the program's.
    private static let levelsInOrder = 4

    /// The same condition in the order in which it is to be written: the deepest parts first, if that matters.
    func arranged() -> NormalCondition {
        guard levels > Self.levelsInOrder, levels <= ConditionBounds.levelsMax else { return self }
        var position = 0
        let root = branch(at: &position)
        var arranged = NormalCondition(levels: levels)
        arranged.append(root)
        return arranged
    }

    /// Appends the condition to SQL; `arranged` came before.
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
            // In order of levels, and among equals in the program's order.
            for level in stride(from: levels - 1, through: 0, by: -1) {
                for part in parts where part.levels == level { append(part) }
            }
            append(Item.close)
        }
    }
}

private struct ConditionWriter {
    /// The parts in a row; longer lists are written in groups of so many.
    private static let partsInARow = 32
    /// Whether a part of so many levels stands alone before the group of the others, so that their row does not add to its
    /// height: 66 rows of 4 and 12 of 32 are not too high.
    private static func standsAlone(levels: Int, of count: Int) -> Bool {
        levels > 0 && count > (levels >= 12 ? 4 : partsInARow)
    }

    let columns: [Column]
    var text = ""
    var bounds = ConditionBounds()

    init(columns: [Column]) {
        self.columns = columns
    }

    /// Writes a condition, and tells how high SQLite's tree of it is above a test.
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

    /// Writes parts in a row, or in a row of groups.
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
