// SPDX-License-Identifier: MIT
// sqlite3_vfs (sqlite.org/c3ref/vfs.html), version 2. These functions only translate calls to
// `VolumeVFS`.

import CSQLite
import DiskVolume

/// The functions that SQLite calls on a VFS.
enum VFSMethods {
    /// Bytes of the longest path: a name of 128 bytes, leading slashes, and SQLite's "-journal".
    private static let longestPath = 512
    /// Milliseconds from noon of 24 November 4714 BC, the origin of SQLite's Julian days, to 1970.
    private static let epoch: Int64 = 210_866_760_000_000

    /// Returns the table, without name and object.
    static func table() -> sqlite3_vfs {
        var table = unsafe sqlite3_vfs()
        unsafe table.iVersion = 2
        unsafe table.szOsFile = Int32(OpenFile.sqliteFileSize)
        unsafe table.mxPathname = Int32(longestPath)
        unsafe addFiles(to: &table)
        unsafe addEnvironment(to: &table)
        unsafe addNoLibraries(to: &table)
        return unsafe table
    }

    private static func addFiles(to table: inout sqlite3_vfs) {
        unsafe table.xOpen = { descriptor, path, sqliteFile, flags, result in
            // SAFETY: here and below, by SQLite's contract, pointers are valid and strings end with
            // a zero.
            let vfs = unsafe VolumeVFS.of(descriptor)
            unsafe sqliteFile!.pointee.pMethods = nil
            return vfs.attempt { () throws(StorageFailure) in
                let path =
                    if let path = unsafe path { unsafe try StoragePath(path) } else {
                        nil as StoragePath?
                    }
                let granted = unsafe try vfs.open(path, flags, in: sqliteFile!)
                if let result = unsafe result { unsafe result.pointee = granted }
            }
        }
        unsafe table.xDelete = { descriptor, path, _ in
            let vfs = unsafe VolumeVFS.of(descriptor)
            return vfs.attempt { () throws(StorageFailure) in
                try vfs.delete(unsafe StoragePath(path!))
            }
        }
        unsafe table.xAccess = { descriptor, path, question, result in
            let vfs = unsafe VolumeVFS.of(descriptor)
            return vfs.attempt { () throws(StorageFailure) in
                let exists = try vfs.exists(unsafe StoragePath(path!), orIsEmpty: false)
                let isDenied = question == SQLITE_ACCESS_READWRITE && vfs.volume.isReadOnly
                unsafe result!.pointee = exists && !isDenied ? 1 : 0
            }
        }
        unsafe table.xFullPathname = { descriptor, path, room, result in
            let vfs = unsafe VolumeVFS.of(descriptor)
            return vfs.attempt { () throws(StorageFailure) in
                unsafe try VFSMethods.copyPath(
                    path!, to: UnsafeMutableBufferPointer(start: result, count: Int(room)))
            }
        }
        unsafe table.xGetLastError = { descriptor, room, result in
            guard let failure = unsafe VolumeVFS.of(descriptor).lastFailure else {
                return SQLITE_OK
            }
            if let result = unsafe result {
                unsafe VFSMethods.copyText(
                    failure.text, to: UnsafeMutableBufferPointer(start: result, count: Int(room)))
            }
            return failure.code
        }
    }

    private static func addEnvironment(to table: inout sqlite3_vfs) {
        unsafe table.xRandomness = { descriptor, count, result in
            let environment = unsafe VolumeVFS.of(descriptor).environment
            var bits: UInt64 = 0
            for index in 0..<Int(count) {
                if index % 8 == 0 { bits = environment.random() }
                unsafe result![index] = CChar(truncatingIfNeeded: bits)
                bits >>= 8
            }
            return count
        }
        unsafe table.xSleep = { descriptor, microseconds in
            unsafe VolumeVFS.of(descriptor).environment.sleep(Int(microseconds))
            return microseconds
        }
        unsafe table.xCurrentTimeInt64 = { descriptor, result in
            unsafe result!.pointee =
                unsafe VolumeVFS.of(descriptor).environment.now() + VFSMethods.epoch
            return SQLITE_OK
        }
        unsafe table.xCurrentTime = { descriptor, result in
            let milliseconds = unsafe VolumeVFS.of(descriptor).environment.now() + VFSMethods.epoch
            unsafe result!.pointee = Double(milliseconds) / 86_400_000
            return SQLITE_OK
        }
    }

    /// Adds stubs for shared libraries, which SQLite calls without checking for NULL.
    private static func addNoLibraries(to table: inout sqlite3_vfs) {
        unsafe table.xDlOpen = { _, _ in nil }
        unsafe table.xDlSym = { _, _, _ in nil }
        unsafe table.xDlClose = { _, _ in }
        unsafe table.xDlError = { _, room, result in
            unsafe VFSMethods.copyText(
                "a volume has no shared libraries",
                to: UnsafeMutableBufferPointer(start: result, count: Int(room)))
        }
    }

    /// Copies a path without its leading slashes.
    private static func copyPath(
        _ path: UnsafePointer<CChar>, to result: UnsafeMutableBufferPointer<CChar>
    ) throws(StorageFailure) {
        var source = unsafe path
        // SAFETY: the path ends with a zero, where both loops stop; `length` stays inside of the
        // result.
        while unsafe source.pointee == CChar(bitPattern: UInt8(ascii: "/")) { unsafe source += 1 }
        var length = 0
        while unsafe source[length] != 0 {
            if length + 1 < result.count { unsafe result[length] = unsafe source[length] }
            length += 1
        }
        // Terminate the result on failure too, because SQLite measures it before it checks the code
        // (sqlite3PagerOpen).
        if result.count > 0 { unsafe result[min(length, result.count - 1)] = 0 }
        guard length > 0, length < result.count else {
            throw StorageFailure(
                VolumeError.badName(.length(byteCount: length)), SQLITE_CANTOPEN)
        }
    }

    /// Copies as much of a text as fits, and a terminating zero.
    private static func copyText(_ text: String, to result: UnsafeMutableBufferPointer<CChar>) {
        guard result.count > 0 else { return }
        let bytes = text.utf8Span.span
        let length = min(bytes.count, result.count - 1)
        // SAFETY: the length is less than the result's.
        for index in 0..<length { unsafe result[index] = CChar(bitPattern: bytes[index]) }
        unsafe result[length] = 0
    }
}

extension VolumeVFS {
    /// Calls the body and returns SQLite's result code.
    fileprivate func attempt(_ body: () throws(StorageFailure) -> Void) -> Int32 {
        do throws(StorageFailure) {
            try body()
            return SQLITE_OK
        } catch {
            return report(error)
        }
    }
}
