// Generated from Everything.swift by orm-gen 0.1.0. Change the type, not this file.
import OrmRuntime

/// Stored as its raw value, String.
nonisolated extension Golden::Mood: OrmRuntime.ColumnValue {}

nonisolated extension OrmRuntime::Match where Value.Unwrapped == Golden::Mood {
    static var calm: Self { .init(ormCase: .calm) }
    static var wild: Self { .init(ormCase: .wild) }
    static var blank: Self { .init(ormCase: .blank) }
}

/// Stored as its raw value, Int.
nonisolated extension Golden::Step: OrmRuntime.ColumnValue {}

nonisolated extension OrmRuntime::Match where Value.Unwrapped == Golden::Step {
    static var back: Self { .init(ormCase: .back) }
    static var stay: Self { .init(ormCase: .stay) }
    static var forward: Self { .init(ormCase: .forward) }
}

/// Stored as its raw value, UInt8.
nonisolated extension Golden::Grade: OrmRuntime.ColumnValue {}

nonisolated extension OrmRuntime::Match where Value.Unwrapped == Golden::Grade {
    static var lowest: Self { .init(ormCase: .lowest) }
    static var highest: Self { .init(ormCase: .highest) }
}

/// Stored as its raw value, Int16.
nonisolated extension Golden::Depth: OrmRuntime.ColumnValue {}

nonisolated extension OrmRuntime::Match where Value.Unwrapped == Golden::Depth {
    static var bottom: Self { .init(ormCase: .bottom) }
    static var top: Self { .init(ormCase: .top) }
}

/// Stored as its raw value, UInt64.
nonisolated extension Golden::Mask: OrmRuntime.ColumnValue {}

nonisolated extension OrmRuntime::Match where Value.Unwrapped == Golden::Mask {
    static var none: Self { .init(ormCase: .none) }
    static var topBit: Self { .init(ormCase: .topBit) }
    static var full: Self { .init(ormCase: .full) }
}

// MARK: - Hint, a group of columns

