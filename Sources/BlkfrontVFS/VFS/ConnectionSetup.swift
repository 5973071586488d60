// SPDX-License-Identifier: MIT
// What every connection to a volume needs and SQLite has no hook in a VFS for, so an automatic extension does it
// (sqlite.org/c3ref/auto_extension.html): exclusive locking, since nobody else is there, which lets write-ahead
// logging work without shared memory and lets a journal's header be zeroed instead of the journal deleted; and 32
// reserved bytes in each page of a new database, for the checksum and the record of the commit log, or 8 without the
// latter. Connections to other VFSs are left alone.
//
// A database created by ATTACH is not a connection's own: it gets no reserved bytes, so no checksums.

import CSQLite

/// The automatic extension.
enum ConnectionSetup {
    /// Has SQLite call the setup for each new connection. May be done again.
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
        // Another VFS does not know the operation.
        guard code == SQLITE_OK else { return SQLITE_OK }
        if bytes > 0, unsafe wantsChecks(database) {
            var reserved = bytes
            // An INOUT `int`: the bytes to reserve in, the bytes reserved before out.
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

    /// `file:name?checksums=0` makes a database without checksums, as for a byte-for-byte copy of another.
    private static func wantsChecks(_ database: OpaquePointer?) -> Bool {
        // SAFETY: the name is SQLite's own and has its URI parameters behind it.
        unsafe sqlite3_uri_boolean(sqlite3_db_filename(database, "main"), "checksums", 1) != 0
    }
}
