// SPDX-License-Identifier: MIT
// What was counted, by name, so that the tallies of several processes add up.

import CheckHarness

struct Tally {
    /// States looked at, by `kind`, `disk`, `mode` and so on, each with its value: `kind=prefix`.
    private(set) var states = Counts()
    /// How many of them were new, by the same names.
    private(set) var distinct = Counts()
    /// Counts of anything else.
    private(set) var others = Counts()

    /// The new states of all kinds.
    var distinctStates: Int { distinct["all"] }

    mutating func count(_ names: [String], isNew: Bool) {
        for name in names {
            states.add(name)
            if isNew { distinct.add(name) }
        }
    }

    mutating func add(_ name: String) { others.add(name) }

    /// The counts as lines that `take` reads.
    var lines: [String] {
        states.lines("states") + distinct.lines("distinct") + others.lines("other")
    }

    /// Adds a line of another tally; false when it is none.
    mutating func take(_ line: some StringProtocol) -> Bool {
        states.take(line, "states") || distinct.take(line, "distinct") || others.take(line, "other")
    }
}
