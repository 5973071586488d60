// SQL as values. Names are unquoted and parameters are positional, in the order of the columns.
// SPDX-License-Identifier: MIT

/// A column type of a STRICT table (sqlite.org/stricttables.html).
public enum SQLType: String, Sendable, Hashable {
    case integer = "INTEGER"
    case text = "TEXT"
    case blob = "BLOB"
    /// Floating-point numbers: REAL, or the blob of a NaN, which a REAL column would refuse.
    case any = "ANY"
}

/// A literal in SQL.
public enum SQLLiteral: Sendable, Hashable {
    case integer(Int64)
    /// A decimal number as written.
    case real(String)
    case text(String)
}

/// A column as an index or a condition has it.
public struct SQLTerm: Sendable, Hashable {
    public var column: String
    /// What stands for NULL, where nil has to equal nil: a value of a type that the column never holds.
    public var null: SQLLiteral?

    public init(_ column: String, null: SQLLiteral? = nil) {
        self.column = column
        self.null = null
    }
}

/// The statements the generator writes.
public enum SQLStatement: Sendable, Hashable {
    case createTable(CreateTable)
    case createIndex(name: String, table: String, terms: [SQLTerm], isUnique: Bool)
    case select(columns: [String], table: String, filter: [SQLTerm])
    case insert(Insertion)
    /// Updates `updated` where a row with the same `key` exists.
    case upsert(Insertion, key: [String], updated: [String])
    case update(table: String, columns: [String], filter: [SQLTerm])
    case delete(table: String, filter: [SQLTerm])
}

/// `INSERT INTO … VALUES …`.
public struct Insertion: Sendable, Hashable {
    public var table: String
    public var columns: [String]
    /// The column in which 0 stands for the next free number.
    public var generated: String?
}

/// `CREATE TABLE … STRICT`.
public struct CreateTable: Sendable, Hashable {
    public struct Column: Sendable, Hashable {
        public var name: String
        public var type: SQLType
        public var isOptional: Bool
        public var defaultValue: SQLLiteral?
        /// Set where the column is the row identifier.
        public var rowID: RowIdentifier?
    }

    /// How a row identifier gets its values.
    public enum RowIdentifier: Sendable, Hashable {
        /// `INTEGER PRIMARY KEY` (sqlite.org/lang_createtable.html 5).
        case given
        /// `AUTOINCREMENT`: chosen by SQLite and never used again (sqlite.org/autoinc.html).
        case generated
    }

    public var name: String
    public var columns: [Column]
    /// The row identifier of a type without key.
    public var hiddenRowID: Column?
    /// The columns of the primary key, unless one column is the row identifier.
    public var key: [String]
}
