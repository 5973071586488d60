// SPDX-License-Identifier: MIT
// A program that a test runs, such as a tool of the lab.
import Foundation

/// A program and its arguments.
package struct Command {
    package var program: URL
    package var arguments: [String]

    package init(_ program: URL, _ arguments: [String] = []) {
        self.program = program
        self.arguments = arguments
    }

    /// What came of it.
    package struct Outcome: Sendable {
        package var status: Int32
        /// All that it printed.
        package var output: String
    }

    /// Runs it to its end. What it prints goes to a file.
    package func run(log: URL) async throws(LabError) -> Outcome {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        do {
            try Data().write(to: log)
            let output = try FileHandle(forWritingTo: log)
            (process.standardOutput, process.standardError) = (output, output)
        } catch {
            throw .system("cannot write \(log.path): \(error)")
        }
        let status = try await end(of: process).get()
        return Outcome(status: status, output: try text(of: log))
    }

    /// Runs it, and it must end with status 0. What it printed is the result.
    @discardableResult package func succeed() async throws(LabError) -> String {
        let log = FileManager.default.temporaryDirectory.appending(path: "command-\(UUID())")
        defer { try? FileManager.default.removeItem(at: log) }
        let outcome = try await run(log: log)
        guard outcome.status == 0 else {
            throw .failed(
                command: ([program.path] + arguments).joined(separator: " "),
                status: outcome.status, lastLines: outcome.output.lastLines(40))
        }
        return outcome.output
    }

    private func end(of process: Process) async -> Result<Int32, LabError> {
        await withCheckedContinuation { continuation in
            process.terminationHandler = {
                continuation.resume(returning: .success($0.terminationStatus))
            }
            do {
                try withAllSignals { try process.run() }
            } catch {
                continuation.resume(
                    returning: .failure(.system("cannot start \(program.path): \(error)")))
            }
        }
    }
}

/// The text of a file. Guests may print anything, so what is no UTF-8 is replaced.
func text(of file: URL) throws(LabError) -> String {
    do {
        return String(decoding: try Data(contentsOf: file), as: UTF8.self)
    } catch {
        throw .system("cannot read \(file.path): \(error)")
    }
}

/// Calls a function while no signal is blocked: Dispatch blocks them in its threads, on which tests run, and a child takes
/// that over. The lab's tools could then not end the emulator.
private func withAllSignals(_ body: () throws -> Void) rethrows {
    var none = sigset_t()
    var before = sigset_t()
    // SAFETY: all pointers are to these two variables and are not kept.
    unsafe sigemptyset(&none)
    unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
    // SAFETY: as above.
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
}
