// SPDX-License-Identifier: MIT
// Other processes of this program, so that one that traps, runs into a red zone of AddressSanitizer's or never ends is
// a result and not the end of the run.
//
// SAFETY: C strings are lent for the calls they are passed to; buffers are as long as is said.

import Glibc

/// How a process ended.
enum Ending: Equatable {
    case well
    case exit(Int32)
    case signal(Int32)

    init(_ status: Int32) {
        let signal = status & 0x7f
        if signal != 0 {
            self = .signal(signal)
        } else {
            let code = (status >> 8) & 0xff
            self = code == 0 ? .well : .exit(code)
        }
    }

    var text: String {
        switch self {
        case .well: "ended well"
        case .exit(99): "AddressSanitizer found something"
        case .exit(let code): "ended with \(code)"
        case .signal(SIGPROF), .signal(SIGALRM): "did not end in time"
        case .signal(SIGILL), .signal(SIGTRAP): "trapped"
        case .signal(let number): "was ended by signal \(number)"
        }
    }
}

enum Processes {
    /// Starts this program with these arguments; what it prints goes into a file.
    static func start(_ arguments: [String], output: String) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(
            &actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var pointers = unsafe (["fuzz"] + arguments).map { unsafe strdup($0) }
        unsafe pointers.append(nil)
        defer { unsafe pointers.forEach { unsafe free($0) } }
        var process = pid_t()
        let answer = unsafe posix_spawn(
            &process, "/proc/self/exe", &actions, nil, pointers, environ)
        guard answer == 0 else { fatalError("no process can be started: \(answer)") }
        return process
    }

    /// Waits for any of this program's processes.
    static func waitForAny() -> (pid_t, Ending) {
        var status: Int32 = 0
        while true {
            let process = unsafe wait(&status)
            if process > 0 { return (process, Ending(status)) }
            guard errno == EINTR else { fatalError("no process to wait for") }
        }
    }

    /// Runs this program to its end.
    static func run(_ arguments: [String], output: String) -> Ending {
        let process = start(arguments, output: output)
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) != process {}
        return Ending(status)
    }
}

enum Files {
    /// The text of a file; nil when it cannot be read.
    static func read(_ path: String) -> String? {
        let file = unsafe open(path, O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe Glibc.read(file, &piece, piece.count)
            guard count > 0 else { break }
            bytes += piece[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func write(_ path: String, _ text: String) {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard file >= 0 else { fatalError("\(path) cannot be written") }
        overwrite(file, text)
        close(file)
    }

    /// Has a file that is open hold a text and nothing else.
    static func overwrite(_ file: Int32, _ text: String) {
        var text = text
        ftruncate(file, 0)
        text.withUTF8 { bytes in
            _ = unsafe pwrite(file, bytes.baseAddress, bytes.count, 0)
        }
    }

    /// Names in a folder, sorted.
    static func names(in folder: String) -> [String] {
        guard let directory = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}
