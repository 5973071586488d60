// SPDX-License-Identifier: MIT
// Where a store is. A path passes through here once; nothing below reads anything into it. SQLite would: an empty name is
// a file that goes with the connection, and `file:…` is a URI with parameters (sqlite.org/uri.html), which Debian's library
// and others are built to accept everywhere.

#if !hasFeature(Embedded)
import Glibc
#endif

/// A path that names a place: in memory, or a file; in a guest, a database of the volume.
struct StorePath {
    /// As the caller wrote it: for errors, and for ``Store/path``.
    let text: String

    /// - Throws: ``StoreError/cannotOpen(path:reason:)`` for what names no place.
    init(_ text: String) throws(StoreError) {
        if text.utf8.isEmpty {
            throw .cannotOpen(
                path: text, reason: "the path is empty; a store in memory is opened as ':memory:'")
        }
        // SQLite takes a C string and would open the file named by what stands before the NUL.
        if text.utf8.contains(0) {
            throw .cannotOpen(path: text, reason: "the path contains a NUL")
        }
        self.text = text
    }

    #if hasFeature(Embedded)
    /// What SQLite is asked to open.
    var name: String { text }

    func explaining(_ error: StoreError) -> StoreError { error }
    #else
    /// Whether it is the store that is nowhere else.
    var isInMemory: Bool { text == ":memory:" }

    /// What SQLite is asked to open.
    var name: String {
        // The only beginnings that SQLite knows; before an absolute path stands neither.
        if !isInMemory, text.hasPrefix("file:") || text.hasPrefix(":") { return "./" + text }
        return text
    }

    /// The same error, saying what is wrong with the path where that can be seen from here.
    func explaining(_ error: StoreError) -> StoreError {
        switch error {
        case .cannotOpen(_, let reason):
            return .cannotOpen(path: text, reason: fault ?? reason)
        // A folder can be opened for reading; the first read fails.
        case .io:
            guard Self.kind(of: name) == .folder else { return error }
            return .cannotOpen(path: text, reason: "it is a folder")
        default: return error
        }
    }

    private var fault: String? {
        if Self.kind(of: name) == .folder { return "it is a folder" }
        switch Self.kind(of: folder) {
        case .missing: return "the folder '\(folder)' does not exist"
        case .other: return "'\(folder)' is not a folder"
        case .folder, .unknown: return nil
        }
    }

    private var folder: String {
        guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == text.startIndex ? "/" : String(text[..<slash])
    }

    private enum Kind {
        case folder
        case other
        case missing
        case unknown
    }

    private static func kind(of path: String) -> Kind {
        var status = stat()
        // SAFETY: the string ends with a NUL and lives during the call, which writes the status.
        guard unsafe stat(path, &status) == 0 else { return errno == ENOENT ? .missing : .unknown }
        return status.st_mode & S_IFMT == S_IFDIR ? .folder : .other
    }
    #endif
}
