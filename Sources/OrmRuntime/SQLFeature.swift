// SPDX-License-Identifier: MIT
// Parts of SQLite that a guest built with `--sqlite auto` has only if its program asks for them.
// Whatever puts such a part into SQL calls the part's function. A guest without a caller is linked
// without the function, and the image tool builds SQLite accordingly (Tools/sqlite/options.txt).
import CSQLite
internal import CompactStrings

/// A part of SQLite that few programs use.
enum SQLFeature {
    /// `IN (…)`
    case list
    /// `OR`, with an index for each side.
    case or
    /// `BETWEEN`, with an index.
    case between
    /// A write-ahead log.
    case writeAheadLog

    /// Called where a program asks for the feature.
    @inline(__always)
    func isUsed() {
        #if hasFeature(Embedded)
        switch self {
        case .list: mirage_sql_in()
        case .or: mirage_sql_or()
        case .between: mirage_sql_between()
        case .writeAheadLog: mirage_sql_wal()
        }
        #endif
    }
}

extension Connection {
    /// Returns the error of opening a file that needs what SQLite was built without by that name.
    func explaining(_ error: StoreError) -> StoreError {
        switch error {
        case .notADatabase where readVersion == 2:
            return .cannotOpen(
                path: path, reason: "it is in WAL mode, which the image lacks (--sqlite auto)")
        case .corrupt(_, let reason) where reason.isAboutSyntax:
            return .cannotOpen(
                path: path, reason: "the image lacks SQL of its schema (--sqlite auto): " + reason)
        default: return error
        }
    }

    private var readVersion: Int32 {
        // SAFETY: the handle is open.
        unsafe csqlite_read_version(handle)
    }
}

extension String {
    /// Whether SQLite could not parse the definition of a trigger or the like: `malformed database
    /// schema (name) - near "TRIGGER": syntax error`.
    fileprivate var isAboutSyntax: Bool {
        hasBytePrefix("malformed") && hasByteSuffix("syntax error")
    }
}
