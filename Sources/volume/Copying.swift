// SPDX-License-Identifier: MIT
// SQLite on a volume, for as long as a copy takes.
import ArgumentParser
import BlkfrontVFS
import BlockIO
import Foundation

/// Registers a mounted volume and runs what copies; SQLite's failures get the volume's reasons when it has one.
func copying(_ path: String, _ volume: Volume, _ body: (_ vfs: String) throws -> Void) throws {
    let vfs: VolumeVFS
    do throws(StorageFailure) {
        vfs = try VolumeVFS.register(
            volume,
            surroundings: Surroundings(
                now: { Int64(Date().timeIntervalSince1970 * 1000) },
                random: { .random(in: 0 ... .max) },
                sleep: { usleep(UInt32(clamping: $0)) }))
    } catch {
        throw failure(path, error.text, Status.disk)
    }
    defer { vfs.unregister() }
    do {
        try body(vfs.name)
    } catch let error as SQLiteFailure {
        throw failure(path, vfs.lastFailure?.text ?? error.text, error.status)
    }
}

/// Runs what concerns a file of the host alone.
func reportingFile<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
    do {
        return try body()
    } catch let error as SQLiteFailure {
        throw failure(path, error.text, error.status)
    }
}
