// SPDX-License-Identifier: MIT
// Starts the workers, adds up what they counted, and says what failed, with the line that shows it again.

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
        for name in Self.files(in: folder) where name.hasSuffix(".txt") {
            let text = Self.content(of: "\(folder)/\(name)")
            for line in text.split(separator: "\n") where !line.hasPrefix("#") {
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

    private static func files(in folder: String) -> [String] {
        guard let directory = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            // SAFETY: the name ends with a zero.
            unsafe withUnsafePointer(to: entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe names.append(String(cString: $0))
                }
            }
        }
        return names.sorted()
    }

    private static func content(of path: String) -> String {
        guard let file = unsafe fopen(path, "r") else { return "" }
        defer { unsafe fclose(file) }
        return unsafe lines(of: file).joined(separator: "\n")
    }

    private static func lines(of file: UnsafeMutablePointer<FILE>) -> [String] {
        var lines: [String] = []
        var line: UnsafeMutablePointer<CChar>?
        var room = 0
        while unsafe getline(&line, &room, file) > 0, let text = unsafe line {
            lines.append(
                unsafe String(cString: text).split(separator: "\n").first.map(String.init) ?? "")
        }
        unsafe free(line)
        return lines
    }

    // MARK: Workers

    private mutating func runWorkers() {
        let pipes = unsafe (0..<options.workers).compactMap {
            number -> UnsafeMutablePointer<FILE>? in
            let words = options.arguments(ofWorker: number).map { "'\($0)'" }
            return unsafe popen("exec /proc/\(getpid())/exe \(words.joined(separator: " "))", "r")
        }
        for index in unsafe pipes.indices {
            for line in unsafe Self.lines(of: pipes[index]) where !tally.add(line: line) {
                let words = line.split(separator: "\t").map(String.init)
                if words.first == "failure", words.count == 4 {
                    failures.append(Array(words.dropFirst()))
                } else {
                    print(line)
                }
            }
            let status = unsafe pclose(pipes[index])
            if status != 0, failures.isEmpty {
                failures.append(["trap", "", "worker \(index) ended with status \(status)"])
            }
        }
    }

    // MARK: Telling

    private func report(seconds: Int) {
        print("seed \(options.seed), \(seconds) s, \(options.workers) processes")
        for name in tally.states.keys.sorted() {
            let count = tally.states[name]!
            print(Self.row(name, count.enumerated, count.distinct))
        }
        for name in tally.others.keys.sorted() { print(Self.row(name, tally.others[name]!, nil)) }
        for failure in failures {
            print("FAILED: \(failure[0]): \(failure[2])")
            guard !failure[1].isEmpty else { continue }
            print("  again: simulate --replay '\(failure[1])'")
            if let folder = options.fixtures { keep(failure, in: folder) }
        }
    }

    private static func row(_ name: String, _ first: Int, _ second: Int?) -> String {
        func padded(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(width - text.count, 0)) + text
        }
        let start = name + String(repeating: " ", count: max(32 - name.count, 0))
        let rest = second.map { padded("\($0)", 11) + " distinct" } ?? ""
        return start + padded("\(first)", 11) + rest
    }

    private func keep(_ failure: [String], in folder: String) {
        let seed = failure[1].split(separator: " ").first?.dropFirst(5) ?? "0"
        let path = "\(folder)/\(failure[0])-\(seed).txt"
        guard let file = unsafe fopen(path, "w") else { return }
        defer { unsafe fclose(file) }
        unsafe fputs("# \(failure[0]): \(failure[2])\n\(failure[1])\n", file)
        print("  written to \(path)")
    }
}
