// SPDX-License-Identifier: MIT
// What was counted, by name, so that the tallies of several processes add up.

/// Counts.
struct Tally {
    /// States looked at, and how many of them were new.
    struct Count {
        var enumerated = 0
        var distinct = 0
    }

    /// Counts of states by `kind`, `disk`, `mode` and so on, each with its value: `kind=prefix`.
    private(set) var states: [String: Count] = [:]
    /// Counts of anything else.
    private(set) var others: [String: Int] = [:]

    var total: Count { states["all"] ?? Count() }

    mutating func count(_ names: [String], isNew: Bool) {
        for name in names {
            states[name, default: Count()].enumerated += 1
            if isNew { states[name]!.distinct += 1 }
        }
    }

    mutating func add(_ name: String, _ count: Int = 1) { others[name, default: 0] += count }

    /// The counts as lines that `add(line:)` takes.
    var lines: [String] {
        states.map { "states\t\($0)\t\($1.enumerated)\t\($1.distinct)" }
            + others.map { "other\t\($0)\t\($1)" }
    }

    /// Adds a line of another tally; false when it is none.
    mutating func add(line: String) -> Bool {
        let words = line.split(separator: "\t").map(String.init)
        if words.count == 4, words[0] == "states", let all = Int(words[2]), let new = Int(words[3])
        {
            states[words[1], default: Count()].enumerated += all
            states[words[1]]!.distinct += new
            return true
        }
        guard words.count == 3, words[0] == "other", let count = Int(words[2]) else { return false }
        add(words[1], count)
        return true
    }
}
