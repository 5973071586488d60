// SPDX-License-Identifier: MIT
// SQLite for guests: an archive that the script Tools/sqlite/build of this package builds once per
// profile. Programs that use CSQLite are linked with it.

import Foundation

/// The set of SQLite features in a guest.
public enum SQLiteProfile: String, CaseIterable, Sendable {
    /// The features of SQLite's default build.
    case full
    /// Without rarely used features: JSON, dates, virtual tables, window functions.
    case lean
    /// Only what the SQL of generated stores needs, and of that some parts only if the program asks
    /// for them.
    case auto
}

/// The SQLite that a guest is linked with.
public struct SQLiteLibrary: Sendable {
    private let profile: SQLiteProfile
    /// SQLite's sources, or nil for Debian's source package.
    private let source: URL?

    /// Creates one of SQLite's profiles, from Debian's source package or from a folder of sources.
    public init(_ profile: SQLiteProfile, source: URL? = nil) {
        self.profile = profile
        self.source = source
    }

    /// The functions that a program calls where it asks for a part of SQLite (OrmRuntime's
    /// SQLFeature) have this and the part's word for a name.
    private static let usePrefix = "mirage_sql_"

    /// Returns the parts of SQLite that a linked program asks for, of those that the profile has
    /// only then; nothing if there is no program yet.
    func uses(ofProgramAt program: URL) -> [String] {
        guard profile == .auto, let data = try? Files.read(program),
            let file = try? ELFFile([UInt8](data))
        else { return [] }
        return file.symbols.filter { $0.section != 0 && $0.name.hasPrefix(Self.usePrefix) }
            .map { String($0.name.dropFirst(Self.usePrefix.count)) }.sorted()
    }

    /// Builds the archive unless it exists.
    ///
    /// - Parameter uses: the parts that the program asks for.
    /// - Returns: its path.
    func archive(
        _ toolchain: Toolchain, uses: [String] = []
    ) throws(GuestImageError) -> String {
        var arguments = ["--profile", profile.rawValue, "--toolchain", toolchain.tools.path]
        if !uses.isEmpty { arguments += ["--uses", uses.joined(separator: ",")] }
        if let source { arguments += ["--source", source.path] }
        let (status, printed) = try Command(Self.script, arguments).passingOn()
        guard status == 0, let folder = printed.split(whereSeparator: \.isNewline).last else {
            throw GuestImageError("SQLite could not be built for guests")
        }
        return folder + "/" + GuestSDK.sqliteName
    }

    /// The script's path, relative to this source file.
    private static var script: String {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return root.appendingPathComponent("Tools/sqlite/build").path
    }
}
