// SPDX-License-Identifier: MIT
// What the worlds of a process came to: the hostile acts, and the reactions to them.

import CheckHarness

final class Tally {
    /// Hostile acts that were carried out, with the reaction judged.
    private(set) var inputs = 0
    /// Acts by `did` and their name, reactions by `got` and theirs.
    private(set) var counts = Counts()

    /// Whether what happens is told as it happens, for whoever looks for the reason.
    var isTold = false

    func tell(_ what: @autoclosure () -> String) {
        if isTold { print(what()) }
    }

    /// Counts a hostile act.
    func input(_ name: String) {
        inputs += 1
        tell("did \(name)")
        counts.add("did " + name)
    }

    /// Counts what came of one.
    func answer(_ name: String) {
        tell("got \(name)")
        counts.add("got " + name)
    }

    /// The word of lines of counts, which no violation and no trap begins with.
    static let word = "count"
}
