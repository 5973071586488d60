// SPDX-License-Identifier: MIT
// Converts SQLite's result codes (sqlite.org/rescode.html) to typed errors.
import CSQLite

extension StoreError {
    /// The error of the last failed call on a connection.
    ///
    /// Constraint failures stay `.sqlite` here, because only the caller knows the table's type.
    init(code: Int32, connection: OpaquePointer?) {
        guard let connection = unsafe connection else {
            self = code == SQLITE_NOMEM ? .outOfMemory : .sqlite(code: code, reason: "")
            return
        }
        // SAFETY: `connection` is open; both strings live until the next call on it and are copied.
        let extended = unsafe sqlite3_extended_errcode(connection)
        let reason = unsafe String(cString: sqlite3_errmsg(connection))
        let name = unsafe sqlite3_db_filename(connection, "main")
        let path = if let name = unsafe name { unsafe String(cString: name) } else { "" }
        // A bind or step can fail without being recorded on the connection (SQLITE_MISUSE,
        // SQLITE_RANGE).
        let specific = extended & 0xff == code & 0xff ? extended : code
        if code == SQLITE_TOOBIG {
            let maximum = unsafe lengthLimit(connection)
            self = .limit(name: Self.rowLimit, maximum: maximum, got: maximum + 1)
        } else {
            self.init(code: specific, path: path, reason: reason)
        }
    }

    fileprivate static let rowLimit = "bytes of one row"

    init(code: Int32, path: String, reason: String) {
        let reason = explanation(of: code) ?? reason
        switch code & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy(path: path)
        case SQLITE_NOTADB: self = .notADatabase(path: path)
        case SQLITE_READONLY, SQLITE_PERM: self = .readOnly(path: path)
        case SQLITE_FULL: self = .full(path: path)
        case SQLITE_CORRUPT: self = .corrupt(path: path, reason: reason)
        case SQLITE_IOERR: self.init(inputOutputCode: code, path: path, reason: reason)
        case SQLITE_NOMEM: self = .outOfMemory
        case SQLITE_CANTOPEN: self = .cannotOpen(path: path, reason: reason)
        case SQLITE_INTERRUPT: self = .cancelled
        default: self = .sqlite(code: code, reason: reason)
        }
    }

    /// I/O that succeeded but returned data that was never written is corruption, not a disk error:
    /// a page with a wrong checksum (SQLITE_IOERR_DATA), an inconsistent volume
    /// (SQLITE_IOERR_CORRUPTFS).
    private init(inputOutputCode code: Int32, path: String, reason: String) {
        switch code >> 8 {
        case 32: self = .corrupt(path: path, reason: "the checksum of a page does not fit")
        case 33: self = .corrupt(path: path, reason: "the volume it is on is damaged")
        default: self = .io(path: path, code: code, reason: reason)
        }
    }

    /// Returns the error with the type's name, if it is a constraint failure.
    @usableFromInline
    func naming(_ table: Table) -> StoreError {
        guard case .sqlite(let code, let reason) = self, code & 0xff == SQLITE_CONSTRAINT else {
            return self
        }
        // Only SQLITE_CONSTRAINT_UNIQUE, _PRIMARYKEY and _ROWID name the columns.
        let uniqueness = [8, 6, 10].map { SQLITE_CONSTRAINT | $0 << 8 }
        if uniqueness.contains(code), let fields = table.uniqueFields(inMessage: reason) {
            return .unique(type: table.type, fields: fields)
        }
        return .constraint(type: table.type, reason: reason)
    }
}

extension Entity {
    /// Adds the value's type and size to the error of writing it.
    @inline(never) @usableFromInline
    func writeError(_ error: StoreError) -> StoreError {
        #if !hasFeature(Embedded)
        if case .limit(StoreError.rowLimit, let maximum, let least) = error {
            return .limit(
                name: StoreError.rowLimit, maximum: maximum, got: max(least, storedByteCount))
        }
        #endif
        return error.naming(Self.ormTable)
    }

    #if !hasFeature(Embedded)
    /// The bytes of its texts and blobs. Numbers add little.
    private var storedByteCount: Int {
        ormStoredValues.reduce(0) { sum, value in
            switch value {
            case .null: sum
            case .integer, .real: sum + 8
            case .text(let text): sum + text.utf8.count
            case .blob(let bytes): sum + bytes.count
            }
        }
    }
    #endif
}

/// What storage adds to SQLite's message, which is the same for many disk errors.
private func explanation(of code: Int32) -> String? {
    #if hasFeature(Embedded)
    StorageHosts.current?.explanation(of: code)
    #else
    nil
    #endif
}

/// The maximum number of bytes of a value or row.
func lengthLimit(_ connection: OpaquePointer?) -> Int {
    // SAFETY: the connection is open; -1 reads the limit without changing it.
    Int(unsafe sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, -1))
}
