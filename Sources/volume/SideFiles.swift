// SPDX-License-Identifier: MIT
// What SQLite keeps beside a database's file: its rollback journal, its write-ahead log and the log's index. SQLite finds
// them by their names alone, so a file that is put beside those of another database would be read with that one's content.
import Foundation

extension HostPath {
    /// What SQLite puts behind a database's path.
    private static let suffixes = ["-wal", "-journal", "-shm"]

    /// Where SQLite looks for what belongs to the database in this file.
    private var places: [HostPath] { Self.suffixes.map(appending) }

    /// What is there of them.
    var sideFiles: [HostPath] { places.filter(\.exists) }

    /// The journal or log beside the file that has bytes, which may be a part of the database.
    var log: HostPath? {
        [appending("-wal"), appending("-journal")].first { ($0.status?.st_size ?? 0) > 0 }
    }

    /// Whether SQLite would take a file with this path for one that belongs to another database.
    var isSideFile: Bool { Self.suffixes.contains { path.hasSuffix($0) } }

    /// Removes the file and what is beside it, in the order in which none is taken for a part of something else: the side
    /// files of no file say nothing, but a file without its journal may be half of a transaction.
    func removeDatabase() throws(SystemFailure) {
        for path in [self] + places { try path.remove() }
    }

    private func remove() throws(SystemFailure) {
        // SAFETY: here and below a path is a string of Swift's, which ends in a zero for the call.
        guard unsafe unlink(path) != 0 else { return }
        let failure = SystemFailure()
        guard failure.number == ENOENT else { throw failure }
    }

    /// Gives the file another name in the same folder, in place of what has that name.
    func rename(to other: HostPath) throws(SystemFailure) {
        guard unsafe Foundation.rename(path, other.path) == 0 else { throw SystemFailure() }
    }

    /// Waits until what is in the file is durable; of a folder, the names of its files.
    func synchronize() throws(SystemFailure) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemFailure() }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw SystemFailure() }
    }
}
