// SPDX-License-Identifier: MIT
// Runs other tools with a list of arguments, never through a shell. Threads read the output while
// the tool runs, since a tool blocks when its pipe is full.

import Dispatch
import Foundation

/// A tool and its arguments.
struct Command {
    let path: String
    let arguments: [String]

    init(_ path: String, _ arguments: [String]) {
        self.path = path
        self.arguments = arguments
    }

    /// Returns the path of a tool on the PATH.
    static func find(_ name: String) -> String? {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return folders.split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Passes `input` to the tool and returns its output.
    ///
    /// - Throws: if it cannot be started or exits with a status other than 0, with what it printed.
    func output(input: String = "") throws(GuestImageError) -> String {
        let errors = Gathered()
        let printed = Gathered()
        let status = try run(
            input: input, output: { printed.append($0) }, errors: { errors.append($0) })
        guard status == 0 else {
            throw GuestImageError(
                "'\(path) \(arguments.joined(separator: " "))' ended with status \(status): "
                    + errors.text.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        return printed.text
    }

    /// Passes the tool's output through as it arrives, and returns its exit status and output.
    ///
    /// - Parameter notice: the beginning and end of a message to omit if it arrives in one piece.
    func passingOn(
        except notice: (start: String, end: String)? = nil
    ) throws(GuestImageError) -> (status: Int32, text: String) {
        let text = Gathered()
        let pass: @Sendable (Data) -> Void = { data in
            text.append(data)
            guard let notice, let start = data.range(of: Data(notice.start.utf8)),
                let end = data.range(
                    of: Data(notice.end.utf8), in: start.upperBound..<data.endIndex)
            else {
                FileHandle.standardError.write(data)
                return
            }
            FileHandle.standardError.write(data[..<start.lowerBound] + data[end.upperBound...])
        }
        let status = try run(input: "", output: pass, errors: pass)
        return (status, text.text)
    }

    private func run(
        input: String, output: @escaping @Sendable (Data) -> Void,
        errors: @escaping @Sendable (Data) -> Void
    ) throws(GuestImageError) -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let (inputPipe, outputPipe, errorPipe) = (Pipe(), Pipe(), Pipe())
        process.standardInput = inputPipe
        process.standardOutput = outputPipe
        process.standardError = errorPipe
        do {
            try process.run()
        } catch {
            throw GuestImageError("cannot start '\(path)': \(error.localizedDescription)")
        }
        let group = DispatchGroup()
        Self.drain(outputPipe.fileHandleForReading, group, output)
        Self.drain(errorPipe.fileHandleForReading, group, errors)
        // The exit status explains why a tool did not read its input.
        try? inputPipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try? inputPipe.fileHandleForWriting.close()
        group.wait()
        process.waitUntilExit()
        return process.terminationReason == .exit
            ? process.terminationStatus : 128 + process.terminationStatus
    }

    private static func drain(
        _ handle: FileHandle, _ group: DispatchGroup, _ body: @escaping @Sendable (Data) -> Void
    ) {
        DispatchQueue.global().async(group: group) {
            while case let data = handle.availableData, !data.isEmpty { body(data) }
        }
    }
}

/// The output of several threads in order of arrival.
private final class Gathered: @unchecked Sendable {
    private let lock = NSLock()
    private var data = Data()

    func append(_ more: Data) { lock.withLock { data.append(more) } }

    var text: String { lock.withLock { String(decoding: data, as: UTF8.self) } }
}
