// SPDX-License-Identifier: MIT
// sqlite3_io_methods (sqlite.org/c3ref/io_methods.html), version 1. There is no shared memory, so
// write-ahead logging needs locking_mode=EXCLUSIVE, which connection setup sets. These functions
// only translate calls to `StoredFile`.

import CSQLite

/// The functions that SQLite calls on an open file.
enum FileMethods {
    /// Returns the table, which is the same for all files.
    static func table() -> sqlite3_io_methods {
        var table = sqlite3_io_methods()
        table.iVersion = 1
        addBytes(to: &table)
        addLocks(to: &table)
        unsafe table.xFileControl = { sqliteFile, operation, argument in
            let open = unsafe OpenFile.at(sqliteFile)
            var isKnown = false
            let code = open.attempt { (file) throws(StorageFailure) in
                isKnown = unsafe try file.control(operation, argument)
            }
            return code == SQLITE_OK && !isKnown ? SQLITE_NOTFOUND : code
        }
        unsafe table.xSectorSize = { _ in 4096 }
        unsafe table.xDeviceCharacteristics = { sqliteFile in
            unsafe OpenFile.at(sqliteFile).file.characteristics
        }
        return table
    }

    private static func addBytes(to table: inout sqlite3_io_methods) {
        unsafe table.xClose = { sqliteFile in
            // SAFETY: here and below, by SQLite's contract, the file is open and buffers have the
            // stated length.
            let open = unsafe OpenFile.detach(sqliteFile)
            open.vfs.closed(open.file)
            return open.attempt { (file) throws(StorageFailure) in try file.close() }
        }
        unsafe table.xRead = { sqliteFile, buffer, count, offset in
            let open = unsafe OpenFile.at(sqliteFile)
            let buffer = unsafe UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))
            var found = 0
            let code = open.attempt { (file) throws(StorageFailure) in
                found = unsafe try file.read(at: UInt64(offset), into: buffer)
            }
            if code != SQLITE_OK || found == buffer.count { return code }
            unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[found...])
                .initializeMemory(as: UInt8.self, repeating: 0)
            return ResultCode.shortRead
        }
        unsafe table.xWrite = { sqliteFile, bytes, count, offset in
            let bytes = unsafe UnsafeRawBufferPointer(start: bytes, count: Int(count))
            return unsafe OpenFile.at(sqliteFile).attempt { (file) throws(StorageFailure) in
                unsafe try file.write(at: UInt64(offset), from: bytes)
            }
        }
        unsafe table.xTruncate = { sqliteFile, byteCount in
            unsafe OpenFile.at(sqliteFile).attempt { (file) throws(StorageFailure) in
                try file.truncate(to: UInt64(byteCount))
            }
        }
        unsafe table.xSync = { sqliteFile, flags in
            unsafe OpenFile.at(sqliteFile).attempt { (file) throws(StorageFailure) in
                try file.sync(flags)
            }
        }
        unsafe table.xFileSize = { sqliteFile, result in
            unsafe OpenFile.at(sqliteFile).attempt { (file) throws(StorageFailure) in
                unsafe result!.pointee = Int64(try file.byteCount())
            }
        }
    }

    /// Adds the lock methods. A database has one connection, so locks never conflict.
    private static func addLocks(to table: inout sqlite3_io_methods) {
        unsafe table.xLock = { sqliteFile, level in
            let file = unsafe OpenFile.at(sqliteFile).file
            file.lockLevel = max(file.lockLevel, level)
            return SQLITE_OK
        }
        unsafe table.xUnlock = { sqliteFile, level in
            let file = unsafe OpenFile.at(sqliteFile).file
            file.lockLevel = min(file.lockLevel, level)
            return SQLITE_OK
        }
        unsafe table.xCheckReservedLock = { sqliteFile, result in
            // SAFETY: the result is the caller's `int`.
            unsafe result!.pointee =
                OpenFile.at(sqliteFile).file.lockLevel >= SQLITE_LOCK_RESERVED ? 1 : 0
            return SQLITE_OK
        }
    }
}

extension OpenFile {
    /// Calls the body with the file and returns SQLite's result code.
    fileprivate func attempt(
        _ body: (any StoredFile) throws(StorageFailure) -> Void
    ) -> Int32 {
        do throws(StorageFailure) {
            try body(file)
            return SQLITE_OK
        } catch {
            return vfs.report(error)
        }
    }
}
