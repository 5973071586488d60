// Generated from Declared.swift by orm-gen 0.1.0. Change the type, not this file.
import OrmRuntime

/// Stored as its raw value, String.
nonisolated extension Golden::Choice: OrmRuntime.ColumnValue {}

nonisolated extension OrmRuntime::Match where Value.Unwrapped == Golden::Choice {
    static var none: Self { .init(ormCase: .none) }
    static var some: Self { .init(ormCase: .some) }
    static var equals: Self { .init(ormCase: .equals) }
}

/// Stored as its raw value, Int.
nonisolated extension Golden::Score: OrmRuntime.ColumnValue {}

nonisolated extension OrmRuntime::Match where Value.Unwrapped == Golden::Score {
    static var low: Self { .init(ormCase: .low) }
    static var high: Self { .init(ormCase: .high) }
}

/// Stored as its raw value, Int.
nonisolated extension Golden::Phase: OrmRuntime.ColumnValue {}

nonisolated extension OrmRuntime::Match where Value.Unwrapped == Golden::Phase {
    static var new: Self { .init(ormCase: .new) }
    @available(*, deprecated)
    static var old: Self { .init(ormCase: .old) }
}

// MARK: - Adjusted, table Adjusted

nonisolated extension Golden::Adjusted: OrmRuntime.NaturalKeyEntity {
    typealias OrmSchema = Golden::GoldenSchema
    typealias ID = Swift::Int
    var ormID: Swift::Int { self.number }

    static let ormTable = OrmRuntime::Table(
        type: "Adjusted", name: "Adjusted",
        columns: [
            OrmRuntime::Column("number", "INTEGER NOT NULL PRIMARY KEY", type: "Int"),
            OrmRuntime::Column("count", "INTEGER NOT NULL", type: "Int"),
            OrmRuntime::Column("get", "BLOB NOT NULL", type: "[UInt8]"),
        ],
        key: [0])

    static var ormNumber: Swift::Int { 4 }
    static var ormSelection: Swift::StaticString { #"SELECT "number", "count", "get" FROM "Adjusted""# }
    static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(23, #"INSERT INTO "Adjusted"("number", "count", "get") VALUES (?, ?, ?)"#) }
    static var ormUpsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(24, #"INSERT INTO "Adjusted"("number", "count", "get") VALUES (?, ?, ?) ON CONFLICT("number") DO UPDATE SET "count" = excluded."count", "get" = excluded."get""#) }
    static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(25, #"SELECT "number", "count", "get" FROM "Adjusted" WHERE "number" = ?"#, bindsBytes: false) }
    static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(26, #"DELETE FROM "Adjusted" WHERE "number" = ?"#, bindsBytes: false) }

    static func ormRecord(_ ormRow: borrowing OrmRuntime::Row) -> Swift::Result<Golden::Adjusted, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) { return .success(try Golden::Adjusted(ormRow: ormRow, at: 0)) } catch { return .failure(error) }
    }

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.number = try Swift::Int.ormRead(ormRow.cell(at: ormFirst))
        self.count = try Swift::Int.ormRead(ormRow.cell(ormFirst, 1))
        self.get = try Swift::Array<Swift::UInt8>.ormRead(ormRow.cell(ormFirst, 2))
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.number.ormBind(to: ormStatement, at: ormFirst)
        try self.count.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
        try self.get.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        [self.number.ormStoredValue, self.count.ormStoredValue, self.get.ormStoredValue]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::Adjusted {
    static func number(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 0, match) }
    static func count(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 1, match) }
    static func get(_ match: OrmRuntime::Match<[Swift::UInt8]>) -> Self { .init(column: 2, match) }

    /// The condition that every match given is satisfied.
    static func matching(
        number: OrmRuntime::Match<Swift::Int> = .ormAny, count: OrmRuntime::Match<Swift::Int> = .ormAny,
        get: OrmRuntime::Match<[Swift::UInt8]> = .ormAny
    ) -> Self {
        OrmRuntime::Predicate<Golden::Adjusted>(ormAll: [.init(column: 0, number), .init(column: 1, count), .init(column: 2, get)])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::Adjusted {
    static var number: Self { .init(column: 0) }
    static var count: Self { .init(column: 1) }
    static var get: Self { .init(column: 2) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::Adjusted {
    static func number(_ value: Swift::Int) -> Self { .init(column: 0, value) }
    static func count(_ value: Swift::Int) -> Self { .init(column: 1, value) }
    static func get(_ value: [Swift::UInt8]) -> Self { .init(column: 2, value) }
}

nonisolated extension Golden::Adjusted {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, number: OrmRuntime::Match<Swift::Int> = .ormAny,
        count: OrmRuntime::Match<Swift::Int> = .ormAny, get: OrmRuntime::Match<[Swift::UInt8]> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Adjusted>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [Golden::Adjusted] {
        let ormWhere = OrmRuntime::Predicate<Golden::Adjusted>.matching(number: number, count: count, get: get)
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, number: OrmRuntime::Match<Swift::Int> = .ormAny,
        count: OrmRuntime::Match<Swift::Int> = .ormAny, get: OrmRuntime::Match<[Swift::UInt8]> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Adjusted>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [Golden::Adjusted] {
        let ormWhere = OrmRuntime::Predicate<Golden::Adjusted>.matching(number: number, count: count, get: get)
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The row with this number: there is at most one.
    static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, number: Swift::Int
    ) throws(OrmRuntime::StoreError) -> Golden::Adjusted? {
        try ormLookUp(ormFind, in: ormSource, number)
    }
    /// The row with this number: there is at most one.
    static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, number: Swift::Int
    ) async throws(OrmRuntime::StoreError) -> Golden::Adjusted? {
        try await ormLookUp(ormFind, in: ormSource, number)
    }
}

// MARK: - Guarded, table Guarded

nonisolated extension Golden::Guarded: OrmRuntime.NaturalKeyEntity {
    typealias OrmSchema = Golden::GoldenSchema
    typealias ID = Swift::Int
    var ormID: Swift::Int { self.number }

    static let ormTable = OrmRuntime::Table(
        type: "Guarded", name: "Guarded",
        columns: [
            OrmRuntime::Column("number", "INTEGER NOT NULL PRIMARY KEY", type: "Int"),
            OrmRuntime::Column("secret", "INTEGER NOT NULL", type: "Int"),
            OrmRuntime::Column("mask", "TEXT NOT NULL", type: "String", cases: [
                .init("none", "none"), .init("some", "some"), .init("isNil", "isNil"), .init("equals", "equals")
            ]),
            OrmRuntime::Column("spare", "TEXT", type: "String?", isOptional: true, cases: [
                .init("none", "none"), .init("some", "some"), .init("isNil", "isNil"), .init("equals", "equals")
            ]),
            OrmRuntime::Column("grade", "INTEGER NOT NULL", type: "Int"),
            OrmRuntime::Column("ratio", "ANY NOT NULL DEFAULT 0.10000000149011612", type: "Float"),
            OrmRuntime::Column("bytes", "BLOB NOT NULL", type: "[UInt8]"),
        ],
        key: [0])

    static var ormNumber: Swift::Int { 5 }
    static var ormSelection: Swift::StaticString { #"SELECT "number", "secret", "mask", "spare", "grade", "ratio", "bytes" FROM "Guarded""# }
    static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(27, #"INSERT INTO "Guarded"("number", "secret", "mask", "spare", "grade", "ratio", "bytes") VALUES (?, ?, ?, ?, ?, ?, ?)"#) }
    static var ormUpsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(28, #"INSERT INTO "Guarded"("number", "secret", "mask", "spare", "grade", "ratio", "bytes") VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT("number") DO UPDATE SET "secret" = excluded."secret", "mask" = excluded."mask", "spare" = excluded."spare", "grade" = excluded."grade", "ratio" = excluded."ratio", "bytes" = excluded."bytes""#) }
    static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(29, #"SELECT "number", "secret", "mask", "spare", "grade", "ratio", "bytes" FROM "Guarded" WHERE "number" = ?"#, bindsBytes: false) }
    static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(30, #"DELETE FROM "Guarded" WHERE "number" = ?"#, bindsBytes: false) }

    static func ormRecord(_ ormRow: borrowing OrmRuntime::Row) -> Swift::Result<Golden::Guarded, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) { return .success(try Golden::Guarded(ormRow: ormRow, at: 0)) } catch { return .failure(error) }
    }

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        let orm0 = try Swift::Int.ormRead(ormRow.cell(at: ormFirst))
        let orm1 = try Swift::Int.ormRead(ormRow.cell(ormFirst, 1))
        let orm2 = try Golden::Choice.ormRead(ormRow.cell(ormFirst, 2))
        let orm3 = try Swift::Optional<Golden::Choice>.ormRead(ormRow.cell(ormFirst, 3))
        let orm4 = try Golden::Score.ormRead(ormRow.cell(ormFirst, 4))
        let orm5 = try Swift::Float.ormRead(ormRow.cell(ormFirst, 5))
        let orm6 = try Swift::Array<Swift::UInt8>.ormRead(ormRow.cell(ormFirst, 6))
        self = .ormMemberwise(orm0, orm1, orm2, orm3, orm4, orm5, orm6)
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.number.ormBind(to: ormStatement, at: ormFirst)
        try self.secret.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
        try self.mask.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
        try self.spare.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 3))
        try self.grade.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 4))
        try self.ratio.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 5))
        try self.bytes.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 6))
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        [
            self.number.ormStoredValue, self.secret.ormStoredValue, self.mask.ormStoredValue, self.spare.ormStoredValue,
            self.grade.ormStoredValue, self.ratio.ormStoredValue, self.bytes.ormStoredValue
        ]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::Guarded {
    static func number(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 0, match) }
    static func secret(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 1, match) }
    static func mask(_ match: OrmRuntime::Match<Golden::Choice>) -> Self { .init(column: 2, match) }
    static func spare(_ match: OrmRuntime::Match<Golden::Choice?>) -> Self { .init(column: 3, match) }
    static func grade(_ match: OrmRuntime::Match<Golden::Score>) -> Self { .init(column: 4, match) }
    static func ratio(_ match: OrmRuntime::Match<Swift::Float>) -> Self { .init(column: 5, match) }
    static func bytes(_ match: OrmRuntime::Match<[Swift::UInt8]>) -> Self { .init(column: 6, match) }

    /// The condition that every match given is satisfied.
    static func matching(
        number: OrmRuntime::Match<Swift::Int> = .ormAny, secret: OrmRuntime::Match<Swift::Int> = .ormAny,
        mask: OrmRuntime::Match<Golden::Choice> = .ormAny, spare: OrmRuntime::Match<Golden::Choice?> = .ormAny,
        grade: OrmRuntime::Match<Golden::Score> = .ormAny, ratio: OrmRuntime::Match<Swift::Float> = .ormAny,
        bytes: OrmRuntime::Match<[Swift::UInt8]> = .ormAny
    ) -> Self {
        OrmRuntime::Predicate<Golden::Guarded>(ormAll: [
            .init(column: 0, number), .init(column: 1, secret), .init(column: 2, mask), .init(column: 3, spare), .init(column: 4, grade),
            .init(column: 5, ratio), .init(column: 6, bytes)
        ])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::Guarded {
    static var number: Self { .init(column: 0) }
    static var secret: Self { .init(column: 1) }
    static var mask: Self { .init(column: 2) }
    static var spare: Self { .init(column: 3) }
    static var grade: Self { .init(column: 4) }
    static var ratio: Self { .init(column: 5) }
    static var bytes: Self { .init(column: 6) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::Guarded {
    static func number(_ value: Swift::Int) -> Self { .init(column: 0, value) }
    static func secret(_ value: Swift::Int) -> Self { .init(column: 1, value) }
    static func mask(_ value: Golden::Choice) -> Self { .init(column: 2, value) }
    static func spare(_ value: Golden::Choice?) -> Self { .init(column: 3, value) }
    static func grade(_ value: Golden::Score) -> Self { .init(column: 4, value) }
    static func ratio(_ value: Swift::Float) -> Self { .init(column: 5, value) }
    static func bytes(_ value: [Swift::UInt8]) -> Self { .init(column: 6, value) }
}

nonisolated extension Golden::Guarded {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, number: OrmRuntime::Match<Swift::Int> = .ormAny,
        secret: OrmRuntime::Match<Swift::Int> = .ormAny, mask: OrmRuntime::Match<Golden::Choice> = .ormAny,
        spare: OrmRuntime::Match<Golden::Choice?> = .ormAny, grade: OrmRuntime::Match<Golden::Score> = .ormAny,
        ratio: OrmRuntime::Match<Swift::Float> = .ormAny, bytes: OrmRuntime::Match<[Swift::UInt8]> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Guarded>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [Golden::Guarded] {
        let ormWhere = OrmRuntime::Predicate<Golden::Guarded>.matching(
            number: number, secret: secret, mask: mask, spare: spare, grade: grade, ratio: ratio, bytes: bytes
        )
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, number: OrmRuntime::Match<Swift::Int> = .ormAny,
        secret: OrmRuntime::Match<Swift::Int> = .ormAny, mask: OrmRuntime::Match<Golden::Choice> = .ormAny,
        spare: OrmRuntime::Match<Golden::Choice?> = .ormAny, grade: OrmRuntime::Match<Golden::Score> = .ormAny,
        ratio: OrmRuntime::Match<Swift::Float> = .ormAny, bytes: OrmRuntime::Match<[Swift::UInt8]> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Guarded>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [Golden::Guarded] {
        let ormWhere = OrmRuntime::Predicate<Golden::Guarded>.matching(
            number: number, secret: secret, mask: mask, spare: spare, grade: grade, ratio: ratio, bytes: bytes
        )
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The row with this number: there is at most one.
    static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, number: Swift::Int
    ) throws(OrmRuntime::StoreError) -> Golden::Guarded? {
        try ormLookUp(ormFind, in: ormSource, number)
    }
    /// The row with this number: there is at most one.
    static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, number: Swift::Int
    ) async throws(OrmRuntime::StoreError) -> Golden::Guarded? {
        try await ormLookUp(ormFind, in: ormSource, number)
    }
}

// MARK: - Sealed, table Sealed

nonisolated extension Golden::Sealed: OrmRuntime.NaturalKeyEntity {
    typealias OrmSchema = Golden::GoldenSchema
    typealias ID = Swift::Int
    var ormID: Swift::Int { self.number }

    static let ormTable = OrmRuntime::Table(
        type: "Sealed", name: "Sealed",
        columns: [
            OrmRuntime::Column("number", "INTEGER NOT NULL PRIMARY KEY", type: "Int"),
            OrmRuntime::Column("level", "INTEGER NOT NULL", type: "Int"),
            OrmRuntime::Column("in", "TEXT NOT NULL DEFAULT 'new'", type: "String"),
            OrmRuntime::Column("note", "INTEGER", type: "Int?", isOptional: true),
        ],
        key: [0])

    static var ormNumber: Swift::Int { 6 }
    static var ormSelection: Swift::StaticString { #"SELECT "number", "level", "in", "note" FROM "Sealed""# }
    static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(31, #"INSERT INTO "Sealed"("number", "level", "in", "note") VALUES (?, ?, ?, ?)"#) }
    static var ormUpsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(32, #"INSERT INTO "Sealed"("number", "level", "in", "note") VALUES (?, ?, ?, ?) ON CONFLICT("number") DO UPDATE SET "level" = excluded."level", "in" = excluded."in", "note" = excluded."note""#) }
    static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(33, #"SELECT "number", "level", "in", "note" FROM "Sealed" WHERE "number" = ?"#, bindsBytes: false) }
    static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(34, #"DELETE FROM "Sealed" WHERE "number" = ?"#, bindsBytes: false) }

    static func ormRecord(_ ormRow: borrowing OrmRuntime::Row) -> Swift::Result<Golden::Sealed, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) { return .success(try Golden::Sealed(ormRow: ormRow, at: 0)) } catch { return .failure(error) }
    }

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        let orm0 = try Swift::Int.ormRead(ormRow.cell(at: ormFirst))
        let orm1 = try Swift::Int.ormRead(ormRow.cell(ormFirst, 1))
        let orm2 = try Swift::String.ormRead(ormRow.cell(ormFirst, 2))
        let orm3 = try Swift::Optional<Golden::Score>.ormRead(ormRow.cell(ormFirst, 3))
        self.init(ormFields: orm0, orm1, orm2, orm3)
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.number.ormBind(to: ormStatement, at: ormFirst)
        try self.level.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
        try self.`in`.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
        try self.note.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 3))
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        [self.number.ormStoredValue, self.level.ormStoredValue, self.`in`.ormStoredValue, self.note.ormStoredValue]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::Sealed {
    static func number(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 0, match) }
    static func level(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 1, match) }
    static func `in`(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 2, match) }
    static func note(_ match: OrmRuntime::Match<Golden::Score?>) -> Self { .init(column: 3, match) }

    /// The condition that every match given is satisfied.
    static func matching(
        number: OrmRuntime::Match<Swift::Int> = .ormAny, level: OrmRuntime::Match<Swift::Int> = .ormAny,
        in orm2: OrmRuntime::Match<Swift::String> = .ormAny, note: OrmRuntime::Match<Golden::Score?> = .ormAny
    ) -> Self {
        OrmRuntime::Predicate<Golden::Sealed>(ormAll: [
            .init(column: 0, number), .init(column: 1, level), .init(column: 2, orm2), .init(column: 3, note)
        ])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::Sealed {
    static var number: Self { .init(column: 0) }
    static var level: Self { .init(column: 1) }
    static var `in`: Self { .init(column: 2) }
    static var note: Self { .init(column: 3) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::Sealed {
    static func number(_ value: Swift::Int) -> Self { .init(column: 0, value) }
    static func level(_ value: Swift::Int) -> Self { .init(column: 1, value) }
    static func `in`(_ value: Swift::String) -> Self { .init(column: 2, value) }
    static func note(_ value: Golden::Score?) -> Self { .init(column: 3, value) }
}

nonisolated extension Golden::Sealed {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, number: OrmRuntime::Match<Swift::Int> = .ormAny,
        level: OrmRuntime::Match<Swift::Int> = .ormAny, in orm2: OrmRuntime::Match<Swift::String> = .ormAny,
        note: OrmRuntime::Match<Golden::Score?> = .ormAny, orderBy: OrmRuntime::Ordering<Golden::Sealed>..., limit: Swift::Int? = nil,
        offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [Golden::Sealed] {
        let ormWhere = OrmRuntime::Predicate<Golden::Sealed>.matching(number: number, level: level, in: orm2, note: note)
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, number: OrmRuntime::Match<Swift::Int> = .ormAny,
        level: OrmRuntime::Match<Swift::Int> = .ormAny, in orm2: OrmRuntime::Match<Swift::String> = .ormAny,
        note: OrmRuntime::Match<Golden::Score?> = .ormAny, orderBy: OrmRuntime::Ordering<Golden::Sealed>..., limit: Swift::Int? = nil,
        offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [Golden::Sealed] {
        let ormWhere = OrmRuntime::Predicate<Golden::Sealed>.matching(number: number, level: level, in: orm2, note: note)
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The row with this number: there is at most one.
    static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, number: Swift::Int
    ) throws(OrmRuntime::StoreError) -> Golden::Sealed? {
        try ormLookUp(ormFind, in: ormSource, number)
    }
    /// The row with this number: there is at most one.
    static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, number: Swift::Int
    ) async throws(OrmRuntime::StoreError) -> Golden::Sealed? {
        try await ormLookUp(ormFind, in: ormSource, number)
    }
}

// MARK: - Trial, table Trial

#if (DEBUG)
nonisolated extension Golden::Trial: OrmRuntime.NaturalKeyEntity {
    typealias OrmSchema = Golden::GoldenSchema
    typealias ID = Swift::Int
    var ormID: Swift::Int { self.number }

    static let ormTable = OrmRuntime::Table(
        type: "Trial", name: "Trial",
        columns: [
            OrmRuntime::Column("number", "INTEGER NOT NULL PRIMARY KEY", type: "Int"),
        ],
        key: [0])

    static var ormNumber: Swift::Int { 7 }
    static var ormSelection: Swift::StaticString { #"SELECT "number" FROM "Trial""# }
    static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(35, #"INSERT INTO "Trial"("number") VALUES (?)"#, bindsBytes: false) }
    static var ormUpsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(36, #"INSERT INTO "Trial"("number") VALUES (?) ON CONFLICT("number") DO NOTHING"#, bindsBytes: false) }
    static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(37, #"SELECT "number" FROM "Trial" WHERE "number" = ?"#, bindsBytes: false) }
    static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(38, #"DELETE FROM "Trial" WHERE "number" = ?"#, bindsBytes: false) }

    static func ormRecord(_ ormRow: borrowing OrmRuntime::Row) -> Swift::Result<Golden::Trial, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) { return .success(try Golden::Trial(ormRow: ormRow, at: 0)) } catch { return .failure(error) }
    }

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.number = try Swift::Int.ormRead(ormRow.cell(at: ormFirst))
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.number.ormBind(to: ormStatement, at: ormFirst)
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        [self.number.ormStoredValue]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::Trial {
    static func number(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 0, match) }

    /// The condition that every match given is satisfied.
    static func matching(number: OrmRuntime::Match<Swift::Int> = .ormAny) -> Self {
        OrmRuntime::Predicate<Golden::Trial>(ormAll: [.init(column: 0, number)])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::Trial {
    static var number: Self { .init(column: 0) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::Trial {
    static func number(_ value: Swift::Int) -> Self { .init(column: 0, value) }
}

nonisolated extension Golden::Trial {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, number: OrmRuntime::Match<Swift::Int> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Trial>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [Golden::Trial] {
        let ormWhere = OrmRuntime::Predicate<Golden::Trial>.matching(number: number)
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, number: OrmRuntime::Match<Swift::Int> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Trial>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [Golden::Trial] {
        let ormWhere = OrmRuntime::Predicate<Golden::Trial>.matching(number: number)
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The row with this number: there is at most one.
    static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, number: Swift::Int
    ) throws(OrmRuntime::StoreError) -> Golden::Trial? {
        try ormLookUp(ormFind, in: ormSource, number)
    }
    /// The row with this number: there is at most one.
    static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, number: Swift::Int
    ) async throws(OrmRuntime::StoreError) -> Golden::Trial? {
        try await ormLookUp(ormFind, in: ormSource, number)
    }
}
#endif
