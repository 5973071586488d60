// SPDX-License-Identifier: MIT
// A connection of SQLite's.

import CSQLite

/// A database on the default VFS.
@safe final class Database {
    private var handle: OpaquePointer?

    init(_ name: String) throws {
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        guard unsafe sqlite3_open_v2(name, &handle, flags, nil) == SQLITE_OK else {
            throw Trouble("cannot open \(name)")
        }
    }

    func close() {
        unsafe sqlite3_close_v2(handle)
        unsafe handle = nil
    }

    /// Runs statements; returns the last row, its columns with a bar in between.
    @discardableResult func run(_ sql: String) throws -> String {
        var last = ""
        let code = unsafe withUnsafeMutablePointer(to: &last) { last in
            unsafe sqlite3_exec(
                handle, sql,
                { context, count, values, _ in
                    var columns: [String] = []
                    for index in 0..<Int(count) {
                        // SAFETY: SQLite passes so many texts, or NULL.
                        columns.append(
                            unsafe values![index].map { unsafe String(cString: $0) } ?? "")
                    }
                    unsafe context!.assumingMemoryBound(to: String.self).pointee =
                        columns.joined(separator: "|")
                    return 0
                }, last, nil)
        }
        guard code == SQLITE_OK else {
            throw Trouble("\(unsafe String(cString: sqlite3_errmsg(handle))): \(sql)")
        }
        return last
    }

    func expect(_ sql: String, _ answer: String) throws {
        let found = try run(sql)
        guard found == answer else { throw Trouble("\(sql) gives \(found), not \(answer)") }
    }
}
