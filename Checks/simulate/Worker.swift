// SPDX-License-Identifier: MIT
// One process's share: traces of every n-th seed, until there are enough states. Since each seed makes a volume of its
// own identity, no state of one trace is one of another.

import Glibc
import SeededRandom

/// One process's work.
struct Worker {
    let options: Options
    var limits = ExplorationLimits()
    private(set) var tally = Tally()

    init(_ options: Options) {
        self.options = options
        limits.stateLimit = options.perTrace
    }

    /// Explores traces and returns what failed first.
    mutating func run() -> Failure? {
        limits.deadline = options.seconds.map { time(nil) + $0 }
        var seed = options.seed + UInt64(options.worker ?? 0)
        while tally.distinctStates < options.states {
            if limits.isOver { break }
            guard let fixture = Fixture("seed=\(seed) \(options.choices)") else {
                return Failure(
                    oracle: .workload, fixture: Fixture(Setting(seed: seed)),
                    text: "'\(options.choices)' are no choices")
            }
            if let failure = Shrinking.failure(of: fixture.setting, limits, &tally) {
                return failure
            }
            seed += UInt64(options.workers)
        }
        return nil
    }

    /// Does the share of a worker that was started by another process, which reads what is printed.
    static func main(_ options: Options) -> Int32 {
        var worker = Worker(options)
        let failure = worker.run()
        for line in worker.tally.lines { print(line) }
        guard let failure else { return 0 }
        print("\(failure.oracle.rawValue): \(failure.text)\n  \(failure.fixture.text)")
        worker.limits.deadline = nil
        let smallest = options.shrinks ? Shrinking.shrink(failure, worker.limits) : failure
        print("failure\t\(smallest.oracle.rawValue)\t\(smallest.fixture.text)\t\(smallest.text)")
        return 1
    }
}
