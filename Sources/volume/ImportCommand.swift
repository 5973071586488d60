// SPDX-License-Identifier: MIT
import ArgumentParser
import BlkfrontVFS
import Foundation

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Copies a database of SQLite's from a file into a volume.",
        discussion: """
            Pages get checksums, for which 8 bytes of each are needed: a file without them is first written anew in \
            the folder for temporary files (VACUUM INTO, with pages of 4,096 bytes when they were smaller). A copy \
            that fails leaves nothing on the volume.
            """
    )

    @OptionGroup var arguments: DiskArguments
    @Argument(help: "The database's name on the volume, 1 to 128 bytes.")
    var database: String
    @Argument(help: "The file.")
    var file: String
    @Flag(help: "Replace a database that has the name. It is gone even when the copy fails.")
    var force = false
    @OptionGroup var progress: ProgressArguments

    func run() throws {
        let path = arguments.path
        let volume = try arguments.mounted(isReadOnly: false)
        let temporary = FileManager.default.temporaryDirectory
            .appendingPathComponent("volume-import-\(UUID().uuidString)").path
        defer { removeFile(temporary) }
        let source = try reportingFile(file) { try readable(temporary) }
        if volume.exists(database) {
            guard force else {
                throw failure(path, "there is a database '\(database)' already", Status.database)
            }
            try reporting(path) { () throws(VolumeError) in try volume.remove(database) }
        }
        let line = progress.line("importing")
        do {
            try copying(path, volume) { vfs in
                defer { line.end() }
                let target = try SQLiteFile(database, vfs: vfs, creates: true)
                try source.copy(to: target) { line.update($0, of: $1) }
            }
        } catch {
            if volume.exists(database) { try? volume.remove(database) }
            throw error
        }
    }

    /// The file, or a copy with room for checksums and records of the commit log.
    private func readable(_ temporary: String) throws -> SQLiteFile {
        let original = try SQLiteFile(file, vfs: SQLiteFile.host)
        let pageSize = try original.number("PRAGMA page_size")
        _ = try original.number("SELECT count(*) FROM sqlite_schema")
        let needed = Int32(VFSOptions().reservedBytes)
        if original.reservedBytes() == needed, pageSize >= 4096 { return original }
        original.reservedBytes(new: needed)
        if pageSize < 4096 { try original.run("PRAGMA page_size = 4096") }
        let quoted = temporary.replacing("'", with: "''")
        try original.run("VACUUM INTO '\(quoted)'")
        return try SQLiteFile(temporary, vfs: SQLiteFile.host)
    }
}
