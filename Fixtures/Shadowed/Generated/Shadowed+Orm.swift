// Generated from Shadowed.swift by orm-gen 0.1.0. Change the type, not this file.
import OrmRuntime

/// Stored as its raw value, String.
nonisolated extension Shadowed::Statement: OrmRuntime.ColumnValue {}

nonisolated extension OrmRuntime::Match where Value.Unwrapped == Shadowed::Statement {
    static var `open`: Self { .init(ormCase: .`open`) }
    static var closed: Self { .init(ormCase: .closed) }
}

// MARK: - Match, table Match

nonisolated extension Shadowed::Match: OrmRuntime.NaturalKeyEntity {
    typealias OrmSchema = Shadowed::ShadowedSchema
    typealias ID = Swift::Int
    var ormID: Swift::Int { self.number }

    static let ormTable = OrmRuntime::Table(
        type: "Match", name: "Match",
        columns: [
            OrmRuntime::Column("number", "INTEGER NOT NULL PRIMARY KEY", type: "Int"),
            OrmRuntime::Column("home", "TEXT NOT NULL", type: "String"),
            OrmRuntime::Column("order", "INTEGER", type: "group?", isOptional: true),
            OrmRuntime::Column("order_record_change", "INTEGER", field: "order.record.change", type: "Int", isOptional: true),
            OrmRuntime::Column("state", "TEXT NOT NULL", type: "String", cases: [.init("open", "open"), .init("closed", "closed")]),
        ],
        key: [0])

    static var ormNumber: Swift::Int { 0 }
    static var ormSelection: Swift::StaticString { #"SELECT "number", "home", "order", "order_record_change", "state" FROM "Match""# }
    static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(7, #"INSERT INTO "Match"("number", "home", "order", "order_record_change", "state") VALUES (?, ?, ?, ?, ?)"#) }
    static var ormUpsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(8, #"INSERT INTO "Match"("number", "home", "order", "order_record_change", "state") VALUES (?, ?, ?, ?, ?) ON CONFLICT("number") DO UPDATE SET "home" = excluded."home", "order" = excluded."order", "order_record_change" = excluded."order_record_change", "state" = excluded."state""#) }
    static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(9, #"SELECT "number", "home", "order", "order_record_change", "state" FROM "Match" WHERE "number" = ?"#, bindsBytes: false) }
    static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(10, #"DELETE FROM "Match" WHERE "number" = ?"#, bindsBytes: false) }

    static func ormRecord(_ ormRow: borrowing OrmRuntime::Row) -> Swift::Result<Shadowed::Match, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) { return .success(try Shadowed::Match(ormRow: ormRow, at: 0)) } catch { return .failure(error) }
    }

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.number = try Swift::Int.ormRead(ormRow.cell(at: ormFirst))
        self.home = try Swift::String.ormRead(ormRow.cell(ormFirst, 1))
        self.order = try Swift::Optional<Shadowed::Order>.ormReadGroup(ormRow, at: OrmRuntime::ormAt(ormFirst, 2))
        self.state = try Shadowed::Statement.ormRead(ormRow.cell(ormFirst, 4))
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.number.ormBind(to: ormStatement, at: ormFirst)
        try self.home.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
        try self.order.ormBindGroup(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
        try self.state.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 4))
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        var ormValues: [OrmRuntime::StoredValue] = []
        ormValues.append(self.number.ormStoredValue)
        ormValues.append(self.home.ormStoredValue)
        ormValues.append(contentsOf: self.order.ormStoredGroupValues)
        ormValues.append(self.state.ormStoredValue)
        return ormValues
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Shadowed::Match {
    static func number(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 0, match) }
    static func home(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 1, match) }
    static func order(_ predicate: OrmRuntime::Predicate<Shadowed::Order>) -> Self { .init(optionalGroup: 2, predicate) }
    static func order(_ presence: OrmRuntime::Presence) -> Self { .init(presence: 2, presence) }
    static func state(_ match: OrmRuntime::Match<Shadowed::Statement>) -> Self { .init(column: 4, match) }

    /// The condition that every match given is satisfied.
    static func matching(
        number: OrmRuntime::Match<Swift::Int> = .ormAny, home: OrmRuntime::Match<Swift::String> = .ormAny,
        order: OrmRuntime::Predicate<Shadowed::Order> = .ormAny, state: OrmRuntime::Match<Shadowed::Statement> = .ormAny
    ) -> Self {
        OrmRuntime::Predicate<Shadowed::Match>(ormAll: [
            .init(column: 0, number), .init(column: 1, home), .init(optionalGroup: 2, order), .init(column: 4, state)
        ])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Shadowed::Match {
    static var number: Self { .init(column: 0) }
    static var home: Self { .init(column: 1) }
    static func order(_ ordering: OrmRuntime::Ordering<Shadowed::Order>) -> Self { .init(group: 3, ordering) }
    static var state: Self { .init(column: 4) }
}

nonisolated extension OrmRuntime::Assignment where Root == Shadowed::Match {
    static func number(_ value: Swift::Int) -> Self { .init(column: 0, value) }
    static func home(_ value: Swift::String) -> Self { .init(column: 1, value) }
    static func order(_ value: Shadowed::Order?) -> Self { .init(optionalGroup: 2, value) }
    static func state(_ value: Shadowed::Statement) -> Self { .init(column: 4, value) }
}

nonisolated extension Shadowed::Match {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, number: OrmRuntime::Match<Swift::Int> = .ormAny,
        home: OrmRuntime::Match<Swift::String> = .ormAny, order: OrmRuntime::Predicate<Shadowed::Order> = .ormAny,
        state: OrmRuntime::Match<Shadowed::Statement> = .ormAny, orderBy: OrmRuntime::Ordering<Shadowed::Match>...,
        limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [Shadowed::Match] {
        let ormWhere = OrmRuntime::Predicate<Shadowed::Match>.matching(number: number, home: home, order: order, state: state)
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, number: OrmRuntime::Match<Swift::Int> = .ormAny,
        home: OrmRuntime::Match<Swift::String> = .ormAny, order: OrmRuntime::Predicate<Shadowed::Order> = .ormAny,
        state: OrmRuntime::Match<Shadowed::Statement> = .ormAny, orderBy: OrmRuntime::Ordering<Shadowed::Match>...,
        limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [Shadowed::Match] {
        let ormWhere = OrmRuntime::Predicate<Shadowed::Match>.matching(number: number, home: home, order: order, state: state)
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The row with this number: there is at most one.
    static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, number: Swift::Int
    ) throws(OrmRuntime::StoreError) -> Shadowed::Match? {
        try ormLookUp(ormFind, in: ormSource, number)
    }
    /// The row with this number: there is at most one.
    static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, number: Swift::Int
    ) async throws(OrmRuntime::StoreError) -> Shadowed::Match? {
        try await ormLookUp(ormFind, in: ormSource, number)
    }
}

// MARK: - Order, a group of columns

nonisolated extension Shadowed::Order: OrmRuntime.ColumnGroup {
    static var ormColumnCount: Swift::Int32 { 1 }
    static let ormColumns: [OrmRuntime::Column] = [
        OrmRuntime::Column("record_change", "", field: "record.change", type: "Int"),
    ]

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.record = try Shadowed::Record(ormRow: ormRow, at: ormFirst)
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.record.ormBind(to: ormStatement, at: ormFirst)
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        var ormValues: [OrmRuntime::StoredValue] = []
        ormValues.append(contentsOf: self.record.ormStoredValues)
        return ormValues
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Shadowed::Order {
    static func record(_ predicate: OrmRuntime::Predicate<Shadowed::Record>) -> Self { .init(group: 0, predicate) }

    /// The condition that every match given is satisfied.
    static func matching(record: OrmRuntime::Predicate<Shadowed::Record> = .ormAny) -> Self {
        OrmRuntime::Predicate<Shadowed::Order>(ormAll: [.init(group: 0, record)])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Shadowed::Order {
    static func record(_ ordering: OrmRuntime::Ordering<Shadowed::Record>) -> Self { .init(group: 0, ordering) }
}

nonisolated extension OrmRuntime::Assignment where Root == Shadowed::Order {
    static func record(_ value: Shadowed::Record) -> Self { .init(group: 0, value) }
    static func record(_ change: OrmRuntime::Assignment<Shadowed::Record>) -> Self { .init(group: 0, change) }
}

// MARK: - Record, a group of columns

nonisolated extension Shadowed::Record: OrmRuntime.ColumnGroup {
    static var ormColumnCount: Swift::Int32 { 1 }
    static let ormColumns: [OrmRuntime::Column] = [
        OrmRuntime::Column("change", "", type: "Int"),
    ]

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.change = try Swift::Int.ormRead(ormRow.cell(at: ormFirst))
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.change.ormBind(to: ormStatement, at: ormFirst)
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        [self.change.ormStoredValue]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Shadowed::Record {
    static func change(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 0, match) }

    /// The condition that every match given is satisfied.
    static func matching(change: OrmRuntime::Match<Swift::Int> = .ormAny) -> Self {
        OrmRuntime::Predicate<Shadowed::Record>(ormAll: [.init(column: 0, change)])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Shadowed::Record {
    static var change: Self { .init(column: 0) }
}

nonisolated extension OrmRuntime::Assignment where Root == Shadowed::Record {
    static func change(_ value: Swift::Int) -> Self { .init(column: 0, value) }
}

// MARK: - Transaction, table Transaction

nonisolated extension Shadowed::Transaction: OrmRuntime.KeylessEntity {
    typealias OrmSchema = Shadowed::ShadowedSchema
    typealias ID = OrmRuntime::RowID<Shadowed::Transaction>

    static let ormTable = OrmRuntime::Table(
        type: "Transaction", name: "Transaction",
        columns: [
            OrmRuntime::Column("table", "TEXT NOT NULL", type: "String"),
            OrmRuntime::Column("row", "INTEGER NOT NULL", type: "Int64"),
        ],
        key: [], clause: #""rowid" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT"#, indexes: [
            OrmRuntime::TableIndex(columns: [1], isUnique: true, creation: #"CREATE UNIQUE INDEX "Transaction(row)" ON "Transaction"("row")"#),
        ])

    static var ormNumber: Swift::Int { 1 }
    static var ormSelection: Swift::StaticString { #"SELECT "table", "row", rowid FROM "Transaction""# }
    static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(11, #"INSERT INTO "Transaction"("table", "row") VALUES (?, ?)"#) }
    static var ormReplace: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(12, #"UPDATE "Transaction" SET "table" = ?, "row" = ? WHERE rowid = ?"#) }
    static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(13, #"SELECT "table", "row", rowid FROM "Transaction" WHERE rowid = ?"#, bindsBytes: false) }
    static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(14, #"DELETE FROM "Transaction" WHERE rowid = ?"#, bindsBytes: false) }

    static func ormRecord(
        _ ormRow: borrowing OrmRuntime::Row
    ) -> Swift::Result<OrmRuntime::Stored<Shadowed::Transaction>, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) {
            let ormID = OrmRuntime::RowID<Shadowed::Transaction>(rawValue: try ormRow.integer(at: 2))
            return .success(.init(id: ormID, value: try Shadowed::Transaction(ormRow: ormRow, at: 0)))
        } catch { return .failure(error) }
    }

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.table = try Swift::String.ormRead(ormRow.cell(at: ormFirst))
        self.row = try Swift::Int64.ormRead(ormRow.cell(ormFirst, 1))
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.table.ormBind(to: ormStatement, at: ormFirst)
        try self.row.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        [self.table.ormStoredValue, self.row.ormStoredValue]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Shadowed::Transaction {
    static func table(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 0, match) }
    static func row(_ match: OrmRuntime::Match<Swift::Int64>) -> Self { .init(column: 1, match) }

    /// The condition that every match given is satisfied.
    static func matching(table: OrmRuntime::Match<Swift::String> = .ormAny, row: OrmRuntime::Match<Swift::Int64> = .ormAny) -> Self {
        OrmRuntime::Predicate<Shadowed::Transaction>(ormAll: [.init(column: 0, table), .init(column: 1, row)])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Shadowed::Transaction {
    static var table: Self { .init(column: 0) }
    static var row: Self { .init(column: 1) }
}

nonisolated extension OrmRuntime::Assignment where Root == Shadowed::Transaction {
    static func table(_ value: Swift::String) -> Self { .init(column: 0, value) }
    static func row(_ value: Swift::Int64) -> Self { .init(column: 1, value) }
}

nonisolated extension Shadowed::Transaction {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, table: OrmRuntime::Match<Swift::String> = .ormAny,
        row: OrmRuntime::Match<Swift::Int64> = .ormAny, orderBy: OrmRuntime::Ordering<Shadowed::Transaction>..., limit: Swift::Int? = nil,
        offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [OrmRuntime::Stored<Shadowed::Transaction>] {
        let ormWhere = OrmRuntime::Predicate<Shadowed::Transaction>.matching(table: table, row: row)
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, table: OrmRuntime::Match<Swift::String> = .ormAny,
        row: OrmRuntime::Match<Swift::Int64> = .ormAny, orderBy: OrmRuntime::Ordering<Shadowed::Transaction>..., limit: Swift::Int? = nil,
        offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [OrmRuntime::Stored<Shadowed::Transaction>] {
        let ormWhere = OrmRuntime::Predicate<Shadowed::Transaction>.matching(table: table, row: row)
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The row with this row: there is at most one.
    static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, row: Swift::Int64
    ) throws(OrmRuntime::StoreError) -> OrmRuntime::Stored<Shadowed::Transaction>? {
        try ormLookUp(OrmRuntime::StaticStatement(15, #"SELECT "table", "row", rowid FROM "Transaction" WHERE "row" = ?"#, bindsBytes: false), in: ormSource, row)
    }
    /// The row with this row: there is at most one.
    static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, row: Swift::Int64
    ) async throws(OrmRuntime::StoreError) -> OrmRuntime::Stored<Shadowed::Transaction>? {
        try await ormLookUp(OrmRuntime::StaticStatement(15, #"SELECT "table", "row", rowid FROM "Transaction" WHERE "row" = ?"#, bindsBytes: false), in: ormSource, row)
    }
}

nonisolated extension OrmRuntime::Stored where Value == Shadowed::Transaction {
    var table: Swift::String { self.value.table }
    var row: Swift::Int64 { self.value.row }
}

// MARK: - Table, table Table

nonisolated extension Shadowed::Table: OrmRuntime.NaturalKeyEntity {
    typealias OrmSchema = Shadowed::ShadowedSchema

    /// The key: schema, column.
    nonisolated struct ID: Swift.Hashable, Swift.Sendable {
        var schema: Swift::String
        var column: Swift::String

        init(schema orm0: Swift::String, column orm1: Swift::String) {
            self.schema = orm0
            self.column = orm1
        }
    }

    var ormID: ID {
        ID(schema: self.schema, column: self.column)
    }

    static func ormBind(
        _ ormID: ID, to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32
    ) throws(OrmRuntime::StoreError) {
        try ormID.schema.ormBind(to: ormStatement, at: ormFirst)
        try ormID.column.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
    }

    static let ormTable = OrmRuntime::Table(
        type: "Table", name: "Table",
        columns: [
            OrmRuntime::Column("schema", "TEXT NOT NULL", type: "String"),
            OrmRuntime::Column("column", "TEXT NOT NULL", type: "String"),
        ],
        key: [0, 1], clause: #"PRIMARY KEY("schema", "column")"#)

    static var ormNumber: Swift::Int { 2 }
    static var ormSelection: Swift::StaticString { #"SELECT "schema", "column", rowid FROM "Table""# }
    static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(16, #"INSERT INTO "Table"("schema", "column") VALUES (?, ?)"#) }
    static var ormUpsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(17, #"INSERT INTO "Table"("schema", "column") VALUES (?, ?) ON CONFLICT("schema", "column") DO NOTHING"#) }
    static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(18, #"SELECT "schema", "column", rowid FROM "Table" WHERE "schema" = ? AND "column" = ?"#) }
    static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(19, #"DELETE FROM "Table" WHERE "schema" = ? AND "column" = ?"#) }

    static func ormRecord(_ ormRow: borrowing OrmRuntime::Row) -> Swift::Result<Shadowed::Table, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) { return .success(try Shadowed::Table(ormRow: ormRow, at: 0)) } catch { return .failure(error) }
    }

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.schema = try Swift::String.ormRead(ormRow.cell(at: ormFirst))
        self.column = try Swift::String.ormRead(ormRow.cell(ormFirst, 1))
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.schema.ormBind(to: ormStatement, at: ormFirst)
        try self.column.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        [self.schema.ormStoredValue, self.column.ormStoredValue]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Shadowed::Table {
    static func schema(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 0, match) }
    static func column(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 1, match) }

    /// The condition that every match given is satisfied.
    static func matching(schema: OrmRuntime::Match<Swift::String> = .ormAny, column: OrmRuntime::Match<Swift::String> = .ormAny) -> Self {
        OrmRuntime::Predicate<Shadowed::Table>(ormAll: [.init(column: 0, schema), .init(column: 1, column)])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Shadowed::Table {
    static var schema: Self { .init(column: 0) }
    static var column: Self { .init(column: 1) }
}

nonisolated extension OrmRuntime::Assignment where Root == Shadowed::Table {
    static func schema(_ value: Swift::String) -> Self { .init(column: 0, value) }
    static func column(_ value: Swift::String) -> Self { .init(column: 1, value) }
}

nonisolated extension Shadowed::Table {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, schema: OrmRuntime::Match<Swift::String> = .ormAny,
        column: OrmRuntime::Match<Swift::String> = .ormAny, orderBy: OrmRuntime::Ordering<Shadowed::Table>..., limit: Swift::Int? = nil,
        offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [Shadowed::Table] {
        let ormWhere = OrmRuntime::Predicate<Shadowed::Table>.matching(schema: schema, column: column)
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, schema: OrmRuntime::Match<Swift::String> = .ormAny,
        column: OrmRuntime::Match<Swift::String> = .ormAny, orderBy: OrmRuntime::Ordering<Shadowed::Table>..., limit: Swift::Int? = nil,
        offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [Shadowed::Table] {
        let ormWhere = OrmRuntime::Predicate<Shadowed::Table>.matching(schema: schema, column: column)
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The row with this schema and column: there is at most one.
    static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, schema: Swift::String, column: Swift::String
    ) throws(OrmRuntime::StoreError) -> Shadowed::Table? {
        try ormLookUp(ormFind, in: ormSource) { ormStatement throws(OrmRuntime::StoreError) in
            try schema.ormBind(to: ormStatement, at: 1)
            try column.ormBind(to: ormStatement, at: 2)
        }
    }
    /// The row with this schema and column: there is at most one.
    static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, schema: Swift::String, column: Swift::String
    ) async throws(OrmRuntime::StoreError) -> Shadowed::Table? {
        try await ormLookUp(ormFind, in: ormSource) { ormStatement throws(OrmRuntime::StoreError) in
            try schema.ormBind(to: ormStatement, at: 1)
            try column.ormBind(to: ormStatement, at: 2)
        }
    }
}
