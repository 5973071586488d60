// SPDX-License-Identifier: MIT
import Foundation
import LabSupport

/// What disks hold when the guest StorageFact boots again.
struct StorageContent {
    private let folder = Checkout.file(".build/lab/storage/content")
    /// The volume of the guest `file`.
    var volume: URL { folder.appending(path: "volume.img") }
    /// The same, with a trigger, for which the image has no SQL.
    var trigger: URL { folder.appending(path: "trigger.img") }
    /// No volume.
    var text: URL { folder.appending(path: "text") }

    /// Makes them from a volume.
    init(from disk: URL) async throws {
        let files = FileManager.default
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("not a volume\n".utf8).write(to: text)
        try files.copyItem(at: disk, to: volume)
        try files.copyItem(at: disk, to: trigger)
        let database = folder.appending(path: "boots.db").path
        try await volumeTool("export", trigger.path, "boots", database)
        try await sqlite(
            database, "CREATE TRIGGER watch AFTER DELETE ON orm_format BEGIN SELECT 1; END")
        try await volumeTool("import", "--force", trigger.path, "boots", database)
    }
}
