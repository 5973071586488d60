// SPDX-License-Identifier: MIT
// Which suites come by which mutants, and how long each takes: a mutant is tried with those alone that can notice it,
// the quickest first.
import Foundation

package struct Reach: Sendable {
    struct Suite: Equatable, Sendable {
        var name: String
        var seconds: Double
        var mutants: Set<Int>
    }

    var suites: [Suite] = []

    /// The suites that come by a mutant, in steps: first those that together take some seconds, then all others.
    func steps(for mutant: Int, budget: Double = 10) -> [[String]] {
        let able = suites.filter { $0.mutants.contains(mutant) }.sorted { $0.seconds < $1.seconds }
        var sum = 0.0
        let quick = able.prefix {
            sum += $0.seconds
            return sum <= budget
        }
        return [Array(quick), Array(able.dropFirst(quick.count))].filter { !$0.isEmpty }
            .map { $0.map(\.name) }
    }

    /// A pattern for just these suites.
    static func filter(_ suites: [String]) -> String {
        "^(" + suites.map { $0.replacing(".", with: "\\.") }.joined(separator: "|") + ")/"
    }

    /// Runs each suite with no mutant on, and records what it comes by.
    package static func measure(in setting: TrialSetting) throws -> Reach {
        let program = setting.programs.appending(path: "MiragePackageTests.xctest")
        let listed = try output(
            of: program, ["--testing-library", "swift-testing", "--list-tests"])
        let names = Set(
            listed.split(separator: "\n").compactMap { line -> String? in
                let parts = line.split(separator: "/")
                return parts.count > 1 && parts[0].contains("Tests.") ? String(parts[0]) : nil
            })
        var result = Reach()
        for name in names.sorted() {
            let file = setting.folder.appending(path: "reached-\(name)")
            try? FileManager.default.removeItem(at: file)
            let begin = Date()
            _ = try output(
                of: program, ["--testing-library", "swift-testing", "--filter", filter([name])],
                environment: TrialSetting.environment.merging([
                    "MIRAGE_MUTANTS_REACHED": file.path
                ]) { $1 })
            let seconds = Date().timeIntervalSince(begin)
            let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
            let mutants = Set(text.split(separator: "\n").compactMap { Int($0) })
            result.suites.append(Suite(name: name, seconds: seconds, mutants: mutants))
        }
        return result
    }

    private static func output(
        of program: URL, _ arguments: [String], environment: [String: String] = [:]
    ) throws -> String {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
