// SPDX-License-Identifier: MIT
// `benchmarks [--rounds N] [--only TEXT] [--clock wall|cpu]` prints the page
// Documentation/Benchmarks.md. `benchmarks memory TASK FILE` is how it starts itself to measure
// memory. `benchmarks repeat TEXT LANE COUNT` runs one lane alone, for a profiler.
import Foundation

func value(after option: String) -> String? {
    let arguments = CommandLine.arguments
    guard let index = arguments.firstIndex(of: option), index + 1 < arguments.count else {
        return nil
    }
    return arguments[index + 1]
}

func progress(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}

func run() throws {
    let arguments = CommandLine.arguments
    if arguments.count == 4, arguments[1] == "memory", let task = MemoryTask(rawValue: arguments[2])
    {
        return try task.perform(arguments[3])
    }
    let workspace = try Workspace()
    defer { workspace.remove() }
    progress("preparing the databases")
    let data = try workspace.makeReadOnlyData()
    let lanes = try Lanes(data)
    try lanes.checkSettings()
    var scenarios = try lanes.reading()
    scenarios.append(writingScenario(workspace))
    if arguments.count == 5, arguments[1] == "repeat" {
        return try profile(scenarios, arguments[2], arguments[3], Int(arguments[4]) ?? 1)
    }
    if let only = value(after: "--only") { scenarios.removeAll { !$0.name.contains(only) } }
    let report = Report(
        warmUp: 3, rounds: value(after: "--rounds").flatMap { Int($0) } ?? 15,
        clock: value(after: "--clock").flatMap(Clock.init) ?? .wall, lanes: lanes)
    print(report.heading())
    for scenario in scenarios {
        progress(scenario.name)
        let result = try scenario.run(
            warmUp: report.warmUp, rounds: report.rounds, clock: report.clock)
        print(report.rows(result))
    }
    if arguments.contains("--only") { return }
    progress("allocations and memory")
    print(report.allocations(try lanes.allocations()))
    let (small, large) = (try workspace.makeNumbers(250_000), try workspace.makeNumbers(1_000_000))
    print(
        report.memory([
            ("15,889 orders into an array, raw C", try MemoryTask.ordersRaw.growth(data)),
            ("15,889 orders into an array, Mirage", try MemoryTask.ordersOurs.growth(data)),
            (
                "200,000 rows of integers into an array, raw C",
                try MemoryTask.numbersRaw.growth(data)
            ),
            (
                "200,000 rows of integers into an array, Mirage",
                try MemoryTask.numbersOurs.growth(data)
            ),
            ("`each` over 250,000 rows, Mirage", try MemoryTask.each.growth(small)),
            ("`each` over 1,000,000 rows, Mirage", try MemoryTask.each.growth(large)),
        ]))
}

func profile(_ scenarios: [Scenario], _ name: String, _ kind: String, _ count: Int) throws {
    for scenario in scenarios where scenario.name.contains(name) {
        for lane in scenario.lanes where lane.kind.rawValue == kind {
            for _ in 0..<count {
                try lane.prepare()
                _ = try lane.body()
            }
        }
    }
}

try run()
