// SPDX-License-Identifier: MIT
// Which database a path means, and which of its files: `/contacts` and `contacts` are the main file of the database
// `contacts`, `contacts-journal` its rollback journal and `contacts-wal` its write-ahead log. There are no folders: a
// slash inside of a name is a letter like any other.

import CSQLite

/// A path that SQLite uses.
struct StoragePath {
    /// The database's name.
    var database: String
    /// Which of its logs is meant, or nil for the main file.
    var log: JournalFile.Kind?

    /// Takes a path apart.
    ///
    /// - Safety: `path` must end with a zero.
    @unsafe init(_ path: UnsafePointer<CChar>) throws(StorageFailure) {
        // SAFETY: the caller vouches for the string, whose bytes are copied.
        guard let text = unsafe String(validatingCString: path) else {
            throw StorageFailure(SQLITE_CANTOPEN, "a database's name is UTF-8, this one is not")
        }
        self.init(text)
    }

    init(_ path: String) {
        let name = String(path.utf8.drop { $0 == UInt8(ascii: "/") })!
        if let owner = Self.name(name, without: "-journal") {
            (database, log) = (owner, .journal)
        } else if let owner = Self.name(name, without: "-wal") {
            (database, log) = (owner, .writeAheadLog)
        } else {
            (database, log) = (name, nil)
        }
    }

    private static func name(_ name: String, without suffix: StaticString) -> String? {
        let kept = name.utf8.count - suffix.utf8CodeUnitCount
        guard kept > 0 else { return nil }
        let hasSuffix = suffix.withUTF8Buffer { suffix in
            // SAFETY: a literal's bytes never move or go away.
            unsafe name.utf8.dropFirst(kept).elementsEqual(suffix)
        }
        return hasSuffix ? String(name.utf8.prefix(kept)) : nil
    }
}