nonisolated extension Golden::Hint: OrmRuntime.ColumnGroup {
    static var ormColumnCount: Swift::Int32 { 2 }
    static let ormColumns: [OrmRuntime::Column] = [
        OrmRuntime::Column("word", "", type: "String?", isOptional: true),
        OrmRuntime::Column("rank", "", type: "Int16?", isOptional: true),
    ]

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.word = try Swift::Optional<Swift::String>.ormRead(ormRow.cell(at: ormFirst))
        self.rank = try Swift::Optional<Swift::Int16>.ormRead(ormRow.cell(ormFirst, 1))
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.word.ormBind(to: ormStatement, at: ormFirst)
        try self.rank.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        [self.word.ormStoredValue, self.rank.ormStoredValue]
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::Hint {
    static func word(_ match: OrmRuntime::Match<Swift::String?>) -> Self { .init(column: 0, match) }
    static func rank(_ match: OrmRuntime::Match<Swift::Int16?>) -> Self { .init(column: 1, match) }

    /// The condition that every match given is satisfied.
    static func matching(word: OrmRuntime::Match<Swift::String?> = .ormAny, rank: OrmRuntime::Match<Swift::Int16?> = .ormAny) -> Self {
        OrmRuntime::Predicate<Golden::Hint>(ormAll: [.init(column: 0, word), .init(column: 1, rank)])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::Hint {
    static var word: Self { .init(column: 0) }
    static var rank: Self { .init(column: 1) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::Hint {
    static func word(_ value: Swift::String?) -> Self { .init(column: 0, value) }
    static func rank(_ value: Swift::Int16?) -> Self { .init(column: 1, value) }
}

// MARK: - Frame, a group of columns

nonisolated extension Golden::Frame: OrmRuntime.ColumnGroup {
    static var ormColumnCount: Swift::Int32 { 6 }
    static let ormColumns: [OrmRuntime::Column] = [
        OrmRuntime::Column("hint_word", "", field: "hint.word", type: "String?", isOptional: true),
        OrmRuntime::Column("hint_rank", "", field: "hint.rank", type: "Int16?", isOptional: true),
        OrmRuntime::Column("extra", "", type: "group?", isOptional: true),
        OrmRuntime::Column("extra_word", "", field: "extra.word", type: "String?", isOptional: true),
        OrmRuntime::Column("extra_rank", "", field: "extra.rank", type: "Int16?", isOptional: true),
        OrmRuntime::Column("angle", "", type: "Double"),
    ]

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.hint = try Golden::Hint(ormRow: ormRow, at: ormFirst)
        self.extra = try Swift::Optional<Golden::Hint>.ormReadGroup(ormRow, at: OrmRuntime::ormAt(ormFirst, 2))
        self.angle = try Swift::Double.ormRead(ormRow.cell(ormFirst, 5))
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.hint.ormBind(to: ormStatement, at: ormFirst)
        try self.extra.ormBindGroup(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
        try self.angle.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 5))
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        var ormValues: [OrmRuntime::StoredValue] = []
        ormValues.append(contentsOf: self.hint.ormStoredValues)
        ormValues.append(contentsOf: self.extra.ormStoredGroupValues)
        ormValues.append(self.angle.ormStoredValue)
        return ormValues
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::Frame {
    static func hint(_ predicate: OrmRuntime::Predicate<Golden::Hint>) -> Self { .init(group: 0, predicate) }
    static func extra(_ predicate: OrmRuntime::Predicate<Golden::Hint>) -> Self { .init(optionalGroup: 2, predicate) }
    static func extra(_ presence: OrmRuntime::Presence) -> Self { .init(presence: 2, presence) }
    static func angle(_ match: OrmRuntime::Match<Swift::Double>) -> Self { .init(column: 5, match) }

    /// The condition that every match given is satisfied.
    static func matching(
        hint: OrmRuntime::Predicate<Golden::Hint> = .ormAny, extra: OrmRuntime::Predicate<Golden::Hint> = .ormAny,
        angle: OrmRuntime::Match<Swift::Double> = .ormAny
    ) -> Self {
        OrmRuntime::Predicate<Golden::Frame>(ormAll: [.init(group: 0, hint), .init(optionalGroup: 2, extra), .init(column: 5, angle)])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::Frame {
    static func hint(_ ordering: OrmRuntime::Ordering<Golden::Hint>) -> Self { .init(group: 0, ordering) }
    static func extra(_ ordering: OrmRuntime::Ordering<Golden::Hint>) -> Self { .init(group: 3, ordering) }
    static var angle: Self { .init(column: 5) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::Frame {
    static func hint(_ value: Golden::Hint) -> Self { .init(group: 0, value) }
    static func hint(_ change: OrmRuntime::Assignment<Golden::Hint>) -> Self { .init(group: 0, change) }
    static func extra(_ value: Golden::Hint?) -> Self { .init(optionalGroup: 2, value) }
    static func angle(_ value: Swift::Double) -> Self { .init(column: 5, value) }
}

// MARK: - Everything, table Everything

nonisolated extension Golden::Everything: OrmRuntime.NaturalKeyEntity {
    typealias OrmSchema = Golden::GoldenSchema
    typealias ID = Swift::Int
    var ormID: Swift::Int { self.id }

    static let ormTable = OrmRuntime::Table(
        type: "Everything", name: "Everything",
        columns: [
            OrmRuntime::Column("id", "INTEGER NOT NULL PRIMARY KEY", type: "Int"),
            OrmRuntime::Column("bool", "INTEGER NOT NULL", type: "Bool"),
            OrmRuntime::Column("int8", "INTEGER NOT NULL", type: "Int8"),
            OrmRuntime::Column("int16", "INTEGER NOT NULL", type: "Int16"),
            OrmRuntime::Column("int32", "INTEGER NOT NULL", type: "Int32"),
            OrmRuntime::Column("int64", "INTEGER NOT NULL", type: "Int64"),
            OrmRuntime::Column("uint", "INTEGER NOT NULL", type: "UInt"),
            OrmRuntime::Column("uint8", "INTEGER NOT NULL", type: "UInt8"),
            OrmRuntime::Column("uint16", "INTEGER NOT NULL", type: "UInt16"),
            OrmRuntime::Column("uint32", "INTEGER NOT NULL", type: "UInt32"),
            OrmRuntime::Column("uint64", "INTEGER NOT NULL", type: "UInt64"),
            OrmRuntime::Column("float", "ANY NOT NULL", type: "Float"),
            OrmRuntime::Column("double", "ANY NOT NULL", type: "Double"),
            OrmRuntime::Column("string", "TEXT NOT NULL", type: "String"),
            OrmRuntime::Column("bytes", "BLOB NOT NULL", type: "[UInt8]"),
            OrmRuntime::Column("maybeBool", "INTEGER", type: "Bool?", isOptional: true),
            OrmRuntime::Column("maybeInt", "INTEGER", type: "Int?", isOptional: true),
            OrmRuntime::Column("maybeInt8", "INTEGER", type: "Int8?", isOptional: true),
            OrmRuntime::Column("maybeInt16", "INTEGER", type: "Int16?", isOptional: true),
            OrmRuntime::Column("maybeInt32", "INTEGER", type: "Int32?", isOptional: true),
            OrmRuntime::Column("maybeInt64", "INTEGER", type: "Int64?", isOptional: true),
            OrmRuntime::Column("maybeUInt", "INTEGER", type: "UInt?", isOptional: true),
            OrmRuntime::Column("maybeUInt8", "INTEGER", type: "UInt8?", isOptional: true),
            OrmRuntime::Column("maybeUInt16", "INTEGER", type: "UInt16?", isOptional: true),
            OrmRuntime::Column("maybeUInt32", "INTEGER", type: "UInt32?", isOptional: true),
            OrmRuntime::Column("maybeUInt64", "INTEGER", type: "UInt64?", isOptional: true),
            OrmRuntime::Column("maybeFloat", "ANY", type: "Float?", isOptional: true),
            OrmRuntime::Column("maybeDouble", "ANY", type: "Double?", isOptional: true),
            OrmRuntime::Column("maybeString", "TEXT", type: "String?", isOptional: true),
            OrmRuntime::Column("maybeBytes", "BLOB", type: "[UInt8]?", isOptional: true),
            OrmRuntime::Column("mood", "TEXT NOT NULL", type: "String", cases: [
                .init("calm", "calm"), .init("wild", "wïld", isWritten: true), .init("blank", "", isWritten: true)
            ]),
            OrmRuntime::Column("step", "INTEGER NOT NULL", type: "Int", cases: [
                .init("back", -1, isWritten: true), .init("stay", 0), .init("forward", 1)
            ]),
            OrmRuntime::Column("grade", "INTEGER NOT NULL", type: "UInt8", cases: [
                .init("lowest", 0, isWritten: true), .init("highest", 255, isWritten: true)
            ]),
            OrmRuntime::Column("depth", "INTEGER NOT NULL", type: "Int16", cases: [
                .init("bottom", -32768, isWritten: true), .init("top", 32767, isWritten: true)
            ]),
            OrmRuntime::Column("mask", "INTEGER NOT NULL", type: "UInt64", cases: [
                .init("none", -9223372036854775808, isWritten: true), .init("topBit", 0, isWritten: true),
                .init("full", 9223372036854775807, isWritten: true)
            ]),
            OrmRuntime::Column("maybeMood", "TEXT", type: "String?", isOptional: true, cases: [
                .init("calm", "calm"), .init("wild", "wïld", isWritten: true), .init("blank", "", isWritten: true)
            ]),
            OrmRuntime::Column("maybeStep", "INTEGER", type: "Int?", isOptional: true, cases: [
                .init("back", -1, isWritten: true), .init("stay", 0), .init("forward", 1)
            ]),
            OrmRuntime::Column("maybeMask", "INTEGER", type: "UInt64?", isOptional: true, cases: [
                .init("none", -9223372036854775808, isWritten: true), .init("topBit", 0, isWritten: true),
                .init("full", 9223372036854775807, isWritten: true)
            ]),
            OrmRuntime::Column("hint_word", "TEXT", field: "hint.word", type: "String?", isOptional: true),
            OrmRuntime::Column("hint_rank", "INTEGER", field: "hint.rank", type: "Int16?", isOptional: true),
            OrmRuntime::Column("frame_hint_word", "TEXT", field: "frame.hint.word", type: "String?", isOptional: true),
            OrmRuntime::Column("frame_hint_rank", "INTEGER", field: "frame.hint.rank", type: "Int16?", isOptional: true),
            OrmRuntime::Column("frame_extra", "INTEGER", field: "frame.extra", type: "group?", isOptional: true),
            OrmRuntime::Column("frame_extra_word", "TEXT", field: "frame.extra.word", type: "String?", isOptional: true),
            OrmRuntime::Column("frame_extra_rank", "INTEGER", field: "frame.extra.rank", type: "Int16?", isOptional: true),
            OrmRuntime::Column("frame_angle", "ANY NOT NULL", field: "frame.angle", type: "Double"),
            OrmRuntime::Column("maybeHint", "INTEGER", type: "group?", isOptional: true),
            OrmRuntime::Column("maybeHint_word", "TEXT", field: "maybeHint.word", type: "String?", isOptional: true),
            OrmRuntime::Column("maybeHint_rank", "INTEGER", field: "maybeHint.rank", type: "Int16?", isOptional: true),
            OrmRuntime::Column("maybeFrame", "INTEGER", type: "group?", isOptional: true),
            OrmRuntime::Column("maybeFrame_hint_word", "TEXT", field: "maybeFrame.hint.word", type: "String?", isOptional: true),
            OrmRuntime::Column("maybeFrame_hint_rank", "INTEGER", field: "maybeFrame.hint.rank", type: "Int16?", isOptional: true),
            OrmRuntime::Column("maybeFrame_extra", "INTEGER", field: "maybeFrame.extra", type: "group?", isOptional: true),
            OrmRuntime::Column("maybeFrame_extra_word", "TEXT", field: "maybeFrame.extra.word", type: "String?", isOptional: true),
            OrmRuntime::Column("maybeFrame_extra_rank", "INTEGER", field: "maybeFrame.extra.rank", type: "Int16?", isOptional: true),
            OrmRuntime::Column("maybeFrame_angle", "ANY", field: "maybeFrame.angle", type: "Double", isOptional: true),
        ],
        key: [0])

    static var ormNumber: Swift::Int { 8 }
    static var ormSelection: Swift::StaticString { #"SELECT "id", "bool", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "float", "double", "string", "bytes", "maybeBool", "maybeInt", "maybeInt8", "maybeInt16", "maybeInt32", "maybeInt64", "maybeUInt", "maybeUInt8", "maybeUInt16", "maybeUInt32", "maybeUInt64", "maybeFloat", "maybeDouble", "maybeString", "maybeBytes", "mood", "step", "grade", "depth", "mask", "maybeMood", "maybeStep", "maybeMask", "hint_word", "hint_rank", "frame_hint_word", "frame_hint_rank", "frame_extra", "frame_extra_word", "frame_extra_rank", "frame_angle", "maybeHint", "maybeHint_word", "maybeHint_rank", "maybeFrame", "maybeFrame_hint_word", "maybeFrame_hint_rank", "maybeFrame_extra", "maybeFrame_extra_word", "maybeFrame_extra_rank", "maybeFrame_angle" FROM "Everything""# }
    static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(39, #"INSERT INTO "Everything"("id", "bool", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "float", "double", "string", "bytes", "maybeBool", "maybeInt", "maybeInt8", "maybeInt16", "maybeInt32", "maybeInt64", "maybeUInt", "maybeUInt8", "maybeUInt16", "maybeUInt32", "maybeUInt64", "maybeFloat", "maybeDouble", "maybeString", "maybeBytes", "mood", "step", "grade", "depth", "mask", "maybeMood", "maybeStep", "maybeMask", "hint_word", "hint_rank", "frame_hint_word", "frame_hint_rank", "frame_extra", "frame_extra_word", "frame_extra_rank", "frame_angle", "maybeHint", "maybeHint_word", "maybeHint_rank", "maybeFrame", "maybeFrame_hint_word", "maybeFrame_hint_rank", "maybeFrame_extra", "maybeFrame_extra_word", "maybeFrame_extra_rank", "maybeFrame_angle") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"#) }
    static var ormUpsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(40, #"INSERT INTO "Everything"("id", "bool", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "float", "double", "string", "bytes", "maybeBool", "maybeInt", "maybeInt8", "maybeInt16", "maybeInt32", "maybeInt64", "maybeUInt", "maybeUInt8", "maybeUInt16", "maybeUInt32", "maybeUInt64", "maybeFloat", "maybeDouble", "maybeString", "maybeBytes", "mood", "step", "grade", "depth", "mask", "maybeMood", "maybeStep", "maybeMask", "hint_word", "hint_rank", "frame_hint_word", "frame_hint_rank", "frame_extra", "frame_extra_word", "frame_extra_rank", "frame_angle", "maybeHint", "maybeHint_word", "maybeHint_rank", "maybeFrame", "maybeFrame_hint_word", "maybeFrame_hint_rank", "maybeFrame_extra", "maybeFrame_extra_word", "maybeFrame_extra_rank", "maybeFrame_angle") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT("id") DO UPDATE SET "bool" = excluded."bool", "int8" = excluded."int8", "int16" = excluded."int16", "int32" = excluded."int32", "int64" = excluded."int64", "uint" = excluded."uint", "uint8" = excluded."uint8", "uint16" = excluded."uint16", "uint32" = excluded."uint32", "uint64" = excluded."uint64", "float" = excluded."float", "double" = excluded."double", "string" = excluded."string", "bytes" = excluded."bytes", "maybeBool" = excluded."maybeBool", "maybeInt" = excluded."maybeInt", "maybeInt8" = excluded."maybeInt8", "maybeInt16" = excluded."maybeInt16", "maybeInt32" = excluded."maybeInt32", "maybeInt64" = excluded."maybeInt64", "maybeUInt" = excluded."maybeUInt", "maybeUInt8" = excluded."maybeUInt8", "maybeUInt16" = excluded."maybeUInt16", "maybeUInt32" = excluded."maybeUInt32", "maybeUInt64" = excluded."maybeUInt64", "maybeFloat" = excluded."maybeFloat", "maybeDouble" = excluded."maybeDouble", "maybeString" = excluded."maybeString", "maybeBytes" = excluded."maybeBytes", "mood" = excluded."mood", "step" = excluded."step", "grade" = excluded."grade", "depth" = excluded."depth", "mask" = excluded."mask", "maybeMood" = excluded."maybeMood", "maybeStep" = excluded."maybeStep", "maybeMask" = excluded."maybeMask", "hint_word" = excluded."hint_word", "hint_rank" = excluded."hint_rank", "frame_hint_word" = excluded."frame_hint_word", "frame_hint_rank" = excluded."frame_hint_rank", "frame_extra" = excluded."frame_extra", "frame_extra_word" = excluded."frame_extra_word", "frame_extra_rank" = excluded."frame_extra_rank", "frame_angle" = excluded."frame_angle", "maybeHint" = excluded."maybeHint", "maybeHint_word" = excluded."maybeHint_word", "maybeHint_rank" = excluded."maybeHint_rank", "maybeFrame" = excluded."maybeFrame", "maybeFrame_hint_word" = excluded."maybeFrame_hint_word", "maybeFrame_hint_rank" = excluded."maybeFrame_hint_rank", "maybeFrame_extra" = excluded."maybeFrame_extra", "maybeFrame_extra_word" = excluded."maybeFrame_extra_word", "maybeFrame_extra_rank" = excluded."maybeFrame_extra_rank", "maybeFrame_angle" = excluded."maybeFrame_angle""#) }
    static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(41, #"SELECT "id", "bool", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "float", "double", "string", "bytes", "maybeBool", "maybeInt", "maybeInt8", "maybeInt16", "maybeInt32", "maybeInt64", "maybeUInt", "maybeUInt8", "maybeUInt16", "maybeUInt32", "maybeUInt64", "maybeFloat", "maybeDouble", "maybeString", "maybeBytes", "mood", "step", "grade", "depth", "mask", "maybeMood", "maybeStep", "maybeMask", "hint_word", "hint_rank", "frame_hint_word", "frame_hint_rank", "frame_extra", "frame_extra_word", "frame_extra_rank", "frame_angle", "maybeHint", "maybeHint_word", "maybeHint_rank", "maybeFrame", "maybeFrame_hint_word", "maybeFrame_hint_rank", "maybeFrame_extra", "maybeFrame_extra_word", "maybeFrame_extra_rank", "maybeFrame_angle" FROM "Everything" WHERE "id" = ?"#, bindsBytes: false) }
    static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(42, #"DELETE FROM "Everything" WHERE "id" = ?"#, bindsBytes: false) }

    static func ormRecord(_ ormRow: borrowing OrmRuntime::Row) -> Swift::Result<Golden::Everything, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) { return .success(try Golden::Everything(ormRow: ormRow, at: 0)) } catch { return .failure(error) }
    }

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.id = try Swift::Int.ormRead(ormRow.cell(at: ormFirst))
        self.bool = try Swift::Bool.ormRead(ormRow.cell(ormFirst, 1))
        self.int8 = try Swift::Int8.ormRead(ormRow.cell(ormFirst, 2))
        self.int16 = try Swift::Int16.ormRead(ormRow.cell(ormFirst, 3))
        self.int32 = try Swift::Int32.ormRead(ormRow.cell(ormFirst, 4))
        self.int64 = try Swift::Int64.ormRead(ormRow.cell(ormFirst, 5))
        self.uint = try Swift::UInt.ormRead(ormRow.cell(ormFirst, 6))
        self.uint8 = try Swift::UInt8.ormRead(ormRow.cell(ormFirst, 7))
        self.uint16 = try Swift::UInt16.ormRead(ormRow.cell(ormFirst, 8))
        self.uint32 = try Swift::UInt32.ormRead(ormRow.cell(ormFirst, 9))
        self.uint64 = try Swift::UInt64.ormRead(ormRow.cell(ormFirst, 10))
        self.float = try Swift::Float.ormRead(ormRow.cell(ormFirst, 11))
        self.double = try Swift::Double.ormRead(ormRow.cell(ormFirst, 12))
        self.string = try Swift::String.ormRead(ormRow.cell(ormFirst, 13))
        self.bytes = try Swift::Array<Swift::UInt8>.ormRead(ormRow.cell(ormFirst, 14))
        self.maybeBool = try Swift::Optional<Swift::Bool>.ormRead(ormRow.cell(ormFirst, 15))
        self.maybeInt = try Swift::Optional<Swift::Int>.ormRead(ormRow.cell(ormFirst, 16))
        self.maybeInt8 = try Swift::Optional<Swift::Int8>.ormRead(ormRow.cell(ormFirst, 17))
        self.maybeInt16 = try Swift::Optional<Swift::Int16>.ormRead(ormRow.cell(ormFirst, 18))
        self.maybeInt32 = try Swift::Optional<Swift::Int32>.ormRead(ormRow.cell(ormFirst, 19))
        self.maybeInt64 = try Swift::Optional<Swift::Int64>.ormRead(ormRow.cell(ormFirst, 20))
        self.maybeUInt = try Swift::Optional<Swift::UInt>.ormRead(ormRow.cell(ormFirst, 21))
        self.maybeUInt8 = try Swift::Optional<Swift::UInt8>.ormRead(ormRow.cell(ormFirst, 22))
        self.maybeUInt16 = try Swift::Optional<Swift::UInt16>.ormRead(ormRow.cell(ormFirst, 23))
        self.maybeUInt32 = try Swift::Optional<Swift::UInt32>.ormRead(ormRow.cell(ormFirst, 24))
        self.maybeUInt64 = try Swift::Optional<Swift::UInt64>.ormRead(ormRow.cell(ormFirst, 25))
        self.maybeFloat = try Swift::Optional<Swift::Float>.ormRead(ormRow.cell(ormFirst, 26))
        self.maybeDouble = try Swift::Optional<Swift::Double>.ormRead(ormRow.cell(ormFirst, 27))
        self.maybeString = try Swift::Optional<Swift::String>.ormRead(ormRow.cell(ormFirst, 28))
        self.maybeBytes = try Swift::Optional<[Swift::UInt8]>.ormRead(ormRow.cell(ormFirst, 29))
        self.mood = try Golden::Mood.ormRead(ormRow.cell(ormFirst, 30))
        self.step = try Golden::Step.ormRead(ormRow.cell(ormFirst, 31))
        self.grade = try Golden::Grade.ormRead(ormRow.cell(ormFirst, 32))
        self.depth = try Golden::Depth.ormRead(ormRow.cell(ormFirst, 33))
        self.mask = try Golden::Mask.ormRead(ormRow.cell(ormFirst, 34))
        self.maybeMood = try Swift::Optional<Golden::Mood>.ormRead(ormRow.cell(ormFirst, 35))
        self.maybeStep = try Swift::Optional<Golden::Step>.ormRead(ormRow.cell(ormFirst, 36))
        self.maybeMask = try Swift::Optional<Golden::Mask>.ormRead(ormRow.cell(ormFirst, 37))
        self.hint = try Golden::Hint(ormRow: ormRow, at: OrmRuntime::ormAt(ormFirst, 38))
        self.frame = try Golden::Frame(ormRow: ormRow, at: OrmRuntime::ormAt(ormFirst, 40))
        self.maybeHint = try Swift::Optional<Golden::Hint>.ormReadGroup(ormRow, at: OrmRuntime::ormAt(ormFirst, 46))
        self.maybeFrame = try Swift::Optional<Golden::Frame>.ormReadGroup(ormRow, at: OrmRuntime::ormAt(ormFirst, 49))
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.id.ormBind(to: ormStatement, at: ormFirst)
        try self.bool.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
        try self.int8.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
        try self.int16.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 3))
        try self.int32.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 4))
        try self.int64.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 5))
        try self.uint.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 6))
        try self.uint8.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 7))
        try self.uint16.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 8))
        try self.uint32.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 9))
        try self.uint64.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 10))
        try self.float.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 11))
        try self.double.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 12))
        try self.string.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 13))
        try self.bytes.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 14))
        try self.maybeBool.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 15))
        try self.maybeInt.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 16))
        try self.maybeInt8.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 17))
        try self.maybeInt16.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 18))
        try self.maybeInt32.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 19))
        try self.maybeInt64.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 20))
        try self.maybeUInt.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 21))
        try self.maybeUInt8.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 22))
        try self.maybeUInt16.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 23))
        try self.maybeUInt32.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 24))
        try self.maybeUInt64.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 25))
        try self.maybeFloat.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 26))
        try self.maybeDouble.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 27))
        try self.maybeString.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 28))
        try self.maybeBytes.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 29))
        try self.mood.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 30))
        try self.step.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 31))
        try self.grade.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 32))
        try self.depth.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 33))
        try self.mask.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 34))
        try self.maybeMood.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 35))
        try self.maybeStep.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 36))
        try self.maybeMask.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 37))
        try self.hint.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 38))
        try self.frame.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 40))
        try self.maybeHint.ormBindGroup(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 46))
        try self.maybeFrame.ormBindGroup(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 49))
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        var ormValues: [OrmRuntime::StoredValue] = []
        ormValues.append(self.id.ormStoredValue)
        ormValues.append(self.bool.ormStoredValue)
        ormValues.append(self.int8.ormStoredValue)
        ormValues.append(self.int16.ormStoredValue)
        ormValues.append(self.int32.ormStoredValue)
        ormValues.append(self.int64.ormStoredValue)
        ormValues.append(self.uint.ormStoredValue)
        ormValues.append(self.uint8.ormStoredValue)
        ormValues.append(self.uint16.ormStoredValue)
        ormValues.append(self.uint32.ormStoredValue)
        ormValues.append(self.uint64.ormStoredValue)
        ormValues.append(self.float.ormStoredValue)
        ormValues.append(self.double.ormStoredValue)
        ormValues.append(self.string.ormStoredValue)
        ormValues.append(self.bytes.ormStoredValue)
        ormValues.append(self.maybeBool.ormStoredValue)
        ormValues.append(self.maybeInt.ormStoredValue)
        ormValues.append(self.maybeInt8.ormStoredValue)
        ormValues.append(self.maybeInt16.ormStoredValue)
        ormValues.append(self.maybeInt32.ormStoredValue)
        ormValues.append(self.maybeInt64.ormStoredValue)
        ormValues.append(self.maybeUInt.ormStoredValue)
        ormValues.append(self.maybeUInt8.ormStoredValue)
        ormValues.append(self.maybeUInt16.ormStoredValue)
        ormValues.append(self.maybeUInt32.ormStoredValue)
        ormValues.append(self.maybeUInt64.ormStoredValue)
        ormValues.append(self.maybeFloat.ormStoredValue)
        ormValues.append(self.maybeDouble.ormStoredValue)
        ormValues.append(self.maybeString.ormStoredValue)
        ormValues.append(self.maybeBytes.ormStoredValue)
        ormValues.append(self.mood.ormStoredValue)
        ormValues.append(self.step.ormStoredValue)
        ormValues.append(self.grade.ormStoredValue)
        ormValues.append(self.depth.ormStoredValue)
        ormValues.append(self.mask.ormStoredValue)
        ormValues.append(self.maybeMood.ormStoredValue)
        ormValues.append(self.maybeStep.ormStoredValue)
        ormValues.append(self.maybeMask.ormStoredValue)
        ormValues.append(contentsOf: self.hint.ormStoredValues)
        ormValues.append(contentsOf: self.frame.ormStoredValues)
        ormValues.append(contentsOf: self.maybeHint.ormStoredGroupValues)
        ormValues.append(contentsOf: self.maybeFrame.ormStoredGroupValues)
        return ormValues
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::Everything {
    static func id(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 0, match) }
    static func bool(_ match: OrmRuntime::Match<Swift::Bool>) -> Self { .init(column: 1, match) }
    static func int8(_ match: OrmRuntime::Match<Swift::Int8>) -> Self { .init(column: 2, match) }
    static func int16(_ match: OrmRuntime::Match<Swift::Int16>) -> Self { .init(column: 3, match) }
    static func int32(_ match: OrmRuntime::Match<Swift::Int32>) -> Self { .init(column: 4, match) }
    static func int64(_ match: OrmRuntime::Match<Swift::Int64>) -> Self { .init(column: 5, match) }
    static func uint(_ match: OrmRuntime::Match<Swift::UInt>) -> Self { .init(column: 6, match) }
    static func uint8(_ match: OrmRuntime::Match<Swift::UInt8>) -> Self { .init(column: 7, match) }
    static func uint16(_ match: OrmRuntime::Match<Swift::UInt16>) -> Self { .init(column: 8, match) }
    static func uint32(_ match: OrmRuntime::Match<Swift::UInt32>) -> Self { .init(column: 9, match) }
    static func uint64(_ match: OrmRuntime::Match<Swift::UInt64>) -> Self { .init(column: 10, match) }
    static func float(_ match: OrmRuntime::Match<Swift::Float>) -> Self { .init(column: 11, match) }
    static func double(_ match: OrmRuntime::Match<Swift::Double>) -> Self { .init(column: 12, match) }
    static func string(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 13, match) }
    static func bytes(_ match: OrmRuntime::Match<[Swift::UInt8]>) -> Self { .init(column: 14, match) }
    static func maybeBool(_ match: OrmRuntime::Match<Swift::Bool?>) -> Self { .init(column: 15, match) }
    static func maybeInt(_ match: OrmRuntime::Match<Swift::Int?>) -> Self { .init(column: 16, match) }
    static func maybeInt8(_ match: OrmRuntime::Match<Swift::Int8?>) -> Self { .init(column: 17, match) }
    static func maybeInt16(_ match: OrmRuntime::Match<Swift::Int16?>) -> Self { .init(column: 18, match) }
    static func maybeInt32(_ match: OrmRuntime::Match<Swift::Int32?>) -> Self { .init(column: 19, match) }
    static func maybeInt64(_ match: OrmRuntime::Match<Swift::Int64?>) -> Self { .init(column: 20, match) }
    static func maybeUInt(_ match: OrmRuntime::Match<Swift::UInt?>) -> Self { .init(column: 21, match) }
    static func maybeUInt8(_ match: OrmRuntime::Match<Swift::UInt8?>) -> Self { .init(column: 22, match) }
    static func maybeUInt16(_ match: OrmRuntime::Match<Swift::UInt16?>) -> Self { .init(column: 23, match) }
    static func maybeUInt32(_ match: OrmRuntime::Match<Swift::UInt32?>) -> Self { .init(column: 24, match) }
    static func maybeUInt64(_ match: OrmRuntime::Match<Swift::UInt64?>) -> Self { .init(column: 25, match) }
    static func maybeFloat(_ match: OrmRuntime::Match<Swift::Float?>) -> Self { .init(column: 26, match) }
    static func maybeDouble(_ match: OrmRuntime::Match<Swift::Double?>) -> Self { .init(column: 27, match) }
    static func maybeString(_ match: OrmRuntime::Match<Swift::String?>) -> Self { .init(column: 28, match) }
    static func maybeBytes(_ match: OrmRuntime::Match<[Swift::UInt8]?>) -> Self { .init(column: 29, match) }
    static func mood(_ match: OrmRuntime::Match<Golden::Mood>) -> Self { .init(column: 30, match) }
    static func step(_ match: OrmRuntime::Match<Golden::Step>) -> Self { .init(column: 31, match) }
    static func grade(_ match: OrmRuntime::Match<Golden::Grade>) -> Self { .init(column: 32, match) }
    static func depth(_ match: OrmRuntime::Match<Golden::Depth>) -> Self { .init(column: 33, match) }
    static func mask(_ match: OrmRuntime::Match<Golden::Mask>) -> Self { .init(column: 34, match) }
    static func maybeMood(_ match: OrmRuntime::Match<Golden::Mood?>) -> Self { .init(column: 35, match) }
    static func maybeStep(_ match: OrmRuntime::Match<Golden::Step?>) -> Self { .init(column: 36, match) }
    static func maybeMask(_ match: OrmRuntime::Match<Golden::Mask?>) -> Self { .init(column: 37, match) }
    static func hint(_ predicate: OrmRuntime::Predicate<Golden::Hint>) -> Self { .init(group: 38, predicate) }
    static func frame(_ predicate: OrmRuntime::Predicate<Golden::Frame>) -> Self { .init(group: 40, predicate) }
    static func maybeHint(_ predicate: OrmRuntime::Predicate<Golden::Hint>) -> Self { .init(optionalGroup: 46, predicate) }
    static func maybeHint(_ presence: OrmRuntime::Presence) -> Self { .init(presence: 46, presence) }
    static func maybeFrame(_ predicate: OrmRuntime::Predicate<Golden::Frame>) -> Self { .init(optionalGroup: 49, predicate) }
    static func maybeFrame(_ presence: OrmRuntime::Presence) -> Self { .init(presence: 49, presence) }

    /// The condition that every match given is satisfied.
    static func matching(
        id: OrmRuntime::Match<Swift::Int> = .ormAny, bool: OrmRuntime::Match<Swift::Bool> = .ormAny,
        int8: OrmRuntime::Match<Swift::Int8> = .ormAny, int16: OrmRuntime::Match<Swift::Int16> = .ormAny,
        int32: OrmRuntime::Match<Swift::Int32> = .ormAny, int64: OrmRuntime::Match<Swift::Int64> = .ormAny,
        uint: OrmRuntime::Match<Swift::UInt> = .ormAny, uint8: OrmRuntime::Match<Swift::UInt8> = .ormAny,
        uint16: OrmRuntime::Match<Swift::UInt16> = .ormAny, uint32: OrmRuntime::Match<Swift::UInt32> = .ormAny,
        uint64: OrmRuntime::Match<Swift::UInt64> = .ormAny, float: OrmRuntime::Match<Swift::Float> = .ormAny,
        double: OrmRuntime::Match<Swift::Double> = .ormAny, string: OrmRuntime::Match<Swift::String> = .ormAny,
        bytes: OrmRuntime::Match<[Swift::UInt8]> = .ormAny, maybeBool: OrmRuntime::Match<Swift::Bool?> = .ormAny,
        maybeInt: OrmRuntime::Match<Swift::Int?> = .ormAny, maybeInt8: OrmRuntime::Match<Swift::Int8?> = .ormAny,
        maybeInt16: OrmRuntime::Match<Swift::Int16?> = .ormAny, maybeInt32: OrmRuntime::Match<Swift::Int32?> = .ormAny,
        maybeInt64: OrmRuntime::Match<Swift::Int64?> = .ormAny, maybeUInt: OrmRuntime::Match<Swift::UInt?> = .ormAny,
        maybeUInt8: OrmRuntime::Match<Swift::UInt8?> = .ormAny, maybeUInt16: OrmRuntime::Match<Swift::UInt16?> = .ormAny,
        maybeUInt32: OrmRuntime::Match<Swift::UInt32?> = .ormAny, maybeUInt64: OrmRuntime::Match<Swift::UInt64?> = .ormAny,
        maybeFloat: OrmRuntime::Match<Swift::Float?> = .ormAny, maybeDouble: OrmRuntime::Match<Swift::Double?> = .ormAny,
        maybeString: OrmRuntime::Match<Swift::String?> = .ormAny, maybeBytes: OrmRuntime::Match<[Swift::UInt8]?> = .ormAny,
        mood: OrmRuntime::Match<Golden::Mood> = .ormAny, step: OrmRuntime::Match<Golden::Step> = .ormAny,
        grade: OrmRuntime::Match<Golden::Grade> = .ormAny, depth: OrmRuntime::Match<Golden::Depth> = .ormAny,
        mask: OrmRuntime::Match<Golden::Mask> = .ormAny, maybeMood: OrmRuntime::Match<Golden::Mood?> = .ormAny,
        maybeStep: OrmRuntime::Match<Golden::Step?> = .ormAny, maybeMask: OrmRuntime::Match<Golden::Mask?> = .ormAny,
        hint: OrmRuntime::Predicate<Golden::Hint> = .ormAny, frame: OrmRuntime::Predicate<Golden::Frame> = .ormAny,
        maybeHint: OrmRuntime::Predicate<Golden::Hint> = .ormAny, maybeFrame: OrmRuntime::Predicate<Golden::Frame> = .ormAny
    ) -> Self {
        OrmRuntime::Predicate<Golden::Everything>(ormAll: [
            .init(column: 0, id), .init(column: 1, bool), .init(column: 2, int8), .init(column: 3, int16), .init(column: 4, int32),
            .init(column: 5, int64), .init(column: 6, uint), .init(column: 7, uint8), .init(column: 8, uint16), .init(column: 9, uint32),
            .init(column: 10, uint64), .init(column: 11, float), .init(column: 12, double), .init(column: 13, string),
            .init(column: 14, bytes), .init(column: 15, maybeBool), .init(column: 16, maybeInt), .init(column: 17, maybeInt8),
            .init(column: 18, maybeInt16), .init(column: 19, maybeInt32), .init(column: 20, maybeInt64), .init(column: 21, maybeUInt),
            .init(column: 22, maybeUInt8), .init(column: 23, maybeUInt16), .init(column: 24, maybeUInt32), .init(column: 25, maybeUInt64),
            .init(column: 26, maybeFloat), .init(column: 27, maybeDouble), .init(column: 28, maybeString), .init(column: 29, maybeBytes),
            .init(column: 30, mood), .init(column: 31, step), .init(column: 32, grade), .init(column: 33, depth), .init(column: 34, mask),
            .init(column: 35, maybeMood), .init(column: 36, maybeStep), .init(column: 37, maybeMask), .init(group: 38, hint),
            .init(group: 40, frame), .init(optionalGroup: 46, maybeHint), .init(optionalGroup: 49, maybeFrame)
        ])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::Everything {
    static var id: Self { .init(column: 0) }
    static var bool: Self { .init(column: 1) }
    static var int8: Self { .init(column: 2) }
    static var int16: Self { .init(column: 3) }
    static var int32: Self { .init(column: 4) }
    static var int64: Self { .init(column: 5) }
    static var uint: Self { .init(column: 6) }
    static var uint8: Self { .init(column: 7) }
    static var uint16: Self { .init(column: 8) }
    static var uint32: Self { .init(column: 9) }
    static var uint64: Self { .init(column: 10) }
    static var float: Self { .init(column: 11) }
    static var double: Self { .init(column: 12) }
    static var string: Self { .init(column: 13) }
    static var bytes: Self { .init(column: 14) }
    static var maybeBool: Self { .init(column: 15) }
    static var maybeInt: Self { .init(column: 16) }
    static var maybeInt8: Self { .init(column: 17) }
    static var maybeInt16: Self { .init(column: 18) }
    static var maybeInt32: Self { .init(column: 19) }
    static var maybeInt64: Self { .init(column: 20) }
    static var maybeUInt: Self { .init(column: 21) }
    static var maybeUInt8: Self { .init(column: 22) }
    static var maybeUInt16: Self { .init(column: 23) }
    static var maybeUInt32: Self { .init(column: 24) }
    static var maybeUInt64: Self { .init(column: 25) }
    static var maybeFloat: Self { .init(column: 26) }
    static var maybeDouble: Self { .init(column: 27) }
    static var maybeString: Self { .init(column: 28) }
    static var maybeBytes: Self { .init(column: 29) }
    static var mood: Self { .init(column: 30) }
    static var step: Self { .init(column: 31) }
    static var grade: Self { .init(column: 32) }
    static var depth: Self { .init(column: 33) }
    static var mask: Self { .init(column: 34) }
    static var maybeMood: Self { .init(column: 35) }
    static var maybeStep: Self { .init(column: 36) }
    static var maybeMask: Self { .init(column: 37) }
    static func hint(_ ordering: OrmRuntime::Ordering<Golden::Hint>) -> Self { .init(group: 38, ordering) }
    static func frame(_ ordering: OrmRuntime::Ordering<Golden::Frame>) -> Self { .init(group: 40, ordering) }
    static func maybeHint(_ ordering: OrmRuntime::Ordering<Golden::Hint>) -> Self { .init(group: 47, ordering) }
    static func maybeFrame(_ ordering: OrmRuntime::Ordering<Golden::Frame>) -> Self { .init(group: 50, ordering) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::Everything {
    static func id(_ value: Swift::Int) -> Self { .init(column: 0, value) }
    static func bool(_ value: Swift::Bool) -> Self { .init(column: 1, value) }
    static func int8(_ value: Swift::Int8) -> Self { .init(column: 2, value) }
    static func int16(_ value: Swift::Int16) -> Self { .init(column: 3, value) }
    static func int32(_ value: Swift::Int32) -> Self { .init(column: 4, value) }
    static func int64(_ value: Swift::Int64) -> Self { .init(column: 5, value) }
    static func uint(_ value: Swift::UInt) -> Self { .init(column: 6, value) }
    static func uint8(_ value: Swift::UInt8) -> Self { .init(column: 7, value) }
    static func uint16(_ value: Swift::UInt16) -> Self { .init(column: 8, value) }
    static func uint32(_ value: Swift::UInt32) -> Self { .init(column: 9, value) }
    static func uint64(_ value: Swift::UInt64) -> Self { .init(column: 10, value) }
    static func float(_ value: Swift::Float) -> Self { .init(column: 11, value) }
    static func double(_ value: Swift::Double) -> Self { .init(column: 12, value) }
    static func string(_ value: Swift::String) -> Self { .init(column: 13, value) }
    static func bytes(_ value: [Swift::UInt8]) -> Self { .init(column: 14, value) }
    static func maybeBool(_ value: Swift::Bool?) -> Self { .init(column: 15, value) }
    static func maybeInt(_ value: Swift::Int?) -> Self { .init(column: 16, value) }
    static func maybeInt8(_ value: Swift::Int8?) -> Self { .init(column: 17, value) }
    static func maybeInt16(_ value: Swift::Int16?) -> Self { .init(column: 18, value) }
    static func maybeInt32(_ value: Swift::Int32?) -> Self { .init(column: 19, value) }
    static func maybeInt64(_ value: Swift::Int64?) -> Self { .init(column: 20, value) }
    static func maybeUInt(_ value: Swift::UInt?) -> Self { .init(column: 21, value) }
    static func maybeUInt8(_ value: Swift::UInt8?) -> Self { .init(column: 22, value) }
    static func maybeUInt16(_ value: Swift::UInt16?) -> Self { .init(column: 23, value) }
    static func maybeUInt32(_ value: Swift::UInt32?) -> Self { .init(column: 24, value) }
    static func maybeUInt64(_ value: Swift::UInt64?) -> Self { .init(column: 25, value) }
    static func maybeFloat(_ value: Swift::Float?) -> Self { .init(column: 26, value) }
    static func maybeDouble(_ value: Swift::Double?) -> Self { .init(column: 27, value) }
    static func maybeString(_ value: Swift::String?) -> Self { .init(column: 28, value) }
    static func maybeBytes(_ value: [Swift::UInt8]?) -> Self { .init(column: 29, value) }
    static func mood(_ value: Golden::Mood) -> Self { .init(column: 30, value) }
    static func step(_ value: Golden::Step) -> Self { .init(column: 31, value) }
    static func grade(_ value: Golden::Grade) -> Self { .init(column: 32, value) }
    static func depth(_ value: Golden::Depth) -> Self { .init(column: 33, value) }
    static func mask(_ value: Golden::Mask) -> Self { .init(column: 34, value) }
    static func maybeMood(_ value: Golden::Mood?) -> Self { .init(column: 35, value) }
    static func maybeStep(_ value: Golden::Step?) -> Self { .init(column: 36, value) }
    static func maybeMask(_ value: Golden::Mask?) -> Self { .init(column: 37, value) }
    static func hint(_ value: Golden::Hint) -> Self { .init(group: 38, value) }
    static func hint(_ change: OrmRuntime::Assignment<Golden::Hint>) -> Self { .init(group: 38, change) }
    static func frame(_ value: Golden::Frame) -> Self { .init(group: 40, value) }
    static func frame(_ change: OrmRuntime::Assignment<Golden::Frame>) -> Self { .init(group: 40, change) }
    static func maybeHint(_ value: Golden::Hint?) -> Self { .init(optionalGroup: 46, value) }
    static func maybeFrame(_ value: Golden::Frame?) -> Self { .init(optionalGroup: 49, value) }
}

nonisolated extension Golden::Everything {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, id: OrmRuntime::Match<Swift::Int> = .ormAny,
        bool: OrmRuntime::Match<Swift::Bool> = .ormAny, int8: OrmRuntime::Match<Swift::Int8> = .ormAny,
        int16: OrmRuntime::Match<Swift::Int16> = .ormAny, int32: OrmRuntime::Match<Swift::Int32> = .ormAny,
        int64: OrmRuntime::Match<Swift::Int64> = .ormAny, uint: OrmRuntime::Match<Swift::UInt> = .ormAny,
        uint8: OrmRuntime::Match<Swift::UInt8> = .ormAny, uint16: OrmRuntime::Match<Swift::UInt16> = .ormAny,
        uint32: OrmRuntime::Match<Swift::UInt32> = .ormAny, uint64: OrmRuntime::Match<Swift::UInt64> = .ormAny,
        float: OrmRuntime::Match<Swift::Float> = .ormAny, double: OrmRuntime::Match<Swift::Double> = .ormAny,
        string: OrmRuntime::Match<Swift::String> = .ormAny, bytes: OrmRuntime::Match<[Swift::UInt8]> = .ormAny,
        maybeBool: OrmRuntime::Match<Swift::Bool?> = .ormAny, maybeInt: OrmRuntime::Match<Swift::Int?> = .ormAny,
        maybeInt8: OrmRuntime::Match<Swift::Int8?> = .ormAny, maybeInt16: OrmRuntime::Match<Swift::Int16?> = .ormAny,
        maybeInt32: OrmRuntime::Match<Swift::Int32?> = .ormAny, maybeInt64: OrmRuntime::Match<Swift::Int64?> = .ormAny,
        maybeUInt: OrmRuntime::Match<Swift::UInt?> = .ormAny, maybeUInt8: OrmRuntime::Match<Swift::UInt8?> = .ormAny,
        maybeUInt16: OrmRuntime::Match<Swift::UInt16?> = .ormAny, maybeUInt32: OrmRuntime::Match<Swift::UInt32?> = .ormAny,
        maybeUInt64: OrmRuntime::Match<Swift::UInt64?> = .ormAny, maybeFloat: OrmRuntime::Match<Swift::Float?> = .ormAny,
        maybeDouble: OrmRuntime::Match<Swift::Double?> = .ormAny, maybeString: OrmRuntime::Match<Swift::String?> = .ormAny,
        maybeBytes: OrmRuntime::Match<[Swift::UInt8]?> = .ormAny, mood: OrmRuntime::Match<Golden::Mood> = .ormAny,
        step: OrmRuntime::Match<Golden::Step> = .ormAny, grade: OrmRuntime::Match<Golden::Grade> = .ormAny,
        depth: OrmRuntime::Match<Golden::Depth> = .ormAny, mask: OrmRuntime::Match<Golden::Mask> = .ormAny,
        maybeMood: OrmRuntime::Match<Golden::Mood?> = .ormAny, maybeStep: OrmRuntime::Match<Golden::Step?> = .ormAny,
        maybeMask: OrmRuntime::Match<Golden::Mask?> = .ormAny, hint: OrmRuntime::Predicate<Golden::Hint> = .ormAny,
        frame: OrmRuntime::Predicate<Golden::Frame> = .ormAny, maybeHint: OrmRuntime::Predicate<Golden::Hint> = .ormAny,
        maybeFrame: OrmRuntime::Predicate<Golden::Frame> = .ormAny, orderBy: OrmRuntime::Ordering<Golden::Everything>...,
        limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [Golden::Everything] {
        let ormWhere = OrmRuntime::Predicate<Golden::Everything>.matching(
            id: id, bool: bool, int8: int8, int16: int16, int32: int32, int64: int64, uint: uint, uint8: uint8, uint16: uint16,
            uint32: uint32, uint64: uint64, float: float, double: double, string: string, bytes: bytes, maybeBool: maybeBool,
            maybeInt: maybeInt, maybeInt8: maybeInt8, maybeInt16: maybeInt16, maybeInt32: maybeInt32, maybeInt64: maybeInt64,
            maybeUInt: maybeUInt, maybeUInt8: maybeUInt8, maybeUInt16: maybeUInt16, maybeUInt32: maybeUInt32, maybeUInt64: maybeUInt64,
            maybeFloat: maybeFloat, maybeDouble: maybeDouble, maybeString: maybeString, maybeBytes: maybeBytes, mood: mood, step: step,
            grade: grade, depth: depth, mask: mask, maybeMood: maybeMood, maybeStep: maybeStep, maybeMask: maybeMask, hint: hint,
            frame: frame, maybeHint: maybeHint, maybeFrame: maybeFrame
        )
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, id: OrmRuntime::Match<Swift::Int> = .ormAny,
        bool: OrmRuntime::Match<Swift::Bool> = .ormAny, int8: OrmRuntime::Match<Swift::Int8> = .ormAny,
        int16: OrmRuntime::Match<Swift::Int16> = .ormAny, int32: OrmRuntime::Match<Swift::Int32> = .ormAny,
        int64: OrmRuntime::Match<Swift::Int64> = .ormAny, uint: OrmRuntime::Match<Swift::UInt> = .ormAny,
        uint8: OrmRuntime::Match<Swift::UInt8> = .ormAny, uint16: OrmRuntime::Match<Swift::UInt16> = .ormAny,
        uint32: OrmRuntime::Match<Swift::UInt32> = .ormAny, uint64: OrmRuntime::Match<Swift::UInt64> = .ormAny,
        float: OrmRuntime::Match<Swift::Float> = .ormAny, double: OrmRuntime::Match<Swift::Double> = .ormAny,
        string: OrmRuntime::Match<Swift::String> = .ormAny, bytes: OrmRuntime::Match<[Swift::UInt8]> = .ormAny,
        maybeBool: OrmRuntime::Match<Swift::Bool?> = .ormAny, maybeInt: OrmRuntime::Match<Swift::Int?> = .ormAny,
        maybeInt8: OrmRuntime::Match<Swift::Int8?> = .ormAny, maybeInt16: OrmRuntime::Match<Swift::Int16?> = .ormAny,
        maybeInt32: OrmRuntime::Match<Swift::Int32?> = .ormAny, maybeInt64: OrmRuntime::Match<Swift::Int64?> = .ormAny,
        maybeUInt: OrmRuntime::Match<Swift::UInt?> = .ormAny, maybeUInt8: OrmRuntime::Match<Swift::UInt8?> = .ormAny,
        maybeUInt16: OrmRuntime::Match<Swift::UInt16?> = .ormAny, maybeUInt32: OrmRuntime::Match<Swift::UInt32?> = .ormAny,
        maybeUInt64: OrmRuntime::Match<Swift::UInt64?> = .ormAny, maybeFloat: OrmRuntime::Match<Swift::Float?> = .ormAny,
        maybeDouble: OrmRuntime::Match<Swift::Double?> = .ormAny, maybeString: OrmRuntime::Match<Swift::String?> = .ormAny,
        maybeBytes: OrmRuntime::Match<[Swift::UInt8]?> = .ormAny, mood: OrmRuntime::Match<Golden::Mood> = .ormAny,
        step: OrmRuntime::Match<Golden::Step> = .ormAny, grade: OrmRuntime::Match<Golden::Grade> = .ormAny,
        depth: OrmRuntime::Match<Golden::Depth> = .ormAny, mask: OrmRuntime::Match<Golden::Mask> = .ormAny,
        maybeMood: OrmRuntime::Match<Golden::Mood?> = .ormAny, maybeStep: OrmRuntime::Match<Golden::Step?> = .ormAny,
        maybeMask: OrmRuntime::Match<Golden::Mask?> = .ormAny, hint: OrmRuntime::Predicate<Golden::Hint> = .ormAny,
        frame: OrmRuntime::Predicate<Golden::Frame> = .ormAny, maybeHint: OrmRuntime::Predicate<Golden::Hint> = .ormAny,
        maybeFrame: OrmRuntime::Predicate<Golden::Frame> = .ormAny, orderBy: OrmRuntime::Ordering<Golden::Everything>...,
        limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [Golden::Everything] {
        let ormWhere = OrmRuntime::Predicate<Golden::Everything>.matching(
            id: id, bool: bool, int8: int8, int16: int16, int32: int32, int64: int64, uint: uint, uint8: uint8, uint16: uint16,
            uint32: uint32, uint64: uint64, float: float, double: double, string: string, bytes: bytes, maybeBool: maybeBool,
            maybeInt: maybeInt, maybeInt8: maybeInt8, maybeInt16: maybeInt16, maybeInt32: maybeInt32, maybeInt64: maybeInt64,
            maybeUInt: maybeUInt, maybeUInt8: maybeUInt8, maybeUInt16: maybeUInt16, maybeUInt32: maybeUInt32, maybeUInt64: maybeUInt64,
            maybeFloat: maybeFloat, maybeDouble: maybeDouble, maybeString: maybeString, maybeBytes: maybeBytes, mood: mood, step: step,
            grade: grade, depth: depth, mask: mask, maybeMood: maybeMood, maybeStep: maybeStep, maybeMask: maybeMask, hint: hint,
            frame: frame, maybeHint: maybeHint, maybeFrame: maybeFrame
        )
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
}

// MARK: - Specimen, table Specimen

nonisolated extension Golden::Specimen: OrmRuntime.NaturalKeyEntity {
    typealias OrmSchema = Golden::GoldenSchema
    typealias ID = Swift::Int
    var ormID: Swift::Int { self.id }

    static let ormTable = OrmRuntime::Table(
        type: "Specimen", name: "Specimen",
        columns: [
            OrmRuntime::Column("id", "INTEGER NOT NULL PRIMARY KEY", type: "Int"),
            OrmRuntime::Column("text", "TEXT NOT NULL", type: "String"),
            OrmRuntime::Column("maybeText", "TEXT", type: "String?", isOptional: true),
            OrmRuntime::Column("real", "ANY NOT NULL", type: "Double"),
            OrmRuntime::Column("maybeReal", "ANY", type: "Double?", isOptional: true),
            OrmRuntime::Column("narrow", "ANY", type: "Float?", isOptional: true),
            OrmRuntime::Column("small", "INTEGER", type: "Int8?", isOptional: true),
            OrmRuntime::Column("wide", "INTEGER NOT NULL", type: "UInt64"),
            OrmRuntime::Column("flag", "INTEGER", type: "Bool?", isOptional: true),
            OrmRuntime::Column("blob", "BLOB NOT NULL", type: "[UInt8]"),
            OrmRuntime::Column("mood", "TEXT", type: "String?", isOptional: true, cases: [
                .init("calm", "calm"), .init("wild", "wïld", isWritten: true), .init("blank", "", isWritten: true)
            ]),
            OrmRuntime::Column("frame_hint_word", "TEXT", field: "frame.hint.word", type: "String?", isOptional: true),
            OrmRuntime::Column("frame_hint_rank", "INTEGER", field: "frame.hint.rank", type: "Int16?", isOptional: true),
            OrmRuntime::Column("frame_extra", "INTEGER", field: "frame.extra", type: "group?", isOptional: true),
            OrmRuntime::Column("frame_extra_word", "TEXT", field: "frame.extra.word", type: "String?", isOptional: true),
            OrmRuntime::Column("frame_extra_rank", "INTEGER", field: "frame.extra.rank", type: "Int16?", isOptional: true),
            OrmRuntime::Column("frame_angle", "ANY NOT NULL", field: "frame.angle", type: "Double"),
            OrmRuntime::Column("spare", "INTEGER", type: "group?", isOptional: true),
            OrmRuntime::Column("spare_hint_word", "TEXT", field: "spare.hint.word", type: "String?", isOptional: true),
            OrmRuntime::Column("spare_hint_rank", "INTEGER", field: "spare.hint.rank", type: "Int16?", isOptional: true),
            OrmRuntime::Column("spare_extra", "INTEGER", field: "spare.extra", type: "group?", isOptional: true),
            OrmRuntime::Column("spare_extra_word", "TEXT", field: "spare.extra.word", type: "String?", isOptional: true),
            OrmRuntime::Column("spare_extra_rank", "INTEGER", field: "spare.extra.rank", type: "Int16?", isOptional: true),
            OrmRuntime::Column("spare_angle", "ANY", field: "spare.angle", type: "Double", isOptional: true),
        ],
        key: [0], indexes: [
            OrmRuntime::TableIndex(columns: [1], isUnique: false, creation: #"CREATE INDEX "Specimen(text)" ON "Specimen"("text")"#),
            OrmRuntime::TableIndex(columns: [4], isUnique: false, creation: #"CREATE INDEX "Specimen(maybeReal)" ON "Specimen"("maybeReal")"#),
            OrmRuntime::TableIndex(columns: [7], isUnique: false, creation: #"CREATE INDEX "Specimen(wide)" ON "Specimen"("wide")"#),
        ])

    static var ormNumber: Swift::Int { 9 }
    static var ormSelection: Swift::StaticString { #"SELECT "id", "text", "maybeText", "real", "maybeReal", "narrow", "small", "wide", "flag", "blob", "mood", "frame_hint_word", "frame_hint_rank", "frame_extra", "frame_extra_word", "frame_extra_rank", "frame_angle", "spare", "spare_hint_word", "spare_hint_rank", "spare_extra", "spare_extra_word", "spare_extra_rank", "spare_angle" FROM "Specimen""# }
    static var ormInsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(43, #"INSERT INTO "Specimen"("id", "text", "maybeText", "real", "maybeReal", "narrow", "small", "wide", "flag", "blob", "mood", "frame_hint_word", "frame_hint_rank", "frame_extra", "frame_extra_word", "frame_extra_rank", "frame_angle", "spare", "spare_hint_word", "spare_hint_rank", "spare_extra", "spare_extra_word", "spare_extra_rank", "spare_angle") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"#) }
    static var ormUpsert: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(44, #"INSERT INTO "Specimen"("id", "text", "maybeText", "real", "maybeReal", "narrow", "small", "wide", "flag", "blob", "mood", "frame_hint_word", "frame_hint_rank", "frame_extra", "frame_extra_word", "frame_extra_rank", "frame_angle", "spare", "spare_hint_word", "spare_hint_rank", "spare_extra", "spare_extra_word", "spare_extra_rank", "spare_angle") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT("id") DO UPDATE SET "text" = excluded."text", "maybeText" = excluded."maybeText", "real" = excluded."real", "maybeReal" = excluded."maybeReal", "narrow" = excluded."narrow", "small" = excluded."small", "wide" = excluded."wide", "flag" = excluded."flag", "blob" = excluded."blob", "mood" = excluded."mood", "frame_hint_word" = excluded."frame_hint_word", "frame_hint_rank" = excluded."frame_hint_rank", "frame_extra" = excluded."frame_extra", "frame_extra_word" = excluded."frame_extra_word", "frame_extra_rank" = excluded."frame_extra_rank", "frame_angle" = excluded."frame_angle", "spare" = excluded."spare", "spare_hint_word" = excluded."spare_hint_word", "spare_hint_rank" = excluded."spare_hint_rank", "spare_extra" = excluded."spare_extra", "spare_extra_word" = excluded."spare_extra_word", "spare_extra_rank" = excluded."spare_extra_rank", "spare_angle" = excluded."spare_angle""#) }
    static var ormFind: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(45, #"SELECT "id", "text", "maybeText", "real", "maybeReal", "narrow", "small", "wide", "flag", "blob", "mood", "frame_hint_word", "frame_hint_rank", "frame_extra", "frame_extra_word", "frame_extra_rank", "frame_angle", "spare", "spare_hint_word", "spare_hint_rank", "spare_extra", "spare_extra_word", "spare_extra_rank", "spare_angle" FROM "Specimen" WHERE "id" = ?"#, bindsBytes: false) }
    static var ormDelete: OrmRuntime::StaticStatement { OrmRuntime::StaticStatement(46, #"DELETE FROM "Specimen" WHERE "id" = ?"#, bindsBytes: false) }

    static func ormRecord(_ ormRow: borrowing OrmRuntime::Row) -> Swift::Result<Golden::Specimen, OrmRuntime::ColumnFault> {
        do throws(OrmRuntime::ColumnFault) { return .success(try Golden::Specimen(ormRow: ormRow, at: 0)) } catch { return .failure(error) }
    }

    init(ormRow: borrowing OrmRuntime::Row, at ormFirst: Swift::Int32) throws(OrmRuntime::ColumnFault) {
        self.id = try Swift::Int.ormRead(ormRow.cell(at: ormFirst))
        self.text = try Swift::String.ormRead(ormRow.cell(ormFirst, 1))
        self.maybeText = try Swift::Optional<Swift::String>.ormRead(ormRow.cell(ormFirst, 2))
        self.real = try Swift::Double.ormRead(ormRow.cell(ormFirst, 3))
        self.maybeReal = try Swift::Optional<Swift::Double>.ormRead(ormRow.cell(ormFirst, 4))
        self.narrow = try Swift::Optional<Swift::Float>.ormRead(ormRow.cell(ormFirst, 5))
        self.small = try Swift::Optional<Swift::Int8>.ormRead(ormRow.cell(ormFirst, 6))
        self.wide = try Swift::UInt64.ormRead(ormRow.cell(ormFirst, 7))
        self.flag = try Swift::Optional<Swift::Bool>.ormRead(ormRow.cell(ormFirst, 8))
        self.blob = try Swift::Array<Swift::UInt8>.ormRead(ormRow.cell(ormFirst, 9))
        self.mood = try Swift::Optional<Golden::Mood>.ormRead(ormRow.cell(ormFirst, 10))
        self.frame = try Golden::Frame(ormRow: ormRow, at: OrmRuntime::ormAt(ormFirst, 11))
        self.spare = try Swift::Optional<Golden::Frame>.ormReadGroup(ormRow, at: OrmRuntime::ormAt(ormFirst, 17))
    }

    func ormBind(to ormStatement: borrowing OrmRuntime::Statement, at ormFirst: Swift::Int32) throws(OrmRuntime::StoreError) {
        try self.id.ormBind(to: ormStatement, at: ormFirst)
        try self.text.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 1))
        try self.maybeText.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 2))
        try self.real.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 3))
        try self.maybeReal.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 4))
        try self.narrow.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 5))
        try self.small.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 6))
        try self.wide.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 7))
        try self.flag.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 8))
        try self.blob.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 9))
        try self.mood.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 10))
        try self.frame.ormBind(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 11))
        try self.spare.ormBindGroup(to: ormStatement, at: OrmRuntime::ormAt(ormFirst, 17))
    }

    var ormStoredValues: [OrmRuntime::StoredValue] {
        var ormValues: [OrmRuntime::StoredValue] = []
        ormValues.append(self.id.ormStoredValue)
        ormValues.append(self.text.ormStoredValue)
        ormValues.append(self.maybeText.ormStoredValue)
        ormValues.append(self.real.ormStoredValue)
        ormValues.append(self.maybeReal.ormStoredValue)
        ormValues.append(self.narrow.ormStoredValue)
        ormValues.append(self.small.ormStoredValue)
        ormValues.append(self.wide.ormStoredValue)
        ormValues.append(self.flag.ormStoredValue)
        ormValues.append(self.blob.ormStoredValue)
        ormValues.append(self.mood.ormStoredValue)
        ormValues.append(contentsOf: self.frame.ormStoredValues)
        ormValues.append(contentsOf: self.spare.ormStoredGroupValues)
        return ormValues
    }
}

