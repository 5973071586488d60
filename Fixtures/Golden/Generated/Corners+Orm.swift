// Generated from Corners.swift by orm-gen 0.1.0. Change the type, not this file.
public import OrmRuntime

/// Stored as its raw value, UInt64.
extension TagKind: ColumnValue {}

// MARK: - Corner, table odd "table" name

extension Corner: KeyedEntity {
    public typealias OrmSchema = GoldenSchema
    public typealias ID = UInt64

    public var ormID: ID { self.code }

    public static func ormBind(
        _ ormID: ID, to ormStatement: borrowing Statement, at ormFirst: Int32
    ) throws(StoreError) {
        try ormID.ormBind(to: ormStatement, at: ormFirst)
    }

    public static let ormTable = Table(
        type: "Corner", name: #"odd "table" name"#,
        columns: [
            Column(name: "code", field: "code", type: "UInt64"),
            Column(name: "rowid", field: "rowid", type: "Int"),
            Column(name: "oid", field: "oid", type: "String?", isOptional: true),
            Column(name: "text", field: "text", type: "String"),
            Column(name: "negative", field: "negative", type: "Int"),
            Column(name: "top", field: "top", type: "UInt64"),
            Column(name: "ratio", field: "ratio", type: "Double"),
            Column(name: "small", field: "small", type: "Float"),
            Column(name: "flag", field: "flag", type: "Bool"),
            Column(name: "nothing", field: "nothing", type: "Int?", isOptional: true),
        ],
        key: [0],
        indexes: [],
        creation: [
            #"""
            CREATE TABLE "odd ""table"" name"(
                "code" INTEGER NOT NULL PRIMARY KEY,
                "rowid" INTEGER NOT NULL,
                "oid" TEXT,
                "text" TEXT NOT NULL DEFAULT 'it''s "quoted"',
                "negative" INTEGER NOT NULL DEFAULT -5,
                "top" INTEGER NOT NULL DEFAULT 9223372036854775807,
                "ratio" ANY NOT NULL DEFAULT 3.0,
                "small" ANY NOT NULL DEFAULT -0.25,
                "flag" INTEGER NOT NULL DEFAULT 1,
                "nothing" INTEGER
            ) STRICT
            """#,
        ])

    public static var ormNumber: Int { 0 }
    public static var ormSelection: StaticString {
        #"SELECT "code", rowid, oid, "text", "negative", "top", "ratio", "small", "flag", "nothing" FROM "odd ""table"" name""#
    }
    public static var ormInsert: Slot {
        Slot(7, #"INSERT INTO "odd ""table"" name"("code", "rowid", "oid", "text", "negative", "top", "ratio", "small", "flag", "nothing") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"#)
    }
    public static var ormUpsert: Slot {
        Slot(8, #"INSERT INTO "odd ""table"" name"("code", "rowid", "oid", "text", "negative", "top", "ratio", "small", "flag", "nothing") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT("code") DO UPDATE SET "rowid" = excluded."rowid", "oid" = excluded."oid", "text" = excluded."text", "negative" = excluded."negative", "top" = excluded."top", "ratio" = excluded."ratio", "small" = excluded."small", "flag" = excluded."flag", "nothing" = excluded."nothing""#)
    }
    public static var ormFind: Slot {
        Slot(9, #"SELECT "code", rowid, oid, "text", "negative", "top", "ratio", "small", "flag", "nothing" FROM "odd ""table"" name" WHERE "code" = ?"#, bindsBytes: false)
    }
    public static var ormDelete: Slot {
        Slot(10, #"DELETE FROM "odd ""table"" name" WHERE "code" = ?"#, bindsBytes: false)
    }

    public static func ormRecord(_ ormRow: borrowing Row) -> Result<Corner, ColumnFault> {
        do throws(ColumnFault) {
            return .success(try ormRead(ormRow, at: 0))
        } catch {
            return .failure(error)
        }
    }

    public static var ormColumnCount: Int32 { 10 }
    public static var ormColumns: [Column] { ormTable.columns }

    public static func ormRead(
        _ ormRow: borrowing Row, at ormFirst: Int32
    ) throws(ColumnFault) -> Corner {
        let code = try UInt64.ormRead(ormRow.cell(at: ormFirst))
        let rowid = try Int.ormRead(ormRow.cell(at: ormFirst + 1))
        let oid = try Optional<String>.ormRead(ormRow.cell(at: ormFirst + 2))
        let text = try String.ormRead(ormRow.cell(at: ormFirst + 3))
        let negative = try Int.ormRead(ormRow.cell(at: ormFirst + 4))
        let top = try UInt64.ormRead(ormRow.cell(at: ormFirst + 5))
        let ratio = try Double.ormRead(ormRow.cell(at: ormFirst + 6))
        let small = try Float.ormRead(ormRow.cell(at: ormFirst + 7))
        let flag = try Bool.ormRead(ormRow.cell(at: ormFirst + 8))
        let nothing = try Optional<Int>.ormRead(ormRow.cell(at: ormFirst + 9))
        return Corner(
            code: code,
            rowid: rowid,
            oid: oid,
            text: text,
            negative: negative,
            top: top,
            ratio: ratio,
            small: small,
            flag: flag,
            nothing: nothing
        )
    }

    public func ormBind(
        to ormStatement: borrowing Statement, at ormFirst: Int32
    ) throws(StoreError) {
        try self.code.ormBind(to: ormStatement, at: ormFirst)
        try self.rowid.ormBind(to: ormStatement, at: ormFirst + 1)
        try self.oid.ormBind(to: ormStatement, at: ormFirst + 2)
        try self.text.ormBind(to: ormStatement, at: ormFirst + 3)
        try self.negative.ormBind(to: ormStatement, at: ormFirst + 4)
        try self.top.ormBind(to: ormStatement, at: ormFirst + 5)
        try self.ratio.ormBind(to: ormStatement, at: ormFirst + 6)
        try self.small.ormBind(to: ormStatement, at: ormFirst + 7)
        try self.flag.ormBind(to: ormStatement, at: ormFirst + 8)
        try self.nothing.ormBind(to: ormStatement, at: ormFirst + 9)
    }

    public func ormStoredValue(at ormColumn: Int) -> StoredValue {
        switch ormColumn {
        case 0: self.code.ormStoredValue
        case 1: self.rowid.ormStoredValue
        case 2: self.oid.ormStoredValue
        case 3: self.text.ormStoredValue
        case 4: self.negative.ormStoredValue
        case 5: self.top.ormStoredValue
        case 6: self.ratio.ormStoredValue
        case 7: self.small.ormStoredValue
        case 8: self.flag.ormStoredValue
        case 9: self.nothing.ormStoredValue
        default: preconditionFailure("Corner has no such column")
        }
    }
}

extension Predicate where Root == Corner {
    public static func code(_ match: Match<UInt64>) -> Self { Self(column: 0, match) }
    public static func rowid(_ match: Match<Int>) -> Self { Self(column: 1, match) }
    public static func oid(_ match: Match<String?>) -> Self { Self(column: 2, match) }
    public static func text(_ match: Match<String>) -> Self { Self(column: 3, match) }
    public static func negative(_ match: Match<Int>) -> Self { Self(column: 4, match) }
    public static func top(_ match: Match<UInt64>) -> Self { Self(column: 5, match) }
    public static func ratio(_ match: Match<Double>) -> Self { Self(column: 6, match) }
    public static func small(_ match: Match<Float>) -> Self { Self(column: 7, match) }
    public static func flag(_ match: Match<Bool>) -> Self { Self(column: 8, match) }
    public static func nothing(_ match: Match<Int?>) -> Self { Self(column: 9, match) }
}

extension Ordering where Root == Corner {
    public static var code: Self { Self(column: 0) }
    public static var rowid: Self { Self(column: 1) }
    public static var oid: Self { Self(column: 2) }
    public static var text: Self { Self(column: 3) }
    public static var negative: Self { Self(column: 4) }
    public static var top: Self { Self(column: 5) }
    public static var ratio: Self { Self(column: 6) }
    public static var small: Self { Self(column: 7) }
    public static var flag: Self { Self(column: 8) }
    public static var nothing: Self { Self(column: 9) }
}

extension Assignment where Root == Corner {
    public static func code(_ value: UInt64) -> Self { Self(column: 0, value) }
    public static func rowid(_ value: Int) -> Self { Self(column: 1, value) }
    public static func oid(_ value: String?) -> Self { Self(column: 2, value) }
    public static func text(_ value: String) -> Self { Self(column: 3, value) }
    public static func negative(_ value: Int) -> Self { Self(column: 4, value) }
    public static func top(_ value: UInt64) -> Self { Self(column: 5, value) }
    public static func ratio(_ value: Double) -> Self { Self(column: 6, value) }
    public static func small(_ value: Float) -> Self { Self(column: 7, value) }
    public static func flag(_ value: Bool) -> Self { Self(column: 8, value) }
    public static func nothing(_ value: Int?) -> Self { Self(column: 9, value) }
}

extension Predicate where Root == Corner {
    /// The rows that satisfy every match given.
    public static func matching(
        code: Match<UInt64>? = nil,
        rowid: Match<Int>? = nil,
        oid: Match<String?>? = nil,
        text: Match<String>? = nil,
        negative: Match<Int>? = nil,
        top: Match<UInt64>? = nil,
        ratio: Match<Double>? = nil,
        small: Match<Float>? = nil,
        flag: Match<Bool>? = nil,
        nothing: Match<Int?>? = nil
    ) -> Self {
        var ormAll: [Self] = []
        if let code { ormAll.append(.code(code)) }
        if let rowid { ormAll.append(.rowid(rowid)) }
        if let oid { ormAll.append(.oid(oid)) }
        if let text { ormAll.append(.text(text)) }
        if let negative { ormAll.append(.negative(negative)) }
        if let top { ormAll.append(.top(top)) }
        if let ratio { ormAll.append(.ratio(ratio)) }
        if let small { ormAll.append(.small(small)) }
        if let flag { ormAll.append(.flag(flag)) }
        if let nothing { ormAll.append(.nothing(nothing)) }
        return .and(ormAll)
    }
}

extension Corner {
    /// The rows whose fields match: each argument given is one more condition.
    public static func get(
        from ormSource: borrowing some ReadSource & ~Copyable,
        code: Match<UInt64>? = nil,
        rowid: Match<Int>? = nil,
        oid: Match<String?>? = nil,
        text: Match<String>? = nil,
        negative: Match<Int>? = nil,
        top: Match<UInt64>? = nil,
        ratio: Match<Double>? = nil,
        small: Match<Float>? = nil,
        flag: Match<Bool>? = nil,
        nothing: Match<Int?>? = nil,
        orderBy: Ordering<Corner>...,
        limit: Int? = nil,
        offset: Int = 0
    ) throws(StoreError) -> [Corner] {
        try get(
            from: ormSource, where: .matching(
                code: code,
                rowid: rowid,
                oid: oid,
                text: text,
                negative: negative,
                top: top,
                ratio: ratio,
                small: small,
                flag: flag,
                nothing: nothing
            ),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The rows whose fields match: each argument given is one more condition.
    public static func get(
        from ormSource: some AsyncReadSource,
        code: Match<UInt64>? = nil,
        rowid: Match<Int>? = nil,
        oid: Match<String?>? = nil,
        text: Match<String>? = nil,
        negative: Match<Int>? = nil,
        top: Match<UInt64>? = nil,
        ratio: Match<Double>? = nil,
        small: Match<Float>? = nil,
        flag: Match<Bool>? = nil,
        nothing: Match<Int?>? = nil,
        orderBy: Ordering<Corner>...,
        limit: Int? = nil,
        offset: Int = 0
    ) async throws(StoreError) -> [Corner] {
        try await get(
            from: ormSource, where: .matching(
                code: code,
                rowid: rowid,
                oid: oid,
                text: text,
                negative: negative,
                top: top,
                ratio: ratio,
                small: small,
                flag: flag,
                nothing: nothing
            ),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The number of rows whose fields match.
    public static func count(
        in ormSource: borrowing some ReadSource & ~Copyable,
        code: Match<UInt64>? = nil,
        rowid: Match<Int>? = nil,
        oid: Match<String?>? = nil,
        text: Match<String>? = nil,
        negative: Match<Int>? = nil,
        top: Match<UInt64>? = nil,
        ratio: Match<Double>? = nil,
        small: Match<Float>? = nil,
        flag: Match<Bool>? = nil,
        nothing: Match<Int?>? = nil
    ) throws(StoreError) -> Int {
        try count(in: ormSource, where: .matching(
            code: code,
            rowid: rowid,
            oid: oid,
            text: text,
            negative: negative,
            top: top,
            ratio: ratio,
            small: small,
            flag: flag,
            nothing: nothing
        ))
    }

    /// The number of rows whose fields match.
    public static func count(
        in ormSource: some AsyncReadSource,
        code: Match<UInt64>? = nil,
        rowid: Match<Int>? = nil,
        oid: Match<String?>? = nil,
        text: Match<String>? = nil,
        negative: Match<Int>? = nil,
        top: Match<UInt64>? = nil,
        ratio: Match<Double>? = nil,
        small: Match<Float>? = nil,
        flag: Match<Bool>? = nil,
        nothing: Match<Int?>? = nil
    ) async throws(StoreError) -> Int {
        try await count(in: ormSource, where: .matching(
            code: code,
            rowid: rowid,
            oid: oid,
            text: text,
            negative: negative,
            top: top,
            ratio: ratio,
            small: small,
            flag: flag,
            nothing: nothing
        ))
    }

    /// The row with this code: there is at most one.
    public static func find(
        in ormSource: borrowing some ReadSource & ~Copyable, code: UInt64
    ) throws(StoreError) -> Corner? {
        try ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try code.ormBind(to: ormStatement, at: 1)
        }
    }

    /// The row with this code: there is at most one.
    public static func find(
        in ormSource: some AsyncReadSource, code: UInt64
    ) async throws(StoreError) -> Corner? {
        try await ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try code.ormBind(to: ormStatement, at: 1)
        }
    }

}

// MARK: - Tag, table Tag

extension Tag: KeyedEntity {
    package typealias OrmSchema = GoldenSchema

    /// The key: kind, isOpen, bytes.
    package struct ID: Hashable, Sendable {
        package var kind: TagKind
        package var isOpen: Bool
        package var bytes: [UInt8]

        package init(kind: TagKind, isOpen: Bool, bytes: [UInt8]) {
            self.kind = kind
            self.isOpen = isOpen
            self.bytes = bytes
        }
    }

    package var ormID: ID {
        ID(kind: self.kind, isOpen: self.isOpen, bytes: self.bytes)
    }

    package static func ormBind(
        _ ormID: ID, to ormStatement: borrowing Statement, at ormFirst: Int32
    ) throws(StoreError) {
        try ormID.kind.ormBind(to: ormStatement, at: ormFirst)
        try ormID.isOpen.ormBind(to: ormStatement, at: ormFirst + 1)
        try ormID.bytes.ormBind(to: ormStatement, at: ormFirst + 2)
    }

    package static let ormTable = Table(
        type: "Tag", name: "Tag",
        columns: [
            Column(name: "kind", field: "kind", type: "UInt64"),
            Column(name: "isOpen", field: "isOpen", type: "Bool"),
            Column(name: "bytes", field: "bytes", type: "[UInt8]"),
        ],
        key: [0, 1, 2],
        indexes: [],
        creation: [
            #"""
            CREATE TABLE "Tag"(
                "kind" INTEGER NOT NULL,
                "isOpen" INTEGER NOT NULL,
                "bytes" BLOB NOT NULL,
                PRIMARY KEY("kind", "isOpen", "bytes")
            ) STRICT
            """#,
        ])

    package static var ormNumber: Int { 1 }
    package static var ormSelection: StaticString {
        #"SELECT "kind", "isOpen", "bytes", rowid FROM "Tag""#
    }
    package static var ormInsert: Slot {
        Slot(11, #"INSERT INTO "Tag"("kind", "isOpen", "bytes") VALUES (?, ?, ?)"#)
    }
    package static var ormUpsert: Slot {
        Slot(12, #"INSERT INTO "Tag"("kind", "isOpen", "bytes") VALUES (?, ?, ?) ON CONFLICT("kind", "isOpen", "bytes") DO NOTHING"#)
    }
    package static var ormFind: Slot {
        Slot(13, #"SELECT "kind", "isOpen", "bytes", rowid FROM "Tag" WHERE "kind" = ? AND "isOpen" = ? AND "bytes" = ?"#)
    }
    package static var ormDelete: Slot {
        Slot(14, #"DELETE FROM "Tag" WHERE "kind" = ? AND "isOpen" = ? AND "bytes" = ?"#)
    }

    package static func ormRecord(_ ormRow: borrowing Row) -> Result<Tag, ColumnFault> {
        do throws(ColumnFault) {
            return .success(try ormRead(ormRow, at: 0))
        } catch {
            return .failure(error)
        }
    }

    package static var ormColumnCount: Int32 { 3 }
    package static var ormColumns: [Column] { ormTable.columns }

    package static func ormRead(
        _ ormRow: borrowing Row, at ormFirst: Int32
    ) throws(ColumnFault) -> Tag {
        let kind = try TagKind.ormRead(ormRow.cell(at: ormFirst))
        let isOpen = try Bool.ormRead(ormRow.cell(at: ormFirst + 1))
        let bytes = try [UInt8].ormRead(ormRow.cell(at: ormFirst + 2))
        return Tag(kind: kind, isOpen: isOpen, bytes: bytes)
    }

    package func ormBind(
        to ormStatement: borrowing Statement, at ormFirst: Int32
    ) throws(StoreError) {
        try self.kind.ormBind(to: ormStatement, at: ormFirst)
        try self.isOpen.ormBind(to: ormStatement, at: ormFirst + 1)
        try self.bytes.ormBind(to: ormStatement, at: ormFirst + 2)
    }

    package func ormStoredValue(at ormColumn: Int) -> StoredValue {
        switch ormColumn {
        case 0: self.kind.ormStoredValue
        case 1: self.isOpen.ormStoredValue
        case 2: self.bytes.ormStoredValue
        default: preconditionFailure("Tag has no such column")
        }
    }
}

extension Predicate where Root == Tag {
    package static func kind(_ match: Match<TagKind>) -> Self { Self(column: 0, match) }
    package static func isOpen(_ match: Match<Bool>) -> Self { Self(column: 1, match) }
    package static func bytes(_ match: Match<[UInt8]>) -> Self { Self(column: 2, match) }
}

extension Ordering where Root == Tag {
    package static var kind: Self { Self(column: 0) }
    package static var isOpen: Self { Self(column: 1) }
    package static var bytes: Self { Self(column: 2) }
}

extension Assignment where Root == Tag {
    package static func kind(_ value: TagKind) -> Self { Self(column: 0, value) }
    package static func isOpen(_ value: Bool) -> Self { Self(column: 1, value) }
    package static func bytes(_ value: [UInt8]) -> Self { Self(column: 2, value) }
}

extension Predicate where Root == Tag {
    /// The rows that satisfy every match given.
    package static func matching(
        kind: Match<TagKind>? = nil, isOpen: Match<Bool>? = nil, bytes: Match<[UInt8]>? = nil
    ) -> Self {
        var ormAll: [Self] = []
        if let kind { ormAll.append(.kind(kind)) }
        if let isOpen { ormAll.append(.isOpen(isOpen)) }
        if let bytes { ormAll.append(.bytes(bytes)) }
        return .and(ormAll)
    }
}

extension Tag {
    /// The rows whose fields match: each argument given is one more condition.
    package static func get(
        from ormSource: borrowing some ReadSource & ~Copyable,
        kind: Match<TagKind>? = nil,
        isOpen: Match<Bool>? = nil,
        bytes: Match<[UInt8]>? = nil,
        orderBy: Ordering<Tag>...,
        limit: Int? = nil,
        offset: Int = 0
    ) throws(StoreError) -> [Tag] {
        try get(
            from: ormSource, where: .matching(kind: kind, isOpen: isOpen, bytes: bytes),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The rows whose fields match: each argument given is one more condition.
    package static func get(
        from ormSource: some AsyncReadSource,
        kind: Match<TagKind>? = nil,
        isOpen: Match<Bool>? = nil,
        bytes: Match<[UInt8]>? = nil,
        orderBy: Ordering<Tag>...,
        limit: Int? = nil,
        offset: Int = 0
    ) async throws(StoreError) -> [Tag] {
        try await get(
            from: ormSource, where: .matching(kind: kind, isOpen: isOpen, bytes: bytes),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The number of rows whose fields match.
    package static func count(
        in ormSource: borrowing some ReadSource & ~Copyable,
        kind: Match<TagKind>? = nil,
        isOpen: Match<Bool>? = nil,
        bytes: Match<[UInt8]>? = nil
    ) throws(StoreError) -> Int {
        try count(in: ormSource, where: .matching(kind: kind, isOpen: isOpen, bytes: bytes))
    }

    /// The number of rows whose fields match.
    package static func count(
        in ormSource: some AsyncReadSource,
        kind: Match<TagKind>? = nil,
        isOpen: Match<Bool>? = nil,
        bytes: Match<[UInt8]>? = nil
    ) async throws(StoreError) -> Int {
        try await count(in: ormSource, where: .matching(kind: kind, isOpen: isOpen, bytes: bytes))
    }

    /// The row with this kind and isOpen and bytes: there is at most one.
    package static func find(
        in ormSource: borrowing some ReadSource & ~Copyable,
        kind: TagKind,
        isOpen: Bool,
        bytes: [UInt8]
    ) throws(StoreError) -> Tag? {
        try ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try kind.ormBind(to: ormStatement, at: 1)
            try isOpen.ormBind(to: ormStatement, at: 2)
            try bytes.ormBind(to: ormStatement, at: 3)
        }
    }

    /// The row with this kind and isOpen and bytes: there is at most one.
    package static func find(
        in ormSource: some AsyncReadSource, kind: TagKind, isOpen: Bool, bytes: [UInt8]
    ) async throws(StoreError) -> Tag? {
        try await ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try kind.ormBind(to: ormStatement, at: 1)
            try isOpen.ormBind(to: ormStatement, at: 2)
            try bytes.ormBind(to: ormStatement, at: 3)
        }
    }

}

// MARK: - Plain, table Plain

extension Plain: KeylessEntity {
    typealias OrmSchema = GoldenSchema
    typealias ID = RowID<Plain>

    static let ormTable = Table(
        type: "Plain", name: "Plain",
        columns: [
            Column(name: "id", field: "id", type: "String"),
            Column(name: "value", field: "value", type: "Int"),
            Column(name: "rowid", field: "rowid", type: "Int64"),
            Column(name: "all", field: "all", type: "Bool"),
            Column(name: "matching", field: "matching", type: "String"),
        ],
        key: [],
        indexes: [],
        creation: [
            #"""
            CREATE TABLE "Plain"(
                "id" TEXT NOT NULL,
                "value" INTEGER NOT NULL,
                "rowid" INTEGER NOT NULL,
                "all" INTEGER NOT NULL,
                "matching" TEXT NOT NULL,
                "_rowid_" INTEGER NOT NULL PRIMARY KEY
            ) STRICT
            """#,
        ])

    static var ormNumber: Int { 2 }
    static var ormSelection: StaticString {
        #"SELECT "id", "value", rowid, "all", "matching", _rowid_ FROM "Plain""#
    }
    static var ormInsert: Slot {
        Slot(15, #"INSERT INTO "Plain"("id", "value", "rowid", "all", "matching") VALUES (?, ?, ?, ?, ?)"#)
    }
    static var ormReplace: Slot {
        Slot(16, #"UPDATE "Plain" SET "id" = ?, "value" = ?, "rowid" = ?, "all" = ?, "matching" = ? WHERE _rowid_ = ?"#)
    }
    static var ormFind: Slot {
        Slot(17, #"SELECT "id", "value", rowid, "all", "matching", _rowid_ FROM "Plain" WHERE _rowid_ = ?"#, bindsBytes: false)
    }
    static var ormDelete: Slot {
        Slot(18, #"DELETE FROM "Plain" WHERE _rowid_ = ?"#, bindsBytes: false)
    }

    static func ormRecord(_ ormRow: borrowing Row) -> Result<Stored<Plain>, ColumnFault> {
        do throws(ColumnFault) {
            let ormID = ID(rawValue: try ormRow.integer(at: 5))
            return .success(Stored(id: ormID, value: try ormRead(ormRow, at: 0)))
        } catch {
            return .failure(error)
        }
    }

    static var ormColumnCount: Int32 { 5 }
    static var ormColumns: [Column] { ormTable.columns }

    static func ormRead(_ ormRow: borrowing Row, at ormFirst: Int32) throws(ColumnFault) -> Plain {
        let id = try String.ormRead(ormRow.cell(at: ormFirst))
        let value = try Int.ormRead(ormRow.cell(at: ormFirst + 1))
        let rowid = try Int64.ormRead(ormRow.cell(at: ormFirst + 2))
        let all = try Bool.ormRead(ormRow.cell(at: ormFirst + 3))
        let matching = try String.ormRead(ormRow.cell(at: ormFirst + 4))
        return Plain(id: id, value: value, rowid: rowid, all: all, matching: matching)
    }

    func ormBind(to ormStatement: borrowing Statement, at ormFirst: Int32) throws(StoreError) {
        try self.id.ormBind(to: ormStatement, at: ormFirst)
        try self.value.ormBind(to: ormStatement, at: ormFirst + 1)
        try self.rowid.ormBind(to: ormStatement, at: ormFirst + 2)
        try self.all.ormBind(to: ormStatement, at: ormFirst + 3)
        try self.matching.ormBind(to: ormStatement, at: ormFirst + 4)
    }

    func ormStoredValue(at ormColumn: Int) -> StoredValue {
        switch ormColumn {
        case 0: self.id.ormStoredValue
        case 1: self.value.ormStoredValue
        case 2: self.rowid.ormStoredValue
        case 3: self.all.ormStoredValue
        case 4: self.matching.ormStoredValue
        default: preconditionFailure("Plain has no such column")
        }
    }
}

extension Predicate where Root == Plain {
    static func id(_ match: Match<String>) -> Self { Self(column: 0, match) }
    static func value(_ match: Match<Int>) -> Self { Self(column: 1, match) }
    static func rowid(_ match: Match<Int64>) -> Self { Self(column: 2, match) }
    static func all(_ match: Match<Bool>) -> Self { Self(column: 3, match) }
    static func matching(_ match: Match<String>) -> Self { Self(column: 4, match) }
}

extension Ordering where Root == Plain {
    static var id: Self { Self(column: 0) }
    static var value: Self { Self(column: 1) }
    static var rowid: Self { Self(column: 2) }
    static var all: Self { Self(column: 3) }
    static var matching: Self { Self(column: 4) }
}

extension Assignment where Root == Plain {
    static func id(_ value: String) -> Self { Self(column: 0, value) }
    static func value(_ value: Int) -> Self { Self(column: 1, value) }
    static func rowid(_ value: Int64) -> Self { Self(column: 2, value) }
    static func all(_ value: Bool) -> Self { Self(column: 3, value) }
    static func matching(_ value: String) -> Self { Self(column: 4, value) }
}

extension Predicate where Root == Plain {
    /// The rows that satisfy every match given.
    static func matching(
        id: Match<String>? = nil,
        value: Match<Int>? = nil,
        rowid: Match<Int64>? = nil,
        all: Match<Bool>? = nil,
        matching: Match<String>? = nil
    ) -> Self {
        var ormAll: [Self] = []
        if let id { ormAll.append(.id(id)) }
        if let value { ormAll.append(.value(value)) }
        if let rowid { ormAll.append(.rowid(rowid)) }
        if let all { ormAll.append(.all(all)) }
        if let matching { ormAll.append(.matching(matching)) }
        return .and(ormAll)
    }
}

extension Plain {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some ReadSource & ~Copyable,
        id: Match<String>? = nil,
        value: Match<Int>? = nil,
        rowid: Match<Int64>? = nil,
        all: Match<Bool>? = nil,
        matching: Match<String>? = nil,
        orderBy: Ordering<Plain>...,
        limit: Int? = nil,
        offset: Int = 0
    ) throws(StoreError) -> [Stored<Plain>] {
        try get(
            from: ormSource, where: .matching(
                id: id, value: value, rowid: rowid, all: all, matching: matching
            ),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some AsyncReadSource,
        id: Match<String>? = nil,
        value: Match<Int>? = nil,
        rowid: Match<Int64>? = nil,
        all: Match<Bool>? = nil,
        matching: Match<String>? = nil,
        orderBy: Ordering<Plain>...,
        limit: Int? = nil,
        offset: Int = 0
    ) async throws(StoreError) -> [Stored<Plain>] {
        try await get(
            from: ormSource, where: .matching(
                id: id, value: value, rowid: rowid, all: all, matching: matching
            ),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: borrowing some ReadSource & ~Copyable,
        id: Match<String>? = nil,
        value: Match<Int>? = nil,
        rowid: Match<Int64>? = nil,
        all: Match<Bool>? = nil,
        matching: Match<String>? = nil
    ) throws(StoreError) -> Int {
        try count(in: ormSource, where: .matching(
            id: id, value: value, rowid: rowid, all: all, matching: matching
        ))
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: some AsyncReadSource,
        id: Match<String>? = nil,
        value: Match<Int>? = nil,
        rowid: Match<Int64>? = nil,
        all: Match<Bool>? = nil,
        matching: Match<String>? = nil
    ) async throws(StoreError) -> Int {
        try await count(in: ormSource, where: .matching(
            id: id, value: value, rowid: rowid, all: all, matching: matching
        ))
    }

}

extension Stored where Value == Plain {
    var rowid: Int64 { value.rowid }
    var all: Bool { value.all }
    var matching: String { value.matching }
}

// MARK: - Archive.Page, table Archive.Page

extension Archive.Page: KeyedEntity {
    typealias OrmSchema = GoldenSchema
    typealias ID = Int16

    var ormID: ID { self.number }

    static func ormBind(
        _ ormID: ID, to ormStatement: borrowing Statement, at ormFirst: Int32
    ) throws(StoreError) {
        try ormID.ormBind(to: ormStatement, at: ormFirst)
    }

    static let ormTable = Table(
        type: "Archive.Page", name: "Archive.Page",
        columns: [
            Column(name: "number", field: "number", type: "Int16"),
            Column(name: "label", field: "label", type: "String"),
            Column(name: "entry", field: "entry", type: "Int?", isOptional: true),
            Column(name: "var", field: "var", type: "Int"),
            Column(name: "inout", field: "inout", type: "Int"),
            Column(name: "from", field: "from", type: "Int"),
            Column(name: "source", field: "source", type: "Int"),
        ],
        key: [0],
        indexes: [],
        creation: [
            #"""
            CREATE TABLE "Archive.Page"(
                "number" INTEGER NOT NULL PRIMARY KEY,
                "label" TEXT NOT NULL,
                "entry" INTEGER,
                "var" INTEGER NOT NULL,
                "inout" INTEGER NOT NULL,
                "from" INTEGER NOT NULL,
                "source" INTEGER NOT NULL
            ) STRICT
            """#,
        ])

    static var ormNumber: Int { 3 }
    static var ormSelection: StaticString {
        #"SELECT "number", "label", "entry", "var", "inout", "from", "source" FROM "Archive.Page""#
    }
    static var ormInsert: Slot {
        Slot(19, #"INSERT INTO "Archive.Page"("number", "label", "entry", "var", "inout", "from", "source") VALUES (?, ?, ?, ?, ?, ?, ?)"#)
    }
    static var ormUpsert: Slot {
        Slot(20, #"INSERT INTO "Archive.Page"("number", "label", "entry", "var", "inout", "from", "source") VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT("number") DO UPDATE SET "label" = excluded."label", "entry" = excluded."entry", "var" = excluded."var", "inout" = excluded."inout", "from" = excluded."from", "source" = excluded."source""#)
    }
    static var ormFind: Slot {
        Slot(21, #"SELECT "number", "label", "entry", "var", "inout", "from", "source" FROM "Archive.Page" WHERE "number" = ?"#, bindsBytes: false)
    }
    static var ormDelete: Slot {
        Slot(22, #"DELETE FROM "Archive.Page" WHERE "number" = ?"#, bindsBytes: false)
    }

    static func ormRecord(_ ormRow: borrowing Row) -> Result<Archive.Page, ColumnFault> {
        do throws(ColumnFault) {
            return .success(try ormRead(ormRow, at: 0))
        } catch {
            return .failure(error)
        }
    }

    static var ormColumnCount: Int32 { 7 }
    static var ormColumns: [Column] { ormTable.columns }

    static func ormRead(
        _ ormRow: borrowing Row, at ormFirst: Int32
    ) throws(ColumnFault) -> Archive.Page {
        let number = try Int16.ormRead(ormRow.cell(at: ormFirst))
        let label = try String.ormRead(ormRow.cell(at: ormFirst + 1))
        let entry = try Optional<Int>.ormRead(ormRow.cell(at: ormFirst + 2))
        let `var` = try Int.ormRead(ormRow.cell(at: ormFirst + 3))
        let `inout` = try Int.ormRead(ormRow.cell(at: ormFirst + 4))
        let from = try Int.ormRead(ormRow.cell(at: ormFirst + 5))
        let source = try Int.ormRead(ormRow.cell(at: ormFirst + 6))
        return Archive.Page(
            number: number,
            label: label,
            entry: entry,
            var: `var`,
            `inout`: `inout`,
            from: from,
            source: source
        )
    }

    func ormBind(to ormStatement: borrowing Statement, at ormFirst: Int32) throws(StoreError) {
        try self.number.ormBind(to: ormStatement, at: ormFirst)
        try self.label.ormBind(to: ormStatement, at: ormFirst + 1)
        try self.entry.ormBind(to: ormStatement, at: ormFirst + 2)
        try self.`var`.ormBind(to: ormStatement, at: ormFirst + 3)
        try self.`inout`.ormBind(to: ormStatement, at: ormFirst + 4)
        try self.from.ormBind(to: ormStatement, at: ormFirst + 5)
        try self.source.ormBind(to: ormStatement, at: ormFirst + 6)
    }

    func ormStoredValue(at ormColumn: Int) -> StoredValue {
        switch ormColumn {
        case 0: self.number.ormStoredValue
        case 1: self.label.ormStoredValue
        case 2: self.entry.ormStoredValue
        case 3: self.`var`.ormStoredValue
        case 4: self.`inout`.ormStoredValue
        case 5: self.from.ormStoredValue
        case 6: self.source.ormStoredValue
        default: preconditionFailure("Archive.Page has no such column")
        }
    }
}

extension Predicate where Root == Archive.Page {
    static func number(_ match: Match<Int16>) -> Self { Self(column: 0, match) }
    static func label(_ match: Match<String>) -> Self { Self(column: 1, match) }
    static func entry(_ match: Match<Int?>) -> Self { Self(column: 2, match) }
    static func `var`(_ match: Match<Int>) -> Self { Self(column: 3, match) }
    static func `inout`(_ match: Match<Int>) -> Self { Self(column: 4, match) }
    static func from(_ match: Match<Int>) -> Self { Self(column: 5, match) }
    static func source(_ match: Match<Int>) -> Self { Self(column: 6, match) }
}

extension Ordering where Root == Archive.Page {
    static var number: Self { Self(column: 0) }
    static var label: Self { Self(column: 1) }
    static var entry: Self { Self(column: 2) }
    static var `var`: Self { Self(column: 3) }
    static var `inout`: Self { Self(column: 4) }
    static var from: Self { Self(column: 5) }
    static var source: Self { Self(column: 6) }
}

extension Assignment where Root == Archive.Page {
    static func number(_ value: Int16) -> Self { Self(column: 0, value) }
    static func label(_ value: String) -> Self { Self(column: 1, value) }
    static func entry(_ value: Int?) -> Self { Self(column: 2, value) }
    static func `var`(_ value: Int) -> Self { Self(column: 3, value) }
    static func `inout`(_ value: Int) -> Self { Self(column: 4, value) }
    static func from(_ value: Int) -> Self { Self(column: 5, value) }
    static func source(_ value: Int) -> Self { Self(column: 6, value) }
}

extension Predicate where Root == Archive.Page {
    /// The rows that satisfy every match given.
    static func matching(
        number: Match<Int16>? = nil,
        label: Match<String>? = nil,
        entry: Match<Int?>? = nil,
        `var`: Match<Int>? = nil,
        `inout`: Match<Int>? = nil,
        from: Match<Int>? = nil,
        source: Match<Int>? = nil
    ) -> Self {
        var ormAll: [Self] = []
        if let number { ormAll.append(.number(number)) }
        if let label { ormAll.append(.label(label)) }
        if let entry { ormAll.append(.entry(entry)) }
        if let `var` { ormAll.append(.`var`(`var`)) }
        if let `inout` { ormAll.append(.`inout`(`inout`)) }
        if let from { ormAll.append(.from(from)) }
        if let source { ormAll.append(.source(source)) }
        return .and(ormAll)
    }
}

extension Archive.Page {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some ReadSource & ~Copyable,
        number: Match<Int16>? = nil,
        label: Match<String>? = nil,
        entry: Match<Int?>? = nil,
        `var`: Match<Int>? = nil,
        `inout`: Match<Int>? = nil,
        from: Match<Int>? = nil,
        source: Match<Int>? = nil,
        orderBy: Ordering<Archive.Page>...,
        limit: Int? = nil,
        offset: Int = 0
    ) throws(StoreError) -> [Archive.Page] {
        try get(
            from: ormSource, where: .matching(
                number: number,
                label: label,
                entry: entry,
                var: `var`,
                `inout`: `inout`,
                from: from,
                source: source
            ),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some AsyncReadSource,
        number: Match<Int16>? = nil,
        label: Match<String>? = nil,
        entry: Match<Int?>? = nil,
        `var`: Match<Int>? = nil,
        `inout`: Match<Int>? = nil,
        from: Match<Int>? = nil,
        source: Match<Int>? = nil,
        orderBy: Ordering<Archive.Page>...,
        limit: Int? = nil,
        offset: Int = 0
    ) async throws(StoreError) -> [Archive.Page] {
        try await get(
            from: ormSource, where: .matching(
                number: number,
                label: label,
                entry: entry,
                var: `var`,
                `inout`: `inout`,
                from: from,
                source: source
            ),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: borrowing some ReadSource & ~Copyable,
        number: Match<Int16>? = nil,
        label: Match<String>? = nil,
        entry: Match<Int?>? = nil,
        `var`: Match<Int>? = nil,
        `inout`: Match<Int>? = nil,
        from: Match<Int>? = nil,
        source: Match<Int>? = nil
    ) throws(StoreError) -> Int {
        try count(in: ormSource, where: .matching(
            number: number,
            label: label,
            entry: entry,
            var: `var`,
            `inout`: `inout`,
            from: from,
            source: source
        ))
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: some AsyncReadSource,
        number: Match<Int16>? = nil,
        label: Match<String>? = nil,
        entry: Match<Int?>? = nil,
        `var`: Match<Int>? = nil,
        `inout`: Match<Int>? = nil,
        from: Match<Int>? = nil,
        source: Match<Int>? = nil
    ) async throws(StoreError) -> Int {
        try await count(in: ormSource, where: .matching(
            number: number,
            label: label,
            entry: entry,
            var: `var`,
            `inout`: `inout`,
            from: from,
            source: source
        ))
    }

    /// The row with this number: there is at most one.
    static func find(
        in ormSource: borrowing some ReadSource & ~Copyable, number: Int16
    ) throws(StoreError) -> Archive.Page? {
        try ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try number.ormBind(to: ormStatement, at: 1)
        }
    }

    /// The row with this number: there is at most one.
    static func find(
        in ormSource: some AsyncReadSource, number: Int16
    ) async throws(StoreError) -> Archive.Page? {
        try await ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try number.ormBind(to: ormStatement, at: 1)
        }
    }

}
