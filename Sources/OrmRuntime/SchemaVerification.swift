// SPDX-License-Identifier: MIT
// The store records the types that wrote it in tables of its own, one row per column and per index.
// Opening compares them with the program's types and reports every difference.
//
//     orm_column(entity, position, name, field, type, in_key)     orm_index(entity, position, columns, is_unique)
//     orm_case(entity, field, value, name)                      orm_format(version)
//
// `orm_format` has one row, the version of this layout. (PRAGMA user_version is the application's.)

internal import CompactStrings

private let formatVersion: Int64 = 1

extension Connection {
    /// Verifies the existing tables and creates the missing ones.
    func prepareSchema(_ tables: [Table], _ hasEnumerations: Bool) throws(StoreError) {
        try checkEncoding()
        if try isUpToDate(tables, hasEnumerations) { return }
        try transaction(.write) { () throws(StoreError) in
            if try storedVersion() == 0 { try createCatalogue() }
            for table in tables {
                if try isKnown(table) {
                    if try verify(table, hasEnumerations, allowingExtra: false) { continue }
                } else {
                    try create(table)
                }
                if hasEnumerations { try recordCases(of: table) }
            }
        }
    }

    /// Verifies a read-only store, which may have more than the program's types.
    func verifySchema(_ tables: [Table], _ hasEnumerations: Bool) throws(StoreError) {
        try checkEncoding()
        let version = try storedVersion()
        for table in tables {
            guard version > 0, try isKnown(table) else {
                throw .incompatible(
                    type: table.type, differences: [.table(reason: "the store has no such table")])
            }
            _ = try verify(table, hasEnumerations, allowingExtra: true)
        }
    }

    /// Whether every table exists as the program declares it. This is the usual case and takes no
    /// write lock.
    private func isUpToDate(
        _ tables: [Table], _ hasEnumerations: Bool
    ) throws(StoreError) -> Bool {
        guard try storedVersion() > 0 else { return false }
        for table in tables {
            guard try isKnown(table) else { return false }
            guard try verify(table, hasEnumerations, allowingExtra: false) else { return false }
        }
        return true
    }

    private func checkEncoding() throws(StoreError) {
        // The pragma returns nothing in guests built without UTF-16.
        let encoding = try text("PRAGMA encoding") ?? "UTF-8"
        if !encoding.isSame(as: "UTF-8") {
            throw .unsupportedEncoding(path: path, encoding: encoding)
        }
    }

    /// Returns the version of the catalogue, or 0 if there is none.
    private func storedVersion() throws(StoreError) -> Int64 {
        let catalogue = "SELECT count(*) FROM sqlite_schema WHERE name = 'orm_format'"
        guard try integer(catalogue) == 1 else { return 0 }
        guard let version = try integer("SELECT version FROM orm_format"), version > 0 else {
            throw .corrupt(path: path, reason: "orm_format has no version")
        }
        if version > formatVersion {
            throw .newerFormat(path: path, found: version, supported: formatVersion)
        }
        return version
    }

    private func createCatalogue() throws(StoreError) {
        try execute(
            """
            CREATE TABLE orm_column(entity TEXT NOT NULL, position INTEGER NOT NULL, \
            name TEXT NOT NULL, field TEXT NOT NULL, type TEXT NOT NULL, in_key INTEGER NOT NULL, \
            PRIMARY KEY(entity, position)) STRICT, WITHOUT ROWID
            """)
        try execute(
            """
            CREATE TABLE orm_index(entity TEXT NOT NULL, position INTEGER NOT NULL, \
            columns TEXT NOT NULL, is_unique INTEGER NOT NULL, \
            PRIMARY KEY(entity, position)) STRICT, WITHOUT ROWID
            """)
        try execute("CREATE TABLE orm_format(version INTEGER NOT NULL) STRICT")
        try execute("INSERT INTO orm_format VALUES (\(formatVersion))")
    }

    private func isKnown(_ table: Table) throws(StoreError) -> Bool {
        let statement = try prepare("SELECT 1 FROM orm_column WHERE entity = ? LIMIT 1")
        try statement.bind(table.name, at: 1)
        return try statement.step()
    }

    private func isTaken(_ name: String) throws(StoreError) -> Bool {
        let statement = try prepare("SELECT 1 FROM sqlite_schema WHERE name = ? COLLATE NOCASE")
        try statement.bind(name, at: 1)
        return try statement.step()
    }

    private func create(_ table: Table) throws(StoreError) {
        if try isTaken(table.name) {
            let reason = "the database has a table '\(table.name)' that this library did not make"
            throw .incompatible(type: table.type, differences: [.table(reason: reason)])
        }
        for sql in table.creation { try execute(sql) }
        let column = try prepare("INSERT INTO orm_column VALUES (?, ?, ?, ?, ?, ?)")
        for (position, item) in table.columns.enumerated() {
            try column.bind([
                .text(table.name), .integer(Int64(position)), .text(item.name), .text(item.field),
                .text(item.type), .integer(table.key.contains(position) ? 1 : 0),
            ])
            try column.run()
            column.reset()
        }
        let index = try prepare("INSERT INTO orm_index VALUES (?, ?, ?, ?)")
        for (position, item) in table.indexes.enumerated() {
            try index.bind([
                .text(table.name), .integer(Int64(position)),
                .text(listed(table.fields(item.columns))),
                .integer(item.isUnique ? 1 : 0),
            ])
            try index.run()
            index.reset()
        }
    }

