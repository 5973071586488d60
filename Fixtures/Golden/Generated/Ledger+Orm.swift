// Generated from Ledger.swift by orm-gen 0.1.0. Change the type, not this file.
public import OrmRuntime

// MARK: - LedgerLine, table LedgerLine

extension LedgerLine: KeyedEntity {
    public typealias OrmSchema = GoldenSchema
    public typealias ID = Int

    public var ormID: ID { self.number }

    public static func ormBind(
        _ ormID: ID, to ormStatement: borrowing Statement, at ormFirst: Int32
    ) throws(StoreError) {
        try ormID.ormBind(to: ormStatement, at: ormFirst)
    }

    public static let ormTable = Table(
        type: "LedgerLine", name: "LedgerLine",
        columns: [
            Column(name: "number", field: "number", type: "Int"),
            Column(name: "batch", field: "batch", type: "Int"),
            Column(name: "text", field: "text", type: "String"),
        ],
        key: [0],
        indexes: [TableIndex(columns: [1], isUnique: false)],
        creation: [
            #"""
            CREATE TABLE "LedgerLine"(
                "number" INTEGER NOT NULL PRIMARY KEY,
                "batch" INTEGER NOT NULL,
                "text" TEXT NOT NULL
            ) STRICT
            """#,
            #"CREATE INDEX "LedgerLine(batch)" ON "LedgerLine"("batch")"#,
        ])

    public static var ormNumber: Int { 6 }
    public static var ormSelection: StaticString {
        #"SELECT "number", "batch", "text" FROM "LedgerLine""#
    }
    public static var ormInsert: Slot {
        Slot(31, #"INSERT INTO "LedgerLine"("number", "batch", "text") VALUES (?, ?, ?)"#)
    }
    public static var ormUpsert: Slot {
        Slot(32, #"INSERT INTO "LedgerLine"("number", "batch", "text") VALUES (?, ?, ?) ON CONFLICT("number") DO UPDATE SET "batch" = excluded."batch", "text" = excluded."text""#)
    }
    public static var ormFind: Slot {
        Slot(33, #"SELECT "number", "batch", "text" FROM "LedgerLine" WHERE "number" = ?"#, bindsBytes: false)
    }
    public static var ormDelete: Slot {
        Slot(34, #"DELETE FROM "LedgerLine" WHERE "number" = ?"#, bindsBytes: false)
    }

    public static func ormRecord(_ ormRow: borrowing Row) -> Result<LedgerLine, ColumnFault> {
        do throws(ColumnFault) {
            return .success(try ormRead(ormRow, at: 0))
        } catch {
            return .failure(error)
        }
    }

    public static var ormColumnCount: Int32 { 3 }
    public static var ormColumns: [Column] { ormTable.columns }

    public static func ormRead(
        _ ormRow: borrowing Row, at ormFirst: Int32
    ) throws(ColumnFault) -> LedgerLine {
        let number = try Int.ormRead(ormRow.cell(at: ormFirst))
        let batch = try Int.ormRead(ormRow.cell(at: ormFirst + 1))
        let text = try String.ormRead(ormRow.cell(at: ormFirst + 2))
        return LedgerLine(number: number, batch: batch, text: text)
    }

    public func ormBind(
        to ormStatement: borrowing Statement, at ormFirst: Int32
    ) throws(StoreError) {
        try self.number.ormBind(to: ormStatement, at: ormFirst)
        try self.batch.ormBind(to: ormStatement, at: ormFirst + 1)
        try self.text.ormBind(to: ormStatement, at: ormFirst + 2)
    }

    public func ormStoredValue(at ormColumn: Int) -> StoredValue {
        switch ormColumn {
        case 0: self.number.ormStoredValue
        case 1: self.batch.ormStoredValue
        case 2: self.text.ormStoredValue
        default: preconditionFailure("LedgerLine has no such column")
        }
    }
}

extension Predicate where Root == LedgerLine {
    public static func number(_ match: Match<Int>) -> Self { Self(column: 0, match) }
    /// The transaction that wrote the line.
    public static func batch(_ match: Match<Int>) -> Self { Self(column: 1, match) }
    public static func text(_ match: Match<String>) -> Self { Self(column: 2, match) }
}

extension Ordering where Root == LedgerLine {
    public static var number: Self { Self(column: 0) }
    public static var batch: Self { Self(column: 1) }
    public static var text: Self { Self(column: 2) }
}

extension Assignment where Root == LedgerLine {
    public static func number(_ value: Int) -> Self { Self(column: 0, value) }
    public static func batch(_ value: Int) -> Self { Self(column: 1, value) }
    public static func text(_ value: String) -> Self { Self(column: 2, value) }
}

extension Predicate where Root == LedgerLine {
    /// The rows that satisfy every match given.
    public static func matching(
        number: Match<Int>? = nil, batch: Match<Int>? = nil, text: Match<String>? = nil
    ) -> Self {
        var ormAll: [Self] = []
        if let number { ormAll.append(.number(number)) }
        if let batch { ormAll.append(.batch(batch)) }
        if let text { ormAll.append(.text(text)) }
        return .and(ormAll)
    }
}

extension LedgerLine {
    /// The rows whose fields match: each argument given is one more condition.
    public static func get(
        from ormSource: borrowing some ReadSource & ~Copyable,
        number: Match<Int>? = nil,
        batch: Match<Int>? = nil,
        text: Match<String>? = nil,
        orderBy: Ordering<LedgerLine>...,
        limit: Int? = nil,
        offset: Int = 0
    ) throws(StoreError) -> [LedgerLine] {
        try get(
            from: ormSource, where: .matching(number: number, batch: batch, text: text),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The rows whose fields match: each argument given is one more condition.
    public static func get(
        from ormSource: some AsyncReadSource,
        number: Match<Int>? = nil,
        batch: Match<Int>? = nil,
        text: Match<String>? = nil,
        orderBy: Ordering<LedgerLine>...,
        limit: Int? = nil,
        offset: Int = 0
    ) async throws(StoreError) -> [LedgerLine] {
        try await get(
            from: ormSource, where: .matching(number: number, batch: batch, text: text),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The number of rows whose fields match.
    public static func count(
        in ormSource: borrowing some ReadSource & ~Copyable,
        number: Match<Int>? = nil,
        batch: Match<Int>? = nil,
        text: Match<String>? = nil
    ) throws(StoreError) -> Int {
        try count(in: ormSource, where: .matching(number: number, batch: batch, text: text))
    }

    /// The number of rows whose fields match.
    public static func count(
        in ormSource: some AsyncReadSource,
        number: Match<Int>? = nil,
        batch: Match<Int>? = nil,
        text: Match<String>? = nil
    ) async throws(StoreError) -> Int {
        try await count(in: ormSource, where: .matching(number: number, batch: batch, text: text))
    }

    /// The row with this number: there is at most one.
    public static func find(
        in ormSource: borrowing some ReadSource & ~Copyable, number: Int
    ) throws(StoreError) -> LedgerLine? {
        try ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try number.ormBind(to: ormStatement, at: 1)
        }
    }

    /// The row with this number: there is at most one.
    public static func find(
        in ormSource: some AsyncReadSource, number: Int
    ) async throws(StoreError) -> LedgerLine? {
        try await ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try number.ormBind(to: ormStatement, at: 1)
        }
    }

}

// MARK: - Reading, table Reading

extension Reading: KeyedEntity {
    public typealias OrmSchema = GoldenSchema
    public typealias ID = Int

    public var ormID: ID { self.id }

    public static func ormBind(
        _ ormID: ID, to ormStatement: borrowing Statement, at ormFirst: Int32
    ) throws(StoreError) {
        try ormID.ormBind(to: ormStatement, at: ormFirst)
    }

    public static let ormTable = Table(
        type: "Reading", name: "Reading",
        columns: [
            Column(name: "id", field: "id", type: "Int"),
            Column(name: "first", field: "first", type: "Double"),
            Column(name: "second", field: "second", type: "Int64?", isOptional: true),
        ],
        key: [0],
        indexes: [],
        creation: [
            #"""
            CREATE TABLE "Reading"(
                "id" INTEGER NOT NULL PRIMARY KEY,
                "first" ANY NOT NULL,
                "second" INTEGER
            ) STRICT
            """#,
        ])

    public static var ormNumber: Int { 7 }
    public static var ormSelection: StaticString {
        #"SELECT "id", "first", "second" FROM "Reading""#
    }
    public static var ormInsert: Slot {
        Slot(35, #"INSERT INTO "Reading"("id", "first", "second") VALUES (?, ?, ?)"#, bindsBytes: false)
    }
    public static var ormUpsert: Slot {
        Slot(36, #"INSERT INTO "Reading"("id", "first", "second") VALUES (?, ?, ?) ON CONFLICT("id") DO UPDATE SET "first" = excluded."first", "second" = excluded."second""#, bindsBytes: false)
    }
    public static var ormFind: Slot {
        Slot(37, #"SELECT "id", "first", "second" FROM "Reading" WHERE "id" = ?"#, bindsBytes: false)
    }
    public static var ormDelete: Slot {
        Slot(38, #"DELETE FROM "Reading" WHERE "id" = ?"#, bindsBytes: false)
    }

    public static func ormRecord(_ ormRow: borrowing Row) -> Result<Reading, ColumnFault> {
        do throws(ColumnFault) {
            return .success(try ormRead(ormRow, at: 0))
        } catch {
            return .failure(error)
        }
    }

    public static var ormColumnCount: Int32 { 3 }
    public static var ormColumns: [Column] { ormTable.columns }

    public static func ormRead(
        _ ormRow: borrowing Row, at ormFirst: Int32
    ) throws(ColumnFault) -> Reading {
        let id = try Int.ormRead(ormRow.cell(at: ormFirst))
        let first = try Double.ormRead(ormRow.cell(at: ormFirst + 1))
        let second = try Optional<Int64>.ormRead(ormRow.cell(at: ormFirst + 2))
        return Reading(id: id, first: first, second: second)
    }

    public func ormBind(
        to ormStatement: borrowing Statement, at ormFirst: Int32
    ) throws(StoreError) {
        try self.id.ormBind(to: ormStatement, at: ormFirst)
        try self.first.ormBind(to: ormStatement, at: ormFirst + 1)
        try self.second.ormBind(to: ormStatement, at: ormFirst + 2)
    }

    public func ormStoredValue(at ormColumn: Int) -> StoredValue {
        switch ormColumn {
        case 0: self.id.ormStoredValue
        case 1: self.first.ormStoredValue
        case 2: self.second.ormStoredValue
        default: preconditionFailure("Reading has no such column")
        }
    }
}

extension Predicate where Root == Reading {
    public static func id(_ match: Match<Int>) -> Self { Self(column: 0, match) }
    public static func first(_ match: Match<Double>) -> Self { Self(column: 1, match) }
    public static func second(_ match: Match<Int64?>) -> Self { Self(column: 2, match) }
}

extension Ordering where Root == Reading {
    public static var id: Self { Self(column: 0) }
    public static var first: Self { Self(column: 1) }
    public static var second: Self { Self(column: 2) }
}

extension Assignment where Root == Reading {
    public static func id(_ value: Int) -> Self { Self(column: 0, value) }
    public static func first(_ value: Double) -> Self { Self(column: 1, value) }
    public static func second(_ value: Int64?) -> Self { Self(column: 2, value) }
}

extension Predicate where Root == Reading {
    /// The rows that satisfy every match given.
    public static func matching(
        id: Match<Int>? = nil, first: Match<Double>? = nil, second: Match<Int64?>? = nil
    ) -> Self {
        var ormAll: [Self] = []
        if let id { ormAll.append(.id(id)) }
        if let first { ormAll.append(.first(first)) }
        if let second { ormAll.append(.second(second)) }
        return .and(ormAll)
    }
}

extension Reading {
    /// The rows whose fields match: each argument given is one more condition.
    public static func get(
        from ormSource: borrowing some ReadSource & ~Copyable,
        id: Match<Int>? = nil,
        first: Match<Double>? = nil,
        second: Match<Int64?>? = nil,
        orderBy: Ordering<Reading>...,
        limit: Int? = nil,
        offset: Int = 0
    ) throws(StoreError) -> [Reading] {
        try get(
            from: ormSource, where: .matching(id: id, first: first, second: second),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The rows whose fields match: each argument given is one more condition.
    public static func get(
        from ormSource: some AsyncReadSource,
        id: Match<Int>? = nil,
        first: Match<Double>? = nil,
        second: Match<Int64?>? = nil,
        orderBy: Ordering<Reading>...,
        limit: Int? = nil,
        offset: Int = 0
    ) async throws(StoreError) -> [Reading] {
        try await get(
            from: ormSource, where: .matching(id: id, first: first, second: second),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The number of rows whose fields match.
    public static func count(
        in ormSource: borrowing some ReadSource & ~Copyable,
        id: Match<Int>? = nil,
        first: Match<Double>? = nil,
        second: Match<Int64?>? = nil
    ) throws(StoreError) -> Int {
        try count(in: ormSource, where: .matching(id: id, first: first, second: second))
    }

    /// The number of rows whose fields match.
    public static func count(
        in ormSource: some AsyncReadSource,
        id: Match<Int>? = nil,
        first: Match<Double>? = nil,
        second: Match<Int64?>? = nil
    ) async throws(StoreError) -> Int {
        try await count(in: ormSource, where: .matching(id: id, first: first, second: second))
    }

    /// The row with this id: there is at most one.
    public static func find(
        in ormSource: borrowing some ReadSource & ~Copyable, id: Int
    ) throws(StoreError) -> Reading? {
        try ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try id.ormBind(to: ormStatement, at: 1)
        }
    }

    /// The row with this id: there is at most one.
    public static func find(
        in ormSource: some AsyncReadSource, id: Int
    ) async throws(StoreError) -> Reading? {
        try await ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try id.ormBind(to: ormStatement, at: 1)
        }
    }

}
