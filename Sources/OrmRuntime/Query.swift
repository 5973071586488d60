// SPDX-License-Identifier: MIT
// A query on one table as a value: the operation, its rows and their order. It is written as SQL at
// most once per shape and connection.

internal import CompactStrings

@usableFromInline
struct Query {
    @usableFromInline
    enum Verb {
        /// All columns, then the row's identifier.
        case select
        /// One row with the number of rows.
        case count
        /// One row if there is any, otherwise none.
        case exists
        case delete
        /// Sets the columns, by position.
        case update
    }

    let verb: Verb
    let condition: NormalCondition
    var assignments: [(column: Int, value: StoredValue)] = []
    var ordering: [(column: Int, isDescending: Bool)] = []
    var limit: Int?
    var offset = 0

    init(_ verb: Verb, where condition: Condition) {
        self.verb = verb
        self.condition = NormalCondition(condition).arranged()
    }
}

extension Query {
    /// Sets a column. Returns false if it is already set.
    mutating func assign(_ value: StoredValue, to column: Int) -> Bool {
        if assignments.contains(where: { $0.column == column }) { return false }
        assignments.append((column, value))
        return true
    }

    /// Everything that determines the SQL. `entity` distinguishes tables.
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
        var text: String
        let name = quoted(table.name)
        switch verb {
        case .select: text = "\(selection)"
        case .count: text = "SELECT count(*) FROM \(name)"
        case .exists: text = "SELECT 1 FROM \(name)"
        case .delete: text = "DELETE FROM \(name)"
        case .update:
            text = "UPDATE \(name) SET "
            for (index, assignment) in assignments.enumerated() {
                if index > 0 { text += ", " }
                text += quoted(table.columns[assignment.column].name) + " = ?"
            }
        }
        if !condition.isEverything {
            text += " WHERE "
            try condition.write(to: &text, columns: table.columns)
        }
        for (index, item) in ordering.enumerated() {
            text += index == 0 ? " ORDER BY " : ", "
            text += quoted(table.columns[item.column].name) + (item.isDescending ? " DESC" : "")
        }
        if hasRange { text += " LIMIT ? OFFSET ?" }
        return text
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
