// What the runtime knows about an entity's table: the generated code states it once, and opening,
// predicates and error messages read it.
// SPDX-License-Identifier: MIT

/// One column of a table.
public struct Column: Hashable, Sendable {
    /// The column's name in SQL, unquoted.
    public let name: String
    /// The property path in Swift, such as `address.city`.
    public let field: String
    /// The Swift type as declared, such as `Int32?`.
    public let type: String
    /// Whether the column may hold NULL.
    public let isOptional: Bool

    public init(name: String, field: String, type: String, isOptional: Bool = false) {
        self.name = name
        self.field = field
        self.type = type
        self.isOptional = isOptional
    }
}

/// A constraint or index over columns, given by position.
public struct TableIndex: Hashable, Sendable {
    public let columns: [Int]
    public let isUnique: Bool

    public init(columns: [Int], isUnique: Bool) {
        self.columns = columns
        self.isUnique = isUnique
    }
}

/// The table of one entity.
public struct Table: Hashable, Sendable {
    /// The entity's name in Swift.
    public let type: String
    /// The table's name in SQL, unquoted.
    public let name: String
    public let columns: [Column]
    /// Positions of the key's columns; empty for a keyless type.
    public let key: [Int]
    public let indexes: [TableIndex]
    /// The statements that create the table and its indexes.
    public let creation: [String]

    public init(
        type: String, name: String, columns: [Column], key: [Int], indexes: [TableIndex],
        creation: [String]
    ) {
        self.type = type
        self.name = name
        self.columns = columns
        self.key = key
        self.indexes = indexes
        self.creation = creation
    }
}

extension Table {
    /// The property paths of columns.
    func fields(_ positions: [Int]) -> [String] {
        positions.map { columns[$0].field }
    }

    /// The fields of the unique constraint that SQLite names in its message.
    ///
    /// The message is `UNIQUE constraint failed: table.column, table.column` (`sqlite3UniqueConstraint`
    /// in SQLite's insert.c); it is compared with what each of our constraints would print, because a
    /// name may itself contain dots and commas.
    func uniqueFields(inMessage message: String) -> [String]? {
        let constraints = [key] + indexes.lazy.filter { $0.isUnique }.map { $0.columns }
        for positions in constraints where !positions.isEmpty {
            let names = positions.map { "\(name).\(columns[$0].name)" }
            if message.utf8.elementsEqual("UNIQUE constraint failed: \(listed(names))".utf8) {
                return fields(positions)
            }
        }
        return nil
    }
}
