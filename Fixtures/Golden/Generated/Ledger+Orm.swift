// Generated from Ledger.swift by orm-gen 0.1.0. Change the type, not this file.
public import OrmRuntime

// MARK: - LedgerLine, table LedgerLine

nonisolated extension Golden::LedgerLine: OrmRuntime.NaturalKeyEntity {
    public typealias OrmSchema = Golden::GoldenSchema
    public typealias ID = Swift::Int
    public var ormID: Swift::Int { self.number }

    public static let ormTable = OrmRuntime::Table(
        type: "LedgerLine", name: "LedgerLine",
        columns: [
            OrmRuntime::Column("number", "INTEGER NOT NULL PRIMARY KEY", type: "Int"),
            OrmRuntime::Column("batch", "INTEGER NOT NULL", type: "Int"),
            OrmRuntime::Column("text", "TEXT NOT NULL", type: "String"),
        ],
        key: [0], indexes: [
            OrmRuntime::TableIndex(columns: [1], isUnique: false, creation: #"CREATE INDEX "LedgerLine(batch)" ON "LedgerLine"("batch")"#),
        ])

    public static var ormNumber: Swift::Int { 12 }
    public static var ormSelection: Swift::StaticString { #"SELECT "number", "batch", "text" FROM "LedgerLine""# }
    public static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(59, #"INSERT INTO "LedgerLine"("number", "batch", "text") VALUES (?, ?, ?)"#) }
    public static var ormUpsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(60, #"INSERT INTO "LedgerLine"("number", "batch", "text") VALUES (?, ?, ?) ON CONFLICT("number") DO UPDATE SET "batch" = excluded."batch", "text" = excluded."text""#) }
    public static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(61, #"SELECT "number", "batch", "text" FROM "LedgerLine" WHERE "number" = ?"#, bindsBytes: false) }
    public static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(62, #"DELETE FROM "LedgerLine" WHERE "number" = ?"#, bindsBytes: false) }

    public static func ormRecord(_ ormRow: borrowing OrmRuntime::Row) -> Swift::Result<Golden::LedgerLine, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) { return .success(try Golden::LedgerLine(ormRow: ormRow, at: 0)) } catch { return .failure(error) }
    }

    public init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.number = try Swift::Int.ormRead(ormRow.cell(at: ormFirst))
        self.batch = try Swift::Int.ormRead(ormRow.cell(ormFirst, 1))
        self.text = try Swift::String.ormRead(ormRow.cell(ormFirst, 2))
    }

    public func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.number.ormBind(to: ormStatement, at: ormFirst)
        try self.batch.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
        try self.text.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
    }

    public var ormStoredValues: [OrmRuntime::StoredValue] {
        [self.number.ormStoredValue, self.batch.ormStoredValue, self.text.ormStoredValue]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::LedgerLine {
    public static func number(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 0, match) }
    /// The transaction that wrote the line.
    public static func batch(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 1, match) }
    public static func text(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 2, match) }

    /// The condition that every match given is satisfied.
    public static func matching(
        number: OrmRuntime::Match<Swift::Int> = .ormAny, batch: OrmRuntime::Match<Swift::Int> = .ormAny,
        text: OrmRuntime::Match<Swift::String> = .ormAny
    ) -> Self {
        OrmRuntime::Predicate<Golden::LedgerLine>(ormAll: [.init(column: 0, number), .init(column: 1, batch), .init(column: 2, text)])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::LedgerLine {
    public static var number: Self { .init(column: 0) }
    public static var batch: Self { .init(column: 1) }
    public static var text: Self { .init(column: 2) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::LedgerLine {
    public static func number(_ value: Swift::Int) -> Self { .init(column: 0, value) }
    public static func batch(_ value: Swift::Int) -> Self { .init(column: 1, value) }
    public static func text(_ value: Swift::String) -> Self { .init(column: 2, value) }
}

nonisolated extension Golden::LedgerLine {
    /// The rows whose fields match: each argument given is one more condition.
    public static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, number: OrmRuntime::Match<Swift::Int> = .ormAny,
        batch: OrmRuntime::Match<Swift::Int> = .ormAny, text: OrmRuntime::Match<Swift::String> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::LedgerLine>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [Golden::LedgerLine] {
        let ormWhere = OrmRuntime::Predicate<Golden::LedgerLine>.matching(number: number, batch: batch, text: text)
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    public static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, number: OrmRuntime::Match<Swift::Int> = .ormAny,
        batch: OrmRuntime::Match<Swift::Int> = .ormAny, text: OrmRuntime::Match<Swift::String> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::LedgerLine>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [Golden::LedgerLine] {
        let ormWhere = OrmRuntime::Predicate<Golden::LedgerLine>.matching(number: number, batch: batch, text: text)
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The row with this number: there is at most one.
    public static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, number: Swift::Int
    ) throws(OrmRuntime::StoreError) -> Golden::LedgerLine? {
        try ormLookUp(ormFind, in: ormSource, number)
    }
    /// The row with this number: there is at most one.
    public static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, number: Swift::Int
    ) async throws(OrmRuntime::StoreError) -> Golden::LedgerLine? {
        try await ormLookUp(ormFind, in: ormSource, number)
    }
}

// MARK: - Reading, table Reading

nonisolated extension Golden::Reading: OrmRuntime.NaturalKeyEntity {
    public typealias OrmSchema = Golden::GoldenSchema
    public typealias ID = Swift::Int
    public var ormID: Swift::Int { self.id }

    public static let ormTable = OrmRuntime::Table(
        type: "Reading", name: "Reading",
        columns: [
            OrmRuntime::Column("id", "INTEGER NOT NULL PRIMARY KEY", type: "Int"),
            OrmRuntime::Column("first", "ANY NOT NULL", type: "Double"),
            OrmRuntime::Column("second", "INTEGER", type: "Int64?", isOptional: true),
        ],
        key: [0])

    public static var ormNumber: Swift::Int { 13 }
    public static var ormSelection: Swift::StaticString { #"SELECT "id", "first", "second" FROM "Reading""# }
    public static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(63, #"INSERT INTO "Reading"("id", "first", "second") VALUES (?, ?, ?)"#, bindsBytes: false) }
    public static var ormUpsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(64, #"INSERT INTO "Reading"("id", "first", "second") VALUES (?, ?, ?) ON CONFLICT("id") DO UPDATE SET "first" = excluded."first", "second" = excluded."second""#, bindsBytes: false) }
    public static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(65, #"SELECT "id", "first", "second" FROM "Reading" WHERE "id" = ?"#, bindsBytes: false) }
    public static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(66, #"DELETE FROM "Reading" WHERE "id" = ?"#, bindsBytes: false) }

    public static func ormRecord(_ ormRow: borrowing OrmRuntime::Row) -> Swift::Result<Golden::Reading, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) { return .success(try Golden::Reading(ormRow: ormRow, at: 0)) } catch { return .failure(error) }
    }

    public init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.id = try Swift::Int.ormRead(ormRow.cell(at: ormFirst))
        self.first = try Swift::Double.ormRead(ormRow.cell(ormFirst, 1))
        self.second = try Swift::Optional<Swift::Int64>.ormRead(ormRow.cell(ormFirst, 2))
    }

    public func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.id.ormBind(to: ormStatement, at: ormFirst)
        try self.first.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
        try self.second.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
    }

    public var ormStoredValues: [OrmRuntime::StoredValue] {
        [self.id.ormStoredValue, self.first.ormStoredValue, self.second.ormStoredValue]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::Reading {
    public static func id(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 0, match) }
    public static func first(_ match: OrmRuntime::Match<Swift::Double>) -> Self { .init(column: 1, match) }
    public static func second(_ match: OrmRuntime::Match<Swift::Int64?>) -> Self { .init(column: 2, match) }

    /// The condition that every match given is satisfied.
    public static func matching(
        id: OrmRuntime::Match<Swift::Int> = .ormAny, first: OrmRuntime::Match<Swift::Double> = .ormAny,
        second: OrmRuntime::Match<Swift::Int64?> = .ormAny
    ) -> Self {
        OrmRuntime::Predicate<Golden::Reading>(ormAll: [.init(column: 0, id), .init(column: 1, first), .init(column: 2, second)])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::Reading {
    public static var id: Self { .init(column: 0) }
    public static var first: Self { .init(column: 1) }
    public static var second: Self { .init(column: 2) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::Reading {
    public static func id(_ value: Swift::Int) -> Self { .init(column: 0, value) }
    public static func first(_ value: Swift::Double) -> Self { .init(column: 1, value) }
    public static func second(_ value: Swift::Int64?) -> Self { .init(column: 2, value) }
}

nonisolated extension Golden::Reading {
    /// The rows whose fields match: each argument given is one more condition.
    public static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, id: OrmRuntime::Match<Swift::Int> = .ormAny,
        first: OrmRuntime::Match<Swift::Double> = .ormAny, second: OrmRuntime::Match<Swift::Int64?> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Reading>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [Golden::Reading] {
        let ormWhere = OrmRuntime::Predicate<Golden::Reading>.matching(id: id, first: first, second: second)
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    public static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, id: OrmRuntime::Match<Swift::Int> = .ormAny,
        first: OrmRuntime::Match<Swift::Double> = .ormAny, second: OrmRuntime::Match<Swift::Int64?> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Reading>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [Golden::Reading] {
        let ormWhere = OrmRuntime::Predicate<Golden::Reading>.matching(id: id, first: first, second: second)
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
}
