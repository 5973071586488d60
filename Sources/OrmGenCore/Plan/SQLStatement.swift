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

/// The statements the generator writes.
public enum SQLStatement: Sendable, Hashable {
    case createTable(CreateTable)
    case createIndex(name: String, table: String, columns: [String], isUnique: Bool)
    case select(columns: [String], table: String, filter: [String])
    case insert(table: String, columns: [String])
    /// Updates `updated` where a row with the same `key` exists.
    case upsert(table: String, columns: [String], key: [String], updated: [String])
    case update(table: String, columns: [String], filter: [String])
    case delete(table: String, filter: [String])
}

/// `CREATE TABLE … STRICT`.
public struct CreateTable: Sendable, Hashable {
    public struct Column: Sendable, Hashable {
        public var name: String
        public var type: SQLType
        public var isOptional: Bool
        public var defaultValue: SQLLiteral?
        /// `INTEGER PRIMARY KEY`: the column is the row identifier (sqlite.org/lang_createtable.html 5).
        public var isRowID: Bool
    }

    public var name: String
    public var columns: [Column]
    /// The columns of the primary key, unless one column is the row identifier.
    public var key: [String]
}
