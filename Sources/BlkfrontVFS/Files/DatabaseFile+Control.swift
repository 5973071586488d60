// SPDX-License-Identifier: MIT
// SQLITE_FCNTL operations (sqlite.org/c3ref/c_fcntl_begin_atomic_write.html) on a main file. All
// others return SQLITE_NOTFOUND, which SQLite treats as "nothing special".

import CSQLite
import DiskVolume

extension DatabaseFile {
    /// Our own operation, used by connection setup. The argument is an Int32. 0 asks how many bytes
    /// each page of a new database must reserve, and receives the answer. Any other value states
    /// that so many are reserved.
    static let checksOperation: Int32 = 0x4d69_7230
    /// Our own operation, used by connection setup. The argument is SQLite's file object of the
    /// rollback journal.
    static let journalOperation: Int32 = 0x4d69_7231

    @unsafe func control(
        _ operation: Int32, _ argument: UnsafeMutableRawPointer?
    ) throws(StorageFailure) -> Bool {
        switch operation {
        case SQLITE_FCNTL_SYNC, SQLITE_FCNTL_SIZE_HINT, SQLITE_FCNTL_CHUNK_SIZE,
            SQLITE_FCNTL_OVERWRITE:
            // Accepted without effect: extents grow with the file.
            return true
        case SQLITE_FCNTL_BEGIN_ATOMIC_WRITE:
            try beginBatch()
            return true
        case SQLITE_FCNTL_COMMIT_ATOMIC_WRITE:
            try endBatch()
            return true
        case SQLITE_FCNTL_ROLLBACK_ATOMIC_WRITE:
            try abandonBatch()
            return true
        case SQLITE_FCNTL_COMMIT_PHASETWO:
            try endTransaction()
            return true
        case Self.journalOperation:
            unsafe journalFileOfSQLite = argument?.assumingMemoryBound(to: sqlite3_file.self)
            return true
        case SQLITE_FCNTL_PRAGMA:
            return unsafe try pragma(argument)
        case SQLITE_FCNTL_VFSNAME:
            // SAFETY: the argument is a `char **` of the caller.
            unsafe argument?.storeBytes(of: sqliteCopy(of: vfsName), as: CString?.self)
            return true
        default:
            return unsafe controlFlag(operation, argument?.assumingMemoryBound(to: Int32.self))
        }
    }

    /// Operations whose argument is an `int *`.
    private func controlFlag(_ operation: Int32, _ value: UnsafeMutablePointer<Int32>?) -> Bool {
        guard let value = unsafe value else { return false }
        switch operation {
        case SQLITE_FCNTL_LOCKSTATE: unsafe value.pointee = lockLevel
        case SQLITE_FCNTL_HAS_MOVED: unsafe value.pointee = 0
        case SQLITE_FCNTL_PERSIST_WAL: unsafe Self.exchange(value, with: &keepsLog)
        case SQLITE_FCNTL_POWERSAFE_OVERWRITE:
            unsafe Self.exchange(value, with: &isPowersafe)
            // Never on where pages share a block.
            if options.allowsSmallPages { isPowersafe = false }
        case Self.checksOperation: unsafe negotiateChecks(value)
        default: return false
        }
        return true
    }

    /// Sets a flag to 0 or 1, or reads it when the value is negative: SQLite's convention.
    private static func exchange(_ value: UnsafeMutablePointer<Int32>, with flag: inout Bool) {
        // SAFETY: the pointer is the caller's `int`.
        if unsafe value.pointee < 0 {
            unsafe value.pointee = flag ? 1 : 0
        } else {
            flag = unsafe value.pointee != 0
        }
    }

    private func negotiateChecks(_ value: UnsafeMutablePointer<Int32>) {
        let isNew = database.byteCount == 0 && !isReadOnly
        // SAFETY: the pointer is the caller's `int`.
        if unsafe value.pointee > 0 {
            expectedReserve = isNew ? unsafe Int(value.pointee) : 0
            return
        }
        unsafe value.pointee = isNew ? Int32(options.reservedBytes) : 0
    }
}

/// A `char *`, as SQLite takes and frees it.
typealias CString = UnsafeMutablePointer<CChar>

/// A copy of the text that sqlite3_free releases, or nil without memory.
func sqliteCopy(of text: String) -> CString? {
    let bytes = text.utf8Span.span
    guard let copy = unsafe sqlite3_malloc64(UInt64(bytes.count + 1)) else { return nil }
    // SAFETY: there is room for the bytes and a zero.
    let characters = unsafe copy.bindMemory(to: CChar.self, capacity: bytes.count + 1)
    for index in bytes.indices { unsafe characters[index] = CChar(bitPattern: bytes[index]) }
    unsafe characters[bytes.count] = 0
    return unsafe characters
}
