// SPDX-License-Identifier: MIT
// Peak memory, taken in a child process for each figure: a peak cannot be reset.
import Foundation
import OrmRuntime

enum MemoryTask: String, CaseIterable {
    case ordersRaw
    case ordersOurs
    case numbersRaw
    case numbersOurs
    case each

    /// Runs in the child. Prints by how many KiB the peak has grown since the connection was open.
    func perform(_ path: String) throws {
        switch self {
        case .ordersRaw:
            let read = try RawLane(database: RawDatabase(path)).readOrders()
            try report { _ = try read()() }
        case .ordersOurs:
            let lane = try OurLane(path)
            try report { _ = try lane.readOrders()() }
        case .numbersRaw:
            let read = try RawLane(database: RawDatabase(path)).readNumbers()
            try report { _ = try read()() }
        case .numbersOurs:
            let lane = try OurLane(path)
            try report { _ = try lane.readNumbers()() }
        case .each:
            // With the page cache a program has by default; in the others it holds the whole file.
            let lane = try OurLane(path, options: StoreOptions())
            try report { _ = try lane.sumNumbers() }
        }
    }

    private func report(_ body: () throws -> Void) throws {
        let before = peakKibibytes()
        try body()
        print(peakKibibytes() - before)
    }

    /// Runs in the parent: the median of a few children.
    func growth(_ path: String, _ children: Int = 5) throws -> Double {
        center(try (0..<children).map { _ in Double(try child(path)) })
    }

    private func child(_ path: String) throws -> Int {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["memory", rawValue, path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard let value = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw ChildFailed(task: rawValue)
        }
        return value
    }
}

struct ChildFailed: Error {
    let task: String
}

/// VmHWM of proc(5).
private func peakKibibytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
}
