// SPDX-License-Identifier: MIT
// Where a store is. Paths are taken literally. SQLite would interpret them: an empty name is a
// temporary file, and `file:…` is a URI with parameters (sqlite.org/uri.html), which Debian's
// library and others enable everywhere.

internal import CompactStrings

#if !hasFeature(Embedded)
import Glibc
#endif

/// A path to a store: memory or a file; in a guest, a database of the volume.
struct StorePath {
    /// The path as given: for errors, and for ``Store/path``.
    let text: String

    /// - Throws: ``StoreError/cannotOpen(path:reason:)`` for an empty path or one with a NUL.
    init(_ text: String) throws(StoreError) {
        if text.utf8.isEmpty {
            throw .cannotOpen(
                path: text, reason: "the path is empty; a store in memory is opened as ':memory:'")
        }
        // SQLite takes a C string and would open the file named by the text before the NUL.
        if text.bytes.contains(0) {
            throw .cannotOpen(path: text, reason: "the path contains a NUL")
        }
        self.text = text
    }

    #if hasFeature(Embedded)
    /// The name to pass to SQLite.
    var name: String { text }

    func explaining(_ error: StoreError) -> StoreError { error }
    #else
    /// Whether it is the in-memory store.
    var isInMemory: Bool { text == ":memory:" }

    /// The name to pass to SQLite.
    var name: String {
        // The only prefixes that SQLite interprets. No absolute path has them.
        if !isInMemory, text.hasPrefix("file:") || text.hasPrefix(":") { return "./" + text }
        return text
    }

    /// Returns the error with the path's fault, if it can be determined here.
    func explaining(_ error: StoreError) -> StoreError {
        switch error {
        case .cannotOpen(_, let reason):
            return .cannotOpen(path: text, reason: fault ?? reason)
        // A folder can be opened for reading; only the first read fails.
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
