// SPDX-License-Identifier: MIT
// SQLite on a volume, for the duration of a copy.
import ArgumentParser
import BlkfrontVFS
import BlockIO
import DiskVolume
import Foundation

/// Registers a mounted volume as a VFS and runs a copy between it and a file of the host.
/// Attributes an SQLite error to the volume if the VFS has recorded a failure with that code, else
/// to the file.
func copying(
    _ disk: String, _ volume: Volume, _ file: HostPath, _ body: (_ vfs: String) throws -> Void
) throws {
    let vfs: VolumeVFS
    do throws(StorageFailure) {
        vfs = try VolumeVFS.register(
            volume,
            environment: VFSEnvironment(
                now: { Int64(Date().timeIntervalSince1970 * 1000) },
                random: { .random(in: 0 ... .max) },
                sleep: { usleep(UInt32(clamping: $0)) }))
    } catch {
        throw failure(disk, error.text, Status.disk)
    }
    defer { vfs.unregister() }
    do {
        try body(vfs.name)
    } catch let error as SQLiteFailure {
        guard let reason = vfs.failure(withCode: error.code) else {
            throw failure(file.text, error.text, error.statusOfFile)
        }
        throw failure(disk, reason.text, error.statusOfVolume)
    }
}

/// Runs a body whose errors concern only a file of the host.
func reportingFile<Value>(_ file: HostPath, _ body: () throws -> Value) throws -> Value {
    do {
        return try body()
    } catch let error as SQLiteFailure {
        throw failure(file.text, error.text, error.statusOfFile)
    } catch let error as SystemFailure {
        throw failure(file.text, error.text, Status.disk)
    }
}
