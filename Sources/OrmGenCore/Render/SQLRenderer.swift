// SQL statements written down. Identifiers are always quoted, so no list of reserved words is needed.
// SPDX-License-Identifier: MIT

/// Turns statements into text.
public enum SQLRenderer {
    public static func text(_ statement: SQLStatement) -> String {
        switch statement {
        case .createTable(let table):
            return create(table)
        case .createIndex(let name, let table, let columns, let isUnique):
            let kind = isUnique ? "UNIQUE INDEX" : "INDEX"
            return "CREATE \(kind) \(quoted(name)) ON \(quoted(table))(\(list(columns)))"
        case .select(let columns, let table, let filter):
            let terms = columns.map(rowIDTerm).joined(separator: ", ")
            return "SELECT \(terms) FROM \(quoted(table))\(by(filter))"
        case .insert(let table, let columns):
            let marks = columns.map { _ in "?" }.joined(separator: ", ")
            return "INSERT INTO \(quoted(table))(\(list(columns))) VALUES (\(marks))"
        case .upsert(let table, let columns, let key, let updated):
            let insert = text(.insert(table: table, columns: columns))
            let changes = updated.map { "\(quoted($0)) = excluded.\(quoted($0))" }
            let action =
                changes.isEmpty
                ? "DO NOTHING" : "DO UPDATE SET \(changes.joined(separator: ", "))"
            return "\(insert) ON CONFLICT(\(list(key))) \(action)"
        case .update(let table, let columns, let filter):
            let changes = columns.map { "\(quoted($0)) = ?" }.joined(separator: ", ")
            return "UPDATE \(quoted(table)) SET \(changes)\(by(filter))"
        case .delete(let table, let filter):
            return "DELETE FROM \(quoted(table))\(by(filter))"
        }
    }

    private static func create(_ table: CreateTable) -> String {
        var lines = table.columns.map { definition($0) }
        if !table.key.isEmpty { lines.append("PRIMARY KEY(\(list(table.key)))") }
        return "CREATE TABLE \(quoted(table.name))(\n    "
            + lines.joined(separator: ",\n    ") + "\n) STRICT"
    }

    private static func definition(_ column: CreateTable.Column) -> String {
        var text = "\(quoted(column.name)) \(column.type.rawValue)"
        if !column.isOptional { text += " NOT NULL" }
        if column.isRowID { text += " PRIMARY KEY" }
        if let value = column.defaultValue { text += " DEFAULT \(literal(value))" }
        return text
    }

    private static func literal(_ value: SQLLiteral) -> String {
        switch value {
        case .integer(let number): "\(number)"
        case .real(let digits): digits
        case .text(let text): "'" + text.replacing("'", with: "''") + "'"
        }
    }

    private static func by(_ columns: [String]) -> String {
        guard !columns.isEmpty else { return "" }
        return " WHERE " + columns.map { "\(rowIDTerm($0)) = ?" }.joined(separator: " AND ")
    }

    /// SQLite's built-in names lose their meaning when quoted and not found, so they stay bare.
    private static func rowIDTerm(_ name: String) -> String {
        ["rowid", "_rowid_", "oid"].contains(name) ? name : quoted(name)
    }

    private static func list(_ columns: [String]) -> String {
        columns.map(quoted).joined(separator: ", ")
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }
}
