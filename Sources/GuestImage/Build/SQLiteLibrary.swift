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
    /// Only what the SQL of generated stores needs.
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

    /// Builds the archive unless it exists.
    ///
    /// - Returns: its path.
    func archive(_ toolchain: Toolchain) throws(GuestImageError) -> String {
        var arguments = ["--profile", profile.rawValue, "--toolchain", toolchain.tools.path]
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
