// An SQLite connection without anything between the test and the C interface.
import CSQLite

struct SQLFailure: Error, Equatable, CustomStringConvertible {
    var code: Int32
    var text: String
    var description: String { "\(code): \(text)" }
}

final class RawConnection {
    let handle: OpaquePointer
    private var isOpen = true
    /// What must outlive the connection.
    var owner: AnyObject?

    init(
        _ path: String, vfs: String,
        flags: Int32 = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    ) throws(SQLFailure) {
        var handle: OpaquePointer?
        let code = sqlite3_open_v2(path, &handle, flags, vfs)
        guard code == SQLITE_OK else {
            let extended = sqlite3_extended_errcode(handle)
            let text = String(cString: sqlite3_errmsg(handle))
            sqlite3_close_v2(handle)
            throw SQLFailure(code: extended, text: text)
        }
        self.handle = handle!
        sqlite3_extended_result_codes(handle, 1)
    }

    deinit { close() }

    @discardableResult func close() -> Int32 {
        guard isOpen else { return SQLITE_OK }
        isOpen = false
        return sqlite3_close(handle)
    }

    var failure: SQLFailure {
        SQLFailure(
            code: sqlite3_extended_errcode(handle), text: String(cString: sqlite3_errmsg(handle)))
    }

    func run(_ sql: String) throws(SQLFailure) { _ = try rows(sql) }

    /// All rows of all statements; NULL is "NULL", blobs are in hexadecimal digits when SQL says hex().
    @discardableResult func rows(_ sql: String) throws(SQLFailure) -> [[String]] {
        var rows: [[String]] = []
        var rest = sql[...]
        while !rest.isEmpty {
            var statement: OpaquePointer?
            let text = String(rest)
            var code = SQLITE_OK
            var used = 0
            text.withCString { start in
                var tail: UnsafePointer<CChar>?
                code = sqlite3_prepare_v2(handle, start, -1, &statement, &tail)
                used = tail.map { $0 - start } ?? 0
            }
            guard code == SQLITE_OK else { throw failure }
            rest = rest.dropFirst(text.utf8.prefix(used).count)
            guard statement != nil else { break }
            code = sqlite3_step(statement)
            while code == SQLITE_ROW {
                rows.append(
                    (0..<sqlite3_column_count(statement)).map { column in
                        sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "NULL"
                    })
                code = sqlite3_step(statement)
            }
            // The error is the connection's until the next call on it.
            let failure = failure
            sqlite3_finalize(statement)
            guard code == SQLITE_DONE else { throw failure }
        }
        return rows
    }

    func value(_ sql: String) throws(SQLFailure) -> String? { try rows(sql).first?.first }
}
