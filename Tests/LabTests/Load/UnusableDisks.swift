// SPDX-License-Identifier: MIT
import Foundation
import LabSupport

/// Disks of 2 MiB that hold something other than a volume of this version.
struct UnusableDisks {
    /// Their names, which are also those of the guests that have them.
    static let names = ["ext4", "sqlite", "random", "newer"]
    private static let size = 2 << 20
    private let folder = Checkout.file(".build/lab/load-content")

    /// The file with the content of a disk.
    func image(_ name: String) -> URL { folder.appending(path: "\(name).img") }

    /// The disks that were made.
    init() {}

    /// Makes them.
    static func make() async throws -> UnusableDisks {
        let disks = UnusableDisks()
        let files = FileManager.default
        try? files.removeItem(at: disks.folder)
        try files.createDirectory(at: disks.folder, withIntermediateDirectories: true)
        // The magic number in the superblock of ext4.
        try disks.write("ext4", Data(count: 1080) + [0x53, 0xEF])
        try disks.write("sqlite", Data("SQLite format 3\0".utf8))
        try disks.write("random", Data("These bytes are nobody's.".utf8))
        try await disks.makeNewer()
        return disks
    }

    private func write(_ name: String, _ start: Data) throws {
        try (start + Data(count: Self.size - start.count)).write(to: image(name))
    }

    /// A volume whose superblocks, at both their places, are of version 3 (VolumeFormat.md).
    private func makeNewer() async throws {
        let file = image("newer")
        try await volumeTool("create", "--size", "2M", file.path)
        var volume = try Data(contentsOf: file)
        for place in [8, 4104] { volume[place] = 3 }
        try volume.write(to: file)
    }
}
