// SPDX-License-Identifier: MIT
// Every failure between a typed value and its store, as one closed enum. Bound and read values
// never appear here, since an error may be logged where the data may not.
import CSQLite
internal import CompactStrings

/// Why a store refused an operation.
///
/// Every throwing function of this module throws this type, so a `catch` needs no cast.
public enum StoreError: Error, Hashable, Sendable {
    /// The file could not be opened or created (SQLITE_CANTOPEN); `reason` is SQLite's text.
    case cannotOpen(path: String, reason: String)
    /// The file is not a SQLite database (SQLITE_NOTADB).
    case notADatabase(path: String)
    /// The store or its file is read-only (SQLITE_READONLY).
    case readOnly(path: String)
    /// Another connection held the file for longer than ``StoreOptions/busyTimeoutMilliseconds``.
    case busy(path: String)
    /// The disk, or the size limit of the store, is used up (SQLITE_FULL).
    case full(path: String)
    /// The file is corrupt: its content is inconsistent (SQLITE_CORRUPT; `reason` is SQLite's
    /// text), or a checksum of the storage below SQLite does not match.
    case corrupt(path: String, reason: String)
    /// The operating system failed a read or write; `code` is SQLite's extended result code.
    case io(path: String, code: Int32, reason: String)
    /// SQLite could not allocate memory (SQLITE_NOMEM).
    case outOfMemory

    /// A row with the same values in `fields` exists. `fields` are Swift property paths.
    case unique(type: String, fields: [String])
    /// Another constraint of the table refused the row; `reason` is SQLite's text.
    case constraint(type: String, reason: String)
    /// A stored value does not fit the field's type. `row` is the row's identifier in the table.
    case decode(type: String, field: String, row: Int64, problem: DecodeProblem)

    /// The store was written by types that differ from the program's.
    case incompatible(type: String, differences: [SchemaDifference])
    /// The file was written by a newer version of this library.
    case newerFormat(path: String, found: Int64, supported: Int64)
    /// The database's text encoding is not UTF-8, the only one with Swift's order.
    case unsupportedEncoding(path: String, encoding: String)

    /// A limit of SQLite or of this library was exceeded. For a row that `update` would make too
    /// large, `got` is `maximum` + 1, since the exact size is unknown.
    case limit(name: String, maximum: Int, got: Int)
    /// An option of ``StoreOptions`` is not between `minimum` and `maximum`.
    case invalidOption(name: String, value: Int64, minimum: Int64, maximum: Int64)
    /// An `update` sets a field twice, or both a struct and one of its fields.
    case conflictingChanges(type: String, field: String)
    /// The type belongs to `module`, but the store was opened by the types of the module `store`.
    // Indirect, because errors are as large as their largest case.
    indirect case foreignType(type: String, module: String, store: String, path: String)
    /// A closure that holds the store's transaction called the store. Use the transaction instead.
    case nestedUse
    /// The body of `each` wrote rows of the type it walks through.
    case changeWithinWalk(type: String)
    /// A transaction's handle was used after its closure had returned, or while an inner savepoint
    /// was open. This requires exchanging handles of several stores with `swap`.
    case transactionEnded(path: String)
    /// SQLite rolled the transaction back after an earlier error, so it cannot continue.
    case rolledBack
    /// The store's file was deleted, moved or replaced while open, so new writes would be lost.
    /// Close the store, and reopen it once the right file is in place.
    case moved(path: String)
    /// The store was closed.
    case closed
    /// The task was cancelled while it waited. A write has happened completely or not at all.
    case cancelled
    /// Any other SQLite result: its extended result code and text.
    case sqlite(code: Int32, reason: String)
}

/// What was wrong with a stored value.
public enum DecodeProblem: Hashable, Sendable {
    /// The column holds another storage class than the field's type uses.
    case storageClass(expected: StorageClass, found: StorageClass)
    /// The number is out of the field type's range.
    case outOfRange
    /// The text is not valid UTF-8.
    case invalidUTF8
    /// No case of the enum has this raw value.
    case unknownCase
}

/// One difference between a stored type and the program's type of the same table.
public enum SchemaDifference: Hashable, Sendable {
    /// The program has the field, but the store does not.
    case missing(field: String)
    /// The store has the field, but the program does not.
    case extra(field: String)
    /// The field's type differs. Types are in Swift's spelling.
    case type(field: String, stored: String, program: String)
    /// The fields of the key differ.
    case key(stored: [String], program: [String])
    /// A constraint or index of the program's type is not in the store.
    case missingIndex(fields: [String], unique: Bool)
    /// A constraint or index of the store is not in the program's type.
    case extraIndex(fields: [String], unique: Bool)
    /// A raw value of the field's enum now belongs to another case. `stored` and `program` are case
    /// names.
    case meaning(field: String, value: String, stored: String, program: String)
    /// A case of the field's enum has another raw value than the stored one.
    case rawValue(field: String, name: String, stored: String, program: String)
    /// The table is missing from the database or was altered by another program.
    case table(reason: String)
}

