// Generated from Corners.swift by orm-gen 0.1.0. Change the type, not this file.
public import OrmRuntime

/// Stored as its raw value, UInt64.
nonisolated extension Golden::TagKind: OrmRuntime.ColumnValue {}

nonisolated extension OrmRuntime::Match where Value.Unwrapped == Golden::TagKind {
    package static var none: Self { .init(ormCase: .none) }
    package static var all: Self { .init(ormCase: .all) }
}

// MARK: - Corner, table odd "table" name

nonisolated extension Golden::Corner: OrmRuntime.NaturalKeyEntity {
    public typealias OrmSchema = Golden::GoldenSchema
    public typealias ID = Swift::UInt64
    public var ormID: Swift::UInt64 { self.code }

    public static let ormTable = OrmRuntime::Table(
        type: "Corner", name: "odd \"table\" name",
        columns: [
            OrmRuntime::Column("code", "INTEGER NOT NULL PRIMARY KEY", type: "UInt64"),
            OrmRuntime::Column("rowid", "INTEGER NOT NULL", type: "Int"),
            OrmRuntime::Column("oid", "TEXT", type: "String?", isOptional: true),
            OrmRuntime::Column("text", #"TEXT NOT NULL DEFAULT 'it''s "quoted"'"#, type: "String"),
            OrmRuntime::Column("negative", "INTEGER NOT NULL DEFAULT -5", type: "Int"),
            OrmRuntime::Column("top", "INTEGER NOT NULL DEFAULT 9223372036854775807", type: "UInt64"),
            OrmRuntime::Column("ratio", "ANY NOT NULL DEFAULT 3.0", type: "Double"),
            OrmRuntime::Column("small", "ANY NOT NULL DEFAULT -0.25", type: "Float"),
            OrmRuntime::Column("flag", "INTEGER NOT NULL DEFAULT 1", type: "Bool"),
            OrmRuntime::Column("nothing", "INTEGER", type: "Int?", isOptional: true),
        ],
        key: [0])

    public static var ormNumber: Swift::Int { 0 }
    public static var ormSelection: Swift::StaticString { #"SELECT "code", rowid, oid, "text", "negative", "top", "ratio", "small", "flag", "nothing" FROM "odd ""table"" name""# }
    public static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(7, #"INSERT INTO "odd ""table"" name"("code", "rowid", "oid", "text", "negative", "top", "ratio", "small", "flag", "nothing") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"#) }
    public static var ormUpsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(8, #"INSERT INTO "odd ""table"" name"("code", "rowid", "oid", "text", "negative", "top", "ratio", "small", "flag", "nothing") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT("code") DO UPDATE SET "rowid" = excluded."rowid", "oid" = excluded."oid", "text" = excluded."text", "negative" = excluded."negative", "top" = excluded."top", "ratio" = excluded."ratio", "small" = excluded."small", "flag" = excluded."flag", "nothing" = excluded."nothing""#) }
    public static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(9, #"SELECT "code", rowid, oid, "text", "negative", "top", "ratio", "small", "flag", "nothing" FROM "odd ""table"" name" WHERE "code" = ?"#, bindsBytes: false) }
    public static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(10, #"DELETE FROM "odd ""table"" name" WHERE "code" = ?"#, bindsBytes: false) }

    public static func ormRecord(_ ormRow: borrowing OrmRuntime::Row) -> Swift::Result<Golden::Corner, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) { return .success(try Golden::Corner(ormRow: ormRow, at: 0)) } catch { return .failure(error) }
    }

    public init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.code = try Swift::UInt64.ormRead(ormRow.cell(at: ormFirst))
        self.rowid = try Swift::Int.ormRead(ormRow.cell(ormFirst, 1))
        self.oid = try Swift::Optional<Swift::String>.ormRead(ormRow.cell(ormFirst, 2))
        self.text = try Swift::String.ormRead(ormRow.cell(ormFirst, 3))
        self.negative = try Swift::Int.ormRead(ormRow.cell(ormFirst, 4))
        self.top = try Swift::UInt64.ormRead(ormRow.cell(ormFirst, 5))
        self.ratio = try Swift::Double.ormRead(ormRow.cell(ormFirst, 6))
        self.small = try Swift::Float.ormRead(ormRow.cell(ormFirst, 7))
        self.flag = try Swift::Bool.ormRead(ormRow.cell(ormFirst, 8))
        self.nothing = try Swift::Optional<Swift::Int>.ormRead(ormRow.cell(ormFirst, 9))
    }

    public func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.code.ormBind(to: ormStatement, at: ormFirst)
        try self.rowid.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
        try self.oid.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
        try self.text.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 3))
        try self.negative.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 4))
        try self.top.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 5))
        try self.ratio.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 6))
        try self.small.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 7))
        try self.flag.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 8))
        try self.nothing.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 9))
    }

    public var ormStoredValues: [OrmRuntime::StoredValue] {
        [
            self.code.ormStoredValue, self.rowid.ormStoredValue, self.oid.ormStoredValue, self.text.ormStoredValue,
            self.negative.ormStoredValue, self.top.ormStoredValue, self.ratio.ormStoredValue, self.small.ormStoredValue,
            self.flag.ormStoredValue, self.nothing.ormStoredValue
        ]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::Corner {
    public static func code(_ match: OrmRuntime::Match<Swift::UInt64>) -> Self { .init(column: 0, match) }
    public static func rowid(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 1, match) }
    public static func oid(_ match: OrmRuntime::Match<Swift::String?>) -> Self { .init(column: 2, match) }
    public static func text(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 3, match) }
    public static func negative(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 4, match) }
    public static func top(_ match: OrmRuntime::Match<Swift::UInt64>) -> Self { .init(column: 5, match) }
    public static func ratio(_ match: OrmRuntime::Match<Swift::Double>) -> Self { .init(column: 6, match) }
    public static func small(_ match: OrmRuntime::Match<Swift::Float>) -> Self { .init(column: 7, match) }
    public static func flag(_ match: OrmRuntime::Match<Swift::Bool>) -> Self { .init(column: 8, match) }
    public static func nothing(_ match: OrmRuntime::Match<Swift::Int?>) -> Self { .init(column: 9, match) }

    /// The condition that every match given is satisfied.
    public static func matching(
        code: OrmRuntime::Match<Swift::UInt64> = .ormAny, rowid: OrmRuntime::Match<Swift::Int> = .ormAny,
        oid: OrmRuntime::Match<Swift::String?> = .ormAny, text: OrmRuntime::Match<Swift::String> = .ormAny,
        negative: OrmRuntime::Match<Swift::Int> = .ormAny, top: OrmRuntime::Match<Swift::UInt64> = .ormAny,
        ratio: OrmRuntime::Match<Swift::Double> = .ormAny, small: OrmRuntime::Match<Swift::Float> = .ormAny,
        flag: OrmRuntime::Match<Swift::Bool> = .ormAny, nothing: OrmRuntime::Match<Swift::Int?> = .ormAny
    ) -> Self {
        OrmRuntime::Predicate<Golden::Corner>(ormAll: [
            .init(column: 0, code), .init(column: 1, rowid), .init(column: 2, oid), .init(column: 3, text), .init(column: 4, negative),
            .init(column: 5, top), .init(column: 6, ratio), .init(column: 7, small), .init(column: 8, flag), .init(column: 9, nothing)
        ])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::Corner {
    public static var code: Self { .init(column: 0) }
    public static var rowid: Self { .init(column: 1) }
    public static var oid: Self { .init(column: 2) }
    public static var text: Self { .init(column: 3) }
    public static var negative: Self { .init(column: 4) }
    public static var top: Self { .init(column: 5) }
    public static var ratio: Self { .init(column: 6) }
    public static var small: Self { .init(column: 7) }
    public static var flag: Self { .init(column: 8) }
    public static var nothing: Self { .init(column: 9) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::Corner {
    public static func code(_ value: Swift::UInt64) -> Self { .init(column: 0, value) }
    public static func rowid(_ value: Swift::Int) -> Self { .init(column: 1, value) }
    public static func oid(_ value: Swift::String?) -> Self { .init(column: 2, value) }
    public static func text(_ value: Swift::String) -> Self { .init(column: 3, value) }
    public static func negative(_ value: Swift::Int) -> Self { .init(column: 4, value) }
    public static func top(_ value: Swift::UInt64) -> Self { .init(column: 5, value) }
    public static func ratio(_ value: Swift::Double) -> Self { .init(column: 6, value) }
    public static func small(_ value: Swift::Float) -> Self { .init(column: 7, value) }
    public static func flag(_ value: Swift::Bool) -> Self { .init(column: 8, value) }
    public static func nothing(_ value: Swift::Int?) -> Self { .init(column: 9, value) }
}

nonisolated extension Golden::Corner {
    /// The rows whose fields match: each argument given is one more condition.
    public static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, code: OrmRuntime::Match<Swift::UInt64> = .ormAny,
        rowid: OrmRuntime::Match<Swift::Int> = .ormAny, oid: OrmRuntime::Match<Swift::String?> = .ormAny,
        text: OrmRuntime::Match<Swift::String> = .ormAny, negative: OrmRuntime::Match<Swift::Int> = .ormAny,
        top: OrmRuntime::Match<Swift::UInt64> = .ormAny, ratio: OrmRuntime::Match<Swift::Double> = .ormAny,
        small: OrmRuntime::Match<Swift::Float> = .ormAny, flag: OrmRuntime::Match<Swift::Bool> = .ormAny,
        nothing: OrmRuntime::Match<Swift::Int?> = .ormAny, orderBy: OrmRuntime::Ordering<Golden::Corner>..., limit: Swift::Int? = nil,
        offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [Golden::Corner] {
        let ormWhere = OrmRuntime::Predicate<Golden::Corner>.matching(
            code: code, rowid: rowid, oid: oid, text: text, negative: negative, top: top, ratio: ratio, small: small, flag: flag,
            nothing: nothing
        )
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    public static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, code: OrmRuntime::Match<Swift::UInt64> = .ormAny,
        rowid: OrmRuntime::Match<Swift::Int> = .ormAny, oid: OrmRuntime::Match<Swift::String?> = .ormAny,
        text: OrmRuntime::Match<Swift::String> = .ormAny, negative: OrmRuntime::Match<Swift::Int> = .ormAny,
        top: OrmRuntime::Match<Swift::UInt64> = .ormAny, ratio: OrmRuntime::Match<Swift::Double> = .ormAny,
        small: OrmRuntime::Match<Swift::Float> = .ormAny, flag: OrmRuntime::Match<Swift::Bool> = .ormAny,
        nothing: OrmRuntime::Match<Swift::Int?> = .ormAny, orderBy: OrmRuntime::Ordering<Golden::Corner>..., limit: Swift::Int? = nil,
        offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [Golden::Corner] {
        let ormWhere = OrmRuntime::Predicate<Golden::Corner>.matching(
            code: code, rowid: rowid, oid: oid, text: text, negative: negative, top: top, ratio: ratio, small: small, flag: flag,
            nothing: nothing
        )
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The row with this code: there is at most one.
    public static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, code: Swift::UInt64
    ) throws(OrmRuntime::StoreError) -> Golden::Corner? {
        try ormLookUp(ormFind, in: ormSource, code)
    }
    /// The row with this code: there is at most one.
    public static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, code: Swift::UInt64
    ) async throws(OrmRuntime::StoreError) -> Golden::Corner? {
        try await ormLookUp(ormFind, in: ormSource, code)
    }
}

// MARK: - Tag, table Tag

nonisolated extension Golden::Tag: OrmRuntime.NaturalKeyEntity {
    package typealias OrmSchema = Golden::GoldenSchema

    /// The key: kind, isOpen, bytes.
    package nonisolated struct ID: Swift.Hashable, Swift.Sendable {
        package var kind: Golden::TagKind
        package var isOpen: Swift::Bool
        package var bytes: [Swift::UInt8]

        package init(kind orm0: Golden::TagKind, isOpen orm1: Swift::Bool, bytes orm2: [Swift::UInt8]) {
            self.kind = orm0
            self.isOpen = orm1
            self.bytes = orm2
        }
    }

    package var ormID: ID {
        ID(kind: self.kind, isOpen: self.isOpen, bytes: self.bytes)
    }

    package static func ormBind(
        _ ormID: ID, to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32
    ) throws(OrmRuntime::StoreError) {
        try ormID.kind.ormBind(to: ormStatement, at: ormFirst)
        try ormID.isOpen.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
        try ormID.bytes.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
    }

    package static let ormTable = OrmRuntime::Table(
        type: "Tag", name: "Tag",
        columns: [
            OrmRuntime::Column("kind", "INTEGER NOT NULL", type: "UInt64", cases: [
                .init("none", -9223372036854775808, isWritten: true), .init("all", 9223372036854775807, isWritten: true)
            ]),
            OrmRuntime::Column("isOpen", "INTEGER NOT NULL", type: "Bool"),
            OrmRuntime::Column("bytes", "BLOB NOT NULL", type: "[UInt8]"),
        ],
        key: [0, 1, 2], clause: #"PRIMARY KEY("kind", "isOpen", "bytes")"#)

    package static var ormNumber: Swift::Int { 1 }
    package static var ormSelection: Swift::StaticString { #"SELECT "kind", "isOpen", "bytes", rowid FROM "Tag""# }
    package static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(11, #"INSERT INTO "Tag"("kind", "isOpen", "bytes") VALUES (?, ?, ?)"#) }
    package static var ormUpsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(12, #"INSERT INTO "Tag"("kind", "isOpen", "bytes") VALUES (?, ?, ?) ON CONFLICT("kind", "isOpen", "bytes") DO NOTHING"#) }
    package static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(13, #"SELECT "kind", "isOpen", "bytes", rowid FROM "Tag" WHERE "kind" = ? AND "isOpen" = ? AND "bytes" = ?"#) }
    package static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(14, #"DELETE FROM "Tag" WHERE "kind" = ? AND "isOpen" = ? AND "bytes" = ?"#) }

    package static func ormRecord(_ ormRow: borrowing OrmRuntime::Row) -> Swift::Result<Golden::Tag, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) { return .success(try Golden::Tag(ormRow: ormRow, at: 0)) } catch { return .failure(error) }
    }

    package init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.kind = try Golden::TagKind.ormRead(ormRow.cell(at: ormFirst))
        self.isOpen = try Swift::Bool.ormRead(ormRow.cell(ormFirst, 1))
        self.bytes = try Swift::Array<Swift::UInt8>.ormRead(ormRow.cell(ormFirst, 2))
    }

    package func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.kind.ormBind(to: ormStatement, at: ormFirst)
        try self.isOpen.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
        try self.bytes.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
    }

    package var ormStoredValues: [OrmRuntime::StoredValue] {
        [self.kind.ormStoredValue, self.isOpen.ormStoredValue, self.bytes.ormStoredValue]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::Tag {
    package static func kind(_ match: OrmRuntime::Match<Golden::TagKind>) -> Self { .init(column: 0, match) }
    package static func isOpen(_ match: OrmRuntime::Match<Swift::Bool>) -> Self { .init(column: 1, match) }
    package static func bytes(_ match: OrmRuntime::Match<[Swift::UInt8]>) -> Self { .init(column: 2, match) }

    /// The condition that every match given is satisfied.
    package static func matching(
        kind: OrmRuntime::Match<Golden::TagKind> = .ormAny, isOpen: OrmRuntime::Match<Swift::Bool> = .ormAny,
        bytes: OrmRuntime::Match<[Swift::UInt8]> = .ormAny
    ) -> Self {
        OrmRuntime::Predicate<Golden::Tag>(ormAll: [.init(column: 0, kind), .init(column: 1, isOpen), .init(column: 2, bytes)])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::Tag {
    package static var kind: Self { .init(column: 0) }
    package static var isOpen: Self { .init(column: 1) }
    package static var bytes: Self { .init(column: 2) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::Tag {
    package static func kind(_ value: Golden::TagKind) -> Self { .init(column: 0, value) }
    package static func isOpen(_ value: Swift::Bool) -> Self { .init(column: 1, value) }
    package static func bytes(_ value: [Swift::UInt8]) -> Self { .init(column: 2, value) }
}

nonisolated extension Golden::Tag {
    /// The rows whose fields match: each argument given is one more condition.
    package static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, kind: OrmRuntime::Match<Golden::TagKind> = .ormAny,
        isOpen: OrmRuntime::Match<Swift::Bool> = .ormAny, bytes: OrmRuntime::Match<[Swift::UInt8]> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Tag>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [Golden::Tag] {
        let ormWhere = OrmRuntime::Predicate<Golden::Tag>.matching(kind: kind, isOpen: isOpen, bytes: bytes)
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    package static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, kind: OrmRuntime::Match<Golden::TagKind> = .ormAny,
        isOpen: OrmRuntime::Match<Swift::Bool> = .ormAny, bytes: OrmRuntime::Match<[Swift::UInt8]> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Tag>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [Golden::Tag] {
        let ormWhere = OrmRuntime::Predicate<Golden::Tag>.matching(kind: kind, isOpen: isOpen, bytes: bytes)
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The row with this kind and isOpen and bytes: there is at most one.
    package static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, kind: Golden::TagKind, isOpen: Swift::Bool,
        bytes: [Swift::UInt8]
    ) throws(OrmRuntime::StoreError) -> Golden::Tag? {
        try ormLookUp(ormFind, in: ormSource) { ormStatement throws(OrmRuntime::StoreError) in
            try kind.ormBind(to: ormStatement, at: 1)
            try isOpen.ormBind(to: ormStatement, at: 2)
            try bytes.ormBind(to: ormStatement, at: 3)
        }
    }
    /// The row with this kind and isOpen and bytes: there is at most one.
    package static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, kind: Golden::TagKind, isOpen: Swift::Bool, bytes: [Swift::UInt8]
    ) async throws(OrmRuntime::StoreError) -> Golden::Tag? {
        try await ormLookUp(ormFind, in: ormSource) { ormStatement throws(OrmRuntime::StoreError) in
            try kind.ormBind(to: ormStatement, at: 1)
            try isOpen.ormBind(to: ormStatement, at: 2)
            try bytes.ormBind(to: ormStatement, at: 3)
        }
    }
}

// MARK: - Plain, table Plain

nonisolated extension Golden::Plain: OrmRuntime.KeylessEntity {
    typealias OrmSchema = Golden::GoldenSchema
    typealias ID = OrmRuntime::RowID<Golden::Plain>

    static let ormTable = OrmRuntime::Table(
        type: "Plain", name: "Plain",
        columns: [
            OrmRuntime::Column("label", "TEXT NOT NULL", type: "String"),
            OrmRuntime::Column("value", "INTEGER NOT NULL", type: "Int"),
            OrmRuntime::Column("rowid", "INTEGER NOT NULL", type: "Int64"),
            OrmRuntime::Column("all", "INTEGER NOT NULL", type: "Bool"),
            OrmRuntime::Column("matching", "TEXT NOT NULL", type: "String"),
        ],
        key: [], clause: #""_rowid_" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT"#)

    static var ormNumber: Swift::Int { 2 }
    static var ormSelection: Swift::StaticString { #"SELECT "label", "value", rowid, "all", "matching", _rowid_ FROM "Plain""# }
    static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(15, #"INSERT INTO "Plain"("label", "value", "rowid", "all", "matching") VALUES (?, ?, ?, ?, ?)"#) }
    static var ormReplace: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(16, #"UPDATE "Plain" SET "label" = ?, "value" = ?, "rowid" = ?, "all" = ?, "matching" = ? WHERE _rowid_ = ?"#) }
    static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(17, #"SELECT "label", "value", rowid, "all", "matching", _rowid_ FROM "Plain" WHERE _rowid_ = ?"#, bindsBytes: false) }
    static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(18, #"DELETE FROM "Plain" WHERE _rowid_ = ?"#, bindsBytes: false) }

    static func ormRecord(
        _ ormRow: borrowing OrmRuntime::Row
    ) -> Swift::Result<OrmRuntime::Stored<Golden::Plain>, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) {
            let ormID = OrmRuntime::RowID<Golden::Plain>(rawValue: try ormRow.integer(at: 5))
            return .success(.init(id: ormID, value: try Golden::Plain(ormRow: ormRow, at: 0)))
        } catch { return .failure(error) }
    }

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.label = try Swift::String.ormRead(ormRow.cell(at: ormFirst))
        self.value = try Swift::Int.ormRead(ormRow.cell(ormFirst, 1))
        self.rowid = try Swift::Int64.ormRead(ormRow.cell(ormFirst, 2))
        self.all = try Swift::Bool.ormRead(ormRow.cell(ormFirst, 3))
        self.matching = try Swift::String.ormRead(ormRow.cell(ormFirst, 4))
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.label.ormBind(to: ormStatement, at: ormFirst)
        try self.value.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
        try self.rowid.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
        try self.all.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 3))
        try self.matching.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 4))
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        [
            self.label.ormStoredValue, self.value.ormStoredValue, self.rowid.ormStoredValue, self.all.ormStoredValue,
            self.matching.ormStoredValue
        ]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::Plain {
    static func label(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 0, match) }
    static func value(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 1, match) }
    static func rowid(_ match: OrmRuntime::Match<Swift::Int64>) -> Self { .init(column: 2, match) }
    static func all(_ match: OrmRuntime::Match<Swift::Bool>) -> Self { .init(column: 3, match) }
    static func matching(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 4, match) }

    /// The condition that every match given is satisfied.
    static func matching(
        label: OrmRuntime::Match<Swift::String> = .ormAny, value: OrmRuntime::Match<Swift::Int> = .ormAny,
        rowid: OrmRuntime::Match<Swift::Int64> = .ormAny, all: OrmRuntime::Match<Swift::Bool> = .ormAny,
        matching: OrmRuntime::Match<Swift::String> = .ormAny
    ) -> Self {
        OrmRuntime::Predicate<Golden::Plain>(ormAll: [
            .init(column: 0, label), .init(column: 1, value), .init(column: 2, rowid), .init(column: 3, all), .init(column: 4, matching)
        ])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::Plain {
    static var label: Self { .init(column: 0) }
    static var value: Self { .init(column: 1) }
    static var rowid: Self { .init(column: 2) }
    static var all: Self { .init(column: 3) }
    static var matching: Self { .init(column: 4) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::Plain {
    static func label(_ value: Swift::String) -> Self { .init(column: 0, value) }
    static func value(_ value: Swift::Int) -> Self { .init(column: 1, value) }
    static func rowid(_ value: Swift::Int64) -> Self { .init(column: 2, value) }
    static func all(_ value: Swift::Bool) -> Self { .init(column: 3, value) }
    static func matching(_ value: Swift::String) -> Self { .init(column: 4, value) }
}

nonisolated extension Golden::Plain {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, label: OrmRuntime::Match<Swift::String> = .ormAny,
        value: OrmRuntime::Match<Swift::Int> = .ormAny, rowid: OrmRuntime::Match<Swift::Int64> = .ormAny,
        all: OrmRuntime::Match<Swift::Bool> = .ormAny, matching: OrmRuntime::Match<Swift::String> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Plain>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [OrmRuntime::Stored<Golden::Plain>] {
        let ormWhere = OrmRuntime::Predicate<Golden::Plain>.matching(label: label, value: value, rowid: rowid, all: all, matching: matching)
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, label: OrmRuntime::Match<Swift::String> = .ormAny,
        value: OrmRuntime::Match<Swift::Int> = .ormAny, rowid: OrmRuntime::Match<Swift::Int64> = .ormAny,
        all: OrmRuntime::Match<Swift::Bool> = .ormAny, matching: OrmRuntime::Match<Swift::String> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Plain>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [OrmRuntime::Stored<Golden::Plain>] {
        let ormWhere = OrmRuntime::Predicate<Golden::Plain>.matching(label: label, value: value, rowid: rowid, all: all, matching: matching)
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
}

nonisolated extension OrmRuntime::Stored where Value == Golden::Plain {
    var label: Swift::String { self.value.label }
    var rowid: Swift::Int64 { self.value.rowid }
    var all: Swift::Bool { self.value.all }
    var matching: Swift::String { self.value.matching }
}

// MARK: - Archive.Page, table Archive.Page

nonisolated extension Golden::Archive.Page: OrmRuntime.NaturalKeyEntity {
    typealias OrmSchema = Golden::GoldenSchema
    typealias ID = Swift::Int16
    var ormID: Swift::Int16 { self.number }

    static let ormTable = OrmRuntime::Table(
        type: "Archive.Page", name: "Archive.Page",
        columns: [
            OrmRuntime::Column("number", "INTEGER NOT NULL PRIMARY KEY", type: "Int16"),
            OrmRuntime::Column("label", "TEXT NOT NULL", type: "String"),
            OrmRuntime::Column("entry", "INTEGER", type: "Int?", isOptional: true),
            OrmRuntime::Column("var", "INTEGER NOT NULL", type: "Int"),
            OrmRuntime::Column("inout", "INTEGER NOT NULL", type: "Int"),
            OrmRuntime::Column("from", "INTEGER NOT NULL", type: "Int"),
            OrmRuntime::Column("source", "INTEGER NOT NULL", type: "Int"),
        ],
        key: [0])

    static var ormNumber: Swift::Int { 3 }
    static var ormSelection: Swift::StaticString { #"SELECT "number", "label", "entry", "var", "inout", "from", "source" FROM "Archive.Page""# }
    static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(19, #"INSERT INTO "Archive.Page"("number", "label", "entry", "var", "inout", "from", "source") VALUES (?, ?, ?, ?, ?, ?, ?)"#) }
    static var ormUpsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(20, #"INSERT INTO "Archive.Page"("number", "label", "entry", "var", "inout", "from", "source") VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT("number") DO UPDATE SET "label" = excluded."label", "entry" = excluded."entry", "var" = excluded."var", "inout" = excluded."inout", "from" = excluded."from", "source" = excluded."source""#) }
    static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(21, #"SELECT "number", "label", "entry", "var", "inout", "from", "source" FROM "Archive.Page" WHERE "number" = ?"#, bindsBytes: false) }
    static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(22, #"DELETE FROM "Archive.Page" WHERE "number" = ?"#, bindsBytes: false) }

    static func ormRecord(_ ormRow: borrowing OrmRuntime::Row) -> Swift::Result<Golden::Archive.Page, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) { return .success(try Golden::Archive.Page(ormRow: ormRow, at: 0)) } catch { return .failure(error) }
    }

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.number = try Swift::Int16.ormRead(ormRow.cell(at: ormFirst))
        self.label = try Swift::String.ormRead(ormRow.cell(ormFirst, 1))
        self.entry = try Swift::Optional<Swift::Int>.ormRead(ormRow.cell(ormFirst, 2))
        self.`var` = try Swift::Int.ormRead(ormRow.cell(ormFirst, 3))
        self.`inout` = try Swift::Int.ormRead(ormRow.cell(ormFirst, 4))
        self.from = try Swift::Int.ormRead(ormRow.cell(ormFirst, 5))
        self.source = try Swift::Int.ormRead(ormRow.cell(ormFirst, 6))
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.number.ormBind(to: ormStatement, at: ormFirst)
        try self.label.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
        try self.entry.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
        try self.`var`.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 3))
        try self.`inout`.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 4))
        try self.from.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 5))
        try self.source.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 6))
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        [
            self.number.ormStoredValue, self.label.ormStoredValue, self.entry.ormStoredValue, self.`var`.ormStoredValue,
            self.`inout`.ormStoredValue, self.from.ormStoredValue, self.source.ormStoredValue
        ]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::Archive.Page {
    static func number(_ match: OrmRuntime::Match<Swift::Int16>) -> Self { .init(column: 0, match) }
    static func label(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 1, match) }
    static func entry(_ match: OrmRuntime::Match<Swift::Int?>) -> Self { .init(column: 2, match) }
    static func `var`(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 3, match) }
    static func `inout`(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 4, match) }
    static func from(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 5, match) }
    static func source(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 6, match) }

    /// The condition that every match given is satisfied.
    static func matching(
        number: OrmRuntime::Match<Swift::Int16> = .ormAny, label: OrmRuntime::Match<Swift::String> = .ormAny,
        entry: OrmRuntime::Match<Swift::Int?> = .ormAny, `var` orm3: OrmRuntime::Match<Swift::Int> = .ormAny,
        `inout` orm4: OrmRuntime::Match<Swift::Int> = .ormAny, from: OrmRuntime::Match<Swift::Int> = .ormAny,
        source: OrmRuntime::Match<Swift::Int> = .ormAny
    ) -> Self {
        OrmRuntime::Predicate<Golden::Archive.Page>(ormAll: [
            .init(column: 0, number), .init(column: 1, label), .init(column: 2, entry), .init(column: 3, orm3), .init(column: 4, orm4),
            .init(column: 5, from), .init(column: 6, source)
        ])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::Archive.Page {
    static var number: Self { .init(column: 0) }
    static var label: Self { .init(column: 1) }
    static var entry: Self { .init(column: 2) }
    static var `var`: Self { .init(column: 3) }
    static var `inout`: Self { .init(column: 4) }
    static var from: Self { .init(column: 5) }
    static var source: Self { .init(column: 6) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::Archive.Page {
    static func number(_ value: Swift::Int16) -> Self { .init(column: 0, value) }
    static func label(_ value: Swift::String) -> Self { .init(column: 1, value) }
    static func entry(_ value: Swift::Int?) -> Self { .init(column: 2, value) }
    static func `var`(_ value: Swift::Int) -> Self { .init(column: 3, value) }
    static func `inout`(_ value: Swift::Int) -> Self { .init(column: 4, value) }
    static func from(_ value: Swift::Int) -> Self { .init(column: 5, value) }
    static func source(_ value: Swift::Int) -> Self { .init(column: 6, value) }
}

nonisolated extension Golden::Archive.Page {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, number: OrmRuntime::Match<Swift::Int16> = .ormAny,
        label: OrmRuntime::Match<Swift::String> = .ormAny, entry: OrmRuntime::Match<Swift::Int?> = .ormAny,
        `var` orm3: OrmRuntime::Match<Swift::Int> = .ormAny, `inout` orm4: OrmRuntime::Match<Swift::Int> = .ormAny,
        from: OrmRuntime::Match<Swift::Int> = .ormAny, source: OrmRuntime::Match<Swift::Int> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Archive.Page>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [Golden::Archive.Page] {
        let ormWhere = OrmRuntime::Predicate<Golden::Archive.Page>.matching(
            number: number, label: label, entry: entry, var: orm3, `inout`: orm4, from: from, source: source
        )
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, number: OrmRuntime::Match<Swift::Int16> = .ormAny,
        label: OrmRuntime::Match<Swift::String> = .ormAny, entry: OrmRuntime::Match<Swift::Int?> = .ormAny,
        `var` orm3: OrmRuntime::Match<Swift::Int> = .ormAny, `inout` orm4: OrmRuntime::Match<Swift::Int> = .ormAny,
        from: OrmRuntime::Match<Swift::Int> = .ormAny, source: OrmRuntime::Match<Swift::Int> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Archive.Page>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [Golden::Archive.Page] {
        let ormWhere = OrmRuntime::Predicate<Golden::Archive.Page>.matching(
            number: number, label: label, entry: entry, var: orm3, `inout`: orm4, from: from, source: source
        )
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The row with this number: there is at most one.
    static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, number: Swift::Int16
    ) throws(OrmRuntime::StoreError) -> Golden::Archive.Page? {
        try ormLookUp(ormFind, in: ormSource, number)
    }
    /// The row with this number: there is at most one.
    static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, number: Swift::Int16
    ) async throws(OrmRuntime::StoreError) -> Golden::Archive.Page? {
        try await ormLookUp(ormFind, in: ormSource, number)
    }
}
