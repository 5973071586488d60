// SPDX-License-Identifier: MIT
import Foundation
import LabSupport

/// What the tool `volume` says.
@discardableResult func volumeTool(_ arguments: String...) async throws -> String {
    try await Command(Checkout.program("volume"), arguments).succeed()
}

/// What SQLite's shell says.
@discardableResult func sqlite(_ database: String, _ statement: String) async throws -> String {
    try await Command(
        URL(filePath: "/usr/bin/sqlite3"), ["-separator", " ", database, statement]
    ).succeed()
}

/// What SQLite's shell says of a database, once it is out of a volume.
func sqlite(_ database: String, on disk: URL, _ statement: String) async throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(database)-\(UUID()).db")
    defer { try? FileManager.default.removeItem(at: file) }
    try await volumeTool("export", disk.path, database, file.path)
    return try await sqlite(file.path, statement)
}