extension StoreError: CustomStringConvertible {
    /// What went wrong, as an English phrase: `'contacts' is locked by another connection`.
    ///
    /// It names paths, types, fields, rows and limits, never values.
    public var description: String {
        switch self {
        case .cannotOpen(let path, let reason): "cannot open '\(path)': \(reason)"
        case .notADatabase(let path): "'\(path)' is not a database"
        case .readOnly(let path): "'\(path)' is read-only"
        case .busy(let path): "'\(path)' is locked by another connection"
        case .full(let path): "no space left for '\(path)'"
        case .corrupt(let path, let reason): "'\(path)' is damaged: \(reason)"
        case .io(let path, let code, let reason):
            "input or output error \(code) on '\(path)': \(reason)"
        case .outOfMemory: "out of memory"
        case .unique(let type, let fields):
            "a \(type) with the same \(listed(fields)) exists already"
        case .constraint(let type, let reason): "a constraint of \(type) failed: \(reason)"
        case .decode(let type, let field, let row, let problem):
            "cannot read \(type).\(field) of row \(row): \(problem.description)"
        case .incompatible(let type, let differences):
            "the stored \(type) is not the program's: \(listed(differences.map { $0.description }))"
        case .newerFormat(let path, let found, let supported):
            "'\(path)' has format \(found), this program knows formats up to \(supported)"
        case .unsupportedEncoding(let path, let encoding):
            "'\(path)' is encoded in \(encoding), not in UTF-8"
        case .limit(let name, let maximum, let got): "\(name): \(got) is more than \(maximum)"
        case .invalidOption(let name, let value, let minimum, let maximum):
            "option \(name) is \(value); it must be from \(minimum) to \(maximum)"
        case .conflictingChanges(let type, let field):
            "\(type).\(field) is given two values in one update"
        case .foreignType(let type, let module, let store, let path):
            "\(type) is a type of module \(module), and '\(path)' was opened as the store of \(store)"
        case .nestedUse: "the store is in use by this transaction: use the transaction's handle"
        case .changeWithinWalk(let type):
            "the rows of \(type) are being walked through: collect the changes, or get the rows as an array first"
        case .transactionEnded(let path):
            "this handle's transaction on '\(path)' has ended: use the one that the closure around was given"
        case .rolledBack: "the transaction was rolled back by an earlier error"
        case .moved(let path):
            "'\(path)' was deleted, moved or replaced while the store was open: open it again"
        case .closed: "the store is closed"
        case .cancelled: "the task was cancelled"
        case .sqlite(let code, let reason): "SQLite error \(code): \(reason)"
        }
    }
}

extension DecodeProblem: CustomStringConvertible {
    /// What is wrong, as an English phrase: `expected INTEGER, found TEXT`.
    public var description: String {
        switch self {
        case .storageClass(let expected, let found):
            "expected \(expected.description), found \(found.description)"
        case .outOfRange: "the number does not fit the type"
        case .invalidUTF8: "the text is not valid UTF-8"
        case .unknownCase: "no case has this raw value"
        }
    }
}

extension SchemaDifference: CustomStringConvertible {
    /// The difference, as an English phrase: `the store has no field 'age'`.
    public var description: String {
        switch self {
        case .missing(let field): "the store has no field '\(field)'"
        case .extra(let field): "the store has a field '\(field)' that the type lacks"
        case .type(let field, let stored, let program):
            "field '\(field)' is stored as \(stored), the program says \(program)"
        case .key(let stored, let program):
            "the stored key is (\(listed(stored))), the program's is (\(listed(program)))"
        case .missingIndex(let fields, let unique):
            "the store has no \(unique ? "unique constraint" : "index") on (\(listed(fields)))"
        case .extraIndex(let fields, let unique):
            "the store has \(unique ? "a unique constraint" : "an index") on (\(listed(fields)))"
        case .meaning(let field, let value, let stored, let program):
            """
            field '\(field)' stores \(value) for '\(stored)', the program for '\(program)': \
            write the raw values out, so that each keeps its meaning
            """
        case .rawValue(let field, let name, let stored, let program):
            "field '\(field)' stores '\(name)' as \(stored), the program as \(program)"
        case .table(let reason): reason
        }
    }
}

/// Returns `a, b, c`. Some versions of Embedded Swift lack `joined`.
func listed(_ items: [String]) -> String {
    var text = ""
    for item in items {
        if !text.utf8.isEmpty { text += ", " }
        text += item
    }
    return text
}
