// Generated from Everything.swift by orm-gen 0.1.0. Change the type, not this file.
import OrmRuntime

/// Stored as its raw value, String.
extension Mood: ColumnValue {}

/// Stored as its raw value, Int.
extension Step: ColumnValue {}

/// Stored as its raw value, UInt8.
extension Grade: ColumnValue {}

/// Stored as its raw value, Int16.
extension Depth: ColumnValue {}

/// Stored as its raw value, UInt64.
extension Mask: ColumnValue {}

// MARK: - Hint, a group of columns

extension Hint: ColumnGroup {
    static var ormColumnCount: Int32 { 2 }
    static let ormColumns: [Column] = [
        Column(name: "word", field: "word", type: "String?", isOptional: true),
        Column(name: "rank", field: "rank", type: "Int16?", isOptional: true),
    ]

    static func ormRead(_ ormRow: borrowing Row, at ormFirst: Int32) throws(ColumnFault) -> Hint {
        let word = try Optional<String>.ormRead(ormRow.cell(at: ormFirst))
        let rank = try Optional<Int16>.ormRead(ormRow.cell(at: ormFirst + 1))
        return Hint(word: word, rank: rank)
    }

    func ormBind(to ormStatement: borrowing Statement, at ormFirst: Int32) throws(StoreError) {
        try self.word.ormBind(to: ormStatement, at: ormFirst)
        try self.rank.ormBind(to: ormStatement, at: ormFirst + 1)
    }

    func ormStoredValue(at ormColumn: Int) -> StoredValue {
        switch ormColumn {
        case 0: self.word.ormStoredValue
        case 1: self.rank.ormStoredValue
        default: preconditionFailure("Hint has no such column")
        }
    }
}

extension Predicate where Root == Hint {
    static func word(_ match: Match<String?>) -> Self { Self(column: 0, match) }
    static func rank(_ match: Match<Int16?>) -> Self { Self(column: 1, match) }
}

extension Ordering where Root == Hint {
    static var word: Self { Self(column: 0) }
    static var rank: Self { Self(column: 1) }
}

extension Assignment where Root == Hint {
    static func word(_ value: String?) -> Self { Self(column: 0, value) }
    static func rank(_ value: Int16?) -> Self { Self(column: 1, value) }
}

// MARK: - Frame, a group of columns

extension Frame: ColumnGroup {
    static var ormColumnCount: Int32 { 6 }
    static let ormColumns: [Column] = [
        Column(name: "hint_word", field: "hint.word", type: "String?", isOptional: true),
        Column(name: "hint_rank", field: "hint.rank", type: "Int16?", isOptional: true),
        Column(name: "extra", field: "extra", type: "group?", isOptional: true),
        Column(name: "extra_word", field: "extra.word", type: "String?", isOptional: true),
        Column(name: "extra_rank", field: "extra.rank", type: "Int16?", isOptional: true),
        Column(name: "angle", field: "angle", type: "Double"),
    ]

    static func ormRead(_ ormRow: borrowing Row, at ormFirst: Int32) throws(ColumnFault) -> Frame {
        let hint = try Hint.ormRead(ormRow, at: ormFirst)
        let extra = try Optional<Hint>.ormReadGroup(ormRow, at: ormFirst + 2)
        let angle = try Double.ormRead(ormRow.cell(at: ormFirst + 5))
        return Frame(hint: hint, extra: extra, angle: angle)
    }

    func ormBind(to ormStatement: borrowing Statement, at ormFirst: Int32) throws(StoreError) {
        try self.hint.ormBind(to: ormStatement, at: ormFirst)
        try self.extra.ormBindGroup(to: ormStatement, at: ormFirst + 2)
        try self.angle.ormBind(to: ormStatement, at: ormFirst + 5)
    }

    func ormStoredValue(at ormColumn: Int) -> StoredValue {
        switch ormColumn {
        case 0...1: self.hint.ormStoredValue(at: ormColumn)
        case 2...4: self.extra.ormStoredGroupValue(at: ormColumn - 2)
        case 5: self.angle.ormStoredValue
        default: preconditionFailure("Frame has no such column")
        }
    }
}

extension Predicate where Root == Frame {
    static func hint(_ predicate: Predicate<Hint>) -> Self { Self(group: 0, predicate) }
    static func extra(_ predicate: Predicate<Hint>) -> Self { Self(optionalGroup: 2, predicate) }
    static func extra(_ presence: Presence) -> Self { Self(presence: 2, presence) }
    static func angle(_ match: Match<Double>) -> Self { Self(column: 5, match) }
}

extension Ordering where Root == Frame {
    static func hint(_ ordering: Ordering<Hint>) -> Self { Self(group: 0, ordering) }
    static func extra(_ ordering: Ordering<Hint>) -> Self { Self(group: 3, ordering) }
    static var angle: Self { Self(column: 5) }
}

extension Assignment where Root == Frame {
    static func hint(_ value: Hint) -> Self { Self(group: 0, value) }
    static func hint(_ change: Assignment<Hint>) -> Self { Self(group: 0, change) }
    static func extra(_ value: Hint?) -> Self { Self(optionalGroup: 2, value) }
    static func angle(_ value: Double) -> Self { Self(column: 5, value) }
}

// MARK: - Everything, table Everything

extension Everything: KeyedEntity {
    typealias OrmSchema = GoldenSchema
    typealias ID = Int

    var ormID: ID { self.id }

    static func ormBind(
        _ ormID: ID, to ormStatement: borrowing Statement, at ormFirst: Int32
    ) throws(StoreError) {
        try ormID.ormBind(to: ormStatement, at: ormFirst)
    }

