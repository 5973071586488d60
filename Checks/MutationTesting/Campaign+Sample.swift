// SPDX-License-Identifier: MIT
// Tries a sample of mutants with the suites that come by them. One suite that notices is enough.

extension Campaign {
    package struct SampleResult: Sendable {
        package var killed = 0
        /// Names of mutants that no suite notices.
        package var survivors: [String] = []
        /// Names of mutants that no suite comes by: a part of the survivors.
        package var unreached: [String] = []
    }

    /// Runs the sample, and prints a row for each mutant.
    ///
    /// - Parameter without: numbers of mutants that are not in the build.
    package func run(_ sample: MutantSample, without: Set<Int>, reach: Reach) throws -> SampleResult
    {
        let numbers = sample.entries.indices.filter { !without.contains($0) }
        let verdicts = try inParallel(numbers, jobs: jobs) { number in
            try verdict(number, steps: reach.steps(for: number))
        } report: { number, verdict, seconds in
            Self.printRow("\(number)", sample.entries[number].name, verdict.text, "\(seconds)")
        }
        var result = SampleResult()
        for (number, verdict) in zip(numbers, verdicts) {
            let name = sample.entries[number].name
            if verdict.isKilled {
                result.killed += 1
            } else {
                result.survivors.append(name)
                if reach.steps(for: number).isEmpty { result.unreached.append(name) }
            }
        }
        return result
    }

    private func verdict(_ number: Int, steps: [[String]]) throws -> Verdict {
        for (index, suites) in steps.enumerated() {
            let trial = Trial(
                mutant: "\(number)", number: number, killer: .tests(filter: Reach.filter(suites)),
                label: "sample-\(number)-\(index)")
            let verdict = try trial.run(in: setting)
            if verdict != .survived { return verdict }
        }
        return .survived
    }
}
