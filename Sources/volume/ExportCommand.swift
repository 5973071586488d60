// SPDX-License-Identifier: MIT
// An exported file is durable under its name before the command reports success, and no file beside
// it can be taken for its journal. The order leaves no file that SQLite would read with another's
// content, even after a power cut:
//   1. The copy is written under a temporary name, closed, and synchronized.
//   2. With --force, existing files are removed: the file first if it has side files, then those,
//      synchronized.
//   3. The copy gets its name, and the folder is synchronized.
import ArgumentParser
import DiskVolume
import Foundation

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Copies a database out of a volume into a file that any SQLite opens.",
        discussion: """
            A transaction that a power cut left half done is rolled back on the volume first, which writes to it. The \
            file has the database's pages as they are; those with checksums keep 8 or 32 bytes for them, which SQLite \
            elsewhere does not use. A journal or write-ahead log beside the file, as a program leaves it that was \
            killed, would be taken for the new file's: such files are in the way as the file itself is.
            """
    )

    @OptionGroup var arguments: DiskArguments
    @Argument(help: "The database's name.")
    var database: String
    @Argument(help: "The file to make.")
    var file: HostPath
    @Flag(help: "Overwrite the file; what SQLite kept beside it goes, too.")
    var force = false
    @OptionGroup var progress: ProgressArguments

    func validate() throws {
        guard !file.isSideFile else {
            throw ValidationError(
                "'\(file.text)': SQLite takes such a file for another database's journal or log")
        }
    }

    func run() throws {
        let name = try arguments.name(database)
        let volume = try arguments.mounted(isReadOnly: false)
        guard volume.exists(name) else {
            throw failure(arguments.path, "there is no database '\(name)'", Status.database)
        }
        if !force { try requireNothing() }
        let part = HostPath("\(file.text).\(UUID().uuidString.prefix(8)).part")
        defer { try? part.removeDatabase() }
        let line = progress.line("exporting")
        try copying(arguments.path, volume, file) { vfs in
            defer { line.end() }
            let source = try SQLiteFile(name, vfs: vfs)
            let target = try SQLiteFile(part, .new)
            try source.copy(to: target) { line.update($0, of: $1) }
            // The copy is a single file, whatever the journal mode on the volume.
            let mode = try target.text("PRAGMA journal_mode = DELETE")
            guard mode == "delete" else {
                throw failure(file.text, "stays in journal mode \(mode)", Status.disk)
            }
            try target.close()
            try source.close()
        }
        if !force { try requireNothing() }
        try reportingFile(file) { try place(part) }
    }

    private func requireNothing() throws {
        guard !file.exists else { throw failure(file.text, "exists already", Status.noVolume) }
        guard let left = file.sideFiles.first else { return }
        throw failure(
            left.text,
            "is left of another database, and SQLite would take it for a part of the new one; "
                + "remove it, or give --force",
            Status.noVolume)
    }

    private func place(_ part: HostPath) throws(SystemFailure) {
        try part.synchronize()
        if !file.sideFiles.isEmpty {
            try file.removeDatabase()
            try file.folder.synchronize()
        }
        try part.rename(to: file)
        try file.folder.synchronize()
    }
}
