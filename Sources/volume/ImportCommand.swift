// SPDX-License-Identifier: MIT
import ArgumentParser
import DiskVolume
import Foundation

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Copies a database of SQLite's from a file into a volume.",
        discussion: """
            Pages get checksums, for which 32 bytes of each are needed: a file without them is first written anew in \
            the folder for temporary files (VACUUM INTO, with pages of 4,096 bytes when they were smaller). A copy \
            that fails, or that a power cut ends, leaves the volume as it was. The copy is not in WAL mode, whatever \
            the file is in.
            """
    )

    @OptionGroup var arguments: DiskArguments
    @Argument(
        help: """
            The database's name on the volume: 1 to 128 bytes that do not end in -journal or -wal. Slashes before it \
            are no part of it.
            """)
    var database: String
    @Argument(help: "The file.")
    var file: HostPath
    @Flag(
        help: """
            Replace a database that has the name. It stays until the copy is whole, when there is room for both; \
            otherwise it goes first.
            """)
    var force = false
    @OptionGroup var progress: ProgressArguments

    func run() throws {
        let path = arguments.path
        let name = try arguments.name(database)
        let volume = try arguments.mounted(isReadOnly: false)
        guard force || !volume.exists(name) else {
            throw failure(path, "there is a database '\(name)' already", Status.database)
        }
        let temporary = HostPath(
            FileManager.default.temporaryDirectory
                .appendingPathComponent("volume-import-\(UUID().uuidString)").path)
        defer { try? temporary.removeDatabase() }
        let source = try SourceFile(file, temporary)
        try makeRoom(for: source, name, on: volume)
        try reporting(path) { () throws(VolumeError) in try volume.beginDraft(name) }
        defer { volume.abandonDraft() }
        let line = progress.line("importing")
        try copying(path, volume, file) { vfs in
            defer { line.end() }
            let target = try SQLiteFile(name, vfs: vfs, creates: true)
            try source.connection.copy(to: target) { line.update($0, of: $1) }
            // A volume needs no write-ahead log, and not every image can read one.
            let mode = try target.text("PRAGMA journal_mode = DELETE")
            guard mode == "delete" else {
                throw failure(path, "stays in journal mode \(mode)", Status.disk)
            }
            try target.close()
        }
        try source.requireUnchanged()
        try reporting(path) { () throws(VolumeError) in try volume.publishDraft() }
    }

    /// Removes the database to be replaced first, if there is no room for both.
    private func makeRoom(for source: SourceFile, _ name: DatabaseName, on volume: Volume) throws {
        guard let old = volume.databases.first(where: { $0.name == name.text }) else { return }
        let needed = try reportingFile(file) { try source.byteCount() }
        guard !volume.hasRoom(forBytes: needed),
            volume.hasRoom(forBytes: needed, without: old)
        else { return }
        try reporting(arguments.path) { () throws(VolumeError) in try volume.remove(name) }
    }
}
