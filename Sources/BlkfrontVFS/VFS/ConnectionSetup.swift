// SPDX-License-Identifier: MIT
// Per-connection setup. A VFS has no hook for it, so an auto-extension does it
// (sqlite.org/c3ref/auto_extension.html). It sets exclusive locking: write-ahead logging then works
// without shared memory, and a journal's header is zeroed instead of the journal deleted. It
// reserves 32 bytes in each page of a new database for the checksum and the record of the commit
// log, or 8 without the latter. Connections to other VFSs are unaffected.
//
// A database created by ATTACH has no reserved bytes, so no checksums.

import CSQLite

/// The auto-extension.
enum ConnectionSetup {
    /// Registers the setup for every new connection. Idempotent.
    static func install() -> Int32 {
        unsafe csqlite_auto_extension { database, _, _ in
            // SAFETY: SQLite passes the connection that it is opening.
            unsafe ConnectionSetup.setUp(database)
        }
    }

    private static func setUp(_ database: OpaquePointer?) -> Int32 {
        var bytes: Int32 = 0
        let code = unsafe sqlite3_file_control(
            database, "main", DatabaseFile.checksOperation, &bytes)
        // Other VFSs do not know the operation.
        guard code == SQLITE_OK else { return SQLITE_OK }
        if bytes > 0, unsafe wantsChecks(database) {
            var reserved = bytes
            // An in-out `int`: the bytes to reserve in, the former value out.
            _ = unsafe sqlite3_file_control(
                database, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved)
            _ = unsafe sqlite3_file_control(
                database, "main", DatabaseFile.checksOperation, &bytes)
        }
        var journal = unsafe UnsafeMutablePointer<sqlite3_file>?.none
        _ = unsafe sqlite3_file_control(
            database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &journal)
        _ = unsafe sqlite3_file_control(
            database, "main", DatabaseFile.journalOperation, journal)
        return unsafe sqlite3_exec(database, "PRAGMA locking_mode = EXCLUSIVE", nil, nil, nil)
    }

    /// Whether the database gets checksums. `file:name?checksums=0` turns them off, for
    /// byte-for-byte copies of another database.
    private static func wantsChecks(_ database: OpaquePointer?) -> Bool {
        // SAFETY: the name comes from SQLite and is followed by its URI parameters.
        unsafe sqlite3_uri_boolean(sqlite3_db_filename(database, "main"), "checksums", 1) != 0
    }
}