nonisolated extension OrmRuntime::Predicate where Root == Golden::Specimen {
    static func id(_ match: OrmRuntime::Match<Swift::Int>) -> Self { .init(column: 0, match) }
    static func text(_ match: OrmRuntime::Match<Swift::String>) -> Self { .init(column: 1, match) }
    static func maybeText(_ match: OrmRuntime::Match<Swift::String?>) -> Self { .init(column: 2, match) }
    static func real(_ match: OrmRuntime::Match<Swift::Double>) -> Self { .init(column: 3, match) }
    static func maybeReal(_ match: OrmRuntime::Match<Swift::Double?>) -> Self { .init(column: 4, match) }
    static func narrow(_ match: OrmRuntime::Match<Swift::Float?>) -> Self { .init(column: 5, match) }
    static func small(_ match: OrmRuntime::Match<Swift::Int8?>) -> Self { .init(column: 6, match) }
    static func wide(_ match: OrmRuntime::Match<Swift::UInt64>) -> Self { .init(column: 7, match) }
    static func flag(_ match: OrmRuntime::Match<Swift::Bool?>) -> Self { .init(column: 8, match) }
    static func blob(_ match: OrmRuntime::Match<[Swift::UInt8]>) -> Self { .init(column: 9, match) }
    static func mood(_ match: OrmRuntime::Match<Golden::Mood?>) -> Self { .init(column: 10, match) }
    static func frame(_ predicate: OrmRuntime::Predicate<Golden::Frame>) -> Self { .init(group: 11, predicate) }
    static func spare(_ predicate: OrmRuntime::Predicate<Golden::Frame>) -> Self { .init(optionalGroup: 17, predicate) }
    static func spare(_ presence: OrmRuntime::Presence) -> Self { .init(presence: 17, presence) }

    /// The condition that every match given is satisfied.
    static func matching(
        id: OrmRuntime::Match<Swift::Int> = .ormAny, text: OrmRuntime::Match<Swift::String> = .ormAny,
        maybeText: OrmRuntime::Match<Swift::String?> = .ormAny, real: OrmRuntime::Match<Swift::Double> = .ormAny,
        maybeReal: OrmRuntime::Match<Swift::Double?> = .ormAny, narrow: OrmRuntime::Match<Swift::Float?> = .ormAny,
        small: OrmRuntime::Match<Swift::Int8?> = .ormAny, wide: OrmRuntime::Match<Swift::UInt64> = .ormAny,
        flag: OrmRuntime::Match<Swift::Bool?> = .ormAny, blob: OrmRuntime::Match<[Swift::UInt8]> = .ormAny,
        mood: OrmRuntime::Match<Golden::Mood?> = .ormAny, frame: OrmRuntime::Predicate<Golden::Frame> = .ormAny,
        spare: OrmRuntime::Predicate<Golden::Frame> = .ormAny
    ) -> Self {
        OrmRuntime::Predicate<Golden::Specimen>(ormAll: [
            .init(column: 0, id), .init(column: 1, text), .init(column: 2, maybeText), .init(column: 3, real), .init(column: 4, maybeReal),
            .init(column: 5, narrow), .init(column: 6, small), .init(column: 7, wide), .init(column: 8, flag), .init(column: 9, blob),
            .init(column: 10, mood), .init(group: 11, frame), .init(optionalGroup: 17, spare)
        ])
    }
}

