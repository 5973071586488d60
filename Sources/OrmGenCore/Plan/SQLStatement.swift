// SPDX-License-Identifier: MIT
// SQL as values. Names are unquoted. Parameters are positional, in the order of the columns.

/// A column type of a STRICT table (sqlite.org/stricttables.html).
public enum SQLType: String, Sendable, Hashable {
    /// Signed 64-bit integers.
    case integer = "INTEGER"
    /// Text in UTF-8.
    case text = "TEXT"
    /// Bytes.
    case blob = "BLOB"
    /// Floating-point numbers: REAL, or the BLOB of a NaN, which a REAL column would reject.
    case any = "ANY"
}

/// A literal in SQL.
public enum SQLLiteral: Sendable, Hashable {
    /// A decimal integer, with a sign if it is negative.
    case integer(Int64)
    /// A decimal number as written.
    case real(String)
    /// The text, which the renderer quotes.
    case text(String)
}

/// A column in an index or a condition.
public struct SQLTerm: Sendable, Hashable {
    /// The column's name, unquoted.
    public var column: String
    /// Replaces NULL where nil must equal nil: a value of a type that the column never holds.
    public var null: SQLLiteral?

    /// Creates a term. Without `null` it is just the column.
    public init(_ column: String, null: SQLLiteral? = nil) {
        self.column = column
        self.null = null
    }
}

/// The statements the generator writes.
public enum SQLStatement: Sendable, Hashable {
    /// `CREATE TABLE … STRICT`.
    case createTable(CreateTable)
    /// `CREATE INDEX` over terms in this order, or `CREATE UNIQUE INDEX`.
    case createIndex(name: String, table: String, terms: [SQLTerm], isUnique: Bool)
    /// `SELECT` of the rows in which every term of `filter` equals its parameter; of all rows if it
    /// is empty.
    case select(columns: [String], table: String, filter: [SQLTerm])
    /// `INSERT` of one row.
    case insert(Insertion)
    /// Updates `updated` where a row with the same `key` exists.
    case upsert(Insertion, key: [String], updated: [String])
    /// `UPDATE` of `columns` in the rows that `filter` selects. The parameters of `columns` come
    /// first.
    case update(table: String, columns: [String], filter: [SQLTerm])
    /// `DELETE` of the rows that `filter` selects.
    case delete(table: String, filter: [SQLTerm])
}

/// `INSERT INTO … VALUES …`.
public struct Insertion: Sendable, Hashable {
    /// The table's name, unquoted.
    public var table: String
    /// The columns that get a value, each with a parameter.
    public var columns: [String]
    /// The column in which 0 is replaced by the next free number.
    public var generated: String?
}

/// `CREATE TABLE … STRICT`.
public struct CreateTable: Sendable, Hashable {
    /// The definition of one column.
    public struct Column: Sendable, Hashable {
        /// The column's name, unquoted.
        public var name: String
        /// The type that SQLite checks each value against.
        public var type: SQLType
        /// Whether the column may be NULL.
        public var isOptional: Bool
        /// The column's DEFAULT, or nil.
        public var defaultValue: SQLLiteral?
        /// Set if the column is the row identifier.
        public var rowID: RowIdentifier?
    }

    /// How a row identifier gets its values.
    public enum RowIdentifier: Sendable, Hashable {
        /// `INTEGER PRIMARY KEY` (sqlite.org/lang_createtable.html 5).
        case given
        /// `AUTOINCREMENT`: chosen by SQLite and never reused (sqlite.org/autoinc.html).
        case generated
    }

    /// The table's name, unquoted.
    public var name: String
    /// The columns of the entity's fields, in the order of the fields.
    public var columns: [Column]
    /// The row identifier of a type without a key.
    public var hiddenRowID: Column?
    /// The columns of the primary key; empty if one column is the row identifier.
    public var key: [String]
}
