// Generated from CrashModel.swift by orm-gen 0.1.0. Change the type, not this file.
public import OrmRuntime

// MARK: - Note, table Note

extension Note: KeyedEntity {
    public typealias OrmSchema = CrashModelSchema
    public typealias ID = Int

    public var ormID: ID { self.id }

    public static func ormBind(
        _ ormID: ID, to ormStatement: borrowing Statement, at ormFirst: Int32
    ) throws(StoreError) {
        try ormID.ormBind(to: ormStatement, at: ormFirst)
    }

    public static let ormTable = Table(
        type: "Note", name: "Note",
        columns: [
            Column(name: "id", field: "id", type: "Int"),
            Column(name: "kind", field: "kind", type: "Int"),
            Column(name: "text", field: "text", type: "String"),
        ],
        key: [0],
        indexes: [TableIndex(columns: [1], isUnique: false)],
        creation: [
            #"""
            CREATE TABLE "Note"(
                "id" INTEGER NOT NULL PRIMARY KEY,
                "kind" INTEGER NOT NULL,
                "text" TEXT NOT NULL
            ) STRICT
            """#,
            #"CREATE INDEX "Note(kind)" ON "Note"("kind")"#,
        ])

    public static var ormNumber: Int { 0 }
    public static var ormSelection: StaticString {
        #"SELECT "id", "kind", "text" FROM "Note""#
    }
    public static var ormInsert: Slot {
        Slot(7, #"INSERT INTO "Note"("id", "kind", "text") VALUES (?, ?, ?)"#)
    }
    public static var ormUpsert: Slot {
        Slot(8, #"INSERT INTO "Note"("id", "kind", "text") VALUES (?, ?, ?) ON CONFLICT("id") DO UPDATE SET "kind" = excluded."kind", "text" = excluded."text""#)
    }
    public static var ormFind: Slot {
        Slot(9, #"SELECT "id", "kind", "text" FROM "Note" WHERE "id" = ?"#, bindsBytes: false)
    }
    public static var ormDelete: Slot {
        Slot(10, #"DELETE FROM "Note" WHERE "id" = ?"#, bindsBytes: false)
    }

    public static func ormRecord(_ ormRow: borrowing Row) -> Result<Note, ColumnFault> {
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
    ) throws(ColumnFault) -> Note {
        let id = try Int.ormRead(ormRow.cell(at: ormFirst))
        let kind = try Int.ormRead(ormRow.cell(at: ormFirst + 1))
        let text = try String.ormRead(ormRow.cell(at: ormFirst + 2))
        return Note(id: id, kind: kind, text: text)
    }

    public func ormBind(
        to ormStatement: borrowing Statement, at ormFirst: Int32
    ) throws(StoreError) {
        try self.id.ormBind(to: ormStatement, at: ormFirst)
        try self.kind.ormBind(to: ormStatement, at: ormFirst + 1)
        try self.text.ormBind(to: ormStatement, at: ormFirst + 2)
    }

    public func ormStoredValue(at ormColumn: Int) -> StoredValue {
        switch ormColumn {
        case 0: self.id.ormStoredValue
        case 1: self.kind.ormStoredValue
        case 2: self.text.ormStoredValue
        default: preconditionFailure("Note has no such column")
        }
    }
}

extension Predicate where Root == Note {
    public static func id(_ match: Match<Int>) -> Self { Self(column: 0, match) }
    public static func kind(_ match: Match<Int>) -> Self { Self(column: 1, match) }
    public static func text(_ match: Match<String>) -> Self { Self(column: 2, match) }
}

extension Ordering where Root == Note {
    public static var id: Self { Self(column: 0) }
    public static var kind: Self { Self(column: 1) }
    public static var text: Self { Self(column: 2) }
}

extension Assignment where Root == Note {
    public static func id(_ value: Int) -> Self { Self(column: 0, value) }
    public static func kind(_ value: Int) -> Self { Self(column: 1, value) }
    public static func text(_ value: String) -> Self { Self(column: 2, value) }
}

extension Predicate where Root == Note {
    /// The rows that satisfy every match given.
    public static func matching(
        id: Match<Int>? = nil, kind: Match<Int>? = nil, text: Match<String>? = nil
    ) -> Self {
        var ormAll: [Self] = []
        if let id { ormAll.append(.id(id)) }
        if let kind { ormAll.append(.kind(kind)) }
        if let text { ormAll.append(.text(text)) }
        return .and(ormAll)
    }
}

extension Note {
    /// The rows whose fields match: each argument given is one more condition.
    public static func get(
        from ormSource: borrowing some ReadSource & ~Copyable,
        id: Match<Int>? = nil,
        kind: Match<Int>? = nil,
        text: Match<String>? = nil,
        orderBy: Ordering<Note>...,
        limit: Int? = nil,
        offset: Int = 0
    ) throws(StoreError) -> [Note] {
        try get(
            from: ormSource, where: .matching(id: id, kind: kind, text: text),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The rows whose fields match: each argument given is one more condition.
    public static func get(
        from ormSource: some AsyncReadSource,
        id: Match<Int>? = nil,
        kind: Match<Int>? = nil,
        text: Match<String>? = nil,
        orderBy: Ordering<Note>...,
        limit: Int? = nil,
        offset: Int = 0
    ) async throws(StoreError) -> [Note] {
        try await get(
            from: ormSource, where: .matching(id: id, kind: kind, text: text),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The number of rows whose fields match.
    public static func count(
        in ormSource: borrowing some ReadSource & ~Copyable,
        id: Match<Int>? = nil,
        kind: Match<Int>? = nil,
        text: Match<String>? = nil
    ) throws(StoreError) -> Int {
        try count(in: ormSource, where: .matching(id: id, kind: kind, text: text))
    }

    /// The number of rows whose fields match.
    public static func count(
        in ormSource: some AsyncReadSource,
        id: Match<Int>? = nil,
        kind: Match<Int>? = nil,
        text: Match<String>? = nil
    ) async throws(StoreError) -> Int {
        try await count(in: ormSource, where: .matching(id: id, kind: kind, text: text))
    }

    /// The row with this id: there is at most one.
    public static func find(
        in ormSource: borrowing some ReadSource & ~Copyable, id: Int
    ) throws(StoreError) -> Note? {
        try ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try id.ormBind(to: ormStatement, at: 1)
        }
    }

    /// The row with this id: there is at most one.
    public static func find(
        in ormSource: some AsyncReadSource, id: Int
    ) async throws(StoreError) -> Note? {
        try await ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try id.ormBind(to: ormStatement, at: 1)
        }
    }

}

// MARK: - Photo, table Photo

extension Photo: KeyedEntity {
    public typealias OrmSchema = CrashModelSchema
    public typealias ID = String

    public var ormID: ID { self.name }

    public static func ormBind(
        _ ormID: ID, to ormStatement: borrowing Statement, at ormFirst: Int32
    ) throws(StoreError) {
        try ormID.ormBind(to: ormStatement, at: ormFirst)
    }

    public static let ormTable = Table(
        type: "Photo", name: "Photo",
        columns: [
            Column(name: "name", field: "name", type: "String"),
            Column(name: "bytes", field: "bytes", type: "[UInt8]"),
            Column(name: "rank", field: "rank", type: "Int?", isOptional: true),
        ],
        key: [0],
        indexes: [],
        creation: [
            #"""
            CREATE TABLE "Photo"(
                "name" TEXT NOT NULL,
                "bytes" BLOB NOT NULL,
                "rank" INTEGER,
                PRIMARY KEY("name")
            ) STRICT
            """#,
        ])

    public static var ormNumber: Int { 1 }
    public static var ormSelection: StaticString {
        #"SELECT "name", "bytes", "rank", rowid FROM "Photo""#
    }
    public static var ormInsert: Slot {
        Slot(11, #"INSERT INTO "Photo"("name", "bytes", "rank") VALUES (?, ?, ?)"#)
    }
    public static var ormUpsert: Slot {
        Slot(12, #"INSERT INTO "Photo"("name", "bytes", "rank") VALUES (?, ?, ?) ON CONFLICT("name") DO UPDATE SET "bytes" = excluded."bytes", "rank" = excluded."rank""#)
    }
    public static var ormFind: Slot {
        Slot(13, #"SELECT "name", "bytes", "rank", rowid FROM "Photo" WHERE "name" = ?"#)
    }
    public static var ormDelete: Slot {
        Slot(14, #"DELETE FROM "Photo" WHERE "name" = ?"#)
    }

    public static func ormRecord(_ ormRow: borrowing Row) -> Result<Photo, ColumnFault> {
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
    ) throws(ColumnFault) -> Photo {
        let name = try String.ormRead(ormRow.cell(at: ormFirst))
        let bytes = try [UInt8].ormRead(ormRow.cell(at: ormFirst + 1))
        let rank = try Optional<Int>.ormRead(ormRow.cell(at: ormFirst + 2))
        return Photo(name: name, bytes: bytes, rank: rank)
    }

    public func ormBind(
        to ormStatement: borrowing Statement, at ormFirst: Int32
    ) throws(StoreError) {
        try self.name.ormBind(to: ormStatement, at: ormFirst)
        try self.bytes.ormBind(to: ormStatement, at: ormFirst + 1)
        try self.rank.ormBind(to: ormStatement, at: ormFirst + 2)
    }

    public func ormStoredValue(at ormColumn: Int) -> StoredValue {
        switch ormColumn {
        case 0: self.name.ormStoredValue
        case 1: self.bytes.ormStoredValue
        case 2: self.rank.ormStoredValue
        default: preconditionFailure("Photo has no such column")
        }
    }
}

extension Predicate where Root == Photo {
    public static func name(_ match: Match<String>) -> Self { Self(column: 0, match) }
    public static func bytes(_ match: Match<[UInt8]>) -> Self { Self(column: 1, match) }
    public static func rank(_ match: Match<Int?>) -> Self { Self(column: 2, match) }
}

extension Ordering where Root == Photo {
    public static var name: Self { Self(column: 0) }
    public static var bytes: Self { Self(column: 1) }
    public static var rank: Self { Self(column: 2) }
}

extension Assignment where Root == Photo {
    public static func name(_ value: String) -> Self { Self(column: 0, value) }
    public static func bytes(_ value: [UInt8]) -> Self { Self(column: 1, value) }
    public static func rank(_ value: Int?) -> Self { Self(column: 2, value) }
}

extension Predicate where Root == Photo {
    /// The rows that satisfy every match given.
    public static func matching(
        name: Match<String>? = nil, bytes: Match<[UInt8]>? = nil, rank: Match<Int?>? = nil
    ) -> Self {
        var ormAll: [Self] = []
        if let name { ormAll.append(.name(name)) }
        if let bytes { ormAll.append(.bytes(bytes)) }
        if let rank { ormAll.append(.rank(rank)) }
        return .and(ormAll)
    }
}

extension Photo {
    /// The rows whose fields match: each argument given is one more condition.
    public static func get(
        from ormSource: borrowing some ReadSource & ~Copyable,
        name: Match<String>? = nil,
        bytes: Match<[UInt8]>? = nil,
        rank: Match<Int?>? = nil,
        orderBy: Ordering<Photo>...,
        limit: Int? = nil,
        offset: Int = 0
    ) throws(StoreError) -> [Photo] {
        try get(
            from: ormSource, where: .matching(name: name, bytes: bytes, rank: rank),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The rows whose fields match: each argument given is one more condition.
    public static func get(
        from ormSource: some AsyncReadSource,
        name: Match<String>? = nil,
        bytes: Match<[UInt8]>? = nil,
        rank: Match<Int?>? = nil,
        orderBy: Ordering<Photo>...,
        limit: Int? = nil,
        offset: Int = 0
    ) async throws(StoreError) -> [Photo] {
        try await get(
            from: ormSource, where: .matching(name: name, bytes: bytes, rank: rank),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The number of rows whose fields match.
    public static func count(
        in ormSource: borrowing some ReadSource & ~Copyable,
        name: Match<String>? = nil,
        bytes: Match<[UInt8]>? = nil,
        rank: Match<Int?>? = nil
    ) throws(StoreError) -> Int {
        try count(in: ormSource, where: .matching(name: name, bytes: bytes, rank: rank))
    }

    /// The number of rows whose fields match.
    public static func count(
        in ormSource: some AsyncReadSource,
        name: Match<String>? = nil,
        bytes: Match<[UInt8]>? = nil,
        rank: Match<Int?>? = nil
    ) async throws(StoreError) -> Int {
        try await count(in: ormSource, where: .matching(name: name, bytes: bytes, rank: rank))
    }

    /// The row with this name: there is at most one.
    public static func find(
        in ormSource: borrowing some ReadSource & ~Copyable, name: String
    ) throws(StoreError) -> Photo? {
        try ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try name.ormBind(to: ormStatement, at: 1)
        }
    }

    /// The row with this name: there is at most one.
    public static func find(
        in ormSource: some AsyncReadSource, name: String
    ) async throws(StoreError) -> Photo? {
        try await ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try name.ormBind(to: ormStatement, at: 1)
        }
    }

}