    static let ormTable = Table(
        type: "Everything", name: "Everything",
        columns: [
            Column(name: "id", field: "id", type: "Int"),
            Column(name: "bool", field: "bool", type: "Bool"),
            Column(name: "int8", field: "int8", type: "Int8"),
            Column(name: "int16", field: "int16", type: "Int16"),
            Column(name: "int32", field: "int32", type: "Int32"),
            Column(name: "int64", field: "int64", type: "Int64"),
            Column(name: "uint", field: "uint", type: "UInt"),
            Column(name: "uint8", field: "uint8", type: "UInt8"),
            Column(name: "uint16", field: "uint16", type: "UInt16"),
            Column(name: "uint32", field: "uint32", type: "UInt32"),
            Column(name: "uint64", field: "uint64", type: "UInt64"),
            Column(name: "float", field: "float", type: "Float"),
            Column(name: "double", field: "double", type: "Double"),
            Column(name: "string", field: "string", type: "String"),
            Column(name: "bytes", field: "bytes", type: "[UInt8]"),
            Column(name: "maybeBool", field: "maybeBool", type: "Bool?", isOptional: true),
            Column(name: "maybeInt", field: "maybeInt", type: "Int?", isOptional: true),
            Column(name: "maybeInt8", field: "maybeInt8", type: "Int8?", isOptional: true),
            Column(name: "maybeInt16", field: "maybeInt16", type: "Int16?", isOptional: true),
            Column(name: "maybeInt32", field: "maybeInt32", type: "Int32?", isOptional: true),
            Column(name: "maybeInt64", field: "maybeInt64", type: "Int64?", isOptional: true),
            Column(name: "maybeUInt", field: "maybeUInt", type: "UInt?", isOptional: true),
            Column(name: "maybeUInt8", field: "maybeUInt8", type: "UInt8?", isOptional: true),
            Column(name: "maybeUInt16", field: "maybeUInt16", type: "UInt16?", isOptional: true),
            Column(name: "maybeUInt32", field: "maybeUInt32", type: "UInt32?", isOptional: true),
            Column(name: "maybeUInt64", field: "maybeUInt64", type: "UInt64?", isOptional: true),
            Column(name: "maybeFloat", field: "maybeFloat", type: "Float?", isOptional: true),
            Column(name: "maybeDouble", field: "maybeDouble", type: "Double?", isOptional: true),
            Column(name: "maybeString", field: "maybeString", type: "String?", isOptional: true),
            Column(name: "maybeBytes", field: "maybeBytes", type: "[UInt8]?", isOptional: true),
            Column(name: "mood", field: "mood", type: "String"),
            Column(name: "step", field: "step", type: "Int"),
            Column(name: "grade", field: "grade", type: "UInt8"),
            Column(name: "depth", field: "depth", type: "Int16"),
            Column(name: "mask", field: "mask", type: "UInt64"),
            Column(name: "maybeMood", field: "maybeMood", type: "String?", isOptional: true),
            Column(name: "maybeStep", field: "maybeStep", type: "Int?", isOptional: true),
            Column(name: "maybeMask", field: "maybeMask", type: "UInt64?", isOptional: true),
            Column(name: "hint_word", field: "hint.word", type: "String?", isOptional: true),
            Column(name: "hint_rank", field: "hint.rank", type: "Int16?", isOptional: true),
            Column(name: "frame_hint_word", field: "frame.hint.word", type: "String?", isOptional: true),
            Column(name: "frame_hint_rank", field: "frame.hint.rank", type: "Int16?", isOptional: true),
            Column(name: "frame_extra", field: "frame.extra", type: "group?", isOptional: true),
            Column(name: "frame_extra_word", field: "frame.extra.word", type: "String?", isOptional: true),
            Column(name: "frame_extra_rank", field: "frame.extra.rank", type: "Int16?", isOptional: true),
            Column(name: "frame_angle", field: "frame.angle", type: "Double"),
            Column(name: "maybeHint", field: "maybeHint", type: "group?", isOptional: true),
            Column(name: "maybeHint_word", field: "maybeHint.word", type: "String?", isOptional: true),
            Column(name: "maybeHint_rank", field: "maybeHint.rank", type: "Int16?", isOptional: true),
            Column(name: "maybeFrame", field: "maybeFrame", type: "group?", isOptional: true),
            Column(name: "maybeFrame_hint_word", field: "maybeFrame.hint.word", type: "String?", isOptional: true),
            Column(name: "maybeFrame_hint_rank", field: "maybeFrame.hint.rank", type: "Int16?", isOptional: true),
            Column(name: "maybeFrame_extra", field: "maybeFrame.extra", type: "group?", isOptional: true),
            Column(name: "maybeFrame_extra_word", field: "maybeFrame.extra.word", type: "String?", isOptional: true),
            Column(name: "maybeFrame_extra_rank", field: "maybeFrame.extra.rank", type: "Int16?", isOptional: true),
            Column(name: "maybeFrame_angle", field: "maybeFrame.angle", type: "Double", isOptional: true),
        ],
        key: [0],
        indexes: [],
        creation: [
            #"""
            CREATE TABLE "Everything"(
                "id" INTEGER NOT NULL PRIMARY KEY,
                "bool" INTEGER NOT NULL,
                "int8" INTEGER NOT NULL,
                "int16" INTEGER NOT NULL,
                "int32" INTEGER NOT NULL,
                "int64" INTEGER NOT NULL,
                "uint" INTEGER NOT NULL,
                "uint8" INTEGER NOT NULL,
                "uint16" INTEGER NOT NULL,
                "uint32" INTEGER NOT NULL,
                "uint64" INTEGER NOT NULL,
                "float" ANY NOT NULL,
                "double" ANY NOT NULL,
                "string" TEXT NOT NULL,
                "bytes" BLOB NOT NULL,
                "maybeBool" INTEGER,
                "maybeInt" INTEGER,
                "maybeInt8" INTEGER,
                "maybeInt16" INTEGER,
                "maybeInt32" INTEGER,
                "maybeInt64" INTEGER,
                "maybeUInt" INTEGER,
                "maybeUInt8" INTEGER,
                "maybeUInt16" INTEGER,
                "maybeUInt32" INTEGER,
                "maybeUInt64" INTEGER,
                "maybeFloat" ANY,
                "maybeDouble" ANY,
                "maybeString" TEXT,
                "maybeBytes" BLOB,
                "mood" TEXT NOT NULL,
                "step" INTEGER NOT NULL,
                "grade" INTEGER NOT NULL,
                "depth" INTEGER NOT NULL,
                "mask" INTEGER NOT NULL,
                "maybeMood" TEXT,
                "maybeStep" INTEGER,
                "maybeMask" INTEGER,
                "hint_word" TEXT,
                "hint_rank" INTEGER,
                "frame_hint_word" TEXT,
                "frame_hint_rank" INTEGER,
                "frame_extra" INTEGER,
                "frame_extra_word" TEXT,
                "frame_extra_rank" INTEGER,
                "frame_angle" ANY NOT NULL,
                "maybeHint" INTEGER,
                "maybeHint_word" TEXT,
                "maybeHint_rank" INTEGER,
                "maybeFrame" INTEGER,
                "maybeFrame_hint_word" TEXT,
                "maybeFrame_hint_rank" INTEGER,
                "maybeFrame_extra" INTEGER,
                "maybeFrame_extra_word" TEXT,
                "maybeFrame_extra_rank" INTEGER,
                "maybeFrame_angle" ANY
            ) STRICT
            """#,
        ])

    static var ormNumber: Int { 4 }
    static var ormSelection: StaticString {
        #"SELECT "id", "bool", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "float", "double", "string", "bytes", "maybeBool", "maybeInt", "maybeInt8", "maybeInt16", "maybeInt32", "maybeInt64", "maybeUInt", "maybeUInt8", "maybeUInt16", "maybeUInt32", "maybeUInt64", "maybeFloat", "maybeDouble", "maybeString", "maybeBytes", "mood", "step", "grade", "depth", "mask", "maybeMood", "maybeStep", "maybeMask", "hint_word", "hint_rank", "frame_hint_word", "frame_hint_rank", "frame_extra", "frame_extra_word", "frame_extra_rank", "frame_angle", "maybeHint", "maybeHint_word", "maybeHint_rank", "maybeFrame", "maybeFrame_hint_word", "maybeFrame_hint_rank", "maybeFrame_extra", "maybeFrame_extra_word", "maybeFrame_extra_rank", "maybeFrame_angle" FROM "Everything""#
    }
    static var ormInsert: Slot {
        Slot(23, #"INSERT INTO "Everything"("id", "bool", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "float", "double", "string", "bytes", "maybeBool", "maybeInt", "maybeInt8", "maybeInt16", "maybeInt32", "maybeInt64", "maybeUInt", "maybeUInt8", "maybeUInt16", "maybeUInt32", "maybeUInt64", "maybeFloat", "maybeDouble", "maybeString", "maybeBytes", "mood", "step", "grade", "depth", "mask", "maybeMood", "maybeStep", "maybeMask", "hint_word", "hint_rank", "frame_hint_word", "frame_hint_rank", "frame_extra", "frame_extra_word", "frame_extra_rank", "frame_angle", "maybeHint", "maybeHint_word", "maybeHint_rank", "maybeFrame", "maybeFrame_hint_word", "maybeFrame_hint_rank", "maybeFrame_extra", "maybeFrame_extra_word", "maybeFrame_extra_rank", "maybeFrame_angle") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"#)
    }
    static var ormUpsert: Slot {
        Slot(24, #"INSERT INTO "Everything"("id", "bool", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "float", "double", "string", "bytes", "maybeBool", "maybeInt", "maybeInt8", "maybeInt16", "maybeInt32", "maybeInt64", "maybeUInt", "maybeUInt8", "maybeUInt16", "maybeUInt32", "maybeUInt64", "maybeFloat", "maybeDouble", "maybeString", "maybeBytes", "mood", "step", "grade", "depth", "mask", "maybeMood", "maybeStep", "maybeMask", "hint_word", "hint_rank", "frame_hint_word", "frame_hint_rank", "frame_extra", "frame_extra_word", "frame_extra_rank", "frame_angle", "maybeHint", "maybeHint_word", "maybeHint_rank", "maybeFrame", "maybeFrame_hint_word", "maybeFrame_hint_rank", "maybeFrame_extra", "maybeFrame_extra_word", "maybeFrame_extra_rank", "maybeFrame_angle") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT("id") DO UPDATE SET "bool" = excluded."bool", "int8" = excluded."int8", "int16" = excluded."int16", "int32" = excluded."int32", "int64" = excluded."int64", "uint" = excluded."uint", "uint8" = excluded."uint8", "uint16" = excluded."uint16", "uint32" = excluded."uint32", "uint64" = excluded."uint64", "float" = excluded."float", "double" = excluded."double", "string" = excluded."string", "bytes" = excluded."bytes", "maybeBool" = excluded."maybeBool", "maybeInt" = excluded."maybeInt", "maybeInt8" = excluded."maybeInt8", "maybeInt16" = excluded."maybeInt16", "maybeInt32" = excluded."maybeInt32", "maybeInt64" = excluded."maybeInt64", "maybeUInt" = excluded."maybeUInt", "maybeUInt8" = excluded."maybeUInt8", "maybeUInt16" = excluded."maybeUInt16", "maybeUInt32" = excluded."maybeUInt32", "maybeUInt64" = excluded."maybeUInt64", "maybeFloat" = excluded."maybeFloat", "maybeDouble" = excluded."maybeDouble", "maybeString" = excluded."maybeString", "maybeBytes" = excluded."maybeBytes", "mood" = excluded."mood", "step" = excluded."step", "grade" = excluded."grade", "depth" = excluded."depth", "mask" = excluded."mask", "maybeMood" = excluded."maybeMood", "maybeStep" = excluded."maybeStep", "maybeMask" = excluded."maybeMask", "hint_word" = excluded."hint_word", "hint_rank" = excluded."hint_rank", "frame_hint_word" = excluded."frame_hint_word", "frame_hint_rank" = excluded."frame_hint_rank", "frame_extra" = excluded."frame_extra", "frame_extra_word" = excluded."frame_extra_word", "frame_extra_rank" = excluded."frame_extra_rank", "frame_angle" = excluded."frame_angle", "maybeHint" = excluded."maybeHint", "maybeHint_word" = excluded."maybeHint_word", "maybeHint_rank" = excluded."maybeHint_rank", "maybeFrame" = excluded."maybeFrame", "maybeFrame_hint_word" = excluded."maybeFrame_hint_word", "maybeFrame_hint_rank" = excluded."maybeFrame_hint_rank", "maybeFrame_extra" = excluded."maybeFrame_extra", "maybeFrame_extra_word" = excluded."maybeFrame_extra_word", "maybeFrame_extra_rank" = excluded."maybeFrame_extra_rank", "maybeFrame_angle" = excluded."maybeFrame_angle""#)
    }
    static var ormFind: Slot {
        Slot(25, #"SELECT "id", "bool", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "float", "double", "string", "bytes", "maybeBool", "maybeInt", "maybeInt8", "maybeInt16", "maybeInt32", "maybeInt64", "maybeUInt", "maybeUInt8", "maybeUInt16", "maybeUInt32", "maybeUInt64", "maybeFloat", "maybeDouble", "maybeString", "maybeBytes", "mood", "step", "grade", "depth", "mask", "maybeMood", "maybeStep", "maybeMask", "hint_word", "hint_rank", "frame_hint_word", "frame_hint_rank", "frame_extra", "frame_extra_word", "frame_extra_rank", "frame_angle", "maybeHint", "maybeHint_word", "maybeHint_rank", "maybeFrame", "maybeFrame_hint_word", "maybeFrame_hint_rank", "maybeFrame_extra", "maybeFrame_extra_word", "maybeFrame_extra_rank", "maybeFrame_angle" FROM "Everything" WHERE "id" = ?"#, bindsBytes: false)
    }
    static var ormDelete: Slot {
        Slot(26, #"DELETE FROM "Everything" WHERE "id" = ?"#, bindsBytes: false)
    }

    static func ormRecord(_ ormRow: borrowing Row) -> Result<Everything, ColumnFault> {
        do throws(ColumnFault) {
            return .success(try ormRead(ormRow, at: 0))
        } catch {
            return .failure(error)
        }
    }

    static var ormColumnCount: Int32 { 56 }
    static var ormColumns: [Column] { ormTable.columns }

    static func ormRead(
        _ ormRow: borrowing Row, at ormFirst: Int32
    ) throws(ColumnFault) -> Everything {
        let id = try Int.ormRead(ormRow.cell(at: ormFirst))
        let bool = try Bool.ormRead(ormRow.cell(at: ormFirst + 1))
        let int8 = try Int8.ormRead(ormRow.cell(at: ormFirst + 2))
        let int16 = try Int16.ormRead(ormRow.cell(at: ormFirst + 3))
        let int32 = try Int32.ormRead(ormRow.cell(at: ormFirst + 4))
        let int64 = try Int64.ormRead(ormRow.cell(at: ormFirst + 5))
        let uint = try UInt.ormRead(ormRow.cell(at: ormFirst + 6))
        let uint8 = try UInt8.ormRead(ormRow.cell(at: ormFirst + 7))
        let uint16 = try UInt16.ormRead(ormRow.cell(at: ormFirst + 8))
        let uint32 = try UInt32.ormRead(ormRow.cell(at: ormFirst + 9))
        let uint64 = try UInt64.ormRead(ormRow.cell(at: ormFirst + 10))
        let float = try Float.ormRead(ormRow.cell(at: ormFirst + 11))
        let double = try Double.ormRead(ormRow.cell(at: ormFirst + 12))
        let string = try String.ormRead(ormRow.cell(at: ormFirst + 13))
        let bytes = try [UInt8].ormRead(ormRow.cell(at: ormFirst + 14))
        let maybeBool = try Optional<Bool>.ormRead(ormRow.cell(at: ormFirst + 15))
        let maybeInt = try Optional<Int>.ormRead(ormRow.cell(at: ormFirst + 16))
        let maybeInt8 = try Optional<Int8>.ormRead(ormRow.cell(at: ormFirst + 17))
        let maybeInt16 = try Optional<Int16>.ormRead(ormRow.cell(at: ormFirst + 18))
        let maybeInt32 = try Optional<Int32>.ormRead(ormRow.cell(at: ormFirst + 19))
        let maybeInt64 = try Optional<Int64>.ormRead(ormRow.cell(at: ormFirst + 20))
        let maybeUInt = try Optional<UInt>.ormRead(ormRow.cell(at: ormFirst + 21))
        let maybeUInt8 = try Optional<UInt8>.ormRead(ormRow.cell(at: ormFirst + 22))
        let maybeUInt16 = try Optional<UInt16>.ormRead(ormRow.cell(at: ormFirst + 23))
        let maybeUInt32 = try Optional<UInt32>.ormRead(ormRow.cell(at: ormFirst + 24))
        let maybeUInt64 = try Optional<UInt64>.ormRead(ormRow.cell(at: ormFirst + 25))
        let maybeFloat = try Optional<Float>.ormRead(ormRow.cell(at: ormFirst + 26))
        let maybeDouble = try Optional<Double>.ormRead(ormRow.cell(at: ormFirst + 27))
        let maybeString = try Optional<String>.ormRead(ormRow.cell(at: ormFirst + 28))
        let maybeBytes = try Optional<[UInt8]>.ormRead(ormRow.cell(at: ormFirst + 29))
        let mood = try Mood.ormRead(ormRow.cell(at: ormFirst + 30))
        let step = try Step.ormRead(ormRow.cell(at: ormFirst + 31))
        let grade = try Grade.ormRead(ormRow.cell(at: ormFirst + 32))
        let depth = try Depth.ormRead(ormRow.cell(at: ormFirst + 33))
        let mask = try Mask.ormRead(ormRow.cell(at: ormFirst + 34))
        let maybeMood = try Optional<Mood>.ormRead(ormRow.cell(at: ormFirst + 35))
        let maybeStep = try Optional<Step>.ormRead(ormRow.cell(at: ormFirst + 36))
        let maybeMask = try Optional<Mask>.ormRead(ormRow.cell(at: ormFirst + 37))
        let hint = try Hint.ormRead(ormRow, at: ormFirst + 38)
        let frame = try Frame.ormRead(ormRow, at: ormFirst + 40)
        let maybeHint = try Optional<Hint>.ormReadGroup(ormRow, at: ormFirst + 46)
        let maybeFrame = try Optional<Frame>.ormReadGroup(ormRow, at: ormFirst + 49)
        return Everything(
            id: id,
            bool: bool,
            int8: int8,
            int16: int16,
            int32: int32,
            int64: int64,
            uint: uint,
            uint8: uint8,
            uint16: uint16,
            uint32: uint32,
            uint64: uint64,
            float: float,
            double: double,
            string: string,
            bytes: bytes,
            maybeBool: maybeBool,
            maybeInt: maybeInt,
            maybeInt8: maybeInt8,
            maybeInt16: maybeInt16,
            maybeInt32: maybeInt32,
            maybeInt64: maybeInt64,
            maybeUInt: maybeUInt,
            maybeUInt8: maybeUInt8,
            maybeUInt16: maybeUInt16,
            maybeUInt32: maybeUInt32,
            maybeUInt64: maybeUInt64,
            maybeFloat: maybeFloat,
            maybeDouble: maybeDouble,
            maybeString: maybeString,
            maybeBytes: maybeBytes,
            mood: mood,
            step: step,
            grade: grade,
            depth: depth,
            mask: mask,
            maybeMood: maybeMood,
            maybeStep: maybeStep,
            maybeMask: maybeMask,
            hint: hint,
            frame: frame,
            maybeHint: maybeHint,
            maybeFrame: maybeFrame
        )
    }

    func ormBind(to ormStatement: borrowing Statement, at ormFirst: Int32) throws(StoreError) {
        try self.id.ormBind(to: ormStatement, at: ormFirst)
        try self.bool.ormBind(to: ormStatement, at: ormFirst + 1)
        try self.int8.ormBind(to: ormStatement, at: ormFirst + 2)
        try self.int16.ormBind(to: ormStatement, at: ormFirst + 3)
        try self.int32.ormBind(to: ormStatement, at: ormFirst + 4)
        try self.int64.ormBind(to: ormStatement, at: ormFirst + 5)
        try self.uint.ormBind(to: ormStatement, at: ormFirst + 6)
        try self.uint8.ormBind(to: ormStatement, at: ormFirst + 7)
        try self.uint16.ormBind(to: ormStatement, at: ormFirst + 8)
        try self.uint32.ormBind(to: ormStatement, at: ormFirst + 9)
        try self.uint64.ormBind(to: ormStatement, at: ormFirst + 10)
        try self.float.ormBind(to: ormStatement, at: ormFirst + 11)
        try self.double.ormBind(to: ormStatement, at: ormFirst + 12)
        try self.string.ormBind(to: ormStatement, at: ormFirst + 13)
        try self.bytes.ormBind(to: ormStatement, at: ormFirst + 14)
        try self.maybeBool.ormBind(to: ormStatement, at: ormFirst + 15)
        try self.maybeInt.ormBind(to: ormStatement, at: ormFirst + 16)
        try self.maybeInt8.ormBind(to: ormStatement, at: ormFirst + 17)
        try self.maybeInt16.ormBind(to: ormStatement, at: ormFirst + 18)
        try self.maybeInt32.ormBind(to: ormStatement, at: ormFirst + 19)
        try self.maybeInt64.ormBind(to: ormStatement, at: ormFirst + 20)
        try self.maybeUInt.ormBind(to: ormStatement, at: ormFirst + 21)
        try self.maybeUInt8.ormBind(to: ormStatement, at: ormFirst + 22)
        try self.maybeUInt16.ormBind(to: ormStatement, at: ormFirst + 23)
        try self.maybeUInt32.ormBind(to: ormStatement, at: ormFirst + 24)
        try self.maybeUInt64.ormBind(to: ormStatement, at: ormFirst + 25)
        try self.maybeFloat.ormBind(to: ormStatement, at: ormFirst + 26)
        try self.maybeDouble.ormBind(to: ormStatement, at: ormFirst + 27)
        try self.maybeString.ormBind(to: ormStatement, at: ormFirst + 28)
        try self.maybeBytes.ormBind(to: ormStatement, at: ormFirst + 29)
        try self.mood.ormBind(to: ormStatement, at: ormFirst + 30)
        try self.step.ormBind(to: ormStatement, at: ormFirst + 31)
        try self.grade.ormBind(to: ormStatement, at: ormFirst + 32)
        try self.depth.ormBind(to: ormStatement, at: ormFirst + 33)
        try self.mask.ormBind(to: ormStatement, at: ormFirst + 34)
        try self.maybeMood.ormBind(to: ormStatement, at: ormFirst + 35)
        try self.maybeStep.ormBind(to: ormStatement, at: ormFirst + 36)
        try self.maybeMask.ormBind(to: ormStatement, at: ormFirst + 37)
        try self.hint.ormBind(to: ormStatement, at: ormFirst + 38)
        try self.frame.ormBind(to: ormStatement, at: ormFirst + 40)
        try self.maybeHint.ormBindGroup(to: ormStatement, at: ormFirst + 46)
        try self.maybeFrame.ormBindGroup(to: ormStatement, at: ormFirst + 49)
    }

    func ormStoredValue(at ormColumn: Int) -> StoredValue {
        switch ormColumn {
        case 0: self.id.ormStoredValue
        case 1: self.bool.ormStoredValue
        case 2: self.int8.ormStoredValue
        case 3: self.int16.ormStoredValue
        case 4: self.int32.ormStoredValue
        case 5: self.int64.ormStoredValue
        case 6: self.uint.ormStoredValue
        case 7: self.uint8.ormStoredValue
        case 8: self.uint16.ormStoredValue
        case 9: self.uint32.ormStoredValue
        case 10: self.uint64.ormStoredValue
        case 11: self.float.ormStoredValue
        case 12: self.double.ormStoredValue
        case 13: self.string.ormStoredValue
        case 14: self.bytes.ormStoredValue
        case 15: self.maybeBool.ormStoredValue
        case 16: self.maybeInt.ormStoredValue
        case 17: self.maybeInt8.ormStoredValue
        case 18: self.maybeInt16.ormStoredValue
        case 19: self.maybeInt32.ormStoredValue
        case 20: self.maybeInt64.ormStoredValue
        case 21: self.maybeUInt.ormStoredValue
        case 22: self.maybeUInt8.ormStoredValue
        case 23: self.maybeUInt16.ormStoredValue
        case 24: self.maybeUInt32.ormStoredValue
        case 25: self.maybeUInt64.ormStoredValue
        case 26: self.maybeFloat.ormStoredValue
        case 27: self.maybeDouble.ormStoredValue
        case 28: self.maybeString.ormStoredValue
        case 29: self.maybeBytes.ormStoredValue
        case 30: self.mood.ormStoredValue
        case 31: self.step.ormStoredValue
        case 32: self.grade.ormStoredValue
        case 33: self.depth.ormStoredValue
        case 34: self.mask.ormStoredValue
        case 35: self.maybeMood.ormStoredValue
        case 36: self.maybeStep.ormStoredValue
        case 37: self.maybeMask.ormStoredValue
        case 38...39: self.hint.ormStoredValue(at: ormColumn - 38)
        case 40...45: self.frame.ormStoredValue(at: ormColumn - 40)
        case 46...48: self.maybeHint.ormStoredGroupValue(at: ormColumn - 46)
        case 49...55: self.maybeFrame.ormStoredGroupValue(at: ormColumn - 49)
        default: preconditionFailure("Everything has no such column")
        }
    }
}

extension Predicate where Root == Everything {
    static func id(_ match: Match<Int>) -> Self { Self(column: 0, match) }
    static func bool(_ match: Match<Bool>) -> Self { Self(column: 1, match) }
    static func int8(_ match: Match<Int8>) -> Self { Self(column: 2, match) }
    static func int16(_ match: Match<Int16>) -> Self { Self(column: 3, match) }
    static func int32(_ match: Match<Int32>) -> Self { Self(column: 4, match) }
    static func int64(_ match: Match<Int64>) -> Self { Self(column: 5, match) }
    static func uint(_ match: Match<UInt>) -> Self { Self(column: 6, match) }
    static func uint8(_ match: Match<UInt8>) -> Self { Self(column: 7, match) }
    static func uint16(_ match: Match<UInt16>) -> Self { Self(column: 8, match) }
    static func uint32(_ match: Match<UInt32>) -> Self { Self(column: 9, match) }
    static func uint64(_ match: Match<UInt64>) -> Self { Self(column: 10, match) }
    static func float(_ match: Match<Float>) -> Self { Self(column: 11, match) }
    static func double(_ match: Match<Double>) -> Self { Self(column: 12, match) }
    static func string(_ match: Match<String>) -> Self { Self(column: 13, match) }
    static func bytes(_ match: Match<[UInt8]>) -> Self { Self(column: 14, match) }
    static func maybeBool(_ match: Match<Bool?>) -> Self { Self(column: 15, match) }
    static func maybeInt(_ match: Match<Int?>) -> Self { Self(column: 16, match) }
    static func maybeInt8(_ match: Match<Int8?>) -> Self { Self(column: 17, match) }
    static func maybeInt16(_ match: Match<Int16?>) -> Self { Self(column: 18, match) }
    static func maybeInt32(_ match: Match<Int32?>) -> Self { Self(column: 19, match) }
    static func maybeInt64(_ match: Match<Int64?>) -> Self { Self(column: 20, match) }
    static func maybeUInt(_ match: Match<UInt?>) -> Self { Self(column: 21, match) }
    static func maybeUInt8(_ match: Match<UInt8?>) -> Self { Self(column: 22, match) }
    static func maybeUInt16(_ match: Match<UInt16?>) -> Self { Self(column: 23, match) }
    static func maybeUInt32(_ match: Match<UInt32?>) -> Self { Self(column: 24, match) }
    static func maybeUInt64(_ match: Match<UInt64?>) -> Self { Self(column: 25, match) }
    static func maybeFloat(_ match: Match<Float?>) -> Self { Self(column: 26, match) }
    static func maybeDouble(_ match: Match<Double?>) -> Self { Self(column: 27, match) }
    static func maybeString(_ match: Match<String?>) -> Self { Self(column: 28, match) }
    static func maybeBytes(_ match: Match<[UInt8]?>) -> Self { Self(column: 29, match) }
    static func mood(_ match: Match<Mood>) -> Self { Self(column: 30, match) }
    static func step(_ match: Match<Step>) -> Self { Self(column: 31, match) }
    static func grade(_ match: Match<Grade>) -> Self { Self(column: 32, match) }
    static func depth(_ match: Match<Depth>) -> Self { Self(column: 33, match) }
    static func mask(_ match: Match<Mask>) -> Self { Self(column: 34, match) }
    static func maybeMood(_ match: Match<Mood?>) -> Self { Self(column: 35, match) }
    static func maybeStep(_ match: Match<Step?>) -> Self { Self(column: 36, match) }
    static func maybeMask(_ match: Match<Mask?>) -> Self { Self(column: 37, match) }
    static func hint(_ predicate: Predicate<Hint>) -> Self { Self(group: 38, predicate) }
    static func frame(_ predicate: Predicate<Frame>) -> Self { Self(group: 40, predicate) }
    static func maybeHint(_ predicate: Predicate<Hint>) -> Self { Self(optionalGroup: 46, predicate) }
    static func maybeHint(_ presence: Presence) -> Self { Self(presence: 46, presence) }
    static func maybeFrame(_ predicate: Predicate<Frame>) -> Self { Self(optionalGroup: 49, predicate) }
    static func maybeFrame(_ presence: Presence) -> Self { Self(presence: 49, presence) }
}

extension Ordering where Root == Everything {
    static var id: Self { Self(column: 0) }
    static var bool: Self { Self(column: 1) }
    static var int8: Self { Self(column: 2) }
    static var int16: Self { Self(column: 3) }
    static var int32: Self { Self(column: 4) }
    static var int64: Self { Self(column: 5) }
    static var uint: Self { Self(column: 6) }
    static var uint8: Self { Self(column: 7) }
    static var uint16: Self { Self(column: 8) }
    static var uint32: Self { Self(column: 9) }
    static var uint64: Self { Self(column: 10) }
    static var float: Self { Self(column: 11) }
    static var double: Self { Self(column: 12) }
    static var string: Self { Self(column: 13) }
    static var bytes: Self { Self(column: 14) }
    static var maybeBool: Self { Self(column: 15) }
    static var maybeInt: Self { Self(column: 16) }
    static var maybeInt8: Self { Self(column: 17) }
    static var maybeInt16: Self { Self(column: 18) }
    static var maybeInt32: Self { Self(column: 19) }
    static var maybeInt64: Self { Self(column: 20) }
    static var maybeUInt: Self { Self(column: 21) }
    static var maybeUInt8: Self { Self(column: 22) }
    static var maybeUInt16: Self { Self(column: 23) }
    static var maybeUInt32: Self { Self(column: 24) }
    static var maybeUInt64: Self { Self(column: 25) }
    static var maybeFloat: Self { Self(column: 26) }
    static var maybeDouble: Self { Self(column: 27) }
    static var maybeString: Self { Self(column: 28) }
    static var maybeBytes: Self { Self(column: 29) }
    static var mood: Self { Self(column: 30) }
    static var step: Self { Self(column: 31) }
    static var grade: Self { Self(column: 32) }
    static var depth: Self { Self(column: 33) }
    static var mask: Self { Self(column: 34) }
    static var maybeMood: Self { Self(column: 35) }
    static var maybeStep: Self { Self(column: 36) }
    static var maybeMask: Self { Self(column: 37) }
    static func hint(_ ordering: Ordering<Hint>) -> Self { Self(group: 38, ordering) }
    static func frame(_ ordering: Ordering<Frame>) -> Self { Self(group: 40, ordering) }
    static func maybeHint(_ ordering: Ordering<Hint>) -> Self { Self(group: 47, ordering) }
    static func maybeFrame(_ ordering: Ordering<Frame>) -> Self { Self(group: 50, ordering) }
}

extension Assignment where Root == Everything {
    static func id(_ value: Int) -> Self { Self(column: 0, value) }
    static func bool(_ value: Bool) -> Self { Self(column: 1, value) }
    static func int8(_ value: Int8) -> Self { Self(column: 2, value) }
    static func int16(_ value: Int16) -> Self { Self(column: 3, value) }
    static func int32(_ value: Int32) -> Self { Self(column: 4, value) }
    static func int64(_ value: Int64) -> Self { Self(column: 5, value) }
    static func uint(_ value: UInt) -> Self { Self(column: 6, value) }
    static func uint8(_ value: UInt8) -> Self { Self(column: 7, value) }
    static func uint16(_ value: UInt16) -> Self { Self(column: 8, value) }
    static func uint32(_ value: UInt32) -> Self { Self(column: 9, value) }
    static func uint64(_ value: UInt64) -> Self { Self(column: 10, value) }
    static func float(_ value: Float) -> Self { Self(column: 11, value) }
    static func double(_ value: Double) -> Self { Self(column: 12, value) }
    static func string(_ value: String) -> Self { Self(column: 13, value) }
    static func bytes(_ value: [UInt8]) -> Self { Self(column: 14, value) }
    static func maybeBool(_ value: Bool?) -> Self { Self(column: 15, value) }
    static func maybeInt(_ value: Int?) -> Self { Self(column: 16, value) }
    static func maybeInt8(_ value: Int8?) -> Self { Self(column: 17, value) }
    static func maybeInt16(_ value: Int16?) -> Self { Self(column: 18, value) }
    static func maybeInt32(_ value: Int32?) -> Self { Self(column: 19, value) }
    static func maybeInt64(_ value: Int64?) -> Self { Self(column: 20, value) }
    static func maybeUInt(_ value: UInt?) -> Self { Self(column: 21, value) }
    static func maybeUInt8(_ value: UInt8?) -> Self { Self(column: 22, value) }
    static func maybeUInt16(_ value: UInt16?) -> Self { Self(column: 23, value) }
    static func maybeUInt32(_ value: UInt32?) -> Self { Self(column: 24, value) }
    static func maybeUInt64(_ value: UInt64?) -> Self { Self(column: 25, value) }
    static func maybeFloat(_ value: Float?) -> Self { Self(column: 26, value) }
    static func maybeDouble(_ value: Double?) -> Self { Self(column: 27, value) }
    static func maybeString(_ value: String?) -> Self { Self(column: 28, value) }
    static func maybeBytes(_ value: [UInt8]?) -> Self { Self(column: 29, value) }
    static func mood(_ value: Mood) -> Self { Self(column: 30, value) }
    static func step(_ value: Step) -> Self { Self(column: 31, value) }
    static func grade(_ value: Grade) -> Self { Self(column: 32, value) }
    static func depth(_ value: Depth) -> Self { Self(column: 33, value) }
    static func mask(_ value: Mask) -> Self { Self(column: 34, value) }
    static func maybeMood(_ value: Mood?) -> Self { Self(column: 35, value) }
    static func maybeStep(_ value: Step?) -> Self { Self(column: 36, value) }
    static func maybeMask(_ value: Mask?) -> Self { Self(column: 37, value) }
    static func hint(_ value: Hint) -> Self { Self(group: 38, value) }
    static func hint(_ change: Assignment<Hint>) -> Self { Self(group: 38, change) }
    static func frame(_ value: Frame) -> Self { Self(group: 40, value) }
    static func frame(_ change: Assignment<Frame>) -> Self { Self(group: 40, change) }
    static func maybeHint(_ value: Hint?) -> Self { Self(optionalGroup: 46, value) }
    static func maybeFrame(_ value: Frame?) -> Self { Self(optionalGroup: 49, value) }
}

extension Predicate where Root == Everything {
    /// The rows that satisfy every match given.
    static func matching(
        id: Match<Int>? = nil,
        bool: Match<Bool>? = nil,
        int8: Match<Int8>? = nil,
        int16: Match<Int16>? = nil,
        int32: Match<Int32>? = nil,
        int64: Match<Int64>? = nil,
        uint: Match<UInt>? = nil,
        uint8: Match<UInt8>? = nil,
        uint16: Match<UInt16>? = nil,
        uint32: Match<UInt32>? = nil,
        uint64: Match<UInt64>? = nil,
        float: Match<Float>? = nil,
        double: Match<Double>? = nil,
        string: Match<String>? = nil,
        bytes: Match<[UInt8]>? = nil,
        maybeBool: Match<Bool?>? = nil,
        maybeInt: Match<Int?>? = nil,
        maybeInt8: Match<Int8?>? = nil,
        maybeInt16: Match<Int16?>? = nil,
        maybeInt32: Match<Int32?>? = nil,
        maybeInt64: Match<Int64?>? = nil,
        maybeUInt: Match<UInt?>? = nil,
        maybeUInt8: Match<UInt8?>? = nil,
        maybeUInt16: Match<UInt16?>? = nil,
        maybeUInt32: Match<UInt32?>? = nil,
        maybeUInt64: Match<UInt64?>? = nil,
        maybeFloat: Match<Float?>? = nil,
        maybeDouble: Match<Double?>? = nil,
        maybeString: Match<String?>? = nil,
        maybeBytes: Match<[UInt8]?>? = nil,
        mood: Match<Mood>? = nil,
        step: Match<Step>? = nil,
        grade: Match<Grade>? = nil,
        depth: Match<Depth>? = nil,
        mask: Match<Mask>? = nil,
        maybeMood: Match<Mood?>? = nil,
        maybeStep: Match<Step?>? = nil,
        maybeMask: Match<Mask?>? = nil,
        hint: Predicate<Hint>? = nil,
        frame: Predicate<Frame>? = nil,
        maybeHint: Predicate<Hint>? = nil,
        maybeFrame: Predicate<Frame>? = nil
    ) -> Self {
        var ormAll: [Self] = []
        if let id { ormAll.append(.id(id)) }
        if let bool { ormAll.append(.bool(bool)) }
        if let int8 { ormAll.append(.int8(int8)) }
        if let int16 { ormAll.append(.int16(int16)) }
        if let int32 { ormAll.append(.int32(int32)) }
        if let int64 { ormAll.append(.int64(int64)) }
        if let uint { ormAll.append(.uint(uint)) }
        if let uint8 { ormAll.append(.uint8(uint8)) }
        if let uint16 { ormAll.append(.uint16(uint16)) }
        if let uint32 { ormAll.append(.uint32(uint32)) }
        if let uint64 { ormAll.append(.uint64(uint64)) }
        if let float { ormAll.append(.float(float)) }
        if let double { ormAll.append(.double(double)) }
        if let string { ormAll.append(.string(string)) }
        if let bytes { ormAll.append(.bytes(bytes)) }
        if let maybeBool { ormAll.append(.maybeBool(maybeBool)) }
        if let maybeInt { ormAll.append(.maybeInt(maybeInt)) }
        if let maybeInt8 { ormAll.append(.maybeInt8(maybeInt8)) }
        if let maybeInt16 { ormAll.append(.maybeInt16(maybeInt16)) }
        if let maybeInt32 { ormAll.append(.maybeInt32(maybeInt32)) }
        if let maybeInt64 { ormAll.append(.maybeInt64(maybeInt64)) }
        if let maybeUInt { ormAll.append(.maybeUInt(maybeUInt)) }
        if let maybeUInt8 { ormAll.append(.maybeUInt8(maybeUInt8)) }
        if let maybeUInt16 { ormAll.append(.maybeUInt16(maybeUInt16)) }
        if let maybeUInt32 { ormAll.append(.maybeUInt32(maybeUInt32)) }
        if let maybeUInt64 { ormAll.append(.maybeUInt64(maybeUInt64)) }
        if let maybeFloat { ormAll.append(.maybeFloat(maybeFloat)) }
        if let maybeDouble { ormAll.append(.maybeDouble(maybeDouble)) }
        if let maybeString { ormAll.append(.maybeString(maybeString)) }
        if let maybeBytes { ormAll.append(.maybeBytes(maybeBytes)) }
        if let mood { ormAll.append(.mood(mood)) }
        if let step { ormAll.append(.step(step)) }
        if let grade { ormAll.append(.grade(grade)) }
        if let depth { ormAll.append(.depth(depth)) }
        if let mask { ormAll.append(.mask(mask)) }
        if let maybeMood { ormAll.append(.maybeMood(maybeMood)) }
        if let maybeStep { ormAll.append(.maybeStep(maybeStep)) }
        if let maybeMask { ormAll.append(.maybeMask(maybeMask)) }
        if let hint { ormAll.append(.hint(hint)) }
        if let frame { ormAll.append(.frame(frame)) }
        if let maybeHint { ormAll.append(.maybeHint(maybeHint)) }
        if let maybeFrame { ormAll.append(.maybeFrame(maybeFrame)) }
        return .and(ormAll)
    }
}

extension Everything {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some ReadSource & ~Copyable,
        id: Match<Int>? = nil,
        bool: Match<Bool>? = nil,
        int8: Match<Int8>? = nil,
        int16: Match<Int16>? = nil,
        int32: Match<Int32>? = nil,
        int64: Match<Int64>? = nil,
        uint: Match<UInt>? = nil,
        uint8: Match<UInt8>? = nil,
        uint16: Match<UInt16>? = nil,
        uint32: Match<UInt32>? = nil,
        uint64: Match<UInt64>? = nil,
        float: Match<Float>? = nil,
        double: Match<Double>? = nil,
        string: Match<String>? = nil,
        bytes: Match<[UInt8]>? = nil,
        maybeBool: Match<Bool?>? = nil,
        maybeInt: Match<Int?>? = nil,
        maybeInt8: Match<Int8?>? = nil,
        maybeInt16: Match<Int16?>? = nil,
        maybeInt32: Match<Int32?>? = nil,
        maybeInt64: Match<Int64?>? = nil,
        maybeUInt: Match<UInt?>? = nil,
        maybeUInt8: Match<UInt8?>? = nil,
        maybeUInt16: Match<UInt16?>? = nil,
        maybeUInt32: Match<UInt32?>? = nil,
        maybeUInt64: Match<UInt64?>? = nil,
        maybeFloat: Match<Float?>? = nil,
        maybeDouble: Match<Double?>? = nil,
        maybeString: Match<String?>? = nil,
        maybeBytes: Match<[UInt8]?>? = nil,
        mood: Match<Mood>? = nil,
        step: Match<Step>? = nil,
        grade: Match<Grade>? = nil,
        depth: Match<Depth>? = nil,
        mask: Match<Mask>? = nil,
        maybeMood: Match<Mood?>? = nil,
        maybeStep: Match<Step?>? = nil,
        maybeMask: Match<Mask?>? = nil,
        hint: Predicate<Hint>? = nil,
        frame: Predicate<Frame>? = nil,
        maybeHint: Predicate<Hint>? = nil,
        maybeFrame: Predicate<Frame>? = nil,
        orderBy: Ordering<Everything>...,
        limit: Int? = nil,
        offset: Int = 0
    ) throws(StoreError) -> [Everything] {
        try get(
            from: ormSource, where: .matching(
                id: id,
                bool: bool,
                int8: int8,
                int16: int16,
                int32: int32,
                int64: int64,
                uint: uint,
                uint8: uint8,
                uint16: uint16,
                uint32: uint32,
                uint64: uint64,
                float: float,
                double: double,
                string: string,
                bytes: bytes,
                maybeBool: maybeBool,
                maybeInt: maybeInt,
                maybeInt8: maybeInt8,
                maybeInt16: maybeInt16,
                maybeInt32: maybeInt32,
                maybeInt64: maybeInt64,
                maybeUInt: maybeUInt,
                maybeUInt8: maybeUInt8,
                maybeUInt16: maybeUInt16,
                maybeUInt32: maybeUInt32,
                maybeUInt64: maybeUInt64,
                maybeFloat: maybeFloat,
                maybeDouble: maybeDouble,
                maybeString: maybeString,
                maybeBytes: maybeBytes,
                mood: mood,
                step: step,
                grade: grade,
                depth: depth,
                mask: mask,
                maybeMood: maybeMood,
                maybeStep: maybeStep,
                maybeMask: maybeMask,
                hint: hint,
                frame: frame,
                maybeHint: maybeHint,
                maybeFrame: maybeFrame
            ),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some AsyncReadSource,
        id: Match<Int>? = nil,
        bool: Match<Bool>? = nil,
        int8: Match<Int8>? = nil,
        int16: Match<Int16>? = nil,
        int32: Match<Int32>? = nil,
        int64: Match<Int64>? = nil,
        uint: Match<UInt>? = nil,
        uint8: Match<UInt8>? = nil,
        uint16: Match<UInt16>? = nil,
        uint32: Match<UInt32>? = nil,
        uint64: Match<UInt64>? = nil,
        float: Match<Float>? = nil,
        double: Match<Double>? = nil,
        string: Match<String>? = nil,
        bytes: Match<[UInt8]>? = nil,
        maybeBool: Match<Bool?>? = nil,
        maybeInt: Match<Int?>? = nil,
        maybeInt8: Match<Int8?>? = nil,
        maybeInt16: Match<Int16?>? = nil,
        maybeInt32: Match<Int32?>? = nil,
        maybeInt64: Match<Int64?>? = nil,
        maybeUInt: Match<UInt?>? = nil,
        maybeUInt8: Match<UInt8?>? = nil,
        maybeUInt16: Match<UInt16?>? = nil,
        maybeUInt32: Match<UInt32?>? = nil,
        maybeUInt64: Match<UInt64?>? = nil,
        maybeFloat: Match<Float?>? = nil,
        maybeDouble: Match<Double?>? = nil,
        maybeString: Match<String?>? = nil,
        maybeBytes: Match<[UInt8]?>? = nil,
        mood: Match<Mood>? = nil,
        step: Match<Step>? = nil,
        grade: Match<Grade>? = nil,
        depth: Match<Depth>? = nil,
        mask: Match<Mask>? = nil,
        maybeMood: Match<Mood?>? = nil,
        maybeStep: Match<Step?>? = nil,
        maybeMask: Match<Mask?>? = nil,
        hint: Predicate<Hint>? = nil,
        frame: Predicate<Frame>? = nil,
        maybeHint: Predicate<Hint>? = nil,
        maybeFrame: Predicate<Frame>? = nil,
        orderBy: Ordering<Everything>...,
        limit: Int? = nil,
        offset: Int = 0
    ) async throws(StoreError) -> [Everything] {
        try await get(
            from: ormSource, where: .matching(
                id: id,
                bool: bool,
                int8: int8,
                int16: int16,
                int32: int32,
                int64: int64,
                uint: uint,
                uint8: uint8,
                uint16: uint16,
                uint32: uint32,
                uint64: uint64,
                float: float,
                double: double,
                string: string,
                bytes: bytes,
                maybeBool: maybeBool,
                maybeInt: maybeInt,
                maybeInt8: maybeInt8,
                maybeInt16: maybeInt16,
                maybeInt32: maybeInt32,
                maybeInt64: maybeInt64,
                maybeUInt: maybeUInt,
                maybeUInt8: maybeUInt8,
                maybeUInt16: maybeUInt16,
                maybeUInt32: maybeUInt32,
                maybeUInt64: maybeUInt64,
                maybeFloat: maybeFloat,
                maybeDouble: maybeDouble,
                maybeString: maybeString,
                maybeBytes: maybeBytes,
                mood: mood,
                step: step,
                grade: grade,
                depth: depth,
                mask: mask,
                maybeMood: maybeMood,
                maybeStep: maybeStep,
                maybeMask: maybeMask,
                hint: hint,
                frame: frame,
                maybeHint: maybeHint,
                maybeFrame: maybeFrame
            ),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: borrowing some ReadSource & ~Copyable,
        id: Match<Int>? = nil,
        bool: Match<Bool>? = nil,
        int8: Match<Int8>? = nil,
        int16: Match<Int16>? = nil,
        int32: Match<Int32>? = nil,
        int64: Match<Int64>? = nil,
        uint: Match<UInt>? = nil,
        uint8: Match<UInt8>? = nil,
        uint16: Match<UInt16>? = nil,
        uint32: Match<UInt32>? = nil,
        uint64: Match<UInt64>? = nil,
        float: Match<Float>? = nil,
        double: Match<Double>? = nil,
        string: Match<String>? = nil,
        bytes: Match<[UInt8]>? = nil,
        maybeBool: Match<Bool?>? = nil,
        maybeInt: Match<Int?>? = nil,
        maybeInt8: Match<Int8?>? = nil,
        maybeInt16: Match<Int16?>? = nil,
        maybeInt32: Match<Int32?>? = nil,
        maybeInt64: Match<Int64?>? = nil,
        maybeUInt: Match<UInt?>? = nil,
        maybeUInt8: Match<UInt8?>? = nil,
        maybeUInt16: Match<UInt16?>? = nil,
        maybeUInt32: Match<UInt32?>? = nil,
        maybeUInt64: Match<UInt64?>? = nil,
        maybeFloat: Match<Float?>? = nil,
        maybeDouble: Match<Double?>? = nil,
        maybeString: Match<String?>? = nil,
        maybeBytes: Match<[UInt8]?>? = nil,
        mood: Match<Mood>? = nil,
        step: Match<Step>? = nil,
        grade: Match<Grade>? = nil,
        depth: Match<Depth>? = nil,
        mask: Match<Mask>? = nil,
        maybeMood: Match<Mood?>? = nil,
        maybeStep: Match<Step?>? = nil,
        maybeMask: Match<Mask?>? = nil,
        hint: Predicate<Hint>? = nil,
        frame: Predicate<Frame>? = nil,
        maybeHint: Predicate<Hint>? = nil,
        maybeFrame: Predicate<Frame>? = nil
    ) throws(StoreError) -> Int {
        try count(in: ormSource, where: .matching(
            id: id,
            bool: bool,
            int8: int8,
            int16: int16,
            int32: int32,
            int64: int64,
            uint: uint,
            uint8: uint8,
            uint16: uint16,
            uint32: uint32,
            uint64: uint64,
            float: float,
            double: double,
            string: string,
            bytes: bytes,
            maybeBool: maybeBool,
            maybeInt: maybeInt,
            maybeInt8: maybeInt8,
            maybeInt16: maybeInt16,
            maybeInt32: maybeInt32,
            maybeInt64: maybeInt64,
            maybeUInt: maybeUInt,
            maybeUInt8: maybeUInt8,
            maybeUInt16: maybeUInt16,
            maybeUInt32: maybeUInt32,
            maybeUInt64: maybeUInt64,
            maybeFloat: maybeFloat,
            maybeDouble: maybeDouble,
            maybeString: maybeString,
            maybeBytes: maybeBytes,
            mood: mood,
            step: step,
            grade: grade,
            depth: depth,
            mask: mask,
            maybeMood: maybeMood,
            maybeStep: maybeStep,
            maybeMask: maybeMask,
            hint: hint,
            frame: frame,
            maybeHint: maybeHint,
            maybeFrame: maybeFrame
        ))
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: some AsyncReadSource,
        id: Match<Int>? = nil,
        bool: Match<Bool>? = nil,
        int8: Match<Int8>? = nil,
        int16: Match<Int16>? = nil,
        int32: Match<Int32>? = nil,
        int64: Match<Int64>? = nil,
        uint: Match<UInt>? = nil,
        uint8: Match<UInt8>? = nil,
        uint16: Match<UInt16>? = nil,
        uint32: Match<UInt32>? = nil,
        uint64: Match<UInt64>? = nil,
        float: Match<Float>? = nil,
        double: Match<Double>? = nil,
        string: Match<String>? = nil,
        bytes: Match<[UInt8]>? = nil,
        maybeBool: Match<Bool?>? = nil,
        maybeInt: Match<Int?>? = nil,
        maybeInt8: Match<Int8?>? = nil,
        maybeInt16: Match<Int16?>? = nil,
        maybeInt32: Match<Int32?>? = nil,
        maybeInt64: Match<Int64?>? = nil,
        maybeUInt: Match<UInt?>? = nil,
        maybeUInt8: Match<UInt8?>? = nil,
        maybeUInt16: Match<UInt16?>? = nil,
        maybeUInt32: Match<UInt32?>? = nil,
        maybeUInt64: Match<UInt64?>? = nil,
        maybeFloat: Match<Float?>? = nil,
        maybeDouble: Match<Double?>? = nil,
        maybeString: Match<String?>? = nil,
        maybeBytes: Match<[UInt8]?>? = nil,
        mood: Match<Mood>? = nil,
        step: Match<Step>? = nil,
        grade: Match<Grade>? = nil,
        depth: Match<Depth>? = nil,
        mask: Match<Mask>? = nil,
        maybeMood: Match<Mood?>? = nil,
        maybeStep: Match<Step?>? = nil,
        maybeMask: Match<Mask?>? = nil,
        hint: Predicate<Hint>? = nil,
        frame: Predicate<Frame>? = nil,
        maybeHint: Predicate<Hint>? = nil,
        maybeFrame: Predicate<Frame>? = nil
    ) async throws(StoreError) -> Int {
        try await count(in: ormSource, where: .matching(
            id: id,
            bool: bool,
            int8: int8,
            int16: int16,
            int32: int32,
            int64: int64,
            uint: uint,
            uint8: uint8,
            uint16: uint16,
            uint32: uint32,
            uint64: uint64,
            float: float,
            double: double,
            string: string,
            bytes: bytes,
            maybeBool: maybeBool,
            maybeInt: maybeInt,
            maybeInt8: maybeInt8,
            maybeInt16: maybeInt16,
            maybeInt32: maybeInt32,
            maybeInt64: maybeInt64,
            maybeUInt: maybeUInt,
            maybeUInt8: maybeUInt8,
            maybeUInt16: maybeUInt16,
            maybeUInt32: maybeUInt32,
            maybeUInt64: maybeUInt64,
            maybeFloat: maybeFloat,
            maybeDouble: maybeDouble,
            maybeString: maybeString,
            maybeBytes: maybeBytes,
            mood: mood,
            step: step,
            grade: grade,
            depth: depth,
            mask: mask,
            maybeMood: maybeMood,
            maybeStep: maybeStep,
            maybeMask: maybeMask,
            hint: hint,
            frame: frame,
            maybeHint: maybeHint,
            maybeFrame: maybeFrame
        ))
    }

    /// The row with this id: there is at most one.
    static func find(
        in ormSource: borrowing some ReadSource & ~Copyable, id: Int
    ) throws(StoreError) -> Everything? {
        try ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try id.ormBind(to: ormStatement, at: 1)
        }
    }

    /// The row with this id: there is at most one.
    static func find(
        in ormSource: some AsyncReadSource, id: Int
    ) async throws(StoreError) -> Everything? {
        try await ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try id.ormBind(to: ormStatement, at: 1)
        }
    }

}

// MARK: - Specimen, table Specimen

extension Specimen: KeyedEntity {
    typealias OrmSchema = GoldenSchema
    typealias ID = Int

    var ormID: ID { self.id }

    static func ormBind(
        _ ormID: ID, to ormStatement: borrowing Statement, at ormFirst: Int32
    ) throws(StoreError) {
        try ormID.ormBind(to: ormStatement, at: ormFirst)
    }

    static let ormTable = Table(
        type: "Specimen", name: "Specimen",
        columns: [
            Column(name: "id", field: "id", type: "Int"),
            Column(name: "text", field: "text", type: "String"),
            Column(name: "maybeText", field: "maybeText", type: "String?", isOptional: true),
            Column(name: "real", field: "real", type: "Double"),
            Column(name: "maybeReal", field: "maybeReal", type: "Double?", isOptional: true),
            Column(name: "narrow", field: "narrow", type: "Float?", isOptional: true),
            Column(name: "small", field: "small", type: "Int8?", isOptional: true),
            Column(name: "wide", field: "wide", type: "UInt64"),
            Column(name: "flag", field: "flag", type: "Bool?", isOptional: true),
            Column(name: "blob", field: "blob", type: "[UInt8]"),
            Column(name: "mood", field: "mood", type: "String?", isOptional: true),
            Column(name: "frame_hint_word", field: "frame.hint.word", type: "String?", isOptional: true),
            Column(name: "frame_hint_rank", field: "frame.hint.rank", type: "Int16?", isOptional: true),
            Column(name: "frame_extra", field: "frame.extra", type: "group?", isOptional: true),
            Column(name: "frame_extra_word", field: "frame.extra.word", type: "String?", isOptional: true),
            Column(name: "frame_extra_rank", field: "frame.extra.rank", type: "Int16?", isOptional: true),
            Column(name: "frame_angle", field: "frame.angle", type: "Double"),
            Column(name: "spare", field: "spare", type: "group?", isOptional: true),
            Column(name: "spare_hint_word", field: "spare.hint.word", type: "String?", isOptional: true),
            Column(name: "spare_hint_rank", field: "spare.hint.rank", type: "Int16?", isOptional: true),
            Column(name: "spare_extra", field: "spare.extra", type: "group?", isOptional: true),
            Column(name: "spare_extra_word", field: "spare.extra.word", type: "String?", isOptional: true),
            Column(name: "spare_extra_rank", field: "spare.extra.rank", type: "Int16?", isOptional: true),
            Column(name: "spare_angle", field: "spare.angle", type: "Double", isOptional: true),
        ],
        key: [0],
        indexes: [
            TableIndex(columns: [1], isUnique: false),
            TableIndex(columns: [4], isUnique: false),
            TableIndex(columns: [7], isUnique: false)
        ],
        creation: [
            #"""
            CREATE TABLE "Specimen"(
                "id" INTEGER NOT NULL PRIMARY KEY,
                "text" TEXT NOT NULL,
                "maybeText" TEXT,
                "real" ANY NOT NULL,
                "maybeReal" ANY,
                "narrow" ANY,
                "small" INTEGER,
                "wide" INTEGER NOT NULL,
                "flag" INTEGER,
                "blob" BLOB NOT NULL,
                "mood" TEXT,
                "frame_hint_word" TEXT,
                "frame_hint_rank" INTEGER,
                "frame_extra" INTEGER,
                "frame_extra_word" TEXT,
                "frame_extra_rank" INTEGER,
                "frame_angle" ANY NOT NULL,
                "spare" INTEGER,
                "spare_hint_word" TEXT,
                "spare_hint_rank" INTEGER,
                "spare_extra" INTEGER,
                "spare_extra_word" TEXT,
                "spare_extra_rank" INTEGER,
                "spare_angle" ANY
            ) STRICT
            """#,
            #"CREATE INDEX "Specimen(text)" ON "Specimen"("text")"#,
            #"CREATE INDEX "Specimen(maybeReal)" ON "Specimen"("maybeReal")"#,
            #"CREATE INDEX "Specimen(wide)" ON "Specimen"("wide")"#,
        ])

    static var ormNumber: Int { 5 }
    static var ormSelection: StaticString {
        #"SELECT "id", "text", "maybeText", "real", "maybeReal", "narrow", "small", "wide", "flag", "blob", "mood", "frame_hint_word", "frame_hint_rank", "frame_extra", "frame_extra_word", "frame_extra_rank", "frame_angle", "spare", "spare_hint_word", "spare_hint_rank", "spare_extra", "spare_extra_word", "spare_extra_rank", "spare_angle" FROM "Specimen""#
    }
    static var ormInsert: Slot {
        Slot(27, #"INSERT INTO "Specimen"("id", "text", "maybeText", "real", "maybeReal", "narrow", "small", "wide", "flag", "blob", "mood", "frame_hint_word", "frame_hint_rank", "frame_extra", "frame_extra_word", "frame_extra_rank", "frame_angle", "spare", "spare_hint_word", "spare_hint_rank", "spare_extra", "spare_extra_word", "spare_extra_rank", "spare_angle") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"#)
    }
    static var ormUpsert: Slot {
        Slot(28, #"INSERT INTO "Specimen"("id", "text", "maybeText", "real", "maybeReal", "narrow", "small", "wide", "flag", "blob", "mood", "frame_hint_word", "frame_hint_rank", "frame_extra", "frame_extra_word", "frame_extra_rank", "frame_angle", "spare", "spare_hint_word", "spare_hint_rank", "spare_extra", "spare_extra_word", "spare_extra_rank", "spare_angle") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT("id") DO UPDATE SET "text" = excluded."text", "maybeText" = excluded."maybeText", "real" = excluded."real", "maybeReal" = excluded."maybeReal", "narrow" = excluded."narrow", "small" = excluded."small", "wide" = excluded."wide", "flag" = excluded."flag", "blob" = excluded."blob", "mood" = excluded."mood", "frame_hint_word" = excluded."frame_hint_word", "frame_hint_rank" = excluded."frame_hint_rank", "frame_extra" = excluded."frame_extra", "frame_extra_word" = excluded."frame_extra_word", "frame_extra_rank" = excluded."frame_extra_rank", "frame_angle" = excluded."frame_angle", "spare" = excluded."spare", "spare_hint_word" = excluded."spare_hint_word", "spare_hint_rank" = excluded."spare_hint_rank", "spare_extra" = excluded."spare_extra", "spare_extra_word" = excluded."spare_extra_word", "spare_extra_rank" = excluded."spare_extra_rank", "spare_angle" = excluded."spare_angle""#)
    }
    static var ormFind: Slot {
        Slot(29, #"SELECT "id", "text", "maybeText", "real", "maybeReal", "narrow", "small", "wide", "flag", "blob", "mood", "frame_hint_word", "frame_hint_rank", "frame_extra", "frame_extra_word", "frame_extra_rank", "frame_angle", "spare", "spare_hint_word", "spare_hint_rank", "spare_extra", "spare_extra_word", "spare_extra_rank", "spare_angle" FROM "Specimen" WHERE "id" = ?"#, bindsBytes: false)
    }
    static var ormDelete: Slot {
        Slot(30, #"DELETE FROM "Specimen" WHERE "id" = ?"#, bindsBytes: false)
    }

    static func ormRecord(_ ormRow: borrowing Row) -> Result<Specimen, ColumnFault> {
        do throws(ColumnFault) {
            return .success(try ormRead(ormRow, at: 0))
        } catch {
            return .failure(error)
        }
    }

    static var ormColumnCount: Int32 { 24 }
    static var ormColumns: [Column] { ormTable.columns }

    static func ormRead(
        _ ormRow: borrowing Row, at ormFirst: Int32
    ) throws(ColumnFault) -> Specimen {
        let id = try Int.ormRead(ormRow.cell(at: ormFirst))
        let text = try String.ormRead(ormRow.cell(at: ormFirst + 1))
        let maybeText = try Optional<String>.ormRead(ormRow.cell(at: ormFirst + 2))
        let real = try Double.ormRead(ormRow.cell(at: ormFirst + 3))
        let maybeReal = try Optional<Double>.ormRead(ormRow.cell(at: ormFirst + 4))
        let narrow = try Optional<Float>.ormRead(ormRow.cell(at: ormFirst + 5))
        let small = try Optional<Int8>.ormRead(ormRow.cell(at: ormFirst + 6))
        let wide = try UInt64.ormRead(ormRow.cell(at: ormFirst + 7))
        let flag = try Optional<Bool>.ormRead(ormRow.cell(at: ormFirst + 8))
        let blob = try [UInt8].ormRead(ormRow.cell(at: ormFirst + 9))
        let mood = try Optional<Mood>.ormRead(ormRow.cell(at: ormFirst + 10))
        let frame = try Frame.ormRead(ormRow, at: ormFirst + 11)
        let spare = try Optional<Frame>.ormReadGroup(ormRow, at: ormFirst + 17)
        return Specimen(
            id: id,
            text: text,
            maybeText: maybeText,
            real: real,
            maybeReal: maybeReal,
            narrow: narrow,
            small: small,
            wide: wide,
            flag: flag,
            blob: blob,
            mood: mood,
            frame: frame,
            spare: spare
        )
    }

    func ormBind(to ormStatement: borrowing Statement, at ormFirst: Int32) throws(StoreError) {
        try self.id.ormBind(to: ormStatement, at: ormFirst)
        try self.text.ormBind(to: ormStatement, at: ormFirst + 1)
        try self.maybeText.ormBind(to: ormStatement, at: ormFirst + 2)
        try self.real.ormBind(to: ormStatement, at: ormFirst + 3)
        try self.maybeReal.ormBind(to: ormStatement, at: ormFirst + 4)
        try self.narrow.ormBind(to: ormStatement, at: ormFirst + 5)
        try self.small.ormBind(to: ormStatement, at: ormFirst + 6)
        try self.wide.ormBind(to: ormStatement, at: ormFirst + 7)
        try self.flag.ormBind(to: ormStatement, at: ormFirst + 8)
        try self.blob.ormBind(to: ormStatement, at: ormFirst + 9)
        try self.mood.ormBind(to: ormStatement, at: ormFirst + 10)
        try self.frame.ormBind(to: ormStatement, at: ormFirst + 11)
        try self.spare.ormBindGroup(to: ormStatement, at: ormFirst + 17)
    }

    func ormStoredValue(at ormColumn: Int) -> StoredValue {
        switch ormColumn {
        case 0: self.id.ormStoredValue
        case 1: self.text.ormStoredValue
        case 2: self.maybeText.ormStoredValue
        case 3: self.real.ormStoredValue
        case 4: self.maybeReal.ormStoredValue
        case 5: self.narrow.ormStoredValue
        case 6: self.small.ormStoredValue
        case 7: self.wide.ormStoredValue
        case 8: self.flag.ormStoredValue
        case 9: self.blob.ormStoredValue
        case 10: self.mood.ormStoredValue
        case 11...16: self.frame.ormStoredValue(at: ormColumn - 11)
        case 17...23: self.spare.ormStoredGroupValue(at: ormColumn - 17)
        default: preconditionFailure("Specimen has no such column")
        }
    }
}

extension Predicate where Root == Specimen {
    static func id(_ match: Match<Int>) -> Self { Self(column: 0, match) }
    static func text(_ match: Match<String>) -> Self { Self(column: 1, match) }
    static func maybeText(_ match: Match<String?>) -> Self { Self(column: 2, match) }
    static func real(_ match: Match<Double>) -> Self { Self(column: 3, match) }
    static func maybeReal(_ match: Match<Double?>) -> Self { Self(column: 4, match) }
    static func narrow(_ match: Match<Float?>) -> Self { Self(column: 5, match) }
    static func small(_ match: Match<Int8?>) -> Self { Self(column: 6, match) }
    static func wide(_ match: Match<UInt64>) -> Self { Self(column: 7, match) }
    static func flag(_ match: Match<Bool?>) -> Self { Self(column: 8, match) }
    static func blob(_ match: Match<[UInt8]>) -> Self { Self(column: 9, match) }
    static func mood(_ match: Match<Mood?>) -> Self { Self(column: 10, match) }
    static func frame(_ predicate: Predicate<Frame>) -> Self { Self(group: 11, predicate) }
    static func spare(_ predicate: Predicate<Frame>) -> Self { Self(optionalGroup: 17, predicate) }
    static func spare(_ presence: Presence) -> Self { Self(presence: 17, presence) }
}

extension Ordering where Root == Specimen {
    static var id: Self { Self(column: 0) }
    static var text: Self { Self(column: 1) }
    static var maybeText: Self { Self(column: 2) }
    static var real: Self { Self(column: 3) }
    static var maybeReal: Self { Self(column: 4) }
    static var narrow: Self { Self(column: 5) }
    static var small: Self { Self(column: 6) }
    static var wide: Self { Self(column: 7) }
    static var flag: Self { Self(column: 8) }
    static var blob: Self { Self(column: 9) }
    static var mood: Self { Self(column: 10) }
    static func frame(_ ordering: Ordering<Frame>) -> Self { Self(group: 11, ordering) }
    static func spare(_ ordering: Ordering<Frame>) -> Self { Self(group: 18, ordering) }
}

extension Assignment where Root == Specimen {
    static func id(_ value: Int) -> Self { Self(column: 0, value) }
    static func text(_ value: String) -> Self { Self(column: 1, value) }
    static func maybeText(_ value: String?) -> Self { Self(column: 2, value) }
    static func real(_ value: Double) -> Self { Self(column: 3, value) }
    static func maybeReal(_ value: Double?) -> Self { Self(column: 4, value) }
    static func narrow(_ value: Float?) -> Self { Self(column: 5, value) }
    static func small(_ value: Int8?) -> Self { Self(column: 6, value) }
    static func wide(_ value: UInt64) -> Self { Self(column: 7, value) }
    static func flag(_ value: Bool?) -> Self { Self(column: 8, value) }
    static func blob(_ value: [UInt8]) -> Self { Self(column: 9, value) }
    static func mood(_ value: Mood?) -> Self { Self(column: 10, value) }
    static func frame(_ value: Frame) -> Self { Self(group: 11, value) }
    static func frame(_ change: Assignment<Frame>) -> Self { Self(group: 11, change) }
    static func spare(_ value: Frame?) -> Self { Self(optionalGroup: 17, value) }
}

extension Predicate where Root == Specimen {
    /// The rows that satisfy every match given.
    static func matching(
        id: Match<Int>? = nil,
        text: Match<String>? = nil,
        maybeText: Match<String?>? = nil,
        real: Match<Double>? = nil,
        maybeReal: Match<Double?>? = nil,
        narrow: Match<Float?>? = nil,
        small: Match<Int8?>? = nil,
        wide: Match<UInt64>? = nil,
        flag: Match<Bool?>? = nil,
        blob: Match<[UInt8]>? = nil,
        mood: Match<Mood?>? = nil,
        frame: Predicate<Frame>? = nil,
        spare: Predicate<Frame>? = nil
    ) -> Self {
        var ormAll: [Self] = []
        if let id { ormAll.append(.id(id)) }
        if let text { ormAll.append(.text(text)) }
        if let maybeText { ormAll.append(.maybeText(maybeText)) }
        if let real { ormAll.append(.real(real)) }
        if let maybeReal { ormAll.append(.maybeReal(maybeReal)) }
        if let narrow { ormAll.append(.narrow(narrow)) }
        if let small { ormAll.append(.small(small)) }
        if let wide { ormAll.append(.wide(wide)) }
        if let flag { ormAll.append(.flag(flag)) }
        if let blob { ormAll.append(.blob(blob)) }
        if let mood { ormAll.append(.mood(mood)) }
        if let frame { ormAll.append(.frame(frame)) }
        if let spare { ormAll.append(.spare(spare)) }
        return .and(ormAll)
    }
}

extension Specimen {
    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: borrowing some ReadSource & ~Copyable,
        id: Match<Int>? = nil,
        text: Match<String>? = nil,
        maybeText: Match<String?>? = nil,
        real: Match<Double>? = nil,
        maybeReal: Match<Double?>? = nil,
        narrow: Match<Float?>? = nil,
        small: Match<Int8?>? = nil,
        wide: Match<UInt64>? = nil,
        flag: Match<Bool?>? = nil,
        blob: Match<[UInt8]>? = nil,
        mood: Match<Mood?>? = nil,
        frame: Predicate<Frame>? = nil,
        spare: Predicate<Frame>? = nil,
        orderBy: Ordering<Specimen>...,
        limit: Int? = nil,
        offset: Int = 0
    ) throws(StoreError) -> [Specimen] {
        try get(
            from: ormSource, where: .matching(
                id: id,
                text: text,
                maybeText: maybeText,
                real: real,
                maybeReal: maybeReal,
                narrow: narrow,
                small: small,
                wide: wide,
                flag: flag,
                blob: blob,
                mood: mood,
                frame: frame,
                spare: spare
            ),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The rows whose fields match: each argument given is one more condition.
    static func get(
        from ormSource: some AsyncReadSource,
        id: Match<Int>? = nil,
        text: Match<String>? = nil,
        maybeText: Match<String?>? = nil,
        real: Match<Double>? = nil,
        maybeReal: Match<Double?>? = nil,
        narrow: Match<Float?>? = nil,
        small: Match<Int8?>? = nil,
        wide: Match<UInt64>? = nil,
        flag: Match<Bool?>? = nil,
        blob: Match<[UInt8]>? = nil,
        mood: Match<Mood?>? = nil,
        frame: Predicate<Frame>? = nil,
        spare: Predicate<Frame>? = nil,
        orderBy: Ordering<Specimen>...,
        limit: Int? = nil,
        offset: Int = 0
    ) async throws(StoreError) -> [Specimen] {
        try await get(
            from: ormSource, where: .matching(
                id: id,
                text: text,
                maybeText: maybeText,
                real: real,
                maybeReal: maybeReal,
                narrow: narrow,
                small: small,
                wide: wide,
                flag: flag,
                blob: blob,
                mood: mood,
                frame: frame,
                spare: spare
            ),
            orderBy: orderBy, limit: limit, offset: offset)
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: borrowing some ReadSource & ~Copyable,
        id: Match<Int>? = nil,
        text: Match<String>? = nil,
        maybeText: Match<String?>? = nil,
        real: Match<Double>? = nil,
        maybeReal: Match<Double?>? = nil,
        narrow: Match<Float?>? = nil,
        small: Match<Int8?>? = nil,
        wide: Match<UInt64>? = nil,
        flag: Match<Bool?>? = nil,
        blob: Match<[UInt8]>? = nil,
        mood: Match<Mood?>? = nil,
        frame: Predicate<Frame>? = nil,
        spare: Predicate<Frame>? = nil
    ) throws(StoreError) -> Int {
        try count(in: ormSource, where: .matching(
            id: id,
            text: text,
            maybeText: maybeText,
            real: real,
            maybeReal: maybeReal,
            narrow: narrow,
            small: small,
            wide: wide,
            flag: flag,
            blob: blob,
            mood: mood,
            frame: frame,
            spare: spare
        ))
    }

    /// The number of rows whose fields match.
    static func count(
        in ormSource: some AsyncReadSource,
        id: Match<Int>? = nil,
        text: Match<String>? = nil,
        maybeText: Match<String?>? = nil,
        real: Match<Double>? = nil,
        maybeReal: Match<Double?>? = nil,
        narrow: Match<Float?>? = nil,
        small: Match<Int8?>? = nil,
        wide: Match<UInt64>? = nil,
        flag: Match<Bool?>? = nil,
        blob: Match<[UInt8]>? = nil,
        mood: Match<Mood?>? = nil,
        frame: Predicate<Frame>? = nil,
        spare: Predicate<Frame>? = nil
    ) async throws(StoreError) -> Int {
        try await count(in: ormSource, where: .matching(
            id: id,
            text: text,
            maybeText: maybeText,
            real: real,
            maybeReal: maybeReal,
            narrow: narrow,
            small: small,
            wide: wide,
            flag: flag,
            blob: blob,
            mood: mood,
            frame: frame,
            spare: spare
        ))
    }

    /// The row with this id: there is at most one.
    static func find(
        in ormSource: borrowing some ReadSource & ~Copyable, id: Int
    ) throws(StoreError) -> Specimen? {
        try ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try id.ormBind(to: ormStatement, at: 1)
        }
    }

    /// The row with this id: there is at most one.
    static func find(
        in ormSource: some AsyncReadSource, id: Int
    ) async throws(StoreError) -> Specimen? {
        try await ormFind(ormFind, in: ormSource) { ormStatement throws(StoreError) in
            try id.ormBind(to: ormStatement, at: 1)
        }
    }

}
