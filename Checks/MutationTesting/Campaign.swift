// SPDX-License-Identifier: MIT
// Runs the trials of all mutants, some at a time, and reports each as it ends. First each killer runs without a mutant:
// one that fails then would kill everything and mean nothing.
import Foundation

package struct Campaign: Sendable {
    package let setting: TrialSetting
    /// Trials at a time.
    let jobs: Int

    package init(setting: TrialSetting, jobs: Int) {
        self.setting = setting
        self.jobs = jobs
    }

    /// How many mutants there were, and which survived or could not be tried.
    package struct Result: Sendable {
        package var mutants = 0
        package var survivors: [String] = []
    }

    /// Runs what is to kill each mutant, and prints a row for each.
    ///
    /// - Parameters:
    ///   - mutants: with their numbers.
    ///   - sift: which of them to try.
    /// - Throws: ``CampaignError`` when something fails without a mutant; errors of the system.
    package func run(_ mutants: [Mutant], sift: (Mutant) -> Bool = { _ in true }) throws -> Result {
        let chosen = mutants.enumerated().filter { sift($0.element) }
        try checkKillers(Set(chosen.flatMap(\.element.killers)))
        var trials: [Trial] = []
        for (number, mutant) in chosen {
            for (index, killer) in mutant.killers.enumerated() {
                trials.append(
                    Trial(
                        mutant: mutant.name, number: number, killer: killer,
                        label: "\(mutant.name)-\(index)"))
            }
        }
        Self.printRow("mutant", "killer", "killed by", "seconds")
        var survivors: Set<String> = []
        let verdicts = try inParallel(trials, jobs: jobs) { [setting] trial in
            try trial.run(in: setting)
        } report: { trial, verdict, seconds in
            Self.printRow(trial.mutant ?? "", "\(trial.killer)", verdict.text, "\(seconds)")
        }
        for (trial, verdict) in zip(trials, verdicts) where !verdict.isKilled {
            survivors.insert(trial.mutant ?? "")
        }
        return Result(mutants: chosen.count, survivors: survivors.sorted())
    }

    /// Runs each killer without a mutant. The filters of tests become one.
    private func checkKillers(_ killers: Set<Killer>) throws {
        var filters: Set<String> = []
        var fuzzers: Set<String> = []
        for killer in killers {
            switch killer {
            case .tests(let filter): filters.insert(filter)
            case .fuzzer(let name, _): fuzzers.insert(name)
            case .powerCuts: break
            }
        }
        var trials = fuzzers.sorted().map { name in
            Trial(mutant: nil, number: nil, killer: .fuzzer(name), label: "none-\(name)")
        }
        if !filters.isEmpty {
            let all = filters.sorted().joined(separator: "|")
            trials.append(
                Trial(mutant: nil, number: nil, killer: .tests(filter: all), label: "none-tests"))
        }
        if killers.contains(where: { if case .powerCuts = $0 { true } else { false } }) {
            let any = Killer.powerCuts(choices: "")
            trials.append(Trial(mutant: nil, number: nil, killer: any, label: "none-cuts"))
        }
        let verdicts = try inParallel(trials, jobs: jobs) { [setting] trial in
            try trial.run(in: setting)
        }
        for (trial, verdict) in zip(trials, verdicts) where verdict != .survived {
            throw CampaignError(trial: trial, verdict: verdict, folder: setting.folder)
        }
    }

    // MARK: - Report

    static func printRow(
        _ mutant: String, _ killer: String, _ how: String, _ seconds: String
    ) {
        func padded(_ text: String, _ width: Int) -> String {
            text.count >= width ? text : text + String(repeating: " ", count: width - text.count)
        }
        print(padded(mutant, 28), padded(String(killer.prefix(44)), 44), padded(seconds, 7), how)
        fflush(nil)
    }
}

extension Verdict {
    var isKilled: Bool {
        if case .killed = self { true } else { false }
    }

    /// For a row of the report.
    var text: String {
        switch self {
        case .killed(let how): String(how.prefix(90))
        case .survived: "SURVIVED"
        case .invalid(let reason): "ERROR: \(reason)"
        }
    }
}

/// Something failed without a mutant.
package struct CampaignError: Error, CustomStringConvertible {
    let trial: Trial
    let verdict: Verdict
    let folder: URL

    package var description: String {
        "error: without a mutant, \(trial.killer): \(verdict); see \(folder.path)/\(trial.label).log"
    }
}