nonisolated extension OrmRuntime::Ordering where Root == Golden::Specimen {
    static var id: Self { .init(column: 0) }
    static var text: Self { .init(column: 1) }
    static var maybeText: Self { .init(column: 2) }
    static var real: Self { .init(column: 3) }
    static var maybeReal: Self { .init(column: 4) }
    static var narrow: Self { .init(column: 5) }
    static var small: Self { .init(column: 6) }
    static var wide: Self { .init(column: 7) }
    static var flag: Self { .init(column: 8) }
    static var blob: Self { .init(column: 9) }
    static var mood: Self { .init(column: 10) }
    static func frame(_ ordering: OrmRuntime::Ordering<Golden::Frame>) -> Self { .init(group: 11, ordering) }
    static func spare(_ ordering: OrmRuntime::Ordering<Golden::Frame>) -> Self { .init(group: 18, ordering) }
}

nonisolated extension OrmRuntime::Assignment where Root == Golden::Specimen {
    static func id(_ value: Swift::Int) -> Self { .init(column: 0, value) }
    static func text(_ value: Swift::String) -> Self { .init(column: 1, value) }
    static func maybeText(_ value: Swift::String?) -> Self { .init(column: 2, value) }
    static func real(_ value: Swift::Double) -> Self { .init(column: 3, value) }
    static func maybeReal(_ value: Swift::Double?) -> Self { .init(column: 4, value) }
    static func narrow(_ value: Swift::Float?) -> Self { .init(column: 5, value) }
    static func small(_ value: Swift::Int8?) -> Self { .init(column: 6, value) }
    static func wide(_ value: Swift::UInt64) -> Self { .init(column: 7, value) }
    static func flag(_ value: Swift::Bool?) -> Self { .init(column: 8, value) }
    static func blob(_ value: [Swift::UInt8]) -> Self { .init(column: 9, value) }
    static func mood(_ value: Golden::Mood?) -> Self { .init(column: 10, value) }
    static func frame(_ value: Golden::Frame) -> Self { .init(group: 11, value) }
    static func frame(_ change: OrmRuntime::Assignment<Golden::Frame>) -> Self { .init(group: 11, change) }
    static func spare(_ value: Golden::Frame?) -> Self { .init(optionalGroup: 17, value) }
}

