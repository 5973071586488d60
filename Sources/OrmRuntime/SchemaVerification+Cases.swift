// SPDX-License-Identifier: MIT
// The raw values of enum cases. A column of an enum holds raw values, whose meaning is only in the
// source: a case inserted before others takes its neighbour's raw value. So the catalogue records
// each case with its raw value, and opening compares them.
//
// Compatible changes: adding a case, removing one, and renaming one whose raw value is written in
// the source. A raw value that now belongs to another case, or a case with another raw value, is a
// difference.

internal import CompactStrings

/// The result of comparing the catalogue with the cases of a table's enums.
struct CaseComparison {
    /// The cases whose meaning has changed since they were stored.
    var differences: [SchemaDifference] = []
    /// Whether the catalogue has every case of the program by its current name.
    var areAllRecorded = true
}

extension Connection {
    /// Compares the catalogue's cases with the program's.
    func compareCases(_ table: Table) throws(StoreError) -> CaseComparison {
        guard hasCases(table) else { return CaseComparison() }
        guard try isCaseTableThere() else { return CaseComparison(areAllRecorded: false) }
        var comparison = CaseComparison()
        for column in table.columns where !column.cases.isEmpty {
            let stored = try storedCases(table, column)
            comparison.differences += stored.compactMap { column.difference(from: $0) }
            let isKnown = column.cases.allSatisfy { item in
                stored.contains { $0.value == item.value && $0.name.isSame(as: item.name) }
            }
            if !isKnown { comparison.areAllRecorded = false }
        }
        return comparison
    }

    /// Adds the program's cases to the catalogue. The table must be verified first.
    func recordCases(of table: Table) throws(StoreError) {
        guard hasCases(table) else { return }
        // A catalogue from before this table existed has no cases; the program's are assumed.
        if try !isCaseTableThere() {
            try execute(
                """
                CREATE TABLE orm_case(entity TEXT NOT NULL, field TEXT NOT NULL, value ANY NOT NULL, \
                name TEXT NOT NULL, PRIMARY KEY(entity, field, value)) STRICT, WITHOUT ROWID
                """)
        }
        let insert = try prepare("INSERT OR REPLACE INTO orm_case VALUES (?, ?, ?, ?)")
        for column in table.columns {
            for item in column.cases {
                try insert.bind([
                    .text(table.name), .text(column.field), item.value, .text(item.name),
                ])
                try insert.run()
                insert.reset()
            }
        }
    }

    private func hasCases(_ table: Table) -> Bool {
        table.columns.contains { !$0.cases.isEmpty }
    }

    private func isCaseTableThere() throws(StoreError) -> Bool {
        try integer("SELECT count(*) FROM sqlite_schema WHERE name = 'orm_case'") == 1
    }

    private func storedCases(
        _ table: Table, _ column: Column
    ) throws(StoreError) -> [(name: String, value: StoredValue)] {
        let statement = try prepare(
            "SELECT name, value FROM orm_case WHERE entity = ? AND field = ?")
        try statement.bind([.text(table.name), .text(column.field)])
        var cases: [(name: String, value: StoredValue)] = []
        while try statement.step() {
            let row = statement.row
            do throws(ColumnFault) {
                let value: StoredValue =
                    row.cell(at: 1).storageClass == .integer
                    ? .integer(try row.integer(at: 1)) : .text(try row.text(at: 1))
                cases.append((try row.text(at: 0), value))
            } catch {
                throw .corrupt(path: path, reason: "orm_case: " + error.problem.description)
            }
        }
        return cases
    }
}

extension Column {
    fileprivate func difference(
        from stored: (name: String, value: StoredValue)
    ) -> SchemaDifference? {
        if let present = cases.first(where: { $0.value == stored.value }) {
            if present.name.isSame(as: stored.name) { return nil }
            let isGone = !cases.contains { $0.name.isSame(as: stored.name) }
            if present.isWritten, isGone { return nil }
            return .meaning(
                field: field, value: stored.value.text, stored: stored.name, program: present.name)
        }
        guard let moved = cases.first(where: { $0.name.isSame(as: stored.name) }) else {
            return nil
        }
        return .rawValue(
            field: field, name: stored.name, stored: stored.value.text, program: moved.value.text)
    }
}

extension StoredValue {
    /// The raw value in Swift's notation.
    fileprivate var text: String {
        switch self {
        case .integer(let value): value.description
        case .text(let value): "\"" + value + "\""
        case .null, .real, .blob: ""
        }
    }
}
