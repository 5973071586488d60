// SQLite without the library under test: what a stranger could do to the file, and what a stranger sees.
import CSQLite

/// A failed call, with SQLite's text.
struct RawError: Error {
    let code: Int32
    let reason: String
}

@safe final class RawDatabase {
    private let handle: OpaquePointer

    init(_ path: String) throws {
        var opened: OpaquePointer?
        // SAFETY: SQLite copies the path; the handle is closed in deinit.
        let code = unsafe sqlite3_open_v2(
            path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil)
        guard code == SQLITE_OK, let opened = unsafe opened else {
            throw RawError(code: code, reason: "open")
        }
        unsafe handle = opened
    }

    deinit {
        // SAFETY: the handle is ours and nobody else has it.
        _ = unsafe sqlite3_close_v2(handle)
    }

    func run(_ sql: String) throws {
        // SAFETY: the handle is open; no callback and no message pointer.
        let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
        // SAFETY: the message lives until the next call and is copied.
        if code != SQLITE_OK {
            throw RawError(code: code, reason: unsafe String(cString: sqlite3_errmsg(handle)))
        }
    }

    /// A column of all rows, as text; the first unless another is asked for.
    func texts(_ sql: String, column: Int32 = 0) throws -> [String] {
        var statement: OpaquePointer?
        // SAFETY: the statement is finalised below; column text is copied before the next step.
        let code = unsafe sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
        defer { _ = unsafe sqlite3_finalize(statement) }
        guard code == SQLITE_OK else {
            throw RawError(code: code, reason: unsafe String(cString: sqlite3_errmsg(handle)))
        }
        var found: [String] = []
        while true {
            let step = unsafe sqlite3_step(statement)
            if step == SQLITE_DONE { return found }
            guard step == SQLITE_ROW else {
                throw RawError(code: step, reason: unsafe String(cString: sqlite3_errmsg(handle)))
            }
            if let text = unsafe sqlite3_column_text(statement, column) {
                found.append(unsafe String(cString: text))
            } else {
                found.append("NULL")
            }
        }
    }
}
