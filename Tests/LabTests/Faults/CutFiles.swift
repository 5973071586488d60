// SPDX-License-Identifier: MIT
import Foundation
import LabSupport

/// Files that scripts in dom0 read which cut the power of a disk.
struct CutFiles {
    private let folder = Checkout.file(".build/lab/faults-content")

    /// Makes the program `cut`, for dom0, whose files are in memory.
    init() async throws {
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try await Command(
            URL(filePath: "/usr/bin/strip"), ["-o", cut.path, Checkout.check("cut").path]
        ).succeed()
    }

    private var cut: URL { folder.appending(path: "cut") }

    /// The program `cut`, and files that are written here, for the script of a guest.
    func files(for guest: String, _ texts: [String: String]) throws -> [URL] {
        let own = folder.appending(path: guest)
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        return try [cut]
            + texts.map { name, text in
                let file = own.appending(path: name)
                try Data(text.utf8).write(to: file)
                return file
            }
    }
}
