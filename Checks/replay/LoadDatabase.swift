// SPDX-License-Identifier: MIT
// The database that the guest Load writes (Tests/StorageGuests), read without the code that wrote it.
import BlkfrontVFS
import CSQLite
import DiskVolume
import LoadTexts

/// The database `load` of a volume.
@safe struct LoadDatabase: ~Copyable {
    private let database: OpaquePointer?

    init(vfs: String) throws(StorageFailure) {
        var opened: OpaquePointer?
        // SAFETY: strings of Swift's end in a zero for the call, and the pointer is the call's to set.
        let code = unsafe sqlite3_open_v2("load", &opened, SQLITE_OPEN_READWRITE, vfs)
        unsafe database = opened
        guard code == SQLITE_OK else { throw unsafe Self.failure(opened) }
    }

    deinit {
        // SAFETY: nobody else closes it.
        unsafe sqlite3_close(database)
    }

    /// Whether it holds whole transactions, each entry of them and no other, and which is the last.
    func state() throws(StorageFailure) -> VolumeState {
        let verdict = try rows("PRAGMA integrity_check")
        guard verdict.count == 1, verdict[0].text == "ok" else {
            return .wrong("integrity_check: \(verdict.first?.text ?? "nothing")")
        }
        let tables = try rows(
            "SELECT '', count(*) FROM sqlite_schema WHERE name IN ('Entry', 'Mark')")
        if tables[0].number == 0 { return .counted(0) }
        let entries = try rows("SELECT text, number FROM Entry ORDER BY number")
        var count: Int64 = 0
        for entry in entries {
            count += 1
            guard entry.number == count else {
                return .wrong("entry \(entry.number) in the place of \(count)")
            }
            guard entry.text == LoadTexts.entry(count) else {
                return .wrong("the text of entry \(count)")
            }
        }
        let marks = try rows("SELECT text, number FROM Mark")
        if count == 0, marks.isEmpty { return .counted(0) }
        guard marks.count == 1, marks[0].number == count else {
            return .wrong("\(marks.count) marks beside \(count) entries")
        }
        guard marks[0].text == LoadTexts.mark(count) else {
            return .wrong("the text of mark \(count)")
        }
        return .counted(count)
    }

    /// The rows of a statement, whose columns are a text and, if there is a second, a number.
    private func rows(_ sql: String) throws(StorageFailure) -> [(text: String, number: Int64)] {
        var statement: OpaquePointer?
        // SAFETY: as above; the statement is this function's, and columns are copied before the next step.
        guard unsafe sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK else {
            throw unsafe Self.failure(database)
        }
        defer { unsafe sqlite3_finalize(statement) }
        var rows: [(text: String, number: Int64)] = []
        while true {
            switch unsafe sqlite3_step(statement) {
            case SQLITE_ROW:
                let text = unsafe sqlite3_column_text(statement, 0).map {
                    unsafe String(cString: $0)
                }
                rows.append((text ?? "", unsafe sqlite3_column_int64(statement, 1)))
            case SQLITE_DONE: return rows
            default: throw unsafe Self.failure(database)
            }
        }
    }

    private static func failure(_ database: OpaquePointer?) -> StorageFailure {
        // SAFETY: the text is copied.
        StorageFailure(
            unsafe sqlite3_extended_errcode(database),
            unsafe String(cString: sqlite3_errmsg(database)))
    }
}
