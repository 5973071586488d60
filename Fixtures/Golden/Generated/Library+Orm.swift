// Generated from Library.swift by orm-gen 0.1.0. Change the type, not this file.
import OrmRuntime

/// Stored as its raw value, String.
extension Binding: ColumnValue {}

/// Stored as its raw value, Int8.
extension Shelf: ColumnValue {}

// MARK: - Place, a group of columns

extension Place: ColumnGroup {
    static var ormColumnCount: Int32 { 2 }
    static let ormColumns: [Column] = [
        Column(name: "city", field: "city", type: "String"),
        Column(name: "zip", field: "zip", type: "Int?", isOptional: true),
    ]

    static func ormRead(_ ormRow: borrowing Row, at ormFirst: Int32) throws(ColumnFault) -> Place {
        let city = try String.ormRead(ormRow.cell(at: ormFirst))
        let zip = try Optional<Int>.ormRead(ormRow.cell(at: ormFirst + 1))
        return Place(city: city, zip: zip)
    }

    func ormBind(to ormStatement: borrowing Statement, at ormFirst: Int32) throws(StoreError) {
        try self.city.ormBind(to: ormStatement, at: ormFirst)
        try self.zip.ormBind(to: ormStatement, at: ormFirst + 1)
    }

    func ormStoredValue(at ormColumn: Int) -> StoredValue {
        switch ormColumn {
        case 0: self.city.ormStoredValue
        case 1: self.zip.ormStoredValue
        default: preconditionFailure("Place has no such column")
        }
    }
}

extension Predicate where Root == Place {
    static func city(_ match: Match<String>) -> Self { Self(column: 0, match) }
    static func zip(_ match: Match<Int?>) -> Self { Self(column: 1, match) }
}

extension Ordering where Root == Place {
    static var city: Self { Self(column: 0) }
    static var zip: Self { Self(column: 1) }
}

extension Assignment where Root == Place {
    static func city(_ value: String) -> Self { Self(column: 0, value) }
    static func zip(_ value: Int?) -> Self { Self(column: 1, value) }
}

// MARK: - Book, table Book

extension Book: KeyedEntity {
    typealias OrmSchema = GoldenSchema
    typealias ID = String

    var ormID: ID { self.isbn }

    static func ormBind(
        _ ormID: ID, to ormStatement: borrowing Statement, at ormFirst: Int32
    ) throws(StoreError) {
        try ormID.ormBind(to: ormStatement, at: ormFirst)
    }

