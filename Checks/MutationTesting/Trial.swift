// SPDX-License-Identifier: MIT
// One trial: a program with a mutant switched on, and what became of it.
import Foundation

/// What a trial ended with.
package enum Verdict: Equatable, Sendable {
    case killed(by: String)
    case survived
    /// The trial says nothing, since the program could not run or no test fits.
    case invalid(String)
}

/// What trials need.
package struct TrialSetting: Sendable {
    /// Where `simulate`, `fuzz` and the tests are, built from the overlay.
    package var programs: URL
    /// Where output goes.
    package var folder: URL
    /// Seconds of the processor after which a trial ends. A program that then still runs is in an endless loop, which
    /// counts as killed. One that sleeps is ended after three times as many seconds.
    package var seconds = 240
    /// Bytes of memory that a fuzzer may have: with a mutant that takes ever more it ends with a trap, not with the machine's
    /// memory. Tests may have more, since some simulate domains of 64 GB.
    package var memory = 1 << 31
    /// Inputs of a fuzzer: what it has not found by then survives.
    package var inputs = 100_000
    /// Crash states of the explorer: what it has not found by then survives. Both are counts, since what is found in some
    /// time depends on what else the machine does.
    package var states = 300_000

    package init(programs: URL, folder: URL) {
        self.programs = programs
        self.folder = folder
    }

    /// What all programs are told. One seed for all tests: with another, a test may by chance not do what a rule is for.
    static let environment = ["MIRAGE_SEED": "1", "MIRAGE_EXPECTS_BATCHES": "1"]
}

/// A run of one killer with one mutant, or with none.
package struct Trial: Sendable {
    package var mutant: String?
    /// The mutant's number.
    package var number: Int?
    package var killer: Killer
    /// What its files are called.
    var label: String

    /// Runs the killer and judges what it did.
    package func run(in setting: TrialSetting) throws -> Verdict {
        let log = setting.folder.appending(path: "\(label).log")
        FileManager.default.createFile(atPath: log.path, contents: nil)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/timeout")
        let limit = limit(setting)
        process.arguments =
            ["--kill-after=10", "\(3 * limit)", "prlimit", "--cpu=\(limit)"]
            + memoryLimit(setting) + ["--"] + command(setting)
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let output = try FileHandle(forWritingTo: log)
        (process.standardOutput, process.standardError) = (output, output)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        // The first thing that is noticed decides. The program is told to end until it does: once, one went on
        // after its first signal.
        let reader = try FileHandle(forReadingFrom: log)
        var unread = Data()
        var isNoticed = false
        while process.isRunning {
            usleep(100_000)
            if isNoticed { process.terminate() }
            unread += try reader.readToEnd() ?? Data()
            // A line that is not whole yet says too little.
            guard let end = unread.lastIndex(of: UInt8(ascii: "\n")) else { continue }
            isNoticed = isNoticed || noticed(in: String(decoding: unread[...end], as: UTF8.self))
            unread = Data(unread[(end + 1)...])
        }
        process.waitUntilExit()
        let text = String(decoding: try Data(contentsOf: log), as: UTF8.self)
        return judge(status(of: process), output: text)
    }

    /// Whether one of the lines says that the killer noticed something.
    private func noticed(in lines: String) -> Bool {
        lines.split(separator: "\n").contains { killer.notices($0) }
    }

    private var environment: [String: String] {
        var result = TrialSetting.environment
        if let number { result["MIRAGE_MUTANT"] = "\(number)" }
        return result
    }

    private func limit(_ setting: TrialSetting) -> Int {
        switch killer {
        case _ where number == nil: 10 * setting.seconds
        case .powerCuts, .fuzzer: setting.seconds
        case .tests: setting.seconds / 2
        }
    }

    private func memoryLimit(_ setting: TrialSetting) -> [String] {
        switch killer {
        case .fuzzer: ["--data=\(setting.memory)"]
        case .powerCuts, .tests: []
        }
    }

    private func command(_ setting: TrialSetting) -> [String] {
        switch killer {
        case .powerCuts(let choices, let seed):
            // Without a mutant it is to find nothing, in a while.
            let states = number == nil ? 20_000 : setting.states
            return [
                setting.programs.appending(path: "simulate").path, "--worker", "0", "--workers",
                "1", "--seed", "\(seed)", "--states", "\(states)", "--per-trace", "1500",
                "--shrink",
                "0", "--set", choices,
            ]
        case .fuzzer(let name, let seed):
            let work = setting.folder.appending(path: label)
            try? FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
            return [
                setting.programs.appending(path: "fuzz").path, "run", "--only", name, "--seed",
                "\(seed)", "--inputs", "\(number == nil ? 2000 : setting.inputs)", "--workers", "1",
                "--folder", work.path, "--no-shrink",
            ]
        case .tests(let filter):
            return [
                setting.programs.appending(path: "MiragePackageTests.xctest").path,
                "--testing-library", "swift-testing", "--filter", filter,
            ]
        }
    }

    /// The exit status, or 128 and the signal, as shells have it.
    private func status(of process: Process) -> Int {
        let status = Int(process.terminationStatus)
        return process.terminationReason == .uncaughtSignal ? 128 + status : status
    }

    /// What the status and the output of the program mean.
    func judge(_ status: Int, output: String) -> Verdict {
        let lines = output.split(separator: "\n")
        let notice = lines.first { killer.notices($0) }
        switch killer {
        case _ where status == 126 || status == 127:
            return .invalid("the program cannot run (\(status))")
        case .powerCuts:
            guard let failure = notice else { return end(status, lines) }
            let fields = failure.split(separator: "\t")
            return .killed(by: fields.prefix(3).dropFirst().joined(separator: ", "))
        case .fuzzer:
            guard let failure = notice else { return end(status, lines) }
            let violation = lines.first { $0.hasPrefix("violation") }
            return .killed(by: String(violation ?? failure.dropFirst("FAILED: ".count)))
        case .tests:
            if output.contains("Test run with 0 tests") { return .invalid("no test fits") }
            guard let issue = notice, let test = issue.split(separator: "Test ", maxSplits: 1).last
            else { return end(status, lines) }
            return .killed(by: String(test.prefix { $0 != "(" && $0 != " " }))
        }
    }

    /// A program that ended without saying what it found: a trap or an endless loop is a fault that it noticed.
    private func end(_ status: Int, _ lines: [Substring]) -> Verdict {
        switch status {
        case 0: .survived
        case 124, 137, 128 + Int(SIGXCPU): .killed(by: "endless loop")
        case 132...139: .killed(by: "trap (\(status))")
        default: .invalid("exit status \(status): \(lines.last ?? "no output")")
        }
    }
}
