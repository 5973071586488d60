// SPDX-License-Identifier: MIT
// A database of the host, in a form that a volume can take. SQLite needs a log's index beside a
// database in WAL mode even to read it, and cannot create one in a read-only place. If no log has
// content, it can read the file alone, provided that the file does not change meanwhile.
import BlkfrontVFS
import CSQLite
import Foundation

/// A database to be copied into a volume.
struct SourceFile {
    /// The file, or a copy with room for checksums and records of the commit log.
    let connection: SQLiteFile
    /// For a file read without locks: the file that symbolic links lead to, and its status at
    /// opening.
    private let unlocked: (file: HostPath, status: stat)?
    private let file: HostPath

    /// Opens a file, through a copy in `temporary` if its page format does not suit a volume.
    init(_ file: HostPath, _ temporary: HostPath) throws {
        self.file = file
        let (original, unlocked) = try reportingFile(file) { try Self.open(file) }
        self.unlocked = unlocked
        connection = try reportingFile(file) { try Self.fitting(original, temporary) }
    }

    /// Returns the size of all pages in bytes.
    func byteCount() throws(SQLiteFailure) -> UInt64 {
        let pages = try connection.number("PRAGMA page_count")
        return UInt64(clamping: pages) * UInt64(try connection.number("PRAGMA page_size"))
    }

    /// Throws if a file that is read without locks has changed.
    func requireUnchanged() throws {
        guard let unlocked else { return }
        let (then, now) = (unlocked.status, unlocked.file.status)
        let isSame =
            now.map {
                $0.st_ino == then.st_ino && $0.st_size == then.st_size
                    && $0.st_mtim.tv_sec == then.st_mtim.tv_sec
                    && $0.st_mtim.tv_nsec == then.st_mtim.tv_nsec
            } ?? false
        guard isSame, unlocked.file.log == nil else {
            throw failure(file.text, "changed while it was copied; try again", Status.disk)
        }
    }

    private static func open(_ file: HostPath) throws -> (SQLiteFile, (HostPath, stat)?) {
        let resolved = try file.resolved()
        do throws(SQLiteFailure) {
            let connection = try SQLiteFile(file, .existing)
            _ = try connection.number("SELECT count(*) FROM sqlite_schema")
            return (connection, nil)
        } catch {
            // SQLite reports one of these, depending on the place, if it cannot create its side
            // files.
            let primary = error.code & 0xff
            guard primary == SQLITE_CANTOPEN || primary == SQLITE_READONLY else { throw error }
            if let left = resolved.log {
                throw failure(
                    file.text,
                    "a part of it is in '\(left.text)', which SQLite cannot bring in where nothing "
                        + "can be written; copy both into a folder where that is not so",
                    Status.disk)
            }
        }
        guard let status = resolved.status else { throw SystemFailure() }
        let connection = try SQLiteFile(resolved, .immutable)
        _ = try connection.number("SELECT count(*) FROM sqlite_schema")
        return (connection, (resolved, status))
    }

    private static func fitting(
        _ original: SQLiteFile, _ temporary: HostPath
    ) throws(SQLiteFailure) -> SQLiteFile {
        let pageSize = try original.number("PRAGMA page_size")
        let needed = Int32(VFSOptions().reservedBytes)
        if original.reservedBytes() == needed, pageSize >= 4096 { return original }
        original.reservedBytes(new: needed)
        if pageSize < 4096 { try original.run("PRAGMA page_size = 4096") }
        let quoted = temporary.path.replacing("'", with: "''")
        try original.run("VACUUM INTO '\(quoted)'")
        return try SQLiteFile(temporary, .existing)
    }
}
