// SPDX-License-Identifier: MIT
// Writes SQL statements. Identifiers are always quoted, which avoids a list of reserved words.

/// Converts statements to text.
public enum SQLRenderer {
    /// Returns the text of a statement without a semicolon. All names are quoted, except SQLite's
    /// own names of the row identifier.
    ///
    ///     SQLRenderer.text(.delete(table: "Contact", filter: [SQLTerm("mail")]))
    ///     // DELETE FROM "Contact" WHERE "mail" = ?
    public static func text(_ statement: SQLStatement) -> String {
        switch statement {
        case .createTable(let table):
            return create(table)
        case .createIndex(let name, let table, let terms, let isUnique):
            let kind = isUnique ? "UNIQUE INDEX" : "INDEX"
            let list = terms.map { self.term($0) }.joined(separator: ", ")
            return "CREATE \(kind) \(quoted(name)) ON \(quoted(table))(\(list))"
        case .select(let columns, let table, let filter):
            let terms = columns.map(rowIDTerm).joined(separator: ", ")
            return "SELECT \(terms) FROM \(quoted(table))\(by(filter))"
        case .insert(let insertion):
            return insert(insertion)
        case .upsert(let insertion, let key, let updated):
            let changes = updated.map { "\(quoted($0)) = excluded.\(quoted($0))" }
            let action =
                changes.isEmpty
                ? "DO NOTHING" : "DO UPDATE SET \(changes.joined(separator: ", "))"
            return "\(insert(insertion)) ON CONFLICT(\(list(key))) \(action)"
        case .update(let table, let columns, let filter):
            let changes = columns.map { "\(quoted($0)) = ?" }.joined(separator: ", ")
            return "UPDATE \(quoted(table)) SET \(changes)\(by(filter))"
        case .delete(let table, let filter):
            return "DELETE FROM \(quoted(table))\(by(filter))"
        }
    }

    private static func insert(_ insertion: Insertion) -> String {
        let values = insertion.columns.map { $0 == insertion.generated ? "nullif(?, 0)" : "?" }
        return "INSERT INTO \(quoted(insertion.table))(\(list(insertion.columns))) "
            + "VALUES (\(values.joined(separator: ", ")))"
    }

    private static func create(_ table: CreateTable) -> String {
        let columns = table.columns.map { "\(quoted($0.name)) \(definition($0))" }
        let lines = columns + [clause(table)].filter { !$0.isEmpty }
        return "CREATE TABLE \(quoted(table.name))(\n    "
            + lines.joined(separator: ",\n    ") + "\n) STRICT"
    }

    /// Returns the text after a column's name.
    static func definition(_ column: CreateTable.Column) -> String {
        var text = column.type.rawValue
        if !column.isOptional { text += " NOT NULL" }
        switch column.rowID {
        case .given: text += " PRIMARY KEY"
        case .generated: text += " PRIMARY KEY AUTOINCREMENT"
        case nil: break
        }
        if let value = column.defaultValue { text += " DEFAULT \(literal(value))" }
        return text
    }

    /// Returns the clause after the columns: a composite key, or the row identifier of a type
    /// without a key.
    static func clause(_ table: CreateTable) -> String {
        if let hidden = table.hiddenRowID { return "\(quoted(hidden.name)) \(definition(hidden))" }
        return table.key.isEmpty ? "" : "PRIMARY KEY(\(list(table.key)))"
    }

    private static func literal(_ value: SQLLiteral) -> String {
        switch value {
        case .integer(let number): "\(number)"
        case .real(let digits): digits
        case .text(let text): "'" + text.replacing("'", with: "''") + "'"
        }
    }

    private static func by(_ filter: [SQLTerm]) -> String {
        guard !filter.isEmpty else { return "" }
        let tests = filter.map { "\(term($0)) = \(value(for: $0))" }
        return " WHERE " + tests.joined(separator: " AND ")
    }

    private static func term(_ term: SQLTerm) -> String {
        guard let null = term.null else { return rowIDTerm(term.column) }
        return "ifnull(\(quoted(term.column)), \(literal(null)))"
    }

    private static func value(for term: SQLTerm) -> String {
        term.null.map { "ifnull(?, \(literal($0)))" } ?? "?"
    }

    /// Returns a row identifier's name. SQLite's built-in names lose their meaning if quoted, so
    /// they stay bare.
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
