// SPDX-License-Identifier: MIT
// A place of a source where a mutant can be made, and how.

/// What is done to the code at a place.
package enum Mutation: String, CaseIterable, Sendable {
    case negatedComparison = "comparison negated"
    case movedBoundary = "boundary moved"
    case changedNumber = "number changed by one"
    case droppedCall = "call dropped"
    case exchangedCalls = "calls exchanged"
    case trueCondition = "condition always true"
    case falseCondition = "condition always false"
    case ignoredError = "error ignored"
}

/// A place, and the text that takes its place.
package struct Candidate: Equatable {
    /// What is done there.
    package var mutation: Mutation
    /// In bytes of the source.
    package var range: Range<Int>
    /// With the switch in it, `Change.marker`.
    package var text: String
    /// Of the range's beginning, from 1.
    package var line: Int

    /// A place of a source, and the text to put there.
    package init(mutation: Mutation, range: Range<Int>, text: String, line: Int) {
        self.mutation = mutation
        self.range = range
        self.text = text
        self.line = line
    }
}
