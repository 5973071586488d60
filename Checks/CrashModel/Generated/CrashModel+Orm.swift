// Generated from CrashModel.swift by orm-gen 0.1.0. Change the type, not this file.
public import OrmRuntime

// MARK: - Note, table Note

nonisolated extension CrashModel::Note: OrmRuntime.NaturalKeyEntity {
    public typealias OrmSchema = CrashModel::CrashModelSchema
    public typealias ID = Swift::Int
    public var ormID: Swift::Int { self.id }

    public static let ormTable = OrmRuntime::Table(
        type: "Note", name: "Note",
        columns: [
            OrmRuntime::Column("id", "INTEGER NOT NULL PRIMARY KEY", type: "Int"),
            OrmRuntime::Column("kind", "INTEGER NOT NULL", type: "Int"),
            OrmRuntime::Column("text", "TEXT NOT NULL", type: "String"),
        ],
        key: [0], indexes: [
            OrmRuntime::TableIndex(columns: [1], isUnique: false, creation: #"CREATE INDEX "Note(kind)" ON "Note"("kind")"#),
        ])

    public static var ormNumber: Swift::Int { 0 }
    public static var ormSelection: Swift::StaticString { #"SELECT "id", "kind", "text" FROM "Note""# }
    public static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(7, #"INSERT INTO "Note"("id", "kind", "text") VALUES (?, ?, ?)"#) }
    public static var ormUpsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(8, #"INSERT INTO "Note"("id", "kind", "text") VALUES (?, ?, ?) ON CONFLICT("id") DO UPDATE SET "kind" = excluded."kind", "text" = excluded."text""#) }
    public static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(9, #"SELECT "id", "kind", "text" FROM "Note" WHERE "id" = ?"#, bindsBytes: false) }
    public static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(10, #"DELETE FROM "Note" WHERE "id" = ?"#, bindsBytes: false) }

    public static func ormRecord(_ ormRow: borrowing OrmRuntime::Row) -> Swift::Result<CrashModel::Note, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) { return .success(try CrashModel::Note(ormRow: ormRow, at: 0)) } catch { return .failure(error) }
    }

    public init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.id = try Swift::Int.ormRead(ormRow.cell(at: ormFirst))
        self.kind = try Swift::Int.ormRead(ormRow.cell(ormFirst, 1))
        self.text = try Swift::String.ormRead(ormRow.cell(ormFirst, 2))
    }

    public func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.id.ormBind(to: ormStatement, at: ormFirst)
        try self.kind.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
        try self.text.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
    }

    public var ormStoredValues: [OrmRuntime::StoredValue] {
        [self.id.ormStoredValue, self.kind.ormStoredValue, self.text.ormStoredValue]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == CrashModel::Note {
    /// The key, which is the row identifier.
    public static func id(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 0, match) }
    /// A small number, which notes share and which has an index.
    public static func kind(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 1, match) }
    /// A few bytes.
    public static func text(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 2, match) }

    /// The condition that every match given is satisfied.
    public static func matching(
        id: OrmRuntime::Match<Swift::Int> = .ormAny, kind: OrmRuntime::Match<Swift::Int> = .ormAny,
        text: OrmRuntime::Match<Swift::String> = .ormAny
    ) -> Self {
        OrmRuntime::Predicate<CrashModel::Note>(ormAll: [.init(column: 0, id), .init(column: 1, kind), .init(column: 2, text)])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == CrashModel::Note {
    public static var id: Self { .init(column: 0) }
    public static var kind: Self { .init(column: 1) }
    public static var text: Self { .init(column: 2) }
}

nonisolated extension OrmRuntime::Assignment where Root == CrashModel::Note {
    public static func id(_ value: Swift::Int) -> Self { .init(column: 0, value) }
    public static func kind(_ value: Swift::Int) -> Self { .init(column: 1, value) }
    public static func text(_ value: Swift::String) -> Self { .init(column: 2, value) }
}

nonisolated extension CrashModel::Note {
    /// The rows whose fields match: each argument given is one more condition.
    public static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, id: OrmRuntime::Match<Swift::Int> = .ormAny,
        kind: OrmRuntime::Match<Swift::Int> = .ormAny, text: OrmRuntime::Match<Swift::String> = .ormAny,
        orderBy: OrmRuntime::Ordering<CrashModel::Note>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [CrashModel::Note] {
        let ormWhere = OrmRuntime::Predicate<CrashModel::Note>.matching(id: id, kind: kind, text: text)
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    public static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, id: OrmRuntime::Match<Swift::Int> = .ormAny,
        kind: OrmRuntime::Match<Swift::Int> = .ormAny, text: OrmRuntime::Match<Swift::String> = .ormAny,
        orderBy: OrmRuntime::Ordering<CrashModel::Note>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [CrashModel::Note] {
        let ormWhere = OrmRuntime::Predicate<CrashModel::Note>.matching(id: id, kind: kind, text: text)
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
}

// MARK: - Photo, table Photo

nonisolated extension CrashModel::Photo: OrmRuntime.NaturalKeyEntity {
    public typealias OrmSchema = CrashModel::CrashModelSchema
    public typealias ID = Swift::String
    public var ormID: Swift::String { self.name }

    public static let ormTable = OrmRuntime::Table(
        type: "Photo", name: "Photo",
        columns: [
            OrmRuntime::Column("name", "TEXT NOT NULL", type: "String"),
            OrmRuntime::Column("bytes", "BLOB NOT NULL", type: "[UInt8]"),
            OrmRuntime::Column("rank", "INTEGER", type: "Int?", isOptional: true),
        ],
        key: [0], clause: #"PRIMARY KEY("name")"#)

    public static var ormNumber: Swift::Int { 1 }
    public static var ormSelection: Swift::StaticString { #"SELECT "name", "bytes", "rank", rowid FROM "Photo""# }
    public static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(11, #"INSERT INTO "Photo"("name", "bytes", "rank") VALUES (?, ?, ?)"#) }
    public static var ormUpsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(12, #"INSERT INTO "Photo"("name", "bytes", "rank") VALUES (?, ?, ?) ON CONFLICT("name") DO UPDATE SET "bytes" = excluded."bytes", "rank" = excluded."rank""#) }
    public static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(13, #"SELECT "name", "bytes", "rank", rowid FROM "Photo" WHERE "name" = ?"#) }
    public static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(14, #"DELETE FROM "Photo" WHERE "name" = ?"#) }

    public static func ormRecord(_ ormRow: borrowing OrmRuntime::Row) -> Swift::Result<CrashModel::Photo, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) { return .success(try CrashModel::Photo(ormRow: ormRow, at: 0)) } catch { return .failure(error) }
    }

    public init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.name = try Swift::String.ormRead(ormRow.cell(at: ormFirst))
        self.bytes = try Swift::Array<Swift::UInt8>.ormRead(ormRow.cell(ormFirst, 1))
        self.rank = try Swift::Optional<Swift::Int>.ormRead(ormRow.cell(ormFirst, 2))
    }

    public func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.name.ormBind(to: ormStatement, at: ormFirst)
        try self.bytes.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
        try self.rank.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
    }

    public var ormStoredValues: [OrmRuntime::StoredValue] {
        [self.name.ormStoredValue, self.bytes.ormStoredValue, self.rank.ormStoredValue]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == CrashModel::Photo {
    /// The key, which is no row identifier.
    public static func name(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 0, match) }
    /// A few bytes up to some pages.
    public static func bytes(_ match: OrmRuntime::Match<[Swift::UInt8]>) -> Self { .init(column: 1, match) }
    /// A number that may be missing.
    public static func rank(_ match: OrmRuntime::Match<Swift::Int?>) -> Self { .init(column: 2, match) }

    /// The condition that every match given is satisfied.
    public static func matching(
        name: OrmRuntime::Match<Swift::String> = .ormAny, bytes: OrmRuntime::Match<[Swift::UInt8]> = .ormAny,
        rank: OrmRuntime::Match<Swift::Int?> = .ormAny
    ) -> Self {
        OrmRuntime::Predicate<CrashModel::Photo>(ormAll: [.init(column: 0, name), .init(column: 1, bytes), .init(column: 2, rank)])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == CrashModel::Photo {
    public static var name: Self { .init(column: 0) }
    public static var bytes: Self { .init(column: 1) }
    public static var rank: Self { .init(column: 2) }
}

nonisolated extension OrmRuntime::Assignment where Root == CrashModel::Photo {
    public static func name(_ value: Swift::String) -> Self { .init(column: 0, value) }
    public static func bytes(_ value: [Swift::UInt8]) -> Self { .init(column: 1, value) }
    public static func rank(_ value: Swift::Int?) -> Self { .init(column: 2, value) }
}

nonisolated extension CrashModel::Photo {
    /// The rows whose fields match: each argument given is one more condition.
    public static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, name: OrmRuntime::Match<Swift::String> = .ormAny,
        bytes: OrmRuntime::Match<[Swift::UInt8]> = .ormAny, rank: OrmRuntime::Match<Swift::Int?> = .ormAny,
        orderBy: OrmRuntime::Ordering<CrashModel::Photo>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [CrashModel::Photo] {
        let ormWhere = OrmRuntime::Predicate<CrashModel::Photo>.matching(name: name, bytes: bytes, rank: rank)
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    public static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, name: OrmRuntime::Match<Swift::String> = .ormAny,
        bytes: OrmRuntime::Match<[Swift::UInt8]> = .ormAny, rank: OrmRuntime::Match<Swift::Int?> = .ormAny,
        orderBy: OrmRuntime::Ordering<CrashModel::Photo>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [CrashModel::Photo] {
        let ormWhere = OrmRuntime::Predicate<CrashModel::Photo>.matching(name: name, bytes: bytes, rank: rank)
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The row with this name: there is at most one.
    public static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, name: Swift::String
    ) throws(OrmRuntime::StoreError) -> CrashModel::Photo? {
        try ormLookUp(ormFind, in: ormSource, name)
    }
    /// The row with this name: there is at most one.
    public static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, name: Swift::String
    ) async throws(OrmRuntime::StoreError) -> CrashModel::Photo? {
        try await ormLookUp(ormFind, in: ormSource, name)
    }
}