nonisolated extension Golden::Specimen {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some OrmRuntime::ReadSource & ~Swift::Copyable, id: OrmRuntime::Match<Swift::Int> = .ormAny,
        text: OrmRuntime::Match<Swift::String> = .ormAny, maybeText: OrmRuntime::Match<Swift::String?> = .ormAny,
        real: OrmRuntime::Match<Swift::Double> = .ormAny, maybeReal: OrmRuntime::Match<Swift::Double?> = .ormAny,
        narrow: OrmRuntime::Match<Swift::Float?> = .ormAny, small: OrmRuntime::Match<Swift::Int8?> = .ormAny,
        wide: OrmRuntime::Match<Swift::UInt64> = .ormAny, flag: OrmRuntime::Match<Swift::Bool?> = .ormAny,
        blob: OrmRuntime::Match<[Swift::UInt8]> = .ormAny, mood: OrmRuntime::Match<Golden::Mood?> = .ormAny,
        frame: OrmRuntime::Predicate<Golden::Frame> = .ormAny, spare: OrmRuntime::Predicate<Golden::Frame> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Specimen>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) throws(OrmRuntime::StoreError) -> [Golden::Specimen] {
        let ormWhere = OrmRuntime::Predicate<Golden::Specimen>.matching(
            id: id, text: text, maybeText: maybeText, real: real, maybeReal: maybeReal, narrow: narrow, small: small, wide: wide,
            flag: flag, blob: blob, mood: mood, frame: frame, spare: spare
        )
        return try ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some OrmRuntime::AsyncReadSource, id: OrmRuntime::Match<Swift::Int> = .ormAny,
        text: OrmRuntime::Match<Swift::String> = .ormAny, maybeText: OrmRuntime::Match<Swift::String?> = .ormAny,
        real: OrmRuntime::Match<Swift::Double> = .ormAny, maybeReal: OrmRuntime::Match<Swift::Double?> = .ormAny,
        narrow: OrmRuntime::Match<Swift::Float?> = .ormAny, small: OrmRuntime::Match<Swift::Int8?> = .ormAny,
        wide: OrmRuntime::Match<Swift::UInt64> = .ormAny, flag: OrmRuntime::Match<Swift::Bool?> = .ormAny,
        blob: OrmRuntime::Match<[Swift::UInt8]> = .ormAny, mood: OrmRuntime::Match<Golden::Mood?> = .ormAny,
        frame: OrmRuntime::Predicate<Golden::Frame> = .ormAny, spare: OrmRuntime::Predicate<Golden::Frame> = .ormAny,
        orderBy: OrmRuntime::Ordering<Golden::Specimen>..., limit: Swift::Int? = nil, offset: Swift::Int = 0
    ) async throws(OrmRuntime::StoreError) -> [Golden::Specimen] {
        let ormWhere = OrmRuntime::Predicate<Golden::Specimen>.matching(
            id: id, text: text, maybeText: maybeText, real: real, maybeReal: maybeReal, narrow: narrow, small: small, wide: wide,
            flag: flag, blob: blob, mood: mood, frame: frame, spare: spare
        )
        return try await ormGet(ormSource, ormWhere, orderBy, limit, offset)
    }
}
