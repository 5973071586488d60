// SPDX-License-Identifier: MIT
// A sample of the mutants that sources can have.
import MutationTesting

extension MutantSample {
    /// Makes a sample.
    ///
    /// - Parameters:
    ///   - sources: the texts by their paths.
    ///   - count: mutants at most.
    package init(sources: [String: String], count: Int, seed: UInt64) {
        self.init(
            candidates: sources.mapValues(CandidateFinder.candidates), count: count, seed: seed)
    }
}
