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

/// Counts by name.
final class Tally {
    /// Hostile acts that were carried out, with the reaction judged.
    private(set) var inputs = 0
    private(set) var counts: [String: Int] = [:]

    /// Whether what happens is told as it happens, for whoever looks for the reason.
    var isTold = false

    func tell(_ what: @autoclosure () -> String) {
        if isTold { print(what()) }
    }

    /// Counts a hostile act.
    func input(_ name: String) {
        inputs += 1
        tell("did \(name)")
        counts["did " + name, default: 0] += 1
    }

    /// Counts what came of one.
    func answer(_ name: String) {
        tell("got \(name)")
        counts["got " + name, default: 0] += 1
    }

    /// Adds what another counted.
    func add(_ name: String, _ count: Int) {
        counts[name, default: 0] += count
        if name.hasPrefix("did ") { inputs += count }
    }
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
