// Generated from Shadowed.swift by orm-gen 0.1.0. Change the type, not this file.
import OrmRuntime

/// Stored as its raw value, String.
extension Statement: OrmRuntime.ColumnValue {}

// MARK: - Match, table Match

extension Match: OrmRuntime.KeyedEntity {
    typealias OrmSchema = ShadowedSchema
    typealias ID = Int

    var ormID: ID { self.number }

    static func ormBind(
        _ ormID: ID, to ormStatement: borrowing OrmRuntime.Statement, at ormFirst: Int32
    ) throws(OrmRuntime.StoreError) {
        try ormID.ormBind(to: ormStatement, at: ormFirst)
    }

    static let ormTable = OrmRuntime.Table(
        type: "Match", name: "Match",
        columns: [
            OrmRuntime.Column(name: "number", field: "number", type: "Int"),
            OrmRuntime.Column(name: "home", field: "home", type: "String"),
            OrmRuntime.Column(name: "order", field: "order", type: "group?", isOptional: true),
            OrmRuntime.Column(name: "order_record_change", field: "order.record.change", type: "Int", isOptional: true),
            OrmRuntime.Column(name: "state", field: "state", type: "String"),
        ],
        key: [0],
        indexes: [],
        creation: [
            #"""
            CREATE TABLE "Match"(
                "number" INTEGER NOT NULL PRIMARY KEY,
                "home" TEXT NOT NULL,
                "order" INTEGER,
                "order_record_change" INTEGER,
                "state" TEXT NOT NULL
            ) STRICT
            """#,
        ])

    static var ormNumber: Int { 0 }
    static var ormSelection: StaticString {
        #"SELECT "number", "home", "order", "order_record_change", "state" FROM "Match""#
    }
    static var ormInsert: OrmRuntime.Slot {
        OrmRuntime.Slot(7, #"INSERT INTO "Match"("number", "home", "order", "order_record_change", "state") VALUES (?, ?, ?, ?, ?)"#)
    }
    static var ormUpsert: OrmRuntime.Slot {
        OrmRuntime.Slot(8, #"INSERT INTO "Match"("number", "home", "order", "order_record_change", "state") VALUES (?, ?, ?, ?, ?) ON CONFLICT("number") DO UPDATE SET "home" = excluded."home", "order" = excluded."order", "order_record_change" = excluded."order_record_change", "state" = excluded."state""#)
    }
    static var ormFind: OrmRuntime.Slot {
        OrmRuntime.Slot(9, #"SELECT "number", "home", "order", "order_record_change", "state" FROM "Match" WHERE "number" = ?"#, bindsBytes: false)
    }
    static var ormDelete: OrmRuntime.Slot {
        OrmRuntime.Slot(10, #"DELETE FROM "Match" WHERE "number" = ?"#, bindsBytes: false)
    }

    static func ormRecord(
        _ ormRow: borrowing OrmRuntime.Row
    ) -> Swift.Result<Match, OrmRuntime.ColumnFault> {
        do throws(OrmRuntime.ColumnFault) {
            return .success(try ormRead(ormRow, at: 0))
        } catch {
            return .failure(error)
        }
    }

    static var ormColumnCount: Int32 { 5 }
    static var ormColumns: [OrmRuntime.Column] { ormTable.columns }

    static func ormRead(
        _ ormRow: borrowing OrmRuntime.Row, at ormFirst: Int32
    ) throws(OrmRuntime.ColumnFault) -> Match {
        let number = try Int.ormRead(ormRow.cell(at: ormFirst))
        let home = try String.ormRead(ormRow.cell(at: ormFirst + 1))
        let order = try Optional<Order>.ormReadGroup(ormRow, at: ormFirst + 2)
        let state = try Statement.ormRead(ormRow.cell(at: ormFirst + 4))
        return Match(number: number, home: home, order: order, state: state)
    }

    func ormBind(
        to ormStatement: borrowing OrmRuntime.Statement, at ormFirst: Int32
    ) throws(OrmRuntime.StoreError) {
        try self.number.ormBind(to: ormStatement, at: ormFirst)
        try self.home.ormBind(to: ormStatement, at: ormFirst + 1)
        try self.order.ormBindGroup(to: ormStatement, at: ormFirst + 2)
        try self.state.ormBind(to: ormStatement, at: ormFirst + 4)
    }

    func ormStoredValue(at ormColumn: Int) -> OrmRuntime.StoredValue {
        switch ormColumn {
        case 0: self.number.ormStoredValue
        case 1: self.home.ormStoredValue
        case 2...3: self.order.ormStoredGroupValue(at: ormColumn - 2)
        case 4: self.state.ormStoredValue
        default: preconditionFailure("Match has no such column")
        }
    }
}

extension OrmRuntime.Predicate where Root == Match {
    static func number(_ match: OrmRuntime.Match<Int>) -> Self { Self(column: 0, match) }
    static func home(_ match: OrmRuntime.Match<String>) -> Self { Self(column: 1, match) }
    static func order(_ predicate: OrmRuntime.Predicate<Order>) -> Self { Self(optionalGroup: 2, predicate) }
    static func order(_ presence: OrmRuntime.Presence) -> Self { Self(presence: 2, presence) }
    static func state(_ match: OrmRuntime.Match<Statement>) -> Self { Self(column: 4, match) }
}

extension OrmRuntime.Ordering where Root == Match {
    static var number: Self { Self(column: 0) }
    static var home: Self { Self(column: 1) }
    static func order(_ ordering: OrmRuntime.Ordering<Order>) -> Self { Self(group: 3, ordering) }
    static var state: Self { Self(column: 4) }
}

extension OrmRuntime.Assignment where Root == Match {
    static func number(_ value: Int) -> Self { Self(column: 0, value) }
    static func home(_ value: String) -> Self { Self(column: 1, value) }
    static func order(_ value: Order?) -> Self { Self(optionalGroup: 2, value) }
    static func state(_ value: Statement) -> Self { Self(column: 4, value) }
}

extension OrmRuntime.Predicate where Root == Match {
    /// The rows that satisfy every match given.
    static func matching(
        number: OrmRuntime.Match<Int>? = nil,
        home: OrmRuntime.Match<String>? = nil,
        order: OrmRuntime.Predicate<Order>? = nil,
        state: OrmRuntime.Match<Statement>? = nil
    ) -> Self {
        var ormAll: [Self] = []
        if let number { ormAll.append(.number(number)) }
        if let home { ormAll.append(.home(home)) }
        if let order { ormAll.append(.order(order)) }
        if let state { ormAll.append(.state(state)) }
        return .and(ormAll)
    }
}

extension Match {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some OrmRuntime.ReadSource & ~Copyable,
        number: OrmRuntime.Match<Int>? = nil,
        home: OrmRuntime.Match<String>? = nil,
        order: OrmRuntime.Predicate<Order>? = nil,
        state: OrmRuntime.Match<Statement>? = nil,
        orderBy: OrmRuntime.Ordering<Match>...,
        limit: Int? = nil,
        offset: Int = 0
    ) throws(OrmRuntime.StoreError) -> [Match] {
        try get(
            from: ormSource, where: .matching(
                number: number, home: home, order: order, state: state
            ),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some OrmRuntime.AsyncReadSource,
        number: OrmRuntime.Match<Int>? = nil,
        home: OrmRuntime.Match<String>? = nil,
        order: OrmRuntime.Predicate<Order>? = nil,
        state: OrmRuntime.Match<Statement>? = nil,
        orderBy: OrmRuntime.Ordering<Match>...,
        limit: Int? = nil,
        offset: Int = 0
    ) async throws(OrmRuntime.StoreError) -> [Match] {
        try await get(
            from: ormSource, where: .matching(
                number: number, home: home, order: order, state: state
            ),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: borrowing some OrmRuntime.ReadSource & ~Copyable,
        number: OrmRuntime.Match<Int>? = nil,
        home: OrmRuntime.Match<String>? = nil,
        order: OrmRuntime.Predicate<Order>? = nil,
        state: OrmRuntime.Match<Statement>? = nil
    ) throws(OrmRuntime.StoreError) -> Int {
        try count(in: ormSource, where: .matching(
            number: number, home: home, order: order, state: state
        ))
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: some OrmRuntime.AsyncReadSource,
        number: OrmRuntime.Match<Int>? = nil,
        home: OrmRuntime.Match<String>? = nil,
        order: OrmRuntime.Predicate<Order>? = nil,
        state: OrmRuntime.Match<Statement>? = nil
    ) async throws(OrmRuntime.StoreError) -> Int {
        try await count(in: ormSource, where: .matching(
            number: number, home: home, order: order, state: state
        ))
    }

    /// The row with this number: there is at most one.
    static func find(
        in ormSource: borrowing some OrmRuntime.ReadSource & ~Copyable, number: Int
    ) throws(OrmRuntime.StoreError) -> Match? {
        try ormFind(ormFind, in: ormSource) { ormStatement throws(OrmRuntime.StoreError) in
            try number.ormBind(to: ormStatement, at: 1)
        }
    }

    /// The row with this number: there is at most one.
    static func find(
        in ormSource: some OrmRuntime.AsyncReadSource, number: Int
    ) async throws(OrmRuntime.StoreError) -> Match? {
        try await ormFind(ormFind, in: ormSource) { ormStatement throws(OrmRuntime.StoreError) in
            try number.ormBind(to: ormStatement, at: 1)
        }
    }

}

// MARK: - Order, a group of columns

extension Order: OrmRuntime.ColumnGroup {
    static var ormColumnCount: Int32 { 1 }
    static let ormColumns: [OrmRuntime.Column] = [
        OrmRuntime.Column(name: "record_change", field: "record.change", type: "Int"),
    ]

    static func ormRead(
        _ ormRow: borrowing OrmRuntime.Row, at ormFirst: Int32
    ) throws(OrmRuntime.ColumnFault) -> Order {
        let record = try Record.ormRead(ormRow, at: ormFirst)
        return Order(record: record)
    }

    func ormBind(
        to ormStatement: borrowing OrmRuntime.Statement, at ormFirst: Int32
    ) throws(OrmRuntime.StoreError) {
        try self.record.ormBind(to: ormStatement, at: ormFirst)
    }

    func ormStoredValue(at ormColumn: Int) -> OrmRuntime.StoredValue {
        switch ormColumn {
        case 0: self.record.ormStoredValue(at: ormColumn)
        default: preconditionFailure("Order has no such column")
        }
    }
}

extension OrmRuntime.Predicate where Root == Order {
    static func record(_ predicate: OrmRuntime.Predicate<Record>) -> Self { Self(group: 0, predicate) }
}

extension OrmRuntime.Ordering where Root == Order {
    static func record(_ ordering: OrmRuntime.Ordering<Record>) -> Self { Self(group: 0, ordering) }
}

extension OrmRuntime.Assignment where Root == Order {
    static func record(_ value: Record) -> Self { Self(group: 0, value) }
    static func record(_ change: OrmRuntime.Assignment<Record>) -> Self { Self(group: 0, change) }
}

// MARK: - Record, a group of columns

extension Record: OrmRuntime.ColumnGroup {
    static var ormColumnCount: Int32 { 1 }
    static let ormColumns: [OrmRuntime.Column] = [
        OrmRuntime.Column(name: "change", field: "change", type: "Int"),
    ]

    static func ormRead(
        _ ormRow: borrowing OrmRuntime.Row, at ormFirst: Int32
    ) throws(OrmRuntime.ColumnFault) -> Record {
        let change = try Int.ormRead(ormRow.cell(at: ormFirst))
        return Record(change: change)
    }

    func ormBind(
        to ormStatement: borrowing OrmRuntime.Statement, at ormFirst: Int32
    ) throws(OrmRuntime.StoreError) {
        try self.change.ormBind(to: ormStatement, at: ormFirst)
    }

    func ormStoredValue(at ormColumn: Int) -> OrmRuntime.StoredValue {
        switch ormColumn {
        case 0: self.change.ormStoredValue
        default: preconditionFailure("Record has no such column")
        }
    }
}

extension OrmRuntime.Predicate where Root == Record {
    static func change(_ match: OrmRuntime.Match<Int>) -> Self { Self(column: 0, match) }
}

extension OrmRuntime.Ordering where Root == Record {
    static var change: Self { Self(column: 0) }
}

extension OrmRuntime.Assignment where Root == Record {
    static func change(_ value: Int) -> Self { Self(column: 0, value) }
}

// MARK: - Transaction, table Transaction

extension Transaction: OrmRuntime.KeylessEntity {
    typealias OrmSchema = ShadowedSchema
    typealias ID = OrmRuntime.RowID<Transaction>

    static let ormTable = OrmRuntime.Table(
        type: "Transaction", name: "Transaction",
        columns: [
            OrmRuntime.Column(name: "table", field: "table", type: "String"),
            OrmRuntime.Column(name: "row", field: "row", type: "Int64"),
        ],
        key: [],
        indexes: [OrmRuntime.TableIndex(columns: [1], isUnique: true)],
        creation: [
            #"""
            CREATE TABLE "Transaction"(
                "table" TEXT NOT NULL,
                "row" INTEGER NOT NULL,
                "rowid" INTEGER NOT NULL PRIMARY KEY
            ) STRICT
            """#,
            #"CREATE UNIQUE INDEX "Transaction(row)" ON "Transaction"("row")"#,
        ])

    static var ormNumber: Int { 1 }
    static var ormSelection: StaticString {
        #"SELECT "table", "row", rowid FROM "Transaction""#
    }
    static var ormInsert: OrmRuntime.Slot {
        OrmRuntime.Slot(11, #"INSERT INTO "Transaction"("table", "row") VALUES (?, ?)"#)
    }
    static var ormReplace: OrmRuntime.Slot {
        OrmRuntime.Slot(12, #"UPDATE "Transaction" SET "table" = ?, "row" = ? WHERE rowid = ?"#)
    }
    static var ormFind: OrmRuntime.Slot {
        OrmRuntime.Slot(13, #"SELECT "table", "row", rowid FROM "Transaction" WHERE rowid = ?"#, bindsBytes: false)
    }
    static var ormDelete: OrmRuntime.Slot {
        OrmRuntime.Slot(14, #"DELETE FROM "Transaction" WHERE rowid = ?"#, bindsBytes: false)
    }

    static func ormRecord(
        _ ormRow: borrowing OrmRuntime.Row
    ) -> Swift.Result<OrmRuntime.Stored<Transaction>, OrmRuntime.ColumnFault> {
        do throws(OrmRuntime.ColumnFault) {
            let ormID = ID(rawValue: try ormRow.integer(at: 2))
            return .success(OrmRuntime.Stored(id: ormID, value: try ormRead(ormRow, at: 0)))
        } catch {
            return .failure(error)
        }
    }

    static var ormColumnCount: Int32 { 2 }
    static var ormColumns: [OrmRuntime.Column] { ormTable.columns }

    static func ormRead(
        _ ormRow: borrowing OrmRuntime.Row, at ormFirst: Int32
    ) throws(OrmRuntime.ColumnFault) -> Transaction {
        let table = try String.ormRead(ormRow.cell(at: ormFirst))
        let row = try Int64.ormRead(ormRow.cell(at: ormFirst + 1))
        return Transaction(table: table, row: row)
    }

    func ormBind(
        to ormStatement: borrowing OrmRuntime.Statement, at ormFirst: Int32
    ) throws(OrmRuntime.StoreError) {
        try self.table.ormBind(to: ormStatement, at: ormFirst)
        try self.row.ormBind(to: ormStatement, at: ormFirst + 1)
    }

    func ormStoredValue(at ormColumn: Int) -> OrmRuntime.StoredValue {
        switch ormColumn {
        case 0: self.table.ormStoredValue
        case 1: self.row.ormStoredValue
        default: preconditionFailure("Transaction has no such column")
        }
    }
}

extension OrmRuntime.Predicate where Root == Transaction {
    static func table(_ match: OrmRuntime.Match<String>) -> Self { Self(column: 0, match) }
    static func row(_ match: OrmRuntime.Match<Int64>) -> Self { Self(column: 1, match) }
}

extension OrmRuntime.Ordering where Root == Transaction {
    static var table: Self { Self(column: 0) }
    static var row: Self { Self(column: 1) }
}

extension OrmRuntime.Assignment where Root == Transaction {
    static func table(_ value: String) -> Self { Self(column: 0, value) }
    static func row(_ value: Int64) -> Self { Self(column: 1, value) }
}

extension OrmRuntime.Predicate where Root == Transaction {
    /// The rows that satisfy every match given.
    static func matching(
        table: OrmRuntime.Match<String>? = nil, row: OrmRuntime.Match<Int64>? = nil
    ) -> Self {
        var ormAll: [Self] = []
        if let table { ormAll.append(.table(table)) }
        if let row { ormAll.append(.row(row)) }
        return .and(ormAll)
    }
}

extension Transaction {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some OrmRuntime.ReadSource & ~Copyable,
        table: OrmRuntime.Match<String>? = nil,
        row: OrmRuntime.Match<Int64>? = nil,
        orderBy: OrmRuntime.Ordering<Transaction>...,
        limit: Int? = nil,
        offset: Int = 0
    ) throws(OrmRuntime.StoreError) -> [OrmRuntime.Stored<Transaction>] {
        try get(
            from: ormSource, where: .matching(table: table, row: row),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some OrmRuntime.AsyncReadSource,
        table: OrmRuntime.Match<String>? = nil,
        row: OrmRuntime.Match<Int64>? = nil,
        orderBy: OrmRuntime.Ordering<Transaction>...,
        limit: Int? = nil,
        offset: Int = 0
    ) async throws(OrmRuntime.StoreError) -> [OrmRuntime.Stored<Transaction>] {
        try await get(
            from: ormSource, where: .matching(table: table, row: row),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: borrowing some OrmRuntime.ReadSource & ~Copyable,
        table: OrmRuntime.Match<String>? = nil,
        row: OrmRuntime.Match<Int64>? = nil
    ) throws(OrmRuntime.StoreError) -> Int {
        try count(in: ormSource, where: .matching(table: table, row: row))
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: some OrmRuntime.AsyncReadSource,
        table: OrmRuntime.Match<String>? = nil,
        row: OrmRuntime.Match<Int64>? = nil
    ) async throws(OrmRuntime.StoreError) -> Int {
        try await count(in: ormSource, where: .matching(table: table, row: row))
    }

    /// The row with this row: there is at most one.
    static func find(
        in ormSource: borrowing some OrmRuntime.ReadSource & ~Copyable, row: Int64
    ) throws(OrmRuntime.StoreError) -> OrmRuntime.Stored<Transaction>? {
        try ormFind(OrmRuntime.Slot(15, #"SELECT "table", "row", rowid FROM "Transaction" WHERE "row" = ?"#, bindsBytes: false), in: ormSource) { ormStatement throws(OrmRuntime.StoreError) in
            try row.ormBind(to: ormStatement, at: 1)
        }
    }

    /// The row with this row: there is at most one.
    static func find(
        in ormSource: some OrmRuntime.AsyncReadSource, row: Int64
    ) async throws(OrmRuntime.StoreError) -> OrmRuntime.Stored<Transaction>? {
        try await ormFind(OrmRuntime.Slot(15, #"SELECT "table", "row", rowid FROM "Transaction" WHERE "row" = ?"#, bindsBytes: false), in: ormSource) { ormStatement throws(OrmRuntime.StoreError) in
            try row.ormBind(to: ormStatement, at: 1)
        }
    }

}

extension OrmRuntime.Stored where Value == Transaction {
    var table: String { value.table }
    var row: Int64 { value.row }
}

// MARK: - Table, table Table

extension Table: OrmRuntime.KeyedEntity {
    typealias OrmSchema = ShadowedSchema

    /// The key: schema, column.
    struct ID: Hashable, Sendable {
        var schema: String
        var column: String

        init(schema: String, column: String) {
            self.schema = schema
            self.column = column
        }
    }

    var ormID: ID {
        ID(schema: self.schema, column: self.column)
    }

    static func ormBind(
        _ ormID: ID, to ormStatement: borrowing OrmRuntime.Statement, at ormFirst: Int32
    ) throws(OrmRuntime.StoreError) {
        try ormID.schema.ormBind(to: ormStatement, at: ormFirst)
        try ormID.column.ormBind(to: ormStatement, at: ormFirst + 1)
    }

    static let ormTable = OrmRuntime.Table(
        type: "Table", name: "Table",
        columns: [
            OrmRuntime.Column(name: "schema", field: "schema", type: "String"),
            OrmRuntime.Column(name: "column", field: "column", type: "String"),
        ],
        key: [0, 1],
        indexes: [],
        creation: [
            #"""
            CREATE TABLE "Table"(
                "schema" TEXT NOT NULL,
                "column" TEXT NOT NULL,
                PRIMARY KEY("schema", "column")
            ) STRICT
            """#,
        ])

    static var ormNumber: Int { 2 }
    static var ormSelection: StaticString {
        #"SELECT "schema", "column", rowid FROM "Table""#
    }
    static var ormInsert: OrmRuntime.Slot {
        OrmRuntime.Slot(16, #"INSERT INTO "Table"("schema", "column") VALUES (?, ?)"#)
    }
    static var ormUpsert: OrmRuntime.Slot {
        OrmRuntime.Slot(17, #"INSERT INTO "Table"("schema", "column") VALUES (?, ?) ON CONFLICT("schema", "column") DO NOTHING"#)
    }
    static var ormFind: OrmRuntime.Slot {
        OrmRuntime.Slot(18, #"SELECT "schema", "column", rowid FROM "Table" WHERE "schema" = ? AND "column" = ?"#)
    }
    static var ormDelete: OrmRuntime.Slot {
        OrmRuntime.Slot(19, #"DELETE FROM "Table" WHERE "schema" = ? AND "column" = ?"#)
    }

    static func ormRecord(
        _ ormRow: borrowing OrmRuntime.Row
    ) -> Swift.Result<Table, OrmRuntime.ColumnFault> {
        do throws(OrmRuntime.ColumnFault) {
            return .success(try ormRead(ormRow, at: 0))
        } catch {
            return .failure(error)
        }
    }

    static var ormColumnCount: Int32 { 2 }
    static var ormColumns: [OrmRuntime.Column] { ormTable.columns }

    static func ormRead(
        _ ormRow: borrowing OrmRuntime.Row, at ormFirst: Int32
    ) throws(OrmRuntime.ColumnFault) -> Table {
        let schema = try String.ormRead(ormRow.cell(at: ormFirst))
        let column = try String.ormRead(ormRow.cell(at: ormFirst + 1))
        return Table(schema: schema, column: column)
    }

    func ormBind(
        to ormStatement: borrowing OrmRuntime.Statement, at ormFirst: Int32
    ) throws(OrmRuntime.StoreError) {
        try self.schema.ormBind(to: ormStatement, at: ormFirst)
        try self.column.ormBind(to: ormStatement, at: ormFirst + 1)
    }

    func ormStoredValue(at ormColumn: Int) -> OrmRuntime.StoredValue {
        switch ormColumn {
        case 0: self.schema.ormStoredValue
        case 1: self.column.ormStoredValue
        default: preconditionFailure("Table has no such column")
        }
    }
}

extension OrmRuntime.Predicate where Root == Table {
    static func schema(_ match: OrmRuntime.Match<String>) -> Self { Self(column: 0, match) }
    static func column(_ match: OrmRuntime.Match<String>) -> Self { Self(column: 1, match) }
}

extension OrmRuntime.Ordering where Root == Table {
    static var schema: Self { Self(column: 0) }
    static var column: Self { Self(column: 1) }
}

extension OrmRuntime.Assignment where Root == Table {
    static func schema(_ value: String) -> Self { Self(column: 0, value) }
    static func column(_ value: String) -> Self { Self(column: 1, value) }
}

extension OrmRuntime.Predicate where Root == Table {
    /// The rows that satisfy every match given.
    static func matching(
        schema: OrmRuntime.Match<String>? = nil, column: OrmRuntime.Match<String>? = nil
    ) -> Self {
        var ormAll: [Self] = []
        if let schema { ormAll.append(.schema(schema)) }
        if let column { ormAll.append(.column(column)) }
        return .and(ormAll)
    }
}

extension Table {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some OrmRuntime.ReadSource & ~Copyable,
        schema: OrmRuntime.Match<String>? = nil,
        column: OrmRuntime.Match<String>? = nil,
        orderBy: OrmRuntime.Ordering<Table>...,
        limit: Int? = nil,
        offset: Int = 0
    ) throws(OrmRuntime.StoreError) -> [Table] {
        try get(
            from: ormSource, where: .matching(schema: schema, column: column),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some OrmRuntime.AsyncReadSource,
        schema: OrmRuntime.Match<String>? = nil,
        column: OrmRuntime.Match<String>? = nil,
        orderBy: OrmRuntime.Ordering<Table>...,
        limit: Int? = nil,
        offset: Int = 0
    ) async throws(OrmRuntime.StoreError) -> [Table] {
        try await get(
            from: ormSource, where: .matching(schema: schema, column: column),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: borrowing some OrmRuntime.ReadSource & ~Copyable,
        schema: OrmRuntime.Match<String>? = nil,
        column: OrmRuntime.Match<String>? = nil
    ) throws(OrmRuntime.StoreError) -> Int {
        try count(in: ormSource, where: .matching(schema: schema, column: column))
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: some OrmRuntime.AsyncReadSource,
        schema: OrmRuntime.Match<String>? = nil,
        column: OrmRuntime.Match<String>? = nil
    ) async throws(OrmRuntime.StoreError) -> Int {
        try await count(in: ormSource, where: .matching(schema: schema, column: column))
    }

    /// The row with this schema and column: there is at most one.
    static func find(
        in ormSource: borrowing some OrmRuntime.ReadSource & ~Copyable,
        schema: String,
        column: String
    ) throws(OrmRuntime.StoreError) -> Table? {
        try ormFind(ormFind, in: ormSource) { ormStatement throws(OrmRuntime.StoreError) in
            try schema.ormBind(to: ormStatement, at: 1)
            try column.ormBind(to: ormStatement, at: 2)
        }
    }

    /// The row with this schema and column: there is at most one.
    static func find(
        in ormSource: some OrmRuntime.AsyncReadSource, schema: String, column: String
    ) async throws(OrmRuntime.StoreError) -> Table? {
        try await ormFind(ormFind, in: ormSource) { ormStatement throws(OrmRuntime.StoreError) in
            try schema.ormBind(to: ormStatement, at: 1)
            try column.ormBind(to: ormStatement, at: 2)
        }
    }

}
