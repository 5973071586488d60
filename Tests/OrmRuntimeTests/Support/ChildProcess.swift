// The program of Tests/Support/StoreProcess, started, listened to and killed.
import Foundation

final class ChildProcess {
    private let process = Process()
    private let output = Pipe()
    private let input = Pipe()
    private var pending: [UInt8] = []

    convenience init(_ arguments: String...) throws {
        try self.init(try Self.program(), arguments)
    }

    /// Starts the program where a folder is on a medium that cannot be written, even by root: in a mount namespace of its
    /// own. Without the right to make one, the child ends with status 99.
    convenience init(readOnly folder: String, _ arguments: String...) throws {
        let mount = """
            mount --make-rprivate / && mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" || exit 99
            exec "$@"
            """
        try self.init(
            URL(fileURLWithPath: "/bin/sh"),
            [
                "-c", #"unshare -m true || exit 99; exec unshare -m sh -c "$@""#, "sh", mount,
                folder,
                try Self.program().path,
            ] + arguments)
    }

    private static func program() throws -> URL {
        // The build puts it beside the tests.
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(fileURLWithPath: tests)
            .deletingLastPathComponent().appendingPathComponent("StoreProcess")
    }

    private init(_ program: URL, _ arguments: [String]) throws {
        process.executableURL = program
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
