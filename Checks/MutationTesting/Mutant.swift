// SPDX-License-Identifier: MIT
// A mutant: a fault that is put into a copy of the sources, to see whether the tests notice it. All mutants of a copy
// are compiled at once, each behind a switch, so that one build serves them all.

/// A fault, where it is put, and what must notice it.
package struct Mutant: Equatable, Sendable {
    /// How rows of the report and choices of a run call it.
    package var name: String
    /// What is wrong with the mutated sources.
    package var fault: String
    package var changes: [Change] = []
    /// Each of them alone must notice the fault. A mutant that was generated has none: what reaches it is to kill it.
    package var killers: [Killer] = []
}

/// A piece of a source, and what takes its place.
package struct Change: Equatable, Sendable {
    /// The word that stands for the switch in the new text.
    package static let marker = "isMutant"

    /// The source's path below the root.
    package var file: String
    /// Lines without the spaces at their beginning. The first and the last may be parts of lines.
    package var old: [String]
    package var new: [String]
    /// Where the list has it.
    package var line: Int
}

/// What notices a fault.
package enum Killer: Hashable, Sendable {
    /// The crash-state explorer, with these choices for its traces, from this seed on.
    case powerCuts(choices: String, seed: UInt64 = 1)
    /// The fuzzer of this name, with inputs made from this seed.
    case fuzzer(String, seed: UInt64 = 1)
    /// The Swift tests that fit.
    case tests(filter: String)
}

extension Killer {
    /// Whether a line that it prints says that it noticed a fault.
    func notices(_ line: Substring) -> Bool {
        switch self {
        case .powerCuts: line.hasPrefix("failure\t")
        case .fuzzer: line.hasPrefix("FAILED")
        case .tests: line.contains(" recorded an issue")
        }
    }
}

extension Killer: CustomStringConvertible {
    package var description: String {
        switch self {
        case .powerCuts(let choices, 1): "power cuts: \(choices)"
        case .powerCuts(let choices, let seed): "power cuts: seed=\(seed) \(choices)"
        case .fuzzer(let name, 1): "fuzzer \(name)"
        case .fuzzer(let name, let seed): "fuzzer \(name) seed=\(seed)"
        case .tests(let filter): "tests \(filter)"
        }
    }
}
