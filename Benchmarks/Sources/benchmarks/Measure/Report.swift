// SPDX-License-Identifier: MIT
// The results as the Markdown page Documentation/Benchmarks.md.
import CProbe
import Foundation

struct Report {
    let warmUp: Int
    let rounds: Int
    let clock: Clock
    let lanes: Lanes

    func heading() -> String {
        let connection = lanes.raw.database.handle
        let answers = lanes.answers[0].answers.joined(separator: ", ")
        return """
            # Benchmarks

            Written by `make measure WHAT=benchmarks`; the program is in `Benchmarks/`. Times depend on the machine, \
            ratios much less. All lanes run in one process, in turn, \(warmUp) warm-up and \
            \(rounds) timed rounds; the ratio is the median of the rounds' ratios to the raw C \
            interface, with its 95 % bootstrap interval. The digests of all fields that a lane read \
            or wrote were equal in every lane and round.

            | | |
            | --- | --- |
            | Machine | \(machine()) |
            | System | \(system()) |
            | Compiler | \(compiler()), `-O`, whole module |
            | SQLite | \(String(cString: sqlite3_libversion())), the same library for all lanes |
            | GRDB | 7.10.0 |
            | Clock | \(clock == .wall ? "wall" : "processor time of the process") |
            | Seed | 0x\(String(Seed.value, radix: 16)) |
            | Every connection | \(answers) |
            | SQLite's options | \(Pragmas.compileOptions(of: connection).joined(separator: ", ")) |

            *raw C*: the C interface in careful Swift. *GRDB best effort*: cached statement, values by \
            position. *GRDB idiomatic*: Codable record, `fetchAll`, `fetchOne(key:)`, `insert`.

            ## Time

            | Scenario | Lane | Median, ms | Least, ms | Ratio to raw C | 95 % |
            | --- | --- | ---: | ---: | ---: | --- |
            """
    }

    func rows(_ result: ScenarioResult) -> String {
        result.samples.map { samples in
            let ratio = Ratio(of: samples.nanoseconds, to: result.samples[0].nanoseconds)
            let cells = [
                samples.kind == .raw ? result.scenario.name : "", samples.kind.rawValue,
                fixed(center(samples.nanoseconds) / 1e6, 2),
                fixed(samples.nanoseconds.min()! / 1e6, 2), fixed(ratio.median, 2),
                "\(fixed(ratio.low, 2))–\(fixed(ratio.high, 2))",
            ]
            return "| " + cells.joined(separator: " | ") + " |"
        }.joined(separator: "\n")
    }

    func allocations(_ all: [Allocations]) -> String {
        var lines = [
            "", "## Heap allocations", "",
            "Calls of malloc and its kin while 200,000 rows of 10 integers are read, SQLite's included.",
            "",
            "| Lane | Allocations | For each row |", "| --- | ---: | ---: |",
        ]
        for entry in all {
            lines.append(
                "| \(entry.name) | \(entry.count) | \(fixed(Double(entry.count) / Double(entry.rows), 4)) |"
            )
        }
        return lines.joined(separator: "\n")
    }

    func memory(_ entries: [(name: String, kibibytes: Double)]) -> String {
        var lines = [
            "", "## Peak memory", "",
            "Growth of VmHWM from the open connection to the end of the work, each in a process of its own.",
            "", "| Work | KiB |", "| --- | ---: |",
        ]
        for entry in entries { lines.append("| \(entry.name) | \(fixed(entry.kibibytes, 0)) |") }
        return lines.joined(separator: "\n")
    }
}

func fixed(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
}

private func machine() -> String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    let model = line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
    let memory = ProcessInfo.processInfo.physicalMemory >> 30
    return "\(model ?? "unknown"), \(ProcessInfo.processInfo.processorCount) cores, \(memory) GiB"
}

private func system() -> String {
    let text = (try? String(contentsOfFile: "/etc/os-release", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") } ?? ""
    let kernel = (try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)) ?? ""
    let name = line.dropFirst("PRETTY_NAME=".count).trimmingCharacters(in: ["\""])
    return "\(name), Linux \(kernel.trimmingCharacters(in: .whitespacesAndNewlines))"
}

private func compiler() -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["swift", "--version"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return "Swift" }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n").first.map(String.init) ?? "Swift"
}
