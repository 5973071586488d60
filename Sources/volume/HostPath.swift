// SPDX-License-Identifier: MIT
// A path of the host for SQLite, made literal here. SQLite takes `file:x` for a URI (Debian's does
// by default), and `:memory:` and the empty path for databases that are not stored. A path that
// begins with a slash or a dot is none of these.
import ArgumentParser
import Foundation

/// A file of the host.
struct HostPath: ExpressibleByArgument {
    /// The path as typed, for messages.
    let text: String

    /// The path for SQLite and the system.
    var path: String { text.hasPrefix("/") ? text : "./" + text }

    init(_ text: String) {
        precondition(!text.isEmpty, "a path has letters")
        self.text = text
    }

    init?(argument: String) {
        guard !argument.isEmpty else { return nil }
        text = argument
    }

    /// The folder that has the file.
    var folder: HostPath {
        HostPath(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    }

    /// Returns the path with a suffix.
    func appending(_ suffix: String) -> HostPath { HostPath(text + suffix) }

    /// Whether the path exists, even as a dangling symbolic link.
    var exists: Bool { status != nil }

    /// The file's status, without following links; nil if it does not exist.
    var status: stat? {
        var status = stat()
        // SAFETY: Swift passes the path as a zero-terminated string for the call, and the result is
        // ours.
        return unsafe lstat(path, &status) == 0 ? status : nil
    }

    /// Returns the file that symbolic links lead to. SQLite looks for journals beside it.
    ///
    /// - Throws: if there is none.
    func resolved() throws(SystemFailure) -> HostPath {
        // SAFETY: the path is as above; the result is copied and freed.
        guard let found = unsafe realpath(path, nil) else { throw SystemFailure() }
        defer { unsafe free(found) }
        return HostPath(unsafe String(cString: found))
    }
}

/// The failure of a system call.
struct SystemFailure: Error {
    let number = errno

    /// The system's text for the error.
    var text: String {
        // SAFETY: the text is copied before anything else can change it.
        unsafe String(cString: strerror(number))
    }
}
