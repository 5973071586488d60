// SPDX-License-Identifier: MIT
// From SQLite's result codes (sqlite.org/rescode.html) to typed errors.
import CSQLite

extension StoreError {
    /// The error behind the last failed call on a connection.
    ///
    /// Constraint failures stay `.sqlite` here: only the caller knows the type whose table it was.
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
        // A bind or step can fail without the connection recording it (SQLITE_MISUSE, SQLITE_RANGE).
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

    /// I/O that went well but brought what was never written is damage, and no fault of the disk's: a page whose
    /// checksum does not fit (SQLITE_IOERR_DATA), a volume that contradicts itself (SQLITE_IOERR_CORRUPTFS).
    private init(inputOutputCode code: Int32, path: String, reason: String) {
        switch code >> 8 {
        case 32: self = .corrupt(path: path, reason: "the checksum of a page does not fit")
        case 33: self = .corrupt(path: path, reason: "the volume it is on is damaged")
        default: self = .io(path: path, code: code, reason: reason)
        }
    }

    /// The same error, saying which type's constraint it was where it was a constraint.
    @usableFromInline
    func naming(_ table: Table) -> StoreError {
        guard case .sqlite(let code, let reason) = self, code & 0xff == SQLITE_CONSTRAINT else {
            return self
        }
        // SQLITE_CONSTRAINT_UNIQUE, _PRIMARYKEY and _ROWID name the columns and nothing else does.
        let uniqueness = [8, 6, 10].map { SQLITE_CONSTRAINT | $0 << 8 }
        if uniqueness.contains(code), let fields = table.uniqueFields(inMessage: reason) {
            return .unique(type: table.type, fields: fields)
        }
        return .constraint(type: table.type, reason: reason)
    }
}

extension Entity {
    /// The error of writing the value, with what only the value tells: its type, and how large it is.
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
    /// The bytes of texts and blobs; what numbers add is little.
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

/// What storage says beyond SQLite's words, which are the same for all that can be wrong with a disk.
private func explanation(of code: Int32) -> String? {
    #if hasFeature(Embedded)
    StorageHosts.current?.explanation(of: code)
    #else
    nil
    #endif
}

/// How many bytes a value or a row may have.
func lengthLimit(_ connection: OpaquePointer?) -> Int {
    // SAFETY: the connection is open; -1 reads the limit without changing it.
    Int(unsafe sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, -1))
}
