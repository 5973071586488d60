// SPDX-License-Identifier: MIT
// The side files of an SQLite database: its rollback journal, its write-ahead log and the log's
// index. SQLite finds them by name alone, so a file put beside another database's side files would
// be read with their content.
import Foundation

extension HostPath {
    /// The suffixes that SQLite appends to a database's path.
    private static let suffixes = ["-wal", "-journal", "-shm"]

    /// The paths of the file's side files.
    private var places: [HostPath] { Self.suffixes.map(appending) }

    /// The side files that exist.
    var sideFiles: [HostPath] { places.filter(\.exists) }

    /// The non-empty journal or log beside the file, which may be a part of the database.
    var log: HostPath? {
        [appending("-wal"), appending("-journal")].first { ($0.status?.st_size ?? 0) > 0 }
    }

    /// Whether SQLite would take a file with this path for another database's side file.
    var isSideFile: Bool { Self.suffixes.contains { path.hasSuffix($0) } }

    /// Removes the file and its side files, in the order that is safe at every step. Side files
    /// without their file mean nothing, but a file without its journal may have half of a
    /// transaction.
    func removeDatabase() throws(SystemFailure) {
        for path in [self] + places { try path.remove() }
    }

    private func remove() throws(SystemFailure) {
        // SAFETY: here and below Swift passes a path as a zero-terminated string for the call.
        guard unsafe unlink(path) != 0 else { return }
        let failure = SystemFailure()
        guard failure.number == ENOENT else { throw failure }
    }

    /// Renames the file within its folder, replacing an existing file.
    func rename(to other: HostPath) throws(SystemFailure) {
        guard unsafe Foundation.rename(path, other.path) == 0 else { throw SystemFailure() }
    }

    /// Waits until the file's content is durable; for a folder, the names of its files.
    func synchronize() throws(SystemFailure) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemFailure() }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw SystemFailure() }
    }
}
