// SPDX-License-Identifier: MIT
// What every fuzzer is: a grammar that makes scripts of a seed, and a world that plays them and judges.

import SeededRandom

/// Something that must not be.
struct Violation: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}

/// One of the fuzzers.
protocol Fuzzer {
    /// Its name in commands and scripts.
    static var name: String { get }
    /// A script by chance.
    static func script(seed: UInt64) -> Script
    /// Plays a script, counts what was done and answered, and throws when something is wrong.
    static func play(_ script: Script, _ tally: Tally) throws(Violation)
}

extension SeededRandom {
    /// A number below `limit`.
    mutating func below(_ limit: UInt64) -> UInt64 { next() % limit }

    /// One of some choices, each as often as its weight says.
    mutating func pick<Choice>(_ choices: [(UInt64, Choice)]) -> Choice {
        var place = next() % choices.reduce(0) { $0 + $1.0 }
        for (weight, choice) in choices {
            if place < weight { return choice }
            place -= weight
        }
        return choices[0].1
    }
}
