// SPDX-License-Identifier: MIT
// The description of an entity's table. Generated code declares it once; opening, predicates and
// error messages use it.

internal import CompactStrings

/// One column of a table.
public struct Column: Hashable, Sendable {
    /// The column's name in SQL, unquoted.
    public let name: String
    /// The text after the name in `CREATE TABLE`, such as `INTEGER NOT NULL`.
    public let definition: String
    /// The property path in Swift, such as `address.city`.
    public let field: String
    /// The declared Swift type, such as `Int32?`. For an enum, its raw type.
    public let type: String
    /// Whether the column may hold NULL.
    public let isOptional: Bool
    /// The cases of the column's enum whose raw values can be read from the source.
    public let cases: [EnumerationCase]

    /// For generated code: a column. The field has the same name unless given.
    public init(
        _ name: String, _ definition: String, field: String? = nil, type: String,
        isOptional: Bool = false, cases: [EnumerationCase] = []
    ) {
        self.name = name
        self.definition = definition
        self.field = field ?? name
        self.type = type
        self.isOptional = isOptional
        self.cases = cases
    }
}

/// A case of an enum and the raw value it is stored as.
public struct EnumerationCase: Hashable, Sendable {
    /// The case's name, without backticks.
    public let name: String
    /// The raw value as the store holds it.
    public let value: StoredValue
    /// Whether the raw value is written in the source, not derived from position or name.
    public let isWritten: Bool

    /// For generated code: a case whose raw value is an integer.
    public init(_ name: String, _ value: Int64, isWritten: Bool = false) {
        self.init(name, .integer(value), isWritten)
    }

    /// For generated code: a case whose raw value is a string.
    public init(_ name: String, _ value: String, isWritten: Bool = false) {
        self.init(name, .text(value), isWritten)
    }

    private init(_ name: String, _ value: StoredValue, _ isWritten: Bool) {
        self.name = name
        self.value = value
        self.isWritten = isWritten
    }
}

/// A constraint or index over columns, given by position.
public struct TableIndex: Hashable, Sendable {
    /// The positions of the columns in the table, in the order of the index.
    public let columns: [Int]
    /// Whether it is a unique constraint.
    public let isUnique: Bool
    /// The statement that creates it.
    public let creation: String

    /// For generated code: an index, with the SQL that creates it.
    public init(columns: [Int], isUnique: Bool, creation: String) {
        self.columns = columns
        self.isUnique = isUnique
        self.creation = creation
    }
}

/// The table of one entity.
public struct Table: Hashable, Sendable {
    /// The entity's name in Swift.
    public let type: String
    /// The table's name in SQL, unquoted.
    public let name: String
    /// The columns in order, without the row identifier of a type without a key.
    public let columns: [Column]
    /// Positions of the key's columns; empty for a type without a key.
    public let key: [Int]
    /// The clause of `CREATE TABLE` after the columns: a key of several columns, or the row
    /// identifier of a type without a key. May be empty.
    public let clause: String
    /// The unique constraints and indexes besides the key.
    public let indexes: [TableIndex]

    /// For generated code: the table of an entity.
    public init(
        type: String, name: String, columns: [Column], key: [Int], clause: String = "",
        indexes: [TableIndex] = []
    ) {
        self.type = type
        self.name = name
        self.columns = columns
        self.key = key
        self.clause = clause
        self.indexes = indexes
    }
}

extension Table {
    /// The statements that create the table and its indexes, as `orm-gen schema` prints them.
    var creation: [String] {
        var lines = ""
        for column in columns {
            if !lines.utf8.isEmpty { lines += ",\n" }
            lines += "    \(quoted(column.name)) \(column.definition)"
        }
        if !clause.utf8.isEmpty { lines += ",\n    \(clause)" }
        let table = "CREATE TABLE \(quoted(name))(\n\(lines)\n) STRICT"
        return [table] + indexes.map { $0.creation }
    }

    /// Returns the property paths of columns.
    func fields(_ positions: [Int]) -> [String] {
        positions.map { columns[$0].field }
    }

    /// Returns the fields of the unique constraint that SQLite's message names.
    ///
    /// The message is `UNIQUE constraint failed: table.column, table.column`, or `…: index 'name'`
    /// for an index with expressions (`sqlite3UniqueConstraint` in SQLite's insert.c). It is
    /// compared with the message of each of our constraints, because a name may contain dots and
    /// commas.
    func uniqueFields(inMessage message: String) -> [String]? {
        let constraints = [key] + indexes.lazy.filter { $0.isUnique }.map { $0.columns }
        for positions in constraints where !positions.isEmpty {
            let names = positions.map { columns[$0].name }
            let list = listed(names.map { "\(name).\($0)" })
            let index = doubled("'", in: "\(name)(\(listed(names)))")
            if message.isSame(as: "UNIQUE constraint failed: \(list)")
                || message.isSame(as: "UNIQUE constraint failed: index '\(index)'")
            {
                return fields(positions)
            }
        }
        return nil
    }
}
