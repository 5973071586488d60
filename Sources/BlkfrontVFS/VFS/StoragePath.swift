// SPDX-License-Identifier: MIT
// A path, split into a database and one of its files. `/contacts` and `contacts` are the main file
// of the database `contacts`, `contacts-journal` its rollback journal and `contacts-wal` its
// write-ahead log.

import CSQLite
import CompactStrings
import DiskVolume

/// A path that SQLite uses.
struct StoragePath {
    /// The database's name.
    let database: DatabaseName
    /// The log that the path names, or nil for the main file.
    let log: JournalFile.Kind?

    /// Parses a path.
    ///
    /// - Safety: `path` must end with a zero.
    @unsafe init(_ path: UnsafePointer<CChar>) throws(StorageFailure) {
        // SAFETY: the caller vouches for the string, whose bytes are copied.
        guard let text = unsafe String(validatingCString: path) else {
            throw StorageFailure(SQLITE_CANTOPEN, "a database's name is UTF-8, this one is not")
        }
        try self.init(text)
    }

    init(_ path: String) throws(StorageFailure) {
        let (owner, log) = Self.split(path)
        self.log = log
        database = try onVolume(SQLITE_CANTOPEN) { () throws(VolumeError) in
            try DatabaseName(owner)
        }
    }

    private static func split(_ path: String) -> (owner: String, log: JournalFile.Kind?) {
        if let owner = path.without("-journal") { return (owner, .journal) }
        if let owner = path.without("-wal") { return (owner, .writeAheadLog) }
        return (path, nil)
    }
}

extension String {
    /// Returns the string without a suffix, or nil if it does not end in it.
    fileprivate func without(_ suffix: String) -> String? {
        let length = suffix.utf8.count
        guard utf8.count > length, hasByteSuffix(suffix) else { return nil }
        return String(bytes: bytes.dropLast(length))
    }
}
