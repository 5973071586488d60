// SPDX-License-Identifier: MIT
// The extended result codes (sqlite.org/rescode.html) that this VFS returns. SQLite's header
// composes them by macros that Swift does not import.

import CSQLite

/// Extended I/O result codes.
enum ResultCode {
    static let read = SQLITE_IOERR | 1 << 8
    /// Not an error: the file ended, and the rest of the buffer is zero.
    static let shortRead = SQLITE_IOERR | 2 << 8
    static let write = SQLITE_IOERR | 3 << 8
    static let sync = SQLITE_IOERR | 4 << 8
    static let truncate = SQLITE_IOERR | 6 << 8
    static let delete = SQLITE_IOERR | 10 << 8
    static let outOfMemory = SQLITE_IOERR | 12 << 8
    static let close = SQLITE_IOERR | 16 << 8
    static let nothingToDelete = SQLITE_IOERR | 23 << 8
    /// A batch could not be begun or written; SQLite falls back to a journal.
    static let beginBatch = SQLITE_IOERR | 29 << 8
    static let commitBatch = SQLITE_IOERR | 30 << 8
    /// A page's checksum does not match.
    static let checksum = SQLITE_IOERR | 32 << 8
    /// The volume, on which the file lies, is damaged.
    static let volumeDamaged = SQLITE_IOERR | 33 << 8
}
