// A query on one table as a value: what to do, on which rows, in which order. It becomes SQL at most
// once per shape and connection.
// SPDX-License-Identifier: MIT

/// SQL text under construction, with a count of the parentheses that are open at once.
struct SQLText {
    /// SQLite's parser has a stack of 100 entries (YYSTACKDEPTH). `(… AND NOT ` takes four for each
    /// parenthesis, which leaves 20 for the verb around them and the test inside.
    static let nestingMax = 20

    var sql: String
    private var nesting = 0
    private(set) var deepestNesting = 0

    init(_ sql: String) {
        self.sql = sql
    }

    mutating func open(_ text: String) {
        sql += text
        nesting += 1
        deepestNesting = max(deepestNesting, nesting)
    }

    mutating func close() {
        sql += ")"
        nesting -= 1
    }
}

@usableFromInline
struct Query {
    @usableFromInline
    enum Verb {
        /// All columns of the rows, then the row's identifier.
        case select
        /// A single row with the number of rows.
        case count
        /// One row when there is any, else none.
        case exists
        case delete
        /// Sets the columns, by position.
        case update
    }

    let verb: Verb
    let condition: Condition
    var assignments: [(column: Int, value: StoredValue)] = []
    var ordering: [(column: Int, isDescending: Bool)] = []
    var limit: Int?
    var offset = 0

    init(_ verb: Verb, where condition: Condition) {
        self.verb = verb
        self.condition = condition
    }
}

extension Query {
    /// Sets a column; the last assignment to a column counts.
    mutating func assign(_ value: StoredValue, to column: Int) {
        assignments.removeAll { $0.column == column }
        assignments.append((column, value))
    }

    /// Everything that decides the SQL; `entity` tells tables apart.
    @usableFromInline
    func shape(entity: Int) -> Shape {
        var shape = Shape()
        shape.append(entity)
        shape.append(verb.code)
        shape.append(assignments.count)
        for assignment in assignments { shape.append(assignment.column) }
        condition.write(to: &shape)
        shape.append(ordering.count)
        for item in ordering { shape.append(item.column << 1 | (item.isDescending ? 1 : 0)) }
        shape.append(hasRange ? 1 : 0)
        return shape
    }

    private var hasRange: Bool { limit != nil || offset > 0 }

    /// The values in the order of the placeholders.
    var values: [StoredValue] {
        var values = assignments.map { $0.value }
        condition.append(valuesTo: &values)
        // SQLite reads a negative limit as none.
        if hasRange { values += [.integer(limit.map(Int64.init) ?? -1), .integer(Int64(offset))] }
        return values
    }

    func sql(
        for table: Table, selecting selection: StaticString
    ) throws(StoreError) -> String {
        var text = SQLText("")
        let name = quoted(table.name)
        switch verb {
        case .select: text.sql = "\(selection)"
        case .count: text.sql = "SELECT count(*) FROM \(name)"
        case .exists: text.sql = "SELECT 1 FROM \(name)"
        case .delete: text.sql = "DELETE FROM \(name)"
        case .update:
            text.sql = "UPDATE \(name) SET "
            for (index, assignment) in assignments.enumerated() {
                if index > 0 { text.sql += ", " }
                text.sql += quoted(table.columns[assignment.column].name) + " = ?"
            }
        }
        if !condition.isEverything {
            text.sql += " WHERE "
            condition.write(to: &text, columns: table.columns)
            if text.deepestNesting > SQLText.nestingMax {
                throw .limit(
                    name: "levels of one condition", maximum: SQLText.nestingMax,
                    got: text.deepestNesting)
            }
        }
        for (index, item) in ordering.enumerated() {
            text.sql += index == 0 ? " ORDER BY " : ", "
            text.sql += quoted(table.columns[item.column].name) + (item.isDescending ? " DESC" : "")
        }
        if hasRange { text.sql += " LIMIT ? OFFSET ?" }
        return text.sql
    }
}

extension Query.Verb {
    fileprivate var code: Int {
        switch self {
        case .select: 0
        case .count: 1
        case .exists: 2
        case .delete: 3
        case .update: 4
        }
    }
}
