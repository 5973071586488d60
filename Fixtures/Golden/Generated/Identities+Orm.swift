// Generated from Identities.swift by orm-gen 0.1.0. Change the type, not this file.
import OrmRuntime

// MARK: - Ticket, table Ticket

nonisolated extension Golden::Ticket: OrmRuntime.GeneratedKeyEntity {
    typealias OrmSchema = Golden::GoldenSchema
    typealias ID = Swift::Int
    var ormID: Swift::Int { get { self.id } set { self.id = newValue } }

    static let ormTable = OrmRuntime::Table(
        type: "Ticket", name: "Ticket",
        columns: [
            OrmRuntime::Column("id", "INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT", type: "Int"),
            OrmRuntime::Column("title", "TEXT NOT NULL", type: "String"),
            OrmRuntime::Column("code", "TEXT", type: "String?", isOptional: true),
        ],
        key: [0], indexes: [
            OrmRuntime::TableIndex(columns: [2], isUnique: true, creation: #"CREATE UNIQUE INDEX "Ticket(code)" ON "Ticket"("code")"#),
        ])

    static var ormNumber: Swift::Int { 10 }
    static var ormSelection: Swift::StaticString { #"SELECT "id", "title", "code" FROM "Ticket""# }
    static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(47, #"INSERT INTO "Ticket"("id", "title", "code") VALUES (nullif(?, 0), ?, ?)"#) }
    static var ormUpsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(48, #"INSERT INTO "Ticket"("id", "title", "code") VALUES (nullif(?, 0), ?, ?) ON CONFLICT("id") DO UPDATE SET "title" = excluded."title", "code" = excluded."code""#) }
    static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(49, #"SELECT "id", "title", "code" FROM "Ticket" WHERE "id" = ?"#, bindsBytes: false) }
    static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(50, #"DELETE FROM "Ticket" WHERE "id" = ?"#, bindsBytes: false) }

    static func ormRecord(_ ormRow: borrowing OrmRuntime::Row) -> Swift::Result<Golden::Ticket, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) { return .success(try Golden::Ticket(ormRow: ormRow, at: 0)) } catch { return .failure(error) }
    }

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.id = try Swift::Int.ormRead(ormRow.cell(at: ormFirst))
        self.title = try Swift::String.ormRead(ormRow.cell(ormFirst, 1))
        self.code = try Swift::Optional<Swift::String>.ormRead(ormRow.cell(ormFirst, 2))
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.id.ormBind(to: ormStatement, at: ormFirst)
        try self.title.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
        try self.code.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        [self.id.ormStoredValue, self.title.ormStoredValue, self.code.ormStoredValue]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::Ticket {
    static func id(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 0, match) }
    static func title(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 1, match) }
    static func code(_ match: OrmRuntime::Match<Swift::String?>) -> Self { .init(column: 2, match) }

    /// The condition that every match given is satisfied.
    static func matching(
        id: OrmRuntime::Match<Swift::Int> = .ormAny, title: OrmRuntime::Match<Swift::String> = .ormAny,
        code: OrmRuntime::Match<Swift::String?> = .ormAny
    ) -> Self {
        OrmRuntime::Predicate<Golden::Ticket>(ormAll: [.init(column: 0, id), .init(column: 1, title), .init(column: 2, code)])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::Ticket {
    static var id: Self { .init(column: 0) }
    static var title: Self { .init(column: 1) }
    static var code: Self { .init(column: 2) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::Ticket {
    static func title(_ value: Swift::String) -> Self { .init(column: 1, value) }
    static func code(_ value: Swift::String?) -> Self { .init(column: 2, value) }
}

nonisolated extension Golden::Ticket {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, id: OrmRuntime::Match<Swift::Int> = .ormAny,
        title: OrmRuntime::Match<Swift::String> = .ormAny, code: OrmRuntime::Match<Swift::String?> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Ticket>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [Golden::Ticket] {
        let ormWhere = OrmRuntime::Predicate<Golden::Ticket>.matching(id: id, title: title, code: code)
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, id: OrmRuntime::Match<Swift::Int> = .ormAny,
        title: OrmRuntime::Match<Swift::String> = .ormAny, code: OrmRuntime::Match<Swift::String?> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Ticket>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [Golden::Ticket] {
        let ormWhere = OrmRuntime::Predicate<Golden::Ticket>.matching(id: id, title: title, code: code)
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The row with this code: there is at most one.
    static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, code: Swift::String
    ) throws(OrmRuntime::StoreError) -> Golden::Ticket? {
        try ormLookUp(OrmRuntime::StaticStatement(51, #"SELECT "id", "title", "code" FROM "Ticket" WHERE "code" = ?"#), in: ormSource, code)
    }
    /// The row with this code: there is at most one.
    static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, code: Swift::String
    ) async throws(OrmRuntime::StoreError) -> Golden::Ticket? {
        try await ormLookUp(OrmRuntime::StaticStatement(51, #"SELECT "id", "title", "code" FROM "Ticket" WHERE "code" = ?"#), in: ormSource, code)
    }
}

// MARK: - Extent, a group of columns

nonisolated extension Golden::Extent: OrmRuntime.ColumnGroup {
    static var ormColumnCount: Swift::Int32 { 2 }
    static let ormColumns: [OrmRuntime::Column] = [
        OrmRuntime::Column("low", "", type: "Int"),
        OrmRuntime::Column("high", "", type: "Int?", isOptional: true),
    ]

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.low = try Swift::Int.ormRead(ormRow.cell(at: ormFirst))
        self.high = try Swift::Optional<Swift::Int>.ormRead(ormRow.cell(ormFirst, 1))
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.low.ormBind(to: ormStatement, at: ormFirst)
        try self.high.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        [self.low.ormStoredValue, self.high.ormStoredValue]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::Extent {
    static func low(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 0, match) }
    static func high(_ match: OrmRuntime::Match<Swift::Int?>) -> Self { .init(column: 1, match) }

    /// The condition that every match given is satisfied.
    static func matching(low: OrmRuntime::Match<Swift::Int> = .ormAny, high: OrmRuntime::Match<Swift::Int?> = .ormAny) -> Self {
        OrmRuntime::Predicate<Golden::Extent>(ormAll: [.init(column: 0, low), .init(column: 1, high)])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::Extent {
    static var low: Self { .init(column: 0) }
    static var high: Self { .init(column: 1) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::Extent {
    static func low(_ value: Swift::Int) -> Self { .init(column: 0, value) }
    static func high(_ value: Swift::Int?) -> Self { .init(column: 1, value) }
}

// MARK: - Pairing, table Pairing

nonisolated extension Golden::Pairing: OrmRuntime.NaturalKeyEntity {
    typealias OrmSchema = Golden::GoldenSchema
    typealias ID = Swift::Int
    var ormID: Swift::Int { self.number }

    static let ormTable = OrmRuntime::Table(
        type: "Pairing", name: "Pairing",
        columns: [
            OrmRuntime::Column("number", "INTEGER NOT NULL PRIMARY KEY", type: "Int"),
            OrmRuntime::Column("left", "TEXT NOT NULL", type: "String"),
            OrmRuntime::Column("right", "INTEGER", type: "Int?", isOptional: true),
            OrmRuntime::Column("extent_low", "INTEGER NOT NULL", field: "extent.low", type: "Int"),
            OrmRuntime::Column("extent_high", "INTEGER", field: "extent.high", type: "Int?", isOptional: true),
            OrmRuntime::Column("spare", "INTEGER", type: "group?", isOptional: true),
            OrmRuntime::Column("spare_low", "INTEGER", field: "spare.low", type: "Int", isOptional: true),
            OrmRuntime::Column("spare_high", "INTEGER", field: "spare.high", type: "Int?", isOptional: true),
        ],
        key: [0], indexes: [
            OrmRuntime::TableIndex(columns: [3, 4], isUnique: true, creation: #"CREATE UNIQUE INDEX "Pairing(extent_low, extent_high)" ON "Pairing"("extent_low", ifnull("extent_high", ''))"#),
            OrmRuntime::TableIndex(columns: [5, 6, 7], isUnique: true, creation: #"CREATE UNIQUE INDEX "Pairing(spare, spare_low, spare_high)" ON "Pairing"("spare", ifnull("spare_low", ''), ifnull("spare_high", ''))"#),
            OrmRuntime::TableIndex(columns: [1, 2], isUnique: true, creation: #"CREATE UNIQUE INDEX "Pairing(left, right)" ON "Pairing"("left", ifnull("right", ''))"#),
        ])

    static var ormNumber: Swift::Int { 11 }
    static var ormSelection: Swift::StaticString { #"SELECT "number", "left", "right", "extent_low", "extent_high", "spare", "spare_low", "spare_high" FROM "Pairing""# }
    static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(52, #"INSERT INTO "Pairing"("number", "left", "right", "extent_low", "extent_high", "spare", "spare_low", "spare_high") VALUES (?, ?, ?, ?, ?, ?, ?, ?)"#) }
    static var ormUpsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(53, #"INSERT INTO "Pairing"("number", "left", "right", "extent_low", "extent_high", "spare", "spare_low", "spare_high") VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT("number") DO UPDATE SET "left" = excluded."left", "right" = excluded."right", "extent_low" = excluded."extent_low", "extent_high" = excluded."extent_high", "spare" = excluded."spare", "spare_low" = excluded."spare_low", "spare_high" = excluded."spare_high""#) }
    static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(54, #"SELECT "number", "left", "right", "extent_low", "extent_high", "spare", "spare_low", "spare_high" FROM "Pairing" WHERE "number" = ?"#, bindsBytes: false) }
    static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(55, #"DELETE FROM "Pairing" WHERE "number" = ?"#, bindsBytes: false) }

    static func ormRecord(_ ormRow: borrowing OrmRuntime::Row) -> Swift::Result<Golden::Pairing, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) { return .success(try Golden::Pairing(ormRow: ormRow, at: 0)) } catch { return .failure(error) }
    }

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.number = try Swift::Int.ormRead(ormRow.cell(at: ormFirst))
        self.left = try Swift::String.ormRead(ormRow.cell(ormFirst, 1))
        self.right = try Swift::Optional<Swift::Int>.ormRead(ormRow.cell(ormFirst, 2))
        self.extent = try Golden::Extent(ormRow: ormRow, at: OrmRuntime::ormAt(ormFirst, 3))
        self.spare = try Swift::Optional<Golden::Extent>.ormReadGroup(ormRow, at: OrmRuntime::ormAt(ormFirst, 5))
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.number.ormBind(to: ormStatement, at: ormFirst)
        try self.left.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
        try self.right.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
        try self.extent.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 3))
        try self.spare.ormBindGroup(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 5))
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        var ormValues: [OrmRuntime::StoredValue] = []
        ormValues.append(self.number.ormStoredValue)
        ormValues.append(self.left.ormStoredValue)
        ormValues.append(self.right.ormStoredValue)
        ormValues.append(contentsOf: self.extent.ormStoredValues)
        ormValues.append(contentsOf: self.spare.ormStoredGroupValues)
        return ormValues
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::Pairing {
    static func number(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 0, match) }
    static func left(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 1, match) }
    static func right(_ match: OrmRuntime::Match<Swift::Int?>) -> Self { .init(column: 2, match) }
    static func extent(_ predicate: OrmRuntime::Predicate<Golden::Extent>) -> Self { .init(group: 3, predicate) }
    static func spare(_ predicate: OrmRuntime::Predicate<Golden::Extent>) -> Self { .init(optionalGroup: 5, predicate) }
    static func spare(_ presence: OrmRuntime::Presence) -> Self { .init(presence: 5, presence) }

    /// The condition that every match given is satisfied.
    static func matching(
        number: OrmRuntime::Match<Swift::Int> = .ormAny, left: OrmRuntime::Match<Swift::String> = .ormAny,
        right: OrmRuntime::Match<Swift::Int?> = .ormAny, extent: OrmRuntime::Predicate<Golden::Extent> = .ormAny,
        spare: OrmRuntime::Predicate<Golden::Extent> = .ormAny
    ) -> Self {
        OrmRuntime::Predicate<Golden::Pairing>(ormAll: [
            .init(column: 0, number), .init(column: 1, left), .init(column: 2, right), .init(group: 3, extent),
            .init(optionalGroup: 5, spare)
        ])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::Pairing {
    static var number: Self { .init(column: 0) }
    static var left: Self { .init(column: 1) }
    static var right: Self { .init(column: 2) }
    static func extent(_ ordering: OrmRuntime::Ordering<Golden::Extent>) -> Self { .init(group: 3, ordering) }
    static func spare(_ ordering: OrmRuntime::Ordering<Golden::Extent>) -> Self { .init(group: 6, ordering) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::Pairing {
    static func number(_ value: Swift::Int) -> Self { .init(column: 0, value) }
    static func left(_ value: Swift::String) -> Self { .init(column: 1, value) }
    static func right(_ value: Swift::Int?) -> Self { .init(column: 2, value) }
    static func extent(_ value: Golden::Extent) -> Self { .init(group: 3, value) }
    static func extent(_ change: OrmRuntime::Assignment<Golden::Extent>) -> Self { .init(group: 3, change) }
    static func spare(_ value: Golden::Extent?) -> Self { .init(optionalGroup: 5, value) }
}

nonisolated extension Golden::Pairing {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, number: OrmRuntime::Match<Swift::Int> = .ormAny,
        left: OrmRuntime::Match<Swift::String> = .ormAny, right: OrmRuntime::Match<Swift::Int?> = .ormAny,
        extent: OrmRuntime::Predicate<Golden::Extent> = .ormAny, spare: OrmRuntime::Predicate<Golden::Extent> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Pairing>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [Golden::Pairing] {
        let ormWhere = OrmRuntime::Predicate<Golden::Pairing>.matching(
            number: number, left: left, right: right, extent: extent, spare: spare
        )
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, number: OrmRuntime::Match<Swift::Int> = .ormAny,
        left: OrmRuntime::Match<Swift::String> = .ormAny, right: OrmRuntime::Match<Swift::Int?> = .ormAny,
        extent: OrmRuntime::Predicate<Golden::Extent> = .ormAny, spare: OrmRuntime::Predicate<Golden::Extent> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Pairing>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [Golden::Pairing] {
        let ormWhere = OrmRuntime::Predicate<Golden::Pairing>.matching(
            number: number, left: left, right: right, extent: extent, spare: spare
        )
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The row with this number: there is at most one.
    static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, number: Swift::Int
    ) throws(OrmRuntime::StoreError) -> Golden::Pairing? {
        try ormLookUp(ormFind, in: ormSource, number)
    }
    /// The row with this number: there is at most one.
    static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, number: Swift::Int
    ) async throws(OrmRuntime::StoreError) -> Golden::Pairing? {
        try await ormLookUp(ormFind, in: ormSource, number)
    }
    /// The row with this extent: there is at most one.
    static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, extent: Golden::Extent
    ) throws(OrmRuntime::StoreError) -> Golden::Pairing? {
        try ormLookUp(OrmRuntime::StaticStatement(56, #"SELECT "number", "left", "right", "extent_low", "extent_high", "spare", "spare_low", "spare_high" FROM "Pairing" WHERE "extent_low" = ? AND ifnull("extent_high", '') = ifnull(?, '')"#, bindsBytes: false), in: ormSource) { ormStatement throws(OrmRuntime::StoreError) in
            try extent.ormBind(to: ormStatement, at: 1)
        }
    }
    /// The row with this extent: there is at most one.
    static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, extent: Golden::Extent
    ) async throws(OrmRuntime::StoreError) -> Golden::Pairing? {
        try await ormLookUp(OrmRuntime::StaticStatement(56, #"SELECT "number", "left", "right", "extent_low", "extent_high", "spare", "spare_low", "spare_high" FROM "Pairing" WHERE "extent_low" = ? AND ifnull("extent_high", '') = ifnull(?, '')"#, bindsBytes: false), in: ormSource) { ormStatement throws(OrmRuntime::StoreError) in
            try extent.ormBind(to: ormStatement, at: 1)
        }
    }
    /// The row with this spare: there is at most one.
    static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, spare: Golden::Extent
    ) throws(OrmRuntime::StoreError) -> Golden::Pairing? {
        try ormLookUp(OrmRuntime::StaticStatement(57, #"SELECT "number", "left", "right", "extent_low", "extent_high", "spare", "spare_low", "spare_high" FROM "Pairing" WHERE "spare" = ? AND ifnull("spare_low", '') = ifnull(?, '') AND ifnull("spare_high", '') = ifnull(?, '')"#, bindsBytes: false), in: ormSource) { ormStatement throws(OrmRuntime::StoreError) in
            try Swift::Optional(spare).ormBindGroup(to: ormStatement, at: 1)
        }
    }
    /// The row with this spare: there is at most one.
    static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, spare: Golden::Extent
    ) async throws(OrmRuntime::StoreError) -> Golden::Pairing? {
        try await ormLookUp(OrmRuntime::StaticStatement(57, #"SELECT "number", "left", "right", "extent_low", "extent_high", "spare", "spare_low", "spare_high" FROM "Pairing" WHERE "spare" = ? AND ifnull("spare_low", '') = ifnull(?, '') AND ifnull("spare_high", '') = ifnull(?, '')"#, bindsBytes: false), in: ormSource) { ormStatement throws(OrmRuntime::StoreError) in
            try Swift::Optional(spare).ormBindGroup(to: ormStatement, at: 1)
        }
    }
    /// The row with this left and right: there is at most one.
    static func find(
        in ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, left: Swift::String, right: Swift::Int?
    ) throws(OrmRuntime::StoreError) -> Golden::Pairing? {
        try ormLookUp(OrmRuntime::StaticStatement(58, #"SELECT "number", "left", "right", "extent_low", "extent_high", "spare", "spare_low", "spare_high" FROM "Pairing" WHERE "left" = ? AND ifnull("right", '') = ifnull(?, '')"#), in: ormSource) { ormStatement throws(OrmRuntime::StoreError) in
            try left.ormBind(to: ormStatement, at: 1)
            try right.ormBind(to: ormStatement, at: 2)
        }
    }
    /// The row with this left and right: there is at most one.
    static func find(
        in ormSource: some OrmRuntime::AsyncReadSource, left: Swift::String, right: Swift::Int?
    ) async throws(OrmRuntime::StoreError) -> Golden::Pairing? {
        try await ormLookUp(OrmRuntime::StaticStatement(58, #"SELECT "number", "left", "right", "extent_low", "extent_high", "spare", "spare_low", "spare_high" FROM "Pairing" WHERE "left" = ? AND ifnull("right", '') = ifnull(?, '')"#), in: ormSource) { ormStatement throws(OrmRuntime::StoreError) in
            try left.ormBind(to: ormStatement, at: 1)
            try right.ormBind(to: ormStatement, at: 2)
        }
    }
}