    static let ormTable = Table(
        type: "Book", name: "Book",
        columns: [
            Column(name: "isbn", field: "isbn", type: "String"),
            Column(name: "title", field: "title", type: "String"),
            Column(name: "year", field: "year", type: "Int32"),
            Column(name: "price", field: "price", type: "Double?", isOptional: true),
            Column(name: "code", field: "code", type: "UInt64"),
            Column(name: "binding", field: "binding", type: "String"),
            Column(name: "shelf", field: "shelf", type: "Int8?", isOptional: true),
            Column(name: "printed_city", field: "printed.city", type: "String"),
            Column(name: "printed_zip", field: "printed.zip", type: "Int?", isOptional: true),
            Column(name: "stored", field: "stored", type: "group?", isOptional: true),
            Column(name: "stored_city", field: "stored.city", type: "String", isOptional: true),
            Column(name: "stored_zip", field: "stored.zip", type: "Int?", isOptional: true),
            Column(name: "cover", field: "cover", type: "[UInt8]"),
            Column(name: "isLent", field: "isLent", type: "Bool"),
        ],
        key: [0],
        indexes: [
            TableIndex(columns: [4], isUnique: true),
            TableIndex(columns: [1, 2], isUnique: true),
            TableIndex(columns: [3], isUnique: false),
            TableIndex(columns: [2, 3], isUnique: false)
        ],
        creation: [
            #"""
            CREATE TABLE "Book"(
                "isbn" TEXT NOT NULL,
                "title" TEXT NOT NULL,
                "year" INTEGER NOT NULL,
                "price" ANY,
                "code" INTEGER NOT NULL,
                "binding" TEXT NOT NULL,
                "shelf" INTEGER,
                "printed_city" TEXT NOT NULL,
                "printed_zip" INTEGER,
                "stored" INTEGER,
                "stored_city" TEXT,
                "stored_zip" INTEGER,
                "cover" BLOB NOT NULL,
                "isLent" INTEGER NOT NULL DEFAULT 0,
                PRIMARY KEY("isbn")
            ) STRICT
            """#,
            #"CREATE UNIQUE INDEX "Book(code)" ON "Book"("code")"#,
            #"CREATE UNIQUE INDEX "Book(title, year)" ON "Book"("title", "year")"#,
            #"CREATE INDEX "Book(price)" ON "Book"("price")"#,
            #"CREATE INDEX "Book(year, price)" ON "Book"("year", "price")"#,
        ])

    static var ormNumber: Int { 8 }
    static var ormSelection: StaticString {
        #"SELECT "isbn", "title", "year", "price", "code", "binding", "shelf", "printed_city", "printed_zip", "stored", "stored_city", "stored_zip", "cover", "isLent", rowid FROM "Book""#
    }
    static var ormInsert: Slot {
        Slot(39, #"INSERT INTO "Book"("isbn", "title", "year", "price", "code", "binding", "shelf", "printed_city", "printed_zip", "stored", "stored_city", "stored_zip", "cover", "isLent") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"#)
    }
    static var ormUpsert: Slot {
        Slot(40, #"INSERT INTO "Book"("isbn", "title", "year", "price", "code", "binding", "shelf", "printed_city", "printed_zip", "stored", "stored_city", "stored_zip", "cover", "isLent") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT("isbn") DO UPDATE SET "title" = excluded."title", "year" = excluded."year", "price" = excluded."price", "code" = excluded."code", "binding" = excluded."binding", "shelf" = excluded."shelf", "printed_city" = excluded."printed_city", "printed_zip" = excluded."printed_zip", "stored" = excluded."stored", "stored_city" = excluded."stored_city", "stored_zip" = excluded."stored_zip", "cover" = excluded."cover", "isLent" = excluded."isLent""#)
    }
    static var ormFind: Slot {
        Slot(41, #"SELECT "isbn", "title", "year", "price", "code", "binding", "shelf", "printed_city", "printed_zip", "stored", "stored_city", "stored_zip", "cover", "isLent", rowid FROM "Book" WHERE "isbn" = ?"#)
    }
    static var ormDelete: Slot {
        Slot(42, #"DELETE FROM "Book" WHERE "isbn" = ?"#)
    }

    static func ormRecord(_ ormRow: borrowing Row) -> Result<Book, ColumnFault> {
        do throws(ColumnFault) {
            return .success(try ormRead(ormRow, at: 0))
        } catch {
            return .failure(error)
        }
    }

    static var ormColumnCount: Int32 { 14 }
    static var ormColumns: [Column] { ormTable.columns }

    static func ormRead(_ ormRow: borrowing Row, at ormFirst: Int32) throws(ColumnFault) -> Book {
        let isbn = try String.ormRead(ormRow.cell(at: ormFirst))
        let title = try String.ormRead(ormRow.cell(at: ormFirst + 1))
        let year = try Int32.ormRead(ormRow.cell(at: ormFirst + 2))
        let price = try Optional<Double>.ormRead(ormRow.cell(at: ormFirst + 3))
        let code = try UInt64.ormRead(ormRow.cell(at: ormFirst + 4))
        let binding = try Binding.ormRead(ormRow.cell(at: ormFirst + 5))
        let shelf = try Optional<Shelf>.ormRead(ormRow.cell(at: ormFirst + 6))
        let printed = try Place.ormRead(ormRow, at: ormFirst + 7)
        let stored = try Optional<Place>.ormReadGroup(ormRow, at: ormFirst + 9)
        let cover = try [UInt8].ormRead(ormRow.cell(at: ormFirst + 12))
        let isLent = try Bool.ormRead(ormRow.cell(at: ormFirst + 13))
        return Book(
            isbn: isbn,
            title: title,
            year: year,
            price: price,
            code: code,
            binding: binding,
            shelf: shelf,
            printed: printed,
            stored: stored,
            cover: cover,
            isLent: isLent
        )
    }

    func ormBind(to ormStatement: borrowing Statement, at ormFirst: Int32) throws(StoreError) {
        try self.isbn.ormBind(to: ormStatement, at: ormFirst)
        try self.title.ormBind(to: ormStatement, at: ormFirst + 1)
        try self.year.ormBind(to: ormStatement, at: ormFirst + 2)
        try self.price.ormBind(to: ormStatement, at: ormFirst + 3)
        try self.code.ormBind(to: ormStatement, at: ormFirst + 4)
        try self.binding.ormBind(to: ormStatement, at: ormFirst + 5)
        try self.shelf.ormBind(to: ormStatement, at: ormFirst + 6)
        try self.printed.ormBind(to: ormStatement, at: ormFirst + 7)
        try self.stored.ormBindGroup(to: ormStatement, at: ormFirst + 9)
        try self.cover.ormBind(to: ormStatement, at: ormFirst + 12)
        try self.isLent.ormBind(to: ormStatement, at: ormFirst + 13)
    }

    func ormStoredValue(at ormColumn: Int) -> StoredValue {
        switch ormColumn {
        case 0: self.isbn.ormStoredValue
        case 1: self.title.ormStoredValue
        case 2: self.year.ormStoredValue
        case 3: self.price.ormStoredValue
        case 4: self.code.ormStoredValue
        case 5: self.binding.ormStoredValue
        case 6: self.shelf.ormStoredValue
        case 7...8: self.printed.ormStoredValue(at: ormColumn - 7)
        case 9...11: self.stored.ormStoredGroupValue(at: ormColumn - 9)
        case 12: self.cover.ormStoredValue
        case 13: self.isLent.ormStoredValue
        default: preconditionFailure("Book has no such column")
        }
    }
}

extension Predicate where Root == Book {
    /// The International Standard Book Number.
    static func isbn(_ match: Match<String>) -> Self { Self(column: 0, match) }
    static func title(_ match: Match<String>) -> Self { Self(column: 1, match) }
    static func year(_ match: Match<Int32>) -> Self { Self(column: 2, match) }
    static func price(_ match: Match<Double?>) -> Self { Self(column: 3, match) }
    static func code(_ match: Match<UInt64>) -> Self { Self(column: 4, match) }
    static func binding(_ match: Match<Binding>) -> Self { Self(column: 5, match) }
    static func shelf(_ match: Match<Shelf?>) -> Self { Self(column: 6, match) }
    static func printed(_ predicate: Predicate<Place>) -> Self { Self(group: 7, predicate) }
    static func stored(_ predicate: Predicate<Place>) -> Self { Self(optionalGroup: 9, predicate) }
    static func stored(_ presence: Presence) -> Self { Self(presence: 9, presence) }
    static func cover(_ match: Match<[UInt8]>) -> Self { Self(column: 12, match) }
    static func isLent(_ match: Match<Bool>) -> Self { Self(column: 13, match) }
}

extension Ordering where Root == Book {
    static var isbn: Self { Self(column: 0) }
    static var title: Self { Self(column: 1) }
    static var year: Self { Self(column: 2) }
    static var price: Self { Self(column: 3) }
    static var code: Self { Self(column: 4) }
    static var binding: Self { Self(column: 5) }
    static var shelf: Self { Self(column: 6) }
    static func printed(_ ordering: Ordering<Place>) -> Self { Self(group: 7, ordering) }
    static func stored(_ ordering: Ordering<Place>) -> Self { Self(group: 10, ordering) }
    static var cover: Self { Self(column: 12) }
    static var isLent: Self { Self(column: 13) }
}

extension Assignment where Root == Book {
    static func isbn(_ value: String) -> Self { Self(column: 0, value) }
    static func title(_ value: String) -> Self { Self(column: 1, value) }
    static func year(_ value: Int32) -> Self { Self(column: 2, value) }
    static func price(_ value: Double?) -> Self { Self(column: 3, value) }
    static func code(_ value: UInt64) -> Self { Self(column: 4, value) }
    static func binding(_ value: Binding) -> Self { Self(column: 5, value) }
    static func shelf(_ value: Shelf?) -> Self { Self(column: 6, value) }
    static func printed(_ value: Place) -> Self { Self(group: 7, value) }
    static func printed(_ change: Assignment<Place>) -> Self { Self(group: 7, change) }
    static func stored(_ value: Place?) -> Self { Self(optionalGroup: 9, value) }
    static func cover(_ value: [UInt8]) -> Self { Self(column: 12, value) }
    static func isLent(_ value: Bool) -> Self { Self(column: 13, value) }
}

extension Predicate where Root == Book {
    /// The rows that satisfy every match given.
    static func matching(
        isbn: Match<String>? = nil,
        title: Match<String>? = nil,
        year: Match<Int32>? = nil,
        price: Match<Double?>? = nil,
        code: Match<UInt64>? = nil,
        binding: Match<Binding>? = nil,
        shelf: Match<Shelf?>? = nil,
        printed: Predicate<Place>? = nil,
        stored: Predicate<Place>? = nil,
        cover: Match<[UInt8]>? = nil,
        isLent: Match<Bool>? = nil
    ) -> Self {
        var ormAll: [Self] = []
        if let isbn { ormAll.append(.isbn(isbn)) }
        if let title { ormAll.append(.title(title)) }
        if let year { ormAll.append(.year(year)) }
        if let price { ormAll.append(.price(price)) }
        if let code { ormAll.append(.code(code)) }
        if let binding { ormAll.append(.binding(binding)) }
        if let shelf { ormAll.append(.shelf(shelf)) }
        if let printed { ormAll.append(.printed(printed)) }
        if let stored { ormAll.append(.stored(stored)) }
        if let cover { ormAll.append(.cover(cover)) }
        if let isLent { ormAll.append(.isLent(isLent)) }
        return .and(ormAll)
    }
}

extension Book {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some ReadSource & ~Copyable,
        isbn: Match<String>? = nil,
        title: Match<String>? = nil,
        year: Match<Int32>? = nil,
        price: Match<Double?>? = nil,
        code: Match<UInt64>? = nil,
        binding: Match<Binding>? = nil,
        shelf: Match<Shelf?>? = nil,
        printed: Predicate<Place>? = nil,
        stored: Predicate<Place>? = nil,
        cover: Match<[UInt8]>? = nil,
        isLent: Match<Bool>? = nil,
        orderBy: Ordering<Book>...,
        limit: Int? = nil,
        offset: Int = 0
    ) throws(StoreError) -> [Book] {
        try get(
            from: ormSource, where: .matching(
                isbn: isbn,
                title: title,
                year: year,
                price: price,
                code: code,
                binding: binding,
                shelf: shelf,
                printed: printed,
                stored: stored,
                cover: cover,
                isLent: isLent
            ),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some AsyncReadSource,
        isbn: Match<String>? = nil,
        title: Match<String>? = nil,
        year: Match<Int32>? = nil,
        price: Match<Double?>? = nil,
        code: Match<UInt64>? = nil,
        binding: Match<Binding>? = nil,
        shelf: Match<Shelf?>? = nil,
        printed: Predicate<Place>? = nil,
        stored: Predicate<Place>? = nil,
        cover: Match<[UInt8]>? = nil,
        isLent: Match<Bool>? = nil,
        orderBy: Ordering<Book>...,
        limit: Int? = nil,
        offset: Int = 0
    ) async throws(StoreError) -> [Book] {
        try await get(
            from: ormSource, where: .matching(
                isbn: isbn,
                title: title,
                year: year,
                price: price,
                code: code,
                binding: binding,
                shelf: shelf,
                printed: printed,
                stored: stored,
                cover: cover,
                isLent: isLent
            ),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: borrowing some ReadSource & ~Copyable,
        isbn: Match<String>? = nil,
        title: Match<String>? = nil,
        year: Match<Int32>? = nil,
        price: Match<Double?>? = nil,
        code: Match<UInt64>? = nil,
        binding: Match<Binding>? = nil,
        shelf: Match<Shelf?>? = nil,
        printed: Predicate<Place>? = nil,
        stored: Predicate<Place>? = nil,
        cover: Match<[UInt8]>? = nil,
        isLent: Match<Bool>? = nil
    ) throws(StoreError) -> Int {
        try count(in: ormSource, where: .matching(
            isbn: isbn,
            title: title,
            year: year,
            price: price,
            code: code,
            binding: binding,
            shelf: shelf,
            printed: printed,
            stored: stored,
            cover: cover,
            isLent: isLent
        ))
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: some AsyncReadSource,
        isbn: Match<String>? = nil,
        title: Match<String>? = nil,
        year: Match<Int32>? = nil,
        price: Match<Double?>? = nil,
        code: Match<UInt64>? = nil,
        binding: Match<Binding>? = nil,
        shelf: Match<Shelf?>? = nil,
        printed: Predicate<Place>? = nil,
        stored: Predicate<Place>? = nil,
        cover: Match<[UInt8]>? = nil,
        isLent: Match<Bool>? = nil
    ) async throws(StoreError) -> Int {
        try await count(in: ormSource, where: .matching(
            isbn: isbn,
            title: title,
            year: year,
            price: price,
            code: code,
            binding: binding,
            shelf: shelf,
            printed: printed,
            stored: stored,
            cover: cover,
            isLent: isLent
        ))
    }

    /// The row with this isbn: there is at most one.
    static func find(
        in ormSource: borrowing some ReadSource & ~Copyable, isbn: String
    ) throws(StoreError) -> Book? {
        try ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try isbn.ormBind(to: ormStatement, at: 1)
        }
    }

    /// The row with this isbn: there is at most one.
    static func find(
        in ormSource: some AsyncReadSource, isbn: String
    ) async throws(StoreError) -> Book? {
        try await ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try isbn.ormBind(to: ormStatement, at: 1)
        }
    }

    /// The row with this code: there is at most one.
    static func find(
        in ormSource: borrowing some ReadSource & ~Copyable, code: UInt64
    ) throws(StoreError) -> Book? {
        try ormFind(Slot(43, #"SELECT "isbn", "title", "year", "price", "code", "binding", "shelf", "printed_city", "printed_zip", "stored", "stored_city", "stored_zip", "cover", "isLent", rowid FROM "Book" WHERE "code" = ?"#, bindsBytes: false), in: ormSource) { ormStatement throws(StoreError) in
            try code.ormBind(to: ormStatement, at: 1)
        }
    }

    /// The row with this code: there is at most one.
    static func find(
        in ormSource: some AsyncReadSource, code: UInt64
    ) async throws(StoreError) -> Book? {
        try await ormFind(Slot(43, #"SELECT "isbn", "title", "year", "price", "code", "binding", "shelf", "printed_city", "printed_zip", "stored", "stored_city", "stored_zip", "cover", "isLent", rowid FROM "Book" WHERE "code" = ?"#, bindsBytes: false), in: ormSource) { ormStatement throws(StoreError) in
            try code.ormBind(to: ormStatement, at: 1)
        }
    }

    /// The row with this title and year: there is at most one.
    static func find(
        in ormSource: borrowing some ReadSource & ~Copyable, title: String, year: Int32
    ) throws(StoreError) -> Book? {
        try ormFind(Slot(44, #"SELECT "isbn", "title", "year", "price", "code", "binding", "shelf", "printed_city", "printed_zip", "stored", "stored_city", "stored_zip", "cover", "isLent", rowid FROM "Book" WHERE "title" = ? AND "year" = ?"#), in: ormSource) { ormStatement throws(StoreError) in
            try title.ormBind(to: ormStatement, at: 1)
            try year.ormBind(to: ormStatement, at: 2)
        }
    }

    /// The row with this title and year: there is at most one.
    static func find(
        in ormSource: some AsyncReadSource, title: String, year: Int32
    ) async throws(StoreError) -> Book? {
        try await ormFind(Slot(44, #"SELECT "isbn", "title", "year", "price", "code", "binding", "shelf", "printed_city", "printed_zip", "stored", "stored_city", "stored_zip", "cover", "isLent", rowid FROM "Book" WHERE "title" = ? AND "year" = ?"#), in: ormSource) { ormStatement throws(StoreError) in
            try title.ormBind(to: ormStatement, at: 1)
            try year.ormBind(to: ormStatement, at: 2)
        }
    }

}

// MARK: - Note, table Note

extension Note: KeylessEntity {
    typealias OrmSchema = GoldenSchema
    typealias ID = RowID<Note>

    static let ormTable = Table(
        type: "Note", name: "Note",
        columns: [
            Column(name: "text", field: "text", type: "String"),
            Column(name: "stars", field: "stars", type: "UInt8?", isOptional: true),
            Column(name: "serial", field: "serial", type: "Int"),
        ],
        key: [],
        indexes: [TableIndex(columns: [2], isUnique: true)],
        creation: [
            #"""
            CREATE TABLE "Note"(
                "text" TEXT NOT NULL,
                "stars" INTEGER,
                "serial" INTEGER NOT NULL,
                "rowid" INTEGER NOT NULL PRIMARY KEY
            ) STRICT
            """#,
            #"CREATE UNIQUE INDEX "Note(serial)" ON "Note"("serial")"#,
        ])

    static var ormNumber: Int { 9 }
    static var ormSelection: StaticString {
        #"SELECT "text", "stars", "serial", rowid FROM "Note""#
    }
    static var ormInsert: Slot {
        Slot(45, #"INSERT INTO "Note"("text", "stars", "serial") VALUES (?, ?, ?)"#)
    }
    static var ormReplace: Slot {
        Slot(46, #"UPDATE "Note" SET "text" = ?, "stars" = ?, "serial" = ? WHERE rowid = ?"#)
    }
    static var ormFind: Slot {
        Slot(47, #"SELECT "text", "stars", "serial", rowid FROM "Note" WHERE rowid = ?"#, bindsBytes: false)
    }
    static var ormDelete: Slot {
        Slot(48, #"DELETE FROM "Note" WHERE rowid = ?"#, bindsBytes: false)
    }

    static func ormRecord(_ ormRow: borrowing Row) -> Result<Stored<Note>, ColumnFault> {
        do throws(ColumnFault) {
            let ormID = ID(rawValue: try ormRow.integer(at: 3))
            return .success(Stored(id: ormID, value: try ormRead(ormRow, at: 0)))
        } catch {
            return .failure(error)
        }
    }

    static var ormColumnCount: Int32 { 3 }
    static var ormColumns: [Column] { ormTable.columns }

    static func ormRead(_ ormRow: borrowing Row, at ormFirst: Int32) throws(ColumnFault) -> Note {
        let text = try String.ormRead(ormRow.cell(at: ormFirst))
        let stars = try Optional<UInt8>.ormRead(ormRow.cell(at: ormFirst + 1))
        let serial = try Int.ormRead(ormRow.cell(at: ormFirst + 2))
        return Note(text: text, stars: stars, serial: serial)
    }

    func ormBind(to ormStatement: borrowing Statement, at ormFirst: Int32) throws(StoreError) {
        try self.text.ormBind(to: ormStatement, at: ormFirst)
        try self.stars.ormBind(to: ormStatement, at: ormFirst + 1)
        try self.serial.ormBind(to: ormStatement, at: ormFirst + 2)
    }

    func ormStoredValue(at ormColumn: Int) -> StoredValue {
        switch ormColumn {
        case 0: self.text.ormStoredValue
        case 1: self.stars.ormStoredValue
        case 2: self.serial.ormStoredValue
        default: preconditionFailure("Note has no such column")
        }
    }
}

extension Predicate where Root == Note {
    static func text(_ match: Match<String>) -> Self { Self(column: 0, match) }
    static func stars(_ match: Match<UInt8?>) -> Self { Self(column: 1, match) }
    static func serial(_ match: Match<Int>) -> Self { Self(column: 2, match) }
}

extension Ordering where Root == Note {
    static var text: Self { Self(column: 0) }
    static var stars: Self { Self(column: 1) }
    static var serial: Self { Self(column: 2) }
}

extension Assignment where Root == Note {
    static func text(_ value: String) -> Self { Self(column: 0, value) }
    static func stars(_ value: UInt8?) -> Self { Self(column: 1, value) }
    static func serial(_ value: Int) -> Self { Self(column: 2, value) }
}

extension Predicate where Root == Note {
    /// The rows that satisfy every match given.
    static func matching(
        text: Match<String>? = nil, stars: Match<UInt8?>? = nil, serial: Match<Int>? = nil
    ) -> Self {
        var ormAll: [Self] = []
        if let text { ormAll.append(.text(text)) }
        if let stars { ormAll.append(.stars(stars)) }
        if let serial { ormAll.append(.serial(serial)) }
        return .and(ormAll)
    }
}

extension Note {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some ReadSource & ~Copyable,
        text: Match<String>? = nil,
        stars: Match<UInt8?>? = nil,
        serial: Match<Int>? = nil,
        orderBy: Ordering<Note>...,
        limit: Int? = nil,
        offset: Int = 0
    ) throws(StoreError) -> [Stored<Note>] {
        try get(
            from: ormSource, where: .matching(text: text, stars: stars, serial: serial),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some AsyncReadSource,
        text: Match<String>? = nil,
        stars: Match<UInt8?>? = nil,
        serial: Match<Int>? = nil,
        orderBy: Ordering<Note>...,
        limit: Int? = nil,
        offset: Int = 0
    ) async throws(StoreError) -> [Stored<Note>] {
        try await get(
            from: ormSource, where: .matching(text: text, stars: stars, serial: serial),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: borrowing some ReadSource & ~Copyable,
        text: Match<String>? = nil,
        stars: Match<UInt8?>? = nil,
        serial: Match<Int>? = nil
    ) throws(StoreError) -> Int {
        try count(in: ormSource, where: .matching(text: text, stars: stars, serial: serial))
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: some AsyncReadSource,
        text: Match<String>? = nil,
        stars: Match<UInt8?>? = nil,
        serial: Match<Int>? = nil
    ) async throws(StoreError) -> Int {
        try await count(in: ormSource, where: .matching(text: text, stars: stars, serial: serial))
    }

    /// The row with this serial: there is at most one.
    static func find(
        in ormSource: borrowing some ReadSource & ~Copyable, serial: Int
    ) throws(StoreError) -> Stored<Note>? {
        try ormFind(Slot(49, #"SELECT "text", "stars", "serial", rowid FROM "Note" WHERE "serial" = ?"#, bindsBytes: false), in: ormSource) { ormStatement throws(StoreError) in
            try serial.ormBind(to: ormStatement, at: 1)
        }
    }

    /// The row with this serial: there is at most one.
    static func find(
        in ormSource: some AsyncReadSource, serial: Int
    ) async throws(StoreError) -> Stored<Note>? {
        try await ormFind(Slot(49, #"SELECT "text", "stars", "serial", rowid FROM "Note" WHERE "serial" = ?"#, bindsBytes: false), in: ormSource) { ormStatement throws(StoreError) in
            try serial.ormBind(to: ormStatement, at: 1)
        }
    }

}

extension Stored where Value == Note {
    var text: String { value.text }
    var stars: UInt8? { value.stars }
    var serial: Int { value.serial }
}

// MARK: - Loan, table loans

extension Loan: KeyedEntity {
    typealias OrmSchema = GoldenSchema

    /// The key: member, isbn.
    struct ID: Hashable, Sendable {
        var member: Int
        var isbn: String

        init(member: Int, isbn: String) {
            self.member = member
            self.isbn = isbn
        }
    }

    var ormID: ID {
        ID(member: self.member, isbn: self.isbn)
    }

    static func ormBind(
        _ ormID: ID, to ormStatement: borrowing Statement, at ormFirst: Int32
    ) throws(StoreError) {
        try ormID.member.ormBind(to: ormStatement, at: ormFirst)
        try ormID.isbn.ormBind(to: ormStatement, at: ormFirst + 1)
    }

    static let ormTable = Table(
        type: "Loan", name: "loans",
        columns: [
            Column(name: "member", field: "member", type: "Int"),
            Column(name: "isbn", field: "isbn", type: "String"),
            Column(name: "since", field: "since", type: "Int64"),
        ],
        key: [0, 1],
        indexes: [],
        creation: [
            #"""
            CREATE TABLE "loans"(
                "member" INTEGER NOT NULL,
                "isbn" TEXT NOT NULL,
                "since" INTEGER NOT NULL,
                PRIMARY KEY("member", "isbn")
            ) STRICT
            """#,
        ])

    static var ormNumber: Int { 10 }
    static var ormSelection: StaticString {
        #"SELECT "member", "isbn", "since", rowid FROM "loans""#
    }
    static var ormInsert: Slot {
        Slot(50, #"INSERT INTO "loans"("member", "isbn", "since") VALUES (?, ?, ?)"#)
    }
    static var ormUpsert: Slot {
        Slot(51, #"INSERT INTO "loans"("member", "isbn", "since") VALUES (?, ?, ?) ON CONFLICT("member", "isbn") DO UPDATE SET "since" = excluded."since""#)
    }
    static var ormFind: Slot {
        Slot(52, #"SELECT "member", "isbn", "since", rowid FROM "loans" WHERE "member" = ? AND "isbn" = ?"#)
    }
    static var ormDelete: Slot {
        Slot(53, #"DELETE FROM "loans" WHERE "member" = ? AND "isbn" = ?"#)
    }

    static func ormRecord(_ ormRow: borrowing Row) -> Result<Loan, ColumnFault> {
        do throws(ColumnFault) {
            return .success(try ormRead(ormRow, at: 0))
        } catch {
            return .failure(error)
        }
    }

    static var ormColumnCount: Int32 { 3 }
    static var ormColumns: [Column] { ormTable.columns }

    static func ormRead(_ ormRow: borrowing Row, at ormFirst: Int32) throws(ColumnFault) -> Loan {
        let member = try Int.ormRead(ormRow.cell(at: ormFirst))
        let isbn = try String.ormRead(ormRow.cell(at: ormFirst + 1))
        let since = try Int64.ormRead(ormRow.cell(at: ormFirst + 2))
        return Loan(member: member, isbn: isbn, since: since)
    }

    func ormBind(to ormStatement: borrowing Statement, at ormFirst: Int32) throws(StoreError) {
        try self.member.ormBind(to: ormStatement, at: ormFirst)
        try self.isbn.ormBind(to: ormStatement, at: ormFirst + 1)
        try self.since.ormBind(to: ormStatement, at: ormFirst + 2)
    }

    func ormStoredValue(at ormColumn: Int) -> StoredValue {
        switch ormColumn {
        case 0: self.member.ormStoredValue
        case 1: self.isbn.ormStoredValue
        case 2: self.since.ormStoredValue
        default: preconditionFailure("Loan has no such column")
        }
    }
}

extension Predicate where Root == Loan {
    static func member(_ match: Match<Int>) -> Self { Self(column: 0, match) }
    static func isbn(_ match: Match<String>) -> Self { Self(column: 1, match) }
    static func since(_ match: Match<Int64>) -> Self { Self(column: 2, match) }
}

extension Ordering where Root == Loan {
    static var member: Self { Self(column: 0) }
    static var isbn: Self { Self(column: 1) }
    static var since: Self { Self(column: 2) }
}

extension Assignment where Root == Loan {
    static func member(_ value: Int) -> Self { Self(column: 0, value) }
    static func isbn(_ value: String) -> Self { Self(column: 1, value) }
    static func since(_ value: Int64) -> Self { Self(column: 2, value) }
}

extension Predicate where Root == Loan {
    /// The rows that satisfy every match given.
    static func matching(
        member: Match<Int>? = nil, isbn: Match<String>? = nil, since: Match<Int64>? = nil
    ) -> Self {
        var ormAll: [Self] = []
        if let member { ormAll.append(.member(member)) }
        if let isbn { ormAll.append(.isbn(isbn)) }
        if let since { ormAll.append(.since(since)) }
        return .and(ormAll)
    }
}

extension Loan {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some ReadSource & ~Copyable,
        member: Match<Int>? = nil,
        isbn: Match<String>? = nil,
        since: Match<Int64>? = nil,
        orderBy: Ordering<Loan>...,
        limit: Int? = nil,
        offset: Int = 0
    ) throws(StoreError) -> [Loan] {
        try get(
            from: ormSource, where: .matching(member: member, isbn: isbn, since: since),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some AsyncReadSource,
        member: Match<Int>? = nil,
        isbn: Match<String>? = nil,
        since: Match<Int64>? = nil,
        orderBy: Ordering<Loan>...,
        limit: Int? = nil,
        offset: Int = 0
    ) async throws(StoreError) -> [Loan] {
        try await get(
            from: ormSource, where: .matching(member: member, isbn: isbn, since: since),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: borrowing some ReadSource & ~Copyable,
        member: Match<Int>? = nil,
        isbn: Match<String>? = nil,
        since: Match<Int64>? = nil
    ) throws(StoreError) -> Int {
        try count(in: ormSource, where: .matching(member: member, isbn: isbn, since: since))
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: some AsyncReadSource,
        member: Match<Int>? = nil,
        isbn: Match<String>? = nil,
        since: Match<Int64>? = nil
    ) async throws(StoreError) -> Int {
        try await count(in: ormSource, where: .matching(member: member, isbn: isbn, since: since))
    }

    /// The row with this member and isbn: there is at most one.
    static func find(
        in ormSource: borrowing some ReadSource & ~Copyable, member: Int, isbn: String
    ) throws(StoreError) -> Loan? {
        try ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try member.ormBind(to: ormStatement, at: 1)
            try isbn.ormBind(to: ormStatement, at: 2)
        }
    }

    /// The row with this member and isbn: there is at most one.
    static func find(
        in ormSource: some AsyncReadSource, member: Int, isbn: String
    ) async throws(StoreError) -> Loan? {
        try await ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try member.ormBind(to: ormStatement, at: 1)
            try isbn.ormBind(to: ormStatement, at: 2)
        }
    }

}

// MARK: - Archive.Entry, table Archive.Entry

extension Archive.Entry: KeyedEntity {
    typealias OrmSchema = GoldenSchema
    typealias ID = Int64

    var ormID: ID { self.id }

    static func ormBind(
        _ ormID: ID, to ormStatement: borrowing Statement, at ormFirst: Int32
    ) throws(StoreError) {
        try ormID.ormBind(to: ormStatement, at: ormFirst)
    }

    static let ormTable = Table(
        type: "Archive.Entry", name: "Archive.Entry",
        columns: [
            Column(name: "id", field: "id", type: "Int64"),
            Column(name: "default", field: "default", type: "String"),
            Column(name: "from", field: "from", type: "String"),
            Column(name: "limit", field: "limit", type: "Int"),
            Column(name: "orderBy", field: "orderBy", type: "Bool"),
            Column(name: "select", field: "select", type: "Float"),
            Column(name: "row", field: "row", type: "Int"),
            Column(name: "statement", field: "statement", type: "String"),
        ],
        key: [0],
        indexes: [],
        creation: [
            #"""
            CREATE TABLE "Archive.Entry"(
                "id" INTEGER NOT NULL PRIMARY KEY,
                "default" TEXT NOT NULL,
                "from" TEXT NOT NULL,
                "limit" INTEGER NOT NULL,
                "orderBy" INTEGER NOT NULL,
                "select" ANY NOT NULL,
                "row" INTEGER NOT NULL,
                "statement" TEXT NOT NULL
            ) STRICT
            """#,
        ])

    static var ormNumber: Int { 11 }
    static var ormSelection: StaticString {
        #"SELECT "id", "default", "from", "limit", "orderBy", "select", "row", "statement" FROM "Archive.Entry""#
    }
    static var ormInsert: Slot {
        Slot(54, #"INSERT INTO "Archive.Entry"("id", "default", "from", "limit", "orderBy", "select", "row", "statement") VALUES (?, ?, ?, ?, ?, ?, ?, ?)"#)
    }
    static var ormUpsert: Slot {
        Slot(55, #"INSERT INTO "Archive.Entry"("id", "default", "from", "limit", "orderBy", "select", "row", "statement") VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT("id") DO UPDATE SET "default" = excluded."default", "from" = excluded."from", "limit" = excluded."limit", "orderBy" = excluded."orderBy", "select" = excluded."select", "row" = excluded."row", "statement" = excluded."statement""#)
    }
    static var ormFind: Slot {
        Slot(56, #"SELECT "id", "default", "from", "limit", "orderBy", "select", "row", "statement" FROM "Archive.Entry" WHERE "id" = ?"#, bindsBytes: false)
    }
    static var ormDelete: Slot {
        Slot(57, #"DELETE FROM "Archive.Entry" WHERE "id" = ?"#, bindsBytes: false)
    }

    static func ormRecord(_ ormRow: borrowing Row) -> Result<Archive.Entry, ColumnFault> {
        do throws(ColumnFault) {
            return .success(try ormRead(ormRow, at: 0))
        } catch {
            return .failure(error)
        }
    }

    static var ormColumnCount: Int32 { 8 }
    static var ormColumns: [Column] { ormTable.columns }

    static func ormRead(
        _ ormRow: borrowing Row, at ormFirst: Int32
    ) throws(ColumnFault) -> Archive.Entry {
        let id = try Int64.ormRead(ormRow.cell(at: ormFirst))
        let `default` = try String.ormRead(ormRow.cell(at: ormFirst + 1))
        let from = try String.ormRead(ormRow.cell(at: ormFirst + 2))
        let limit = try Int.ormRead(ormRow.cell(at: ormFirst + 3))
        let orderBy = try Bool.ormRead(ormRow.cell(at: ormFirst + 4))
        let select = try Float.ormRead(ormRow.cell(at: ormFirst + 5))
        let row = try Int.ormRead(ormRow.cell(at: ormFirst + 6))
        let statement = try String.ormRead(ormRow.cell(at: ormFirst + 7))
        return Archive.Entry(
            id: id,
            default: `default`,
            from: from,
            limit: limit,
            orderBy: orderBy,
            select: select,
            row: row,
            statement: statement
        )
    }

    func ormBind(to ormStatement: borrowing Statement, at ormFirst: Int32) throws(StoreError) {
        try self.id.ormBind(to: ormStatement, at: ormFirst)
        try self.`default`.ormBind(to: ormStatement, at: ormFirst + 1)
        try self.from.ormBind(to: ormStatement, at: ormFirst + 2)
        try self.limit.ormBind(to: ormStatement, at: ormFirst + 3)
        try self.orderBy.ormBind(to: ormStatement, at: ormFirst + 4)
        try self.select.ormBind(to: ormStatement, at: ormFirst + 5)
        try self.row.ormBind(to: ormStatement, at: ormFirst + 6)
        try self.statement.ormBind(to: ormStatement, at: ormFirst + 7)
    }

    func ormStoredValue(at ormColumn: Int) -> StoredValue {
        switch ormColumn {
        case 0: self.id.ormStoredValue
        case 1: self.`default`.ormStoredValue
        case 2: self.from.ormStoredValue
        case 3: self.limit.ormStoredValue
        case 4: self.orderBy.ormStoredValue
        case 5: self.select.ormStoredValue
        case 6: self.row.ormStoredValue
        case 7: self.statement.ormStoredValue
        default: preconditionFailure("Archive.Entry has no such column")
        }
    }
}

extension Predicate where Root == Archive.Entry {
    static func id(_ match: Match<Int64>) -> Self { Self(column: 0, match) }
    static func `default`(_ match: Match<String>) -> Self { Self(column: 1, match) }
    static func from(_ match: Match<String>) -> Self { Self(column: 2, match) }
    static func limit(_ match: Match<Int>) -> Self { Self(column: 3, match) }
    static func orderBy(_ match: Match<Bool>) -> Self { Self(column: 4, match) }
    static func select(_ match: Match<Float>) -> Self { Self(column: 5, match) }
    static func row(_ match: Match<Int>) -> Self { Self(column: 6, match) }
    static func statement(_ match: Match<String>) -> Self { Self(column: 7, match) }
}

extension Ordering where Root == Archive.Entry {
    static var id: Self { Self(column: 0) }
    static var `default`: Self { Self(column: 1) }
    static var from: Self { Self(column: 2) }
    static var limit: Self { Self(column: 3) }
    static var orderBy: Self { Self(column: 4) }
    static var select: Self { Self(column: 5) }
    static var row: Self { Self(column: 6) }
    static var statement: Self { Self(column: 7) }
}

extension Assignment where Root == Archive.Entry {
    static func id(_ value: Int64) -> Self { Self(column: 0, value) }
    static func `default`(_ value: String) -> Self { Self(column: 1, value) }
    static func from(_ value: String) -> Self { Self(column: 2, value) }
    static func limit(_ value: Int) -> Self { Self(column: 3, value) }
    static func orderBy(_ value: Bool) -> Self { Self(column: 4, value) }
    static func select(_ value: Float) -> Self { Self(column: 5, value) }
    static func row(_ value: Int) -> Self { Self(column: 6, value) }
    static func statement(_ value: String) -> Self { Self(column: 7, value) }
}

extension Predicate where Root == Archive.Entry {
    /// The rows that satisfy every match given.
    static func matching(
        id: Match<Int64>? = nil,
        default: Match<String>? = nil,
        from: Match<String>? = nil,
        limit_: Match<Int>? = nil,
        orderBy_: Match<Bool>? = nil,
        select: Match<Float>? = nil,
        row: Match<Int>? = nil,
        statement: Match<String>? = nil
    ) -> Self {
        var ormAll: [Self] = []
        if let id { ormAll.append(.id(id)) }
        if let `default` { ormAll.append(.`default`(`default`)) }
        if let from { ormAll.append(.from(from)) }
        if let limit_ { ormAll.append(.limit(limit_)) }
        if let orderBy_ { ormAll.append(.orderBy(orderBy_)) }
        if let select { ormAll.append(.select(select)) }
        if let row { ormAll.append(.row(row)) }
        if let statement { ormAll.append(.statement(statement)) }
        return .and(ormAll)
    }
}

extension Archive.Entry {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some ReadSource & ~Copyable,
        id: Match<Int64>? = nil,
        default: Match<String>? = nil,
        from: Match<String>? = nil,
        limit_: Match<Int>? = nil,
        orderBy_: Match<Bool>? = nil,
        select: Match<Float>? = nil,
        row: Match<Int>? = nil,
        statement: Match<String>? = nil,
        orderBy: Ordering<Archive.Entry>...,
        limit: Int? = nil,
        offset: Int = 0
    ) throws(StoreError) -> [Archive.Entry] {
        try get(
            from: ormSource, where: .matching(
                id: id,
                default: `default`,
                from: from,
                limit_: limit_,
                orderBy_: orderBy_,
                select: select,
                row: row,
                statement: statement
            ),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some AsyncReadSource,
        id: Match<Int64>? = nil,
        default: Match<String>? = nil,
        from: Match<String>? = nil,
        limit_: Match<Int>? = nil,
        orderBy_: Match<Bool>? = nil,
        select: Match<Float>? = nil,
        row: Match<Int>? = nil,
        statement: Match<String>? = nil,
        orderBy: Ordering<Archive.Entry>...,
        limit: Int? = nil,
        offset: Int = 0
    ) async throws(StoreError) -> [Archive.Entry] {
        try await get(
            from: ormSource, where: .matching(
                id: id,
                default: `default`,
                from: from,
                limit_: limit_,
                orderBy_: orderBy_,
                select: select,
                row: row,
                statement: statement
            ),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: borrowing some ReadSource & ~Copyable,
        id: Match<Int64>? = nil,
        default: Match<String>? = nil,
        from: Match<String>? = nil,
        limit_: Match<Int>? = nil,
        orderBy_: Match<Bool>? = nil,
        select: Match<Float>? = nil,
        row: Match<Int>? = nil,
        statement: Match<String>? = nil
    ) throws(StoreError) -> Int {
        try count(in: ormSource, where: .matching(
            id: id,
            default: `default`,
            from: from,
            limit_: limit_,
            orderBy_: orderBy_,
            select: select,
            row: row,
            statement: statement
        ))
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: some AsyncReadSource,
        id: Match<Int64>? = nil,
        default: Match<String>? = nil,
        from: Match<String>? = nil,
        limit_: Match<Int>? = nil,
        orderBy_: Match<Bool>? = nil,
        select: Match<Float>? = nil,
        row: Match<Int>? = nil,
        statement: Match<String>? = nil
    ) async throws(StoreError) -> Int {
        try await count(in: ormSource, where: .matching(
            id: id,
            default: `default`,
            from: from,
            limit_: limit_,
            orderBy_: orderBy_,
            select: select,
            row: row,
            statement: statement
        ))
    }

    /// The row with this id: there is at most one.
    static func find(
        in ormSource: borrowing some ReadSource & ~Copyable, id: Int64
    ) throws(StoreError) -> Archive.Entry? {
        try ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try id.ormBind(to: ormStatement, at: 1)
        }
    }

    /// The row with this id: there is at most one.
    static func find(
        in ormSource: some AsyncReadSource, id: Int64
    ) async throws(StoreError) -> Archive.Entry? {
        try await ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try id.ormBind(to: ormStatement, at: 1)
        }
    }

}
