// SPDX-License-Identifier: MIT
// Writes files only if their contents change, so that modification times are meaningful. Errors
// name the file.

import Foundation

enum Files {
    static func names(in folder: URL) throws(GuestImageError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        } catch {
            throw failure("read the folder", folder, error)
        }
    }

    static func makeFolder(_ folder: URL) throws(GuestImageError) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw failure("make the folder", folder, error)
        }
    }

    /// Removes a file or folder if it exists.
    static func remove(_ file: URL) throws(GuestImageError) {
        // Not fileExists, which follows links.
        guard (try? FileManager.default.attributesOfItem(atPath: file.path)) != nil else { return }
        do {
            try FileManager.default.removeItem(at: file)
        } catch {
            throw failure("remove", file, error)
        }
    }

    static func read(_ file: URL) throws(GuestImageError) -> Data {
        do {
            return try Data(contentsOf: file)
        } catch {
            throw failure("read", file, error)
        }
    }

    static func write(_ data: Data, to file: URL) throws(GuestImageError) {
        if let present = try? Data(contentsOf: file), present == data { return }
        try makeFolder(file.deletingLastPathComponent())
        do {
            try data.write(to: file, options: .atomic)
        } catch {
            throw failure("write", file, error)
        }
    }

    static func isLink(_ file: URL) -> Bool {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: file.path)) != nil
    }

    static func link(_ file: URL, to target: String) throws(GuestImageError) {
        let manager = FileManager.default
        if (try? manager.destinationOfSymbolicLink(atPath: file.path)) == target { return }
        try makeFolder(file.deletingLastPathComponent())
        try remove(file)
        do {
            try manager.createSymbolicLink(atPath: file.path, withDestinationPath: target)
        } catch {
            throw failure("make the link", file, error)
        }
    }

    private static func failure(_ verb: String, _ file: URL, _ error: any Error) -> GuestImageError
    {
        GuestImageError("cannot \(verb) '\(file.path)': \(error.localizedDescription)")
    }
}
