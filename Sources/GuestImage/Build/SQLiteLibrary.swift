// SPDX-License-Identifier: MIT
// SQLite for guests: an archive that the script Tools/sqlite/build of this package makes, once for each profile, and
// that is linked when a program uses CSQLite.

import Foundation

/// How much of SQLite is in a guest.
public enum SQLiteProfile: String, CaseIterable, Sendable {
    /// What SQLite's own default build has.
    case full
    /// Without what few programs use: JSON, dates, virtual tables, window functions.
    case lean
    /// What the SQL of generated stores needs, and no more.
    case auto
}

/// The SQLite that a guest is linked with.
public struct SQLiteLibrary: Sendable {
    private let profile: SQLiteProfile
    /// SQLite's sources; Debian's source package when there are none.
    private let source: URL?

    /// SQLite in one of its profiles, of Debian's source package or of the sources in a folder.
    public init(_ profile: SQLiteProfile, source: URL? = nil) {
        self.profile = profile
        self.source = source
    }

    /// Builds the archive unless that was done before.
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

    /// Beside the sources that this was compiled from.
    private static var script: String {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return root.appendingPathComponent("Tools/sqlite/build").path
    }
}
