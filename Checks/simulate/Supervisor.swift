// SPDX-License-Identifier: MIT
// Starts the workers, adds up what they counted, and says what failed, with the line that shows it again.

import CheckHarness
import Glibc

/// The process that people start.
struct Supervisor {
    let options: Options
    private var tally = Tally()
    /// Failures as workers print them: oracle, fixture, text.
    private var failures: [[String]] = []

    init(_ options: Options) {
        self.options = options
    }

    /// Replays fixtures, runs the workers and prints; returns the exit code.
    static func main(_ options: Options) -> Int32 {
        var supervisor = Supervisor(options)
        let start = time(nil)
        guard supervisor.replayFixtures() else { return 1 }
        supervisor.runWorkers()
        supervisor.report(seconds: time(nil) - start)
        return supervisor.failures.isEmpty ? 0 : 1
    }

    // MARK: Fixtures

    private func replayFixtures() -> Bool {
        guard let folder = options.fixtures else { return true }
        var isWell = true
        var count = 0
        for name in folder.names {
            for line in folder.lines(of: name) {
                guard let fixture = Fixture(line) else {
                    print("error: \(name) has a line that is no fixture: \(line)")
                    isWell = false
                    continue
                }
                count += 1
                guard let failure = Shrinking.failure(of: fixture, ExplorationLimits()) else {
                    continue
                }
                print("error: \(name) fails again: \(failure.oracle.rawValue): \(failure.text)")
                isWell = false
            }
        }
        print("fixtures: \(count) looked at again")
        return isWell
    }

    // MARK: Workers

    private mutating func runWorkers() {
        let jobs = (0..<options.workers).map { options.arguments(ofWorker: $0) }
        Jobs.run(jobs, workers: options.workers) { number, outcome in
            take(outcome, ofWorker: number)
            return .goOn
        }
    }

    private mutating func take(_ outcome: Child.Outcome, ofWorker number: Int) {
        for line in outcome.output.split(separator: "\n") where !tally.take(line) {
            let words = line.split(separator: "\t").map(String.init)
            if words.first == "failure", words.count == 4 {
                failures.append(Array(words.dropFirst()))
            } else {
                print(line)
            }
        }
        if outcome.ending != .well, failures.isEmpty {
            failures.append(["trap", "", "worker \(number) \(outcome.ending.text)"])
        }
    }

    // MARK: Telling

    private func report(seconds: Int) {
        print("seed \(options.seed), \(seconds) s, \(options.workers) processes")
        for (name, count) in tally.states.sorted {
            print(row(name, count) + column(tally.distinct[name], width: 11) + " distinct")
        }
        for (name, count) in tally.others.sorted { print(row(name, count)) }
        for failure in failures {
            print("FAILED: \(failure[0]): \(failure[2])")
            guard !failure[1].isEmpty else { continue }
            print("  again: simulate --replay '\(failure[1])'")
            if let folder = options.fixtures { keep(failure, in: folder) }
        }
    }

    private func row(_ name: String, _ count: Int) -> String {
        let space = String(repeating: " ", count: max(32 - name.count, 0))
        return name + space + column(count, width: 11)
    }

    private func keep(_ failure: [String], in folder: FixtureFolder) {
        let seed = failure[1].split(separator: " ").first?.dropFirst(5) ?? "0"
        let path = folder.add(
            "\(failure[0])-\(seed).txt", comment: "\(failure[0]): \(failure[2])",
            failure[1] + "\n")
        print("  written to \(path)")
    }
}
