// SPDX-License-Identifier: MIT
import ArgumentParser
import BlkfrontVFS
import Foundation

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Copies a database out of a volume into a file that any SQLite opens.",
        discussion: """
            A transaction that a power cut left half done is rolled back on the volume first, which writes to it. The \
            file has the database's pages as they are; those with checksums keep 8 bytes for them, which SQLite \
            elsewhere does not use.
            """
    )

    @OptionGroup var arguments: DiskArguments
    @Argument(help: "The database's name.")
    var database: String
    @Argument(help: "The file to make.")
    var file: String
    @Flag(help: "Overwrite the file.")
    var force = false
    @OptionGroup var progress: ProgressArguments

    func run() throws {
        let volume = try arguments.mounted(isReadOnly: false)
        guard volume.exists(database) else {
            throw failure(arguments.path, "there is no database '\(database)'", Status.database)
        }
        if FileManager.default.fileExists(atPath: file) {
            guard force else { throw failure(file, "exists already", Status.noVolume) }
        }
        // The copy gets its name when it is whole.
        let part = file + ".part"
        removeFile(part)
        defer { removeFile(part) }
        let line = progress.line("exporting")
        try copying(arguments.path, volume) { vfs in
            defer { line.end() }
            let source = try SQLiteFile(database, vfs: vfs)
            let target = try reportingFile(file) {
                try SQLiteFile(part, vfs: SQLiteFile.host, creates: true)
            }
            try source.copy(to: target) { line.update($0, of: $1) }
            // One file, whatever the database's mode is on the volume.
            try reportingFile(file) { try target.run("PRAGMA journal_mode = DELETE") }
        }
        // SAFETY: paths are strings of Swift's, which end in a zero for the call.
        guard unsafe rename(part, file) == 0 else {
            throw failure(file, "cannot be made", Status.disk)
        }
    }
}

/// Removes a database of the host, with what may be left of its journals.
func removeFile(_ path: String) {
    for suffix in ["", "-journal", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: path + suffix)
    }
}
