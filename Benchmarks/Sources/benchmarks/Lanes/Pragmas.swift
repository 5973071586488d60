// SPDX-License-Identifier: MIT
// The settings of every connection. Mirage is told through `StoreOptions`, the others by PRAGMA;
// what each connection then answers is compared, so that no lane can differ unnoticed.
import CProbe

enum Pragmas {
    static let cacheKibibytes: Int32 = 65_536

    static let statements = [
        "PRAGMA foreign_keys = ON",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA cache_size = -\(cacheKibibytes)",
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = NORMAL",
    ]

    static let compared = [
        "journal_mode", "synchronous", "cache_size", "page_size", "mmap_size", "foreign_keys",
        "trusted_schema", "temp_store", "locking_mode", "wal_autocheckpoint", "threads",
    ]

    /// What a connection answers, and whether it has a mutex of its own.
    static func answers(of connection: OpaquePointer) -> [String] {
        let mutex = sqlite3_db_mutex(connection) == nil ? "NOMUTEX" : "FULLMUTEX"
        return compared.map { "\($0)=\(text("PRAGMA \($0)", connection))" } + [mutex]
    }

    static func compileOptions(of connection: OpaquePointer) -> [String] {
        column("PRAGMA compile_options", connection)
    }

    private static func text(_ sql: String, _ connection: OpaquePointer) -> String {
        column(sql, connection).first ?? "none"
    }

    private static func column(_ sql: String, _ connection: OpaquePointer) -> [String] {
        var statement: OpaquePointer?
        sqlite3_prepare_v2(connection, sql, -1, &statement, nil)
        defer { sqlite3_finalize(statement) }
        var values: [String] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            values.append(String(cString: sqlite3_column_text(statement, 0)))
        }
        return values
    }
}
