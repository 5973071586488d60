// SPDX-License-Identifier: MIT
// A path of the host that passes through SQLite: where SQLite would see more in it than a path, it is told otherwise once,
// here. SQLite takes `file:x` for a URI (Debian's does without being asked), `:memory:` and the empty path for databases
// that are stored nowhere; nothing that begins with a slash or a point is any of these.
import ArgumentParser
import Foundation

/// A file of the host.
struct HostPath: ExpressibleByArgument {
    /// As the user wrote it, for messages.
    let text: String

    /// What SQLite and the system get.
    var path: String { text.hasPrefix("/") ? text : "./" + text }

    init(_ text: String) {
        precondition(!text.isEmpty, "a path has letters")
        self.text = text
    }

    init?(argument: String) {
        guard !argument.isEmpty else { return nil }
        text = argument
    }

    /// The folder that the file is in.
    var folder: HostPath {
        HostPath(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    }

    /// The same path with something behind it.
    func appending(_ suffix: String) -> HostPath { HostPath(text + suffix) }

    /// Whether there is something, were it a symbolic link to nowhere.
    var exists: Bool { status != nil }

    /// What the system knows of it, or nil when there is nothing.
    var status: stat? {
        var status = stat()
        // SAFETY: the path is a string of Swift's, which ends in a zero for the call, and the result is ours.
        return unsafe lstat(path, &status) == 0 ? status : nil
    }

    /// The file that symbolic links lead to, beside which SQLite looks for the file's journals.
    ///
    /// - Throws: when there is none.
    func resolved() throws(SystemFailure) -> HostPath {
        // SAFETY: the path is as above; the result is copied and freed.
        guard let found = unsafe realpath(path, nil) else { throw SystemFailure() }
        defer { unsafe free(found) }
        return HostPath(unsafe String(cString: found))
    }
}

/// Why a call of the system's failed.
struct SystemFailure: Error {
    let number = errno

    /// The system's words.
    var text: String {
        // SAFETY: the text is copied before anything else can change it.
        unsafe String(cString: strerror(number))
    }
}
