// The program of Tests/Support/StoreProcess, started, listened to and killed.
import Foundation

final class ChildProcess {
    private let process = Process()
    private let output = Pipe()
    private let input = Pipe()
    private var pending: [UInt8] = []

    init(_ arguments: String...) throws {
        // The build puts it beside the tests.
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        process.executableURL = URL(fileURLWithPath: tests)
            .deletingLastPathComponent().appendingPathComponent("StoreProcess")
        process.arguments = arguments
        process.standardOutput = output
        process.standardInput = input
        try process.run()
    }

    deinit { if process.isRunning { kill() } }

    /// The next line the child says; nil at the end.
    func nextLine() -> String? {
        while true {
            if let end = pending.firstIndex(of: 10) {
                let line = String(decoding: pending[..<end], as: UTF8.self)
                pending.removeSubrange(...end)
                return line
            }
            let data = output.fileHandleForReading.availableData
            if data.isEmpty { return nil }
            pending += data
        }
    }

    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Ends the child's standard input and waits for it to exit.
    func finish() -> Int32 {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
