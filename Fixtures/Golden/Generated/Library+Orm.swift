// Generated from Library.swift by orm-gen 0.1.0. Change the type, not this file.
import OrmRuntime

/// Stored as its raw value, String.
nonisolated extension Golden::Binding: OrmRuntime.ColumnValue {}

nonisolated extension OrmRuntime::Match where Value.Unwrapped == Golden::Binding {
    static var paper: Self { .init(ormCase: .paper) }
    static var cloth: Self { .init(ormCase: .cloth) }
}

/// Stored as its raw value, Int8.
nonisolated extension Golden::Shelf: OrmRuntime.ColumnValue {}

nonisolated extension OrmRuntime::Match where Value.Unwrapped == Golden::Shelf {
    static var lower: Self { .init(ormCase: .lower) }
    static var upper: Self { .init(ormCase: .upper) }
}

// MARK: - Place, a group of columns

nonisolated extension Golden::Place: OrmRuntime.ColumnGroup {
    static var ormColumnCount: Swift::Int32 { 2 }
    static let ormColumns: [OrmRuntime::Column] = [
        OrmRuntime::Column("city", "", type: "String"),
        OrmRuntime::Column("zip", "", type: "Int?", isOptional: true),
    ]

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.city = try Swift::String.ormRead(ormRow.cell(at: ormFirst))
        self.zip = try Swift::Optional<Swift::Int>.ormRead(ormRow.cell(ormFirst, 1))
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.city.ormBind(to: ormStatement, at: ormFirst)
        try self.zip.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        [self.city.ormStoredValue, self.zip.ormStoredValue]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::Place {
    static func city(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 0, match) }
    static func zip(_ match: OrmRuntime::Match<Swift::Int?>) -> Self { .init(column: 1, match) }

    /// The condition that every match given is satisfied.
    static func matching(city: OrmRuntime::Match<Swift::String> = .ormAny, zip: OrmRuntime::Match<Swift::Int?> = .ormAny) -> Self {
        OrmRuntime::Predicate<Golden::Place>(ormAll: [.init(column: 0, city), .init(column: 1, zip)])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::Place {
    static var city: Self { .init(column: 0) }
    static var zip: Self { .init(column: 1) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::Place {
    static func city(_ value: Swift::String) -> Self { .init(column: 0, value) }
    static func zip(_ value: Swift::Int?) -> Self { .init(column: 1, value) }
}

// MARK: - Book, table Book

nonisolated extension Golden::Book: OrmRuntime.NaturalKeyEntity {
    typealias OrmSchema = Golden::GoldenSchema
    typealias ID = Swift::String
    var ormID: Swift::String { self.isbn }

    static let ormTable = OrmRuntime::Table(
        type: "Book", name: "Book",
        columns: [
            OrmRuntime::Column("isbn", "TEXT NOT NULL", type: "String"),
            OrmRuntime::Column("title", "TEXT NOT NULL", type: "String"),
            OrmRuntime::Column("year", "INTEGER NOT NULL", type: "Int32"),
            OrmRuntime::Column("price", "ANY", type: "Double?", isOptional: true),
            OrmRuntime::Column("code", "INTEGER NOT NULL", type: "UInt64"),
            OrmRuntime::Column("binding", "TEXT NOT NULL", type: "String", cases: [.init("paper", "paper"), .init("cloth", "cloth")]),
            OrmRuntime::Column("shelf", "INTEGER", type: "Int8?", isOptional: true, cases: [
                .init("lower", -1, isWritten: true), .init("upper", 1, isWritten: true)
            ]),
            OrmRuntime::Column("printed_city", "TEXT NOT NULL", field: "printed.city", type: "String"),
            OrmRuntime::Column("printed_zip", "INTEGER", field: "printed.zip", type: "Int?", isOptional: true),
            OrmRuntime::Column("stored", "INTEGER", type: "group?", isOptional: true),
            OrmRuntime::Column("stored_city", "TEXT", field: "stored.city", type: "String", isOptional: true),
            OrmRuntime::Column("stored_zip", "INTEGER", field: "stored.zip", type: "Int?", isOptional: true),
            OrmRuntime::Column("cover", "BLOB NOT NULL", type: "[UInt8]"),
            OrmRuntime::Column("isLent", "INTEGER NOT NULL DEFAULT 0", type: "Bool"),
        ],
        key: [0], clause: #"PRIMARY KEY("isbn")"#, indexes: [
            OrmRuntime::TableIndex(columns: [4], isUnique: true, creation: #"CREATE UNIQUE INDEX "Book(code)" ON "Book"("code")"#),
            OrmRuntime::TableIndex(columns: [1, 2], isUnique: true, creation: #"CREATE UNIQUE INDEX "Book(title, year)" ON "Book"("title", "year")"#),
            OrmRuntime::TableIndex(columns: [3], isUnique: false, creation: #"CREATE INDEX "Book(price)" ON "Book"("price")"#),
            OrmRuntime::TableIndex(columns: [2, 3], isUnique: false, creation: #"CREATE INDEX "Book(year, price)" ON "Book"("year", "price")"#),
        ])

    static var ormNumber: Swift::Int { 14 }
    static var ormSelection: Swift::StaticString { #"SELECT "isbn", "title", "year", "price", "code", "binding", "shelf", "printed_city", "printed_zip", "stored", "stored_city", "stored_zip", "cover", "isLent", rowid FROM "Book""# }
    static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(67, #"INSERT INTO "Book"("isbn", "title", "year", "price", "code", "binding", "shelf", "printed_city", "printed_zip", "stored", "stored_city", "stored_zip", "cover", "isLent") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"#) }
    static var ormUpsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(68, #"INSERT INTO "Book"("isbn", "title", "year", "price", "code", "binding", "shelf", "printed_city", "printed_zip", "stored", "stored_city", "stored_zip", "cover", "isLent") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT("isbn") DO UPDATE SET "title" = excluded."title", "year" = excluded."year", "price" = excluded."price", "code" = excluded."code", "binding" = excluded."binding", "shelf" = excluded."shelf", "printed_city" = excluded."printed_city", "printed_zip" = excluded."printed_zip", "stored" = excluded."stored", "stored_city" = excluded."stored_city", "stored_zip" = excluded."stored_zip", "cover" = excluded."cover", "isLent" = excluded."isLent""#) }
    static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(69, #"SELECT "isbn", "title", "year", "price", "code", "binding", "shelf", "printed_city", "printed_zip", "stored", "stored_city", "stored_zip", "cover", "isLent", rowid FROM "Book" WHERE "isbn" = ?"#) }
    static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(70, #"DELETE FROM "Book" WHERE "isbn" = ?"#) }

    static func ormRecord(_ ormRow: borrowing OrmRuntime::Row) -> Swift::Result<Golden::Book, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) { return .success(try Golden::Book(ormRow: ormRow, at: 0)) } catch { return .failure(error) }
    }

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        let orm0 = try Swift::String.ormRead(ormRow.cell(at: ormFirst))
        let orm1 = try Swift::String.ormRead(ormRow.cell(ormFirst, 1))
        let orm2 = try Swift::Int32.ormRead(ormRow.cell(ormFirst, 2))
        let orm3 = try Swift::Optional<Swift::Double>.ormRead(ormRow.cell(ormFirst, 3))
        let orm4 = try Swift::UInt64.ormRead(ormRow.cell(ormFirst, 4))
        let orm5 = try Golden::Binding.ormRead(ormRow.cell(ormFirst, 5))
        let orm6 = try Swift::Optional<Golden::Shelf>.ormRead(ormRow.cell(ormFirst, 6))
        let orm7 = try Golden::Place(ormRow: ormRow, at: OrmRuntime::ormAt(ormFirst, 7))
        let orm8 = try Swift::Optional<Golden::Place>.ormReadGroup(ormRow, at: OrmRuntime::ormAt(ormFirst, 9))
        let orm9 = try Swift::Array<Swift::UInt8>.ormRead(ormRow.cell(ormFirst, 12))
        let orm10 = try Swift::Bool.ormRead(ormRow.cell(ormFirst, 13))
        self = .ormMemberwise(orm0, orm1, orm2, orm3, orm4, orm5, orm6, orm7, orm8, orm9, orm10)
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.isbn.ormBind(to: ormStatement, at: ormFirst)
        try self.title.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
        try self.year.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
        try self.price.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 3))
        try self.code.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 4))
        try self.binding.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 5))
        try self.shelf.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 6))
        try self.printed.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 7))
        try self.stored.ormBindGroup(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 9))
        try self.cover.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 12))
        try self.isLent.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 13))
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        var ormValues: [OrmRuntime::StoredValue] = []
        ormValues.append(self.isbn.ormStoredValue)
        ormValues.append(self.title.ormStoredValue)
        ormValues.append(self.year.ormStoredValue)
        ormValues.append(self.price.ormStoredValue)
        ormValues.append(self.code.ormStoredValue)
        ormValues.append(self.binding.ormStoredValue)
        ormValues.append(self.shelf.ormStoredValue)
        ormValues.append(contentsOf: self.printed.ormStoredValues)
        ormValues.append(contentsOf: self.stored.ormStoredGroupValues)
        ormValues.append(self.cover.ormStoredValue)
        ormValues.append(self.isLent.ormStoredValue)
        return ormValues
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::Book {
    /// The International Standard Book Number.
    static func isbn(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 0, match) }
    static func title(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 1, match) }
    static func year(_ match: OrmRuntime::Match<Swift::Int32>) -> Self { .init(column: 2, match) }
    static func price(_ match: OrmRuntime::Match<Swift::Double?>) -> Self { .init(column: 3, match) }
    static func code(_ match: OrmRuntime::Match<Swift::UInt64>) -> Self { .init(column: 4, match) }
    static func binding(_ match: OrmRuntime::Match<Golden::Binding>) -> Self { .init(column: 5, match) }
    static func shelf(_ match: OrmRuntime::Match<Golden::Shelf?>) -> Self { .init(column: 6, match) }
    static func printed(_ predicate: OrmRuntime::Predicate<Golden::Place>) -> Self { .init(group: 7, predicate) }
    static func stored(_ predicate: OrmRuntime::Predicate<Golden::Place>) -> Self { .init(optionalGroup: 9, predicate) }
    static func stored(_ presence: OrmRuntime::Presence) -> Self { .init(presence: 9, presence) }
    static func cover(_ match: OrmRuntime::Match<[Swift::UInt8]>) -> Self { .init(column: 12, match) }
    static func isLent(_ match: OrmRuntime::Match<Swift::Bool>) -> Self { .init(column: 13, match) }

    /// The condition that every match given is satisfied.
    static func matching(
        isbn: OrmRuntime::Match<Swift::String> = .ormAny, title: OrmRuntime::Match<Swift::String> = .ormAny,
        year: OrmRuntime::Match<Swift::Int32> = .ormAny, price: OrmRuntime::Match<Swift::Double?> = .ormAny,
        code: OrmRuntime::Match<Swift::UInt64> = .ormAny, binding: OrmRuntime::Match<Golden::Binding> = .ormAny,
        shelf: OrmRuntime::Match<Golden::Shelf?> = .ormAny, printed: OrmRuntime::Predicate<Golden::Place> = .ormAny,
        stored: OrmRuntime::Predicate<Golden::Place> = .ormAny, cover: OrmRuntime::Match<[Swift::UInt8]> = .ormAny,
        isLent: OrmRuntime::Match<Swift::Bool> = .ormAny
    ) -> Self {
        OrmRuntime::Predicate<Golden::Book>(ormAll: [
            .init(column: 0, isbn), .init(column: 1, title), .init(column: 2, year), .init(column: 3, price), .init(column: 4, code),
            .init(column: 5, binding), .init(column: 6, shelf), .init(group: 7, printed), .init(optionalGroup: 9, stored),
            .init(column: 12, cover), .init(column: 13, isLent)
        ])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::Book {
    static var isbn: Self { .init(column: 0) }
    static var title: Self { .init(column: 1) }
    static var year: Self { .init(column: 2) }
    static var price: Self { .init(column: 3) }
    static var code: Self { .init(column: 4) }
    static var binding: Self { .init(column: 5) }
    static var shelf: Self { .init(column: 6) }
    static func printed(_ ordering: OrmRuntime::Ordering<Golden::Place>) -> Self { .init(group: 7, ordering) }
    static func stored(_ ordering: OrmRuntime::Ordering<Golden::Place>) -> Self { .init(group: 10, ordering) }
    static var cover: Self { .init(column: 12) }
    static var isLent: Self { .init(column: 13) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::Book {
    static func isbn(_ value: Swift::String) -> Self { .init(column: 0, value) }
    static func title(_ value: Swift::String) -> Self { .init(column: 1, value) }
    static func year(_ value: Swift::Int32) -> Self { .init(column: 2, value) }
    static func price(_ value: Swift::Double?) -> Self { .init(column: 3, value) }
    static func code(_ value: Swift::UInt64) -> Self { .init(column: 4, value) }
    static func binding(_ value: Golden::Binding) -> Self { .init(column: 5, value) }
    static func shelf(_ value: Golden::Shelf?) -> Self { .init(column: 6, value) }
    static func printed(_ value: Golden::Place) -> Self { .init(group: 7, value) }
    static func printed(_ change: OrmRuntime::Assignment<Golden::Place>) -> Self { .init(group: 7, change) }
    static func stored(_ value: Golden::Place?) -> Self { .init(optionalGroup: 9, value) }
    static func cover(_ value: [Swift::UInt8]) -> Self { .init(column: 12, value) }
    static func isLent(_ value: Swift::Bool) -> Self { .init(column: 13, value) }
}

nonisolated extension Golden::Book {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, isbn: OrmRuntime::Match<Swift::String> = .ormAny,
        title: OrmRuntime::Match<Swift::String> = .ormAny, year: OrmRuntime::Match<Swift::Int32> = .ormAny,
        price: OrmRuntime::Match<Swift::Double?> = .ormAny, code: OrmRuntime::Match<Swift::UInt64> = .ormAny,
        binding: OrmRuntime::Match<Golden::Binding> = .ormAny, shelf: OrmRuntime::Match<Golden::Shelf?> = .ormAny,
        printed: OrmRuntime::Predicate<Golden::Place> = .ormAny, stored: OrmRuntime::Predicate<Golden::Place> = .ormAny,
        cover: OrmRuntime::Match<[Swift::UInt8]> = .ormAny, isLent: OrmRuntime::Match<Swift::Bool> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Book>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [Golden::Book] {
        let ormWhere = OrmRuntime::Predicate<Golden::Book>.matching(
            isbn: isbn, title: title, year: year, price: price, code: code, binding: binding, shelf: shelf, printed: printed,
            stored: stored, cover: cover, isLent: isLent
        )
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, isbn: OrmRuntime::Match<Swift::String> = .ormAny,
        title: OrmRuntime::Match<Swift::String> = .ormAny, year: OrmRuntime::Match<Swift::Int32> = .ormAny,
        price: OrmRuntime::Match<Swift::Double?> = .ormAny, code: OrmRuntime::Match<Swift::UInt64> = .ormAny,
        binding: OrmRuntime::Match<Golden::Binding> = .ormAny, shelf: OrmRuntime::Match<Golden::Shelf?> = .ormAny,
        printed: OrmRuntime::Predicate<Golden::Place> = .ormAny, stored: OrmRuntime::Predicate<Golden::Place> = .ormAny,
        cover: OrmRuntime::Match<[Swift::UInt8]> = .ormAny, isLent: OrmRuntime::Match<Swift::Bool> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Book>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [Golden::Book] {
        let ormWhere = OrmRuntime::Predicate<Golden::Book>.matching(
            isbn: isbn, title: title, year: year, price: price, code: code, binding: binding, shelf: shelf, printed: printed,
            stored: stored, cover: cover, isLent: isLent
        )
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The row with this isbn: there is at most one.
    static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, isbn: Swift::String
    ) throws(OrmRuntime::StoreError) -> Golden::Book? {
        try ormLookUp(ormFind, in: ormSource, isbn)
    }
    /// The row with this isbn: there is at most one.
    static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, isbn: Swift::String
    ) async throws(OrmRuntime::StoreError) -> Golden::Book? {
        try await ormLookUp(ormFind, in: ormSource, isbn)
    }
    /// The row with this code: there is at most one.
    static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, code: Swift::UInt64
    ) throws(OrmRuntime::StoreError) -> Golden::Book? {
        try ormLookUp(OrmRuntime::StaticStatement(71, #"SELECT "isbn", "title", "year", "price", "code", "binding", "shelf", "printed_city", "printed_zip", "stored", "stored_city", "stored_zip", "cover", "isLent", rowid FROM "Book" WHERE "code" = ?"#, bindsBytes: false), in: ormSource, code)
    }
    /// The row with this code: there is at most one.
    static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, code: Swift::UInt64
    ) async throws(OrmRuntime::StoreError) -> Golden::Book? {
        try await ormLookUp(OrmRuntime::StaticStatement(71, #"SELECT "isbn", "title", "year", "price", "code", "binding", "shelf", "printed_city", "printed_zip", "stored", "stored_city", "stored_zip", "cover", "isLent", rowid FROM "Book" WHERE "code" = ?"#, bindsBytes: false), in: ormSource, code)
    }
    /// The row with this title and year: there is at most one.
    static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, title: Swift::String, year: Swift::Int32
    ) throws(OrmRuntime::StoreError) -> Golden::Book? {
        try ormLookUp(OrmRuntime::StaticStatement(72, #"SELECT "isbn", "title", "year", "price", "code", "binding", "shelf", "printed_city", "printed_zip", "stored", "stored_city", "stored_zip", "cover", "isLent", rowid FROM "Book" WHERE "title" = ? AND "year" = ?"#), in: ormSource) { ormStatement throws(OrmRuntime::StoreError) in
            try title.ormBind(to: ormStatement, at: 1)
            try year.ormBind(to: ormStatement, at: 2)
        }
    }
    /// The row with this title and year: there is at most one.
    static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, title: Swift::String, year: Swift::Int32
    ) async throws(OrmRuntime::StoreError) -> Golden::Book? {
        try await ormLookUp(OrmRuntime::StaticStatement(72, #"SELECT "isbn", "title", "year", "price", "code", "binding", "shelf", "printed_city", "printed_zip", "stored", "stored_city", "stored_zip", "cover", "isLent", rowid FROM "Book" WHERE "title" = ? AND "year" = ?"#), in: ormSource) { ormStatement throws(OrmRuntime::StoreError) in
            try title.ormBind(to: ormStatement, at: 1)
            try year.ormBind(to: ormStatement, at: 2)
        }
    }
}

// MARK: - Note, table Note

nonisolated extension Golden::Note: OrmRuntime.KeylessEntity {
    typealias OrmSchema = Golden::GoldenSchema
    typealias ID = OrmRuntime::RowID<Golden::Note>

    static let ormTable = OrmRuntime::Table(
        type: "Note", name: "Note",
        columns: [
            OrmRuntime::Column("text", "TEXT NOT NULL", type: "String"),
            OrmRuntime::Column("stars", "INTEGER", type: "UInt8?", isOptional: true),
            OrmRuntime::Column("serial", "INTEGER NOT NULL", type: "Int"),
        ],
        key: [], clause: #""rowid" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT"#, indexes: [
            OrmRuntime::TableIndex(columns: [2], isUnique: true, creation: #"CREATE UNIQUE INDEX "Note(serial)" ON "Note"("serial")"#),
        ])

    static var ormNumber: Swift::Int { 15 }
    static var ormSelection: Swift::StaticString { #"SELECT "text", "stars", "serial", rowid FROM "Note""# }
    static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(73, #"INSERT INTO "Note"("text", "stars", "serial") VALUES (?, ?, ?)"#) }
    static var ormReplace: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(74, #"UPDATE "Note" SET "text" = ?, "stars" = ?, "serial" = ? WHERE rowid = ?"#) }
    static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(75, #"SELECT "text", "stars", "serial", rowid FROM "Note" WHERE rowid = ?"#, bindsBytes: false) }
    static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(76, #"DELETE FROM "Note" WHERE rowid = ?"#, bindsBytes: false) }

    static func ormRecord(_ ormRow: borrowing OrmRuntime::Row) -> Swift::Result<OrmRuntime::Stored<Golden::Note>, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) {
            let ormID = OrmRuntime::RowID<Golden::Note>(rawValue: try ormRow.integer(at: 3))
            return .success(.init(id: ormID, value: try Golden::Note(ormRow: ormRow, at: 0)))
        } catch { return .failure(error) }
    }

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.text = try Swift::String.ormRead(ormRow.cell(at: ormFirst))
        self.stars = try Swift::Optional<Swift::UInt8>.ormRead(ormRow.cell(ormFirst, 1))
        self.serial = try Swift::Int.ormRead(ormRow.cell(ormFirst, 2))
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.text.ormBind(to: ormStatement, at: ormFirst)
        try self.stars.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
        try self.serial.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        [self.text.ormStoredValue, self.stars.ormStoredValue, self.serial.ormStoredValue]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::Note {
    static func text(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 0, match) }
    static func stars(_ match: OrmRuntime::Match<Swift::UInt8?>) -> Self { .init(column: 1, match) }
    static func serial(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 2, match) }

    /// The condition that every match given is satisfied.
    static func matching(
        text: OrmRuntime::Match<Swift::String> = .ormAny, stars: OrmRuntime::Match<Swift::UInt8?> = .ormAny,
        serial: OrmRuntime::Match<Swift::Int> = .ormAny
    ) -> Self {
        OrmRuntime::Predicate<Golden::Note>(ormAll: [.init(column: 0, text), .init(column: 1, stars), .init(column: 2, serial)])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::Note {
    static var text: Self { .init(column: 0) }
    static var stars: Self { .init(column: 1) }
    static var serial: Self { .init(column: 2) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::Note {
    static func text(_ value: Swift::String) -> Self { .init(column: 0, value) }
    static func stars(_ value: Swift::UInt8?) -> Self { .init(column: 1, value) }
    static func serial(_ value: Swift::Int) -> Self { .init(column: 2, value) }
}

nonisolated extension Golden::Note {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, text: OrmRuntime::Match<Swift::String> = .ormAny,
        stars: OrmRuntime::Match<Swift::UInt8?> = .ormAny, serial: OrmRuntime::Match<Swift::Int> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Note>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [OrmRuntime::Stored<Golden::Note>] {
        let ormWhere = OrmRuntime::Predicate<Golden::Note>.matching(text: text, stars: stars, serial: serial)
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, text: OrmRuntime::Match<Swift::String> = .ormAny,
        stars: OrmRuntime::Match<Swift::UInt8?> = .ormAny, serial: OrmRuntime::Match<Swift::Int> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Note>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [OrmRuntime::Stored<Golden::Note>] {
        let ormWhere = OrmRuntime::Predicate<Golden::Note>.matching(text: text, stars: stars, serial: serial)
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The row with this serial: there is at most one.
    static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, serial: Swift::Int
    ) throws(OrmRuntime::StoreError) -> OrmRuntime::Stored<Golden::Note>? {
        try ormLookUp(OrmRuntime::StaticStatement(77, #"SELECT "text", "stars", "serial", rowid FROM "Note" WHERE "serial" = ?"#, bindsBytes: false), in: ormSource, serial)
    }
    /// The row with this serial: there is at most one.
    static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, serial: Swift::Int
    ) async throws(OrmRuntime::StoreError) -> OrmRuntime::Stored<Golden::Note>? {
        try await ormLookUp(OrmRuntime::StaticStatement(77, #"SELECT "text", "stars", "serial", rowid FROM "Note" WHERE "serial" = ?"#, bindsBytes: false), in: ormSource, serial)
    }
}

nonisolated extension OrmRuntime::Stored where Value == Golden::Note {
    var text: Swift::String { self.value.text }
    var stars: Swift::UInt8? { self.value.stars }
    var serial: Swift::Int { self.value.serial }
}

// MARK: - Loan, table loans

nonisolated extension Golden::Loan: OrmRuntime.NaturalKeyEntity {
    typealias OrmSchema = Golden::GoldenSchema

    /// The key: member, isbn.
    nonisolated struct ID: Swift.Hashable, Swift.Sendable {
        var member: Swift::Int
        var isbn: Swift::String

        init(member orm0: Swift::Int, isbn orm1: Swift::String) {
            self.member = orm0
            self.isbn = orm1
        }
    }

    var ormID: ID {
        ID(member: self.member, isbn: self.isbn)
    }

    static func ormBind(
        _ ormID: ID, to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32
    ) throws(OrmRuntime::StoreError) {
        try ormID.member.ormBind(to: ormStatement, at: ormFirst)
        try ormID.isbn.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
    }

    static let ormTable = OrmRuntime::Table(
        type: "Loan", name: "loans",
        columns: [
            OrmRuntime::Column("member", "INTEGER NOT NULL", type: "Int"),
            OrmRuntime::Column("isbn", "TEXT NOT NULL", type: "String"),
            OrmRuntime::Column("since", "INTEGER NOT NULL", type: "Int64"),
        ],
        key: [0, 1], clause: #"PRIMARY KEY("member", "isbn")"#)

    static var ormNumber: Swift::Int { 16 }
    static var ormSelection: Swift::StaticString { #"SELECT "member", "isbn", "since", rowid FROM "loans""# }
    static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(78, #"INSERT INTO "loans"("member", "isbn", "since") VALUES (?, ?, ?)"#) }
    static var ormUpsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(79, #"INSERT INTO "loans"("member", "isbn", "since") VALUES (?, ?, ?) ON CONFLICT("member", "isbn") DO UPDATE SET "since" = excluded."since""#) }
    static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(80, #"SELECT "member", "isbn", "since", rowid FROM "loans" WHERE "member" = ? AND "isbn" = ?"#) }
    static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(81, #"DELETE FROM "loans" WHERE "member" = ? AND "isbn" = ?"#) }

    static func ormRecord(_ ormRow: borrowing OrmRuntime::Row) -> Swift::Result<Golden::Loan, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) { return .success(try Golden::Loan(ormRow: ormRow, at: 0)) } catch { return .failure(error) }
    }

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.member = try Swift::Int.ormRead(ormRow.cell(at: ormFirst))
        self.isbn = try Swift::String.ormRead(ormRow.cell(ormFirst, 1))
        self.since = try Swift::Int64.ormRead(ormRow.cell(ormFirst, 2))
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.member.ormBind(to: ormStatement, at: ormFirst)
        try self.isbn.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
        try self.since.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        [self.member.ormStoredValue, self.isbn.ormStoredValue, self.since.ormStoredValue]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::Loan {
    static func member(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 0, match) }
    static func isbn(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 1, match) }
    static func since(_ match: OrmRuntime::Match<Swift::Int64>) -> Self { .init(column: 2, match) }

    /// The condition that every match given is satisfied.
    static func matching(
        member: OrmRuntime::Match<Swift::Int> = .ormAny, isbn: OrmRuntime::Match<Swift::String> = .ormAny,
        since: OrmRuntime::Match<Swift::Int64> = .ormAny
    ) -> Self {
        OrmRuntime::Predicate<Golden::Loan>(ormAll: [.init(column: 0, member), .init(column: 1, isbn), .init(column: 2, since)])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::Loan {
    static var member: Self { .init(column: 0) }
    static var isbn: Self { .init(column: 1) }
    static var since: Self { .init(column: 2) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::Loan {
    static func member(_ value: Swift::Int) -> Self { .init(column: 0, value) }
    static func isbn(_ value: Swift::String) -> Self { .init(column: 1, value) }
    static func since(_ value: Swift::Int64) -> Self { .init(column: 2, value) }
}

nonisolated extension Golden::Loan {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, member: OrmRuntime::Match<Swift::Int> = .ormAny,
        isbn: OrmRuntime::Match<Swift::String> = .ormAny, since: OrmRuntime::Match<Swift::Int64> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Loan>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [Golden::Loan] {
        let ormWhere = OrmRuntime::Predicate<Golden::Loan>.matching(member: member, isbn: isbn, since: since)
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, member: OrmRuntime::Match<Swift::Int> = .ormAny,
        isbn: OrmRuntime::Match<Swift::String> = .ormAny, since: OrmRuntime::Match<Swift::Int64> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Loan>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [Golden::Loan] {
        let ormWhere = OrmRuntime::Predicate<Golden::Loan>.matching(member: member, isbn: isbn, since: since)
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The row with this member and isbn: there is at most one.
    static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, member: Swift::Int, isbn: Swift::String
    ) throws(OrmRuntime::StoreError) -> Golden::Loan? {
        try ormLookUp(ormFind, in: ormSource) { ormStatement throws(OrmRuntime::StoreError) in
            try member.ormBind(to: ormStatement, at: 1)
            try isbn.ormBind(to: ormStatement, at: 2)
        }
    }
    /// The row with this member and isbn: there is at most one.
    static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, member: Swift::Int, isbn: Swift::String
    ) async throws(OrmRuntime::StoreError) -> Golden::Loan? {
        try await ormLookUp(ormFind, in: ormSource) { ormStatement throws(OrmRuntime::StoreError) in
            try member.ormBind(to: ormStatement, at: 1)
            try isbn.ormBind(to: ormStatement, at: 2)
        }
    }
}

// MARK: - Archive.Entry, table Archive.Entry

nonisolated extension Golden::Archive.Entry: OrmRuntime.NaturalKeyEntity {
    typealias OrmSchema = Golden::GoldenSchema
    typealias ID = Swift::Int64
    var ormID: Swift::Int64 { self.id }

    static let ormTable = OrmRuntime::Table(
        type: "Archive.Entry", name: "Archive.Entry",
        columns: [
            OrmRuntime::Column("id", "INTEGER NOT NULL PRIMARY KEY", type: "Int64"),
            OrmRuntime::Column("default", "TEXT NOT NULL", type: "String"),
            OrmRuntime::Column("from", "TEXT NOT NULL", type: "String"),
            OrmRuntime::Column("limit", "INTEGER NOT NULL", type: "Int"),
            OrmRuntime::Column("orderBy", "INTEGER NOT NULL", type: "Bool"),
            OrmRuntime::Column("select", "ANY NOT NULL", type: "Float"),
            OrmRuntime::Column("row", "INTEGER NOT NULL", type: "Int"),
            OrmRuntime::Column("statement", "TEXT NOT NULL", type: "String"),
        ],
        key: [0])

    static var ormNumber: Swift::Int { 17 }
    static var ormSelection: Swift::StaticString { #"SELECT "id", "default", "from", "limit", "orderBy", "select", "row", "statement" FROM "Archive.Entry""# }
    static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(82, #"INSERT INTO "Archive.Entry"("id", "default", "from", "limit", "orderBy", "select", "row", "statement") VALUES (?, ?, ?, ?, ?, ?, ?, ?)"#) }
    static var ormUpsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(83, #"INSERT INTO "Archive.Entry"("id", "default", "from", "limit", "orderBy", "select", "row", "statement") VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT("id") DO UPDATE SET "default" = excluded."default", "from" = excluded."from", "limit" = excluded."limit", "orderBy" = excluded."orderBy", "select" = excluded."select", "row" = excluded."row", "statement" = excluded."statement""#) }
    static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(84, #"SELECT "id", "default", "from", "limit", "orderBy", "select", "row", "statement" FROM "Archive.Entry" WHERE "id" = ?"#, bindsBytes: false) }
    static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(85, #"DELETE FROM "Archive.Entry" WHERE "id" = ?"#, bindsBytes: false) }

    static func ormRecord(_ ormRow: borrowing OrmRuntime::Row) -> Swift::Result<Golden::Archive.Entry, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) { return .success(try Golden::Archive.Entry(ormRow: ormRow, at: 0)) } catch { return .failure(error) }
    }

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.id = try Swift::Int64.ormRead(ormRow.cell(at: ormFirst))
        self.`default` = try Swift::String.ormRead(ormRow.cell(ormFirst, 1))
        self.from = try Swift::String.ormRead(ormRow.cell(ormFirst, 2))
        self.limit = try Swift::Int.ormRead(ormRow.cell(ormFirst, 3))
        self.orderBy = try Swift::Bool.ormRead(ormRow.cell(ormFirst, 4))
        self.select = try Swift::Float.ormRead(ormRow.cell(ormFirst, 5))
        self.row = try Swift::Int.ormRead(ormRow.cell(ormFirst, 6))
        self.statement = try Swift::String.ormRead(ormRow.cell(ormFirst, 7))
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.id.ormBind(to: ormStatement, at: ormFirst)
        try self.`default`.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
        try self.from.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
        try self.limit.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 3))
        try self.orderBy.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 4))
        try self.select.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 5))
        try self.row.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 6))
        try self.statement.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 7))
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        [
            self.id.ormStoredValue, self.`default`.ormStoredValue, self.from.ormStoredValue, self.limit.ormStoredValue,
            self.orderBy.ormStoredValue, self.select.ormStoredValue, self.row.ormStoredValue, self.statement.ormStoredValue
        ]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::Archive.Entry {
    static func id(_ match: OrmRuntime::Match<Swift::Int64>) -> Self { .init(column: 0, match) }
    static func `default`(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 1, match) }
    static func from(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 2, match) }
    static func limit(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 3, match) }
    static func orderBy(_ match: OrmRuntime::Match<Swift::Bool>) -> Self { .init(column: 4, match) }
    static func select(_ match: OrmRuntime::Match<Swift::Float>) -> Self { .init(column: 5, match) }
    static func row(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 6, match) }
    static func statement(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 7, match) }

    /// The condition that every match given is satisfied.
    static func matching(
        id: OrmRuntime::Match<Swift::Int64> = .ormAny, default orm1: OrmRuntime::Match<Swift::String> = .ormAny,
        from: OrmRuntime::Match<Swift::String> = .ormAny, limit_: OrmRuntime::Match<Swift::Int> = .ormAny,
        orderBy_: OrmRuntime::Match<Swift::Bool> = .ormAny, select: OrmRuntime::Match<Swift::Float> = .ormAny,
        row: OrmRuntime::Match<Swift::Int> = .ormAny, statement: OrmRuntime::Match<Swift::String> = .ormAny
    ) -> Self {
        OrmRuntime::Predicate<Golden::Archive.Entry>(ormAll: [
            .init(column: 0, id), .init(column: 1, orm1), .init(column: 2, from), .init(column: 3, limit_), .init(column: 4, orderBy_),
            .init(column: 5, select), .init(column: 6, row), .init(column: 7, statement)
        ])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::Archive.Entry {
    static var id: Self { .init(column: 0) }
    static var `default`: Self { .init(column: 1) }
    static var from: Self { .init(column: 2) }
    static var limit: Self { .init(column: 3) }
    static var orderBy: Self { .init(column: 4) }
    static var select: Self { .init(column: 5) }
    static var row: Self { .init(column: 6) }
    static var statement: Self { .init(column: 7) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::Archive.Entry {
    static func id(_ value: Swift::Int64) -> Self { .init(column: 0, value) }
    static func `default`(_ value: Swift::String) -> Self { .init(column: 1, value) }
    static func from(_ value: Swift::String) -> Self { .init(column: 2, value) }
    static func limit(_ value: Swift::Int) -> Self { .init(column: 3, value) }
    static func orderBy(_ value: Swift::Bool) -> Self { .init(column: 4, value) }
    static func select(_ value: Swift::Float) -> Self { .init(column: 5, value) }
    static func row(_ value: Swift::Int) -> Self { .init(column: 6, value) }
    static func statement(_ value: Swift::String) -> Self { .init(column: 7, value) }
}

nonisolated extension Golden::Archive.Entry {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, id: OrmRuntime::Match<Swift::Int64> = .ormAny,
        default orm1: OrmRuntime::Match<Swift::String> = .ormAny, from: OrmRuntime::Match<Swift::String> = .ormAny,
        limit_: OrmRuntime::Match<Swift::Int> = .ormAny, orderBy_: OrmRuntime::Match<Swift::Bool> = .ormAny,
        select: OrmRuntime::Match<Swift::Float> = .ormAny, row: OrmRuntime::Match<Swift::Int> = .ormAny,
        statement: OrmRuntime::Match<Swift::String> = .ormAny, orderBy: OrmRuntime::Ordering<Golden::Archive.Entry>...,
        limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [Golden::Archive.Entry] {
        let ormWhere = OrmRuntime::Predicate<Golden::Archive.Entry>.matching(
            id: id, default: orm1, from: from, limit_: limit_, orderBy_: orderBy_, select: select, row: row, statement: statement
        )
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, id: OrmRuntime::Match<Swift::Int64> = .ormAny,
        default orm1: OrmRuntime::Match<Swift::String> = .ormAny, from: OrmRuntime::Match<Swift::String> = .ormAny,
        limit_: OrmRuntime::Match<Swift::Int> = .ormAny, orderBy_: OrmRuntime::Match<Swift::Bool> = .ormAny,
        select: OrmRuntime::Match<Swift::Float> = .ormAny, row: OrmRuntime::Match<Swift::Int> = .ormAny,
        statement: OrmRuntime::Match<Swift::String> = .ormAny, orderBy: OrmRuntime::Ordering<Golden::Archive.Entry>...,
        limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [Golden::Archive.Entry] {
        let ormWhere = OrmRuntime::Predicate<Golden::Archive.Entry>.matching(
            id: id, default: orm1, from: from, limit_: limit_, orderBy_: orderBy_, select: select, row: row, statement: statement
        )
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
}