    /// Compares the stored description of a table with the program's.
    ///
    /// - Returns: Whether the catalogue is complete. New cases of enums are not a difference.
    private func verify(
        _ table: Table, _ hasEnumerations: Bool, allowingExtra: Bool
    ) throws(StoreError) -> Bool {
        var differences = try columnDifferences(table)
        differences += try indexDifferences(table)
        let cases = hasEnumerations ? try compareCases(table) : CaseComparison()
        differences += cases.differences
        if allowingExtra { differences.removeAll { $0.isHarmlessForReading } }
        if differences.isEmpty { differences += try tableDifferences(table) }
        if differences.isEmpty, !allowingExtra { differences += try numberingDifferences(table) }
        if !differences.isEmpty { throw .incompatible(type: table.type, differences: differences) }
        return cases.areAllRecorded
    }

    private func columnDifferences(_ table: Table) throws(StoreError) -> [SchemaDifference] {
        var differences: [SchemaDifference] = []
        var missing = table.columns
        var storedKey: [String] = []
        let statement = try prepare(
            "SELECT name, field, type, in_key FROM orm_column WHERE entity = ? ORDER BY position")
        try statement.bind(table.name, at: 1)
        while try statement.step() {
            let stored = try catalogueRow(statement)
            if stored.isInKey { storedKey.append(stored.field) }
            guard let index = missing.firstIndex(where: { $0.field.isSame(as: stored.field) })
            else {
                differences.append(.extra(field: stored.field))
                continue
            }
            let column = missing.remove(at: index)
            if !column.type.isSame(as: stored.type) {
                differences.append(
                    .type(field: stored.field, stored: stored.type, program: column.type))
            }
        }
        differences += missing.map { .missing(field: $0.field) }
        let key = table.fields(table.key)
        if !key.elementsEqual(storedKey, by: { $0.isSame(as: $1) }) {
            differences.append(.key(stored: storedKey, program: key))
        }
        return differences
    }

    private func catalogueRow(
        _ statement: borrowing Statement
    ) throws(StoreError) -> (field: String, type: String, isInKey: Bool) {
        let row = statement.row
        do throws(ColumnFault) {
            return (try row.text(at: 1), try row.text(at: 2), try row.integer(at: 3) == 1)
        } catch {
            throw .corrupt(path: path, reason: "orm_column: \(error.problem)")
        }
    }

    private func indexDifferences(_ table: Table) throws(StoreError) -> [SchemaDifference] {
        var differences: [SchemaDifference] = []
        var missing = table.indexes.map {
            (fields: table.fields($0.columns), isUnique: $0.isUnique)
        }
        let statement = try prepare("SELECT columns, is_unique FROM orm_index WHERE entity = ?")
        try statement.bind(table.name, at: 1)
        while try statement.step() {
            let row = statement.row
            let fields: String
            let isUnique: Bool
            do throws(ColumnFault) {
                fields = try row.text(at: 0)
                isUnique = try row.integer(at: 1) == 1
            } catch {
                throw .corrupt(path: path, reason: "orm_index: \(error.problem)")
            }
            let index = missing.firstIndex {
                listed($0.fields).isSame(as: fields) && $0.isUnique == isUnique
            }
            if let index {
                missing.remove(at: index)
            } else {
                differences.append(.extraIndex(fields: [fields], unique: isUnique))
            }
        }
        return differences + missing.map { .missingIndex(fields: $0.fields, unique: $0.isUnique) }
    }

    /// Compares the table itself, which other programs may have altered without the catalogue.
    private func tableDifferences(_ table: Table) throws(StoreError) -> [SchemaDifference] {
        // The pragma, not its table-valued function: guests may be built without virtual tables.
        let statement = try prepare("PRAGMA table_info(\(quoted(table.name)))")
        var names: [String] = []
        while try statement.step() {
            if let name = try? statement.row.text(at: 1) { names.append(name) }
        }
        if names.isEmpty { return [.table(reason: "the table is gone from the database")] }
        return table.columns.filter { column in !names.contains { $0.isSame(as: column.name) } }
            .map { .table(reason: "column '\($0.name)' is gone from the table") }
    }
}

extension Connection {
    /// Checks that the table uses AUTOINCREMENT if the store chooses identifiers. A table created
    /// for natural keys, or by a version before 0.1.0, does not.
    private func numberingDifferences(_ table: Table) throws(StoreError) -> [SchemaDifference] {
        guard table.choosesIdentifiers else { return [] }
        let statement = try prepare(
            """
            SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ? \
            AND instr(sql, ' PRIMARY KEY AUTOINCREMENT') > 0
            """)
        try statement.bind(table.name, at: 1)
        if try statement.step() { return [] }
        return [
            .table(
                reason:
                    "its table was made without AUTOINCREMENT, so identifiers could be used again: "
                    + "read it with openReadOnly and save the values in a new file")
        ]
    }
}

extension Table {
    /// Whether SQLite chooses the row identifiers: for a type without a key or with a generated
    /// one.
    fileprivate var choosesIdentifiers: Bool {
        guard let key = key.first else { return true }
        return columns[key].definition.hasByteSuffix("AUTOINCREMENT")
    }
}

extension SchemaDifference {
    /// Reads name their columns, so additional columns and any indexes are harmless.
    fileprivate var isHarmlessForReading: Bool {
        switch self {
        case .extra, .extraIndex, .missingIndex: true
        default: false
        }
    }
}
