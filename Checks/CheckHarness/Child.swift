// SPDX-License-Identifier: MIT
// Another process of this program, so that one that traps, runs into a red zone of AddressSanitizer's or never ends is
// a result and not the end of the check.

import Glibc

/// A process of this program, and what it prints.
package final class Child {
    /// What became of a process.
    package struct Outcome {
        package var ending: Ending
        /// Its output, and its errors.
        package var output: String
    }

    private let process: pid_t
    /// A file without a name that has what it prints.
    private let output: Int32

    /// Starts this program with other arguments.
    package init(_ arguments: [String]) {
        // SAFETY: the C strings are lent for the calls that they are passed to, and freed after these.
        output = Self.namelessFile()
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, 2)
        let words = [CommandLine.arguments[0]] + arguments
        var pointers = unsafe words.map { unsafe strdup($0) } + [nil]
        defer { unsafe pointers.forEach { unsafe free($0) } }
        var started = pid_t()
        let answer = unsafe posix_spawn(
            &started, "/proc/self/exe", &actions, nil, &pointers, environ)
        guard answer == 0 else { fatalError("no process can be started: \(answer)") }
        process = started
    }

    deinit { close(output) }

    /// Opens a file without a name, which other processes do not inherit.
    private static func namelessFile() -> Int32 {
        // SAFETY: the file is open until it is closed below.
        guard let file = unsafe tmpfile() else { fatalError("no file for the output: \(errno)") }
        defer { unsafe fclose(file) }
        return unsafe fcntl(fileno(file), F_DUPFD_CLOEXEC, 0)
    }

    /// Waits for its end.
    package func wait() -> Outcome {
        var status: Int32 = 0
        // SAFETY: the status is valid during the call.
        while unsafe waitpid(process, &status, 0) != process {
            guard errno == EINTR else { fatalError("no process to wait for: \(errno)") }
        }
        lseek(output, 0, SEEK_SET)
        return Outcome(ending: Ending(status: status), output: TextFile.read(output))
    }

    /// The one of some processes that ends next. It is still to be waited for.
    static func firstToEnd<Key>(of children: [Key: Child]) -> Key {
        while true {
            var info = unsafe siginfo_t()
            // SAFETY: the information is valid during the call. The process stays until `wait`.
            guard unsafe waitid(P_ALL, 0, &info, WEXITED | WNOWAIT) == 0 else {
                guard errno == EINTR else { fatalError("no process to wait for: \(errno)") }
                continue
            }
            let ended = unsafe info._sifields._sigchld.si_pid
            guard let found = children.first(where: { $0.value.process == ended }) else {
                fatalError("process \(ended) is not of these")
            }
            return found.key
        }
    }
}
