import OrmLaws
import OrmRuntime
import TestSupport
import Testing

// Goal: what is read is what was saved, bit for bit. Method: random values of every golden type, then a
// table of the edges, each saved, read back and compared by bits and bytes instead of `==`.
@testable import Golden

@Suite struct LosslessTests {
    let folder = TemporaryFolder()

    @Test func everyGoldenTypeIsLossless() throws {
        let db = try folder.store()
        let seed = Seed.ofThisRun
        try Laws.checkLossless(Book.self, in: db, seed: seed, count: 100)
        try Laws.checkLossless(Note.self, in: db, seed: seed, count: 100)
        try Laws.checkLossless(Loan.self, in: db, seed: seed, count: 100)
        try Laws.checkLossless(Archive.Entry.self, in: db, seed: seed, count: 100)
        try Laws.checkLossless(Everything.self, in: db, seed: seed, count: 200)
        try Laws.checkLossless(Specimen.self, in: db, seed: seed, count: 100)
    }

    private func roundTrip(_ change: (inout Everything) -> Void) throws -> Everything {
        let db = try folder.store()
        var value = Everything.blank(id: 1)
        change(&value)
        try value.save(in: db)
        return try #require(try Everything.find(in: db, id: 1))
    }

    static let texts: [String] = [
        "", "\0", "a\0b", "\0\0", "a\0", "é", "e\u{301}", "\u{1100}\u{1161}", "가", "ﬁ", "漢字", "🂡",
        "👩‍👩‍👧", "\u{feff}x", "\u{7f}\u{80}\u{7ff}\u{800}", "\u{d7ff}\u{e000}\u{ffff}",
        "\u{10000}\u{10ffff}",
        "'; DROP TABLE Everything; --", "line\r\nline", "%_\\",
        String(repeating: "x\0é", count: 250_000),
    ]

    @Test(arguments: texts.indices)
    func textIsKeptByteForByte(_ index: Int) throws {
        let text = Self.texts[index]
        let found = try roundTrip { value in
            value.string = text
            value.maybeString = text
            value.frame.hint.word = text
        }
        for copy in [found.string, found.maybeString, found.frame.hint.word] {
            #expect(copy.map { Array($0.utf8) } == Array(text.utf8))
        }
    }

    static let blobs: [[UInt8]] = [
        [], [0], [0, 0, 0], [255], Array(0...255), Array(repeating: 0, count: 1_048_576),
        Array(repeating: 0xa5, count: 1_048_577),
    ]

    @Test(arguments: blobs.indices)
    func blobsAreKept(_ index: Int) throws {
        let blob = Self.blobs[index]
        let found = try roundTrip { value in
            value.bytes = blob
            value.maybeBytes = blob
        }
        #expect(found.bytes == blob)
        #expect(found.maybeBytes == blob)
    }

    @Test func emptyIsNotNil() throws {
        let empty = try roundTrip { value in
            value.maybeString = ""
            value.maybeBytes = []
            value.maybeMood = .blank
        }
        #expect(empty.maybeString == "")
        #expect(empty.maybeBytes == [])
        #expect(empty.maybeMood == .blank)
        let none = try roundTrip { _ in }
        #expect(none.maybeString == nil)
        #expect(none.maybeBytes == nil)
        #expect(none.maybeMood == nil)
    }

    static let doubles: [UInt64] = [
        0, 0x8000_0000_0000_0000, 1, 0x8000_0000_0000_0001, 0x7ff0_0000_0000_0000,
        0xfff0_0000_0000_0000,
        0x7ff8_0000_0000_0000, 0xfff8_0000_0000_0000, 0x7ff0_0000_0000_0001, 0xfff7_ffff_ffff_ffff,
        0x7fff_ffff_ffff_ffff, 0x7fef_ffff_ffff_ffff, 0x3ff0_0000_0000_0000, 0xbff0_0000_0000_0000,
        0x4340_0000_0000_0000, 0x43e0_0000_0000_0000, 0xc3e0_0000_0000_0000, 0x3fb9_9999_9999_999a,
    ]

    @Test(arguments: doubles)
    func doublesAreKeptBitForBit(_ bits: UInt64) throws {
        let number = Double(bitPattern: bits)
        let found = try roundTrip { value in
            value.double = number
            value.maybeDouble = number
            value.frame.angle = number
        }
        #expect(found.double.bitPattern == bits)
        #expect(found.maybeDouble?.bitPattern == bits)
        #expect(found.frame.angle.bitPattern == bits)
    }

    static let floats: [UInt32] = [
        0, 0x8000_0000, 1, 0x7f80_0000, 0xff80_0000, 0x7fc0_0000, 0xffc0_0000, 0x7f80_0001,
        0xffbf_ffff,
        0x7fff_ffff, 0x7f7f_ffff, 0x3f80_0000, 0x3dcc_cccd,
    ]

    @Test(arguments: floats)
    func floatsAreKeptBitForBit(_ bits: UInt32) throws {
        let found = try roundTrip { value in
            value.float = Float(bitPattern: bits)
            value.maybeFloat = Float(bitPattern: bits)
        }
        #expect(found.float.bitPattern == bits)
        #expect(found.maybeFloat?.bitPattern == bits)
    }

    @Test func integersAreKeptAtTheirExtremes() throws {
        let low = try roundTrip { value in
            (value.int8, value.int16, value.int32, value.int64) = (.min, .min, .min, .min)
            (value.maybeInt, value.maybeInt8, value.maybeInt64) = (.min, .min, .min)
            (value.maybeUInt, value.maybeUInt64, value.maybeUInt8) = (.min, .min, .min)
            (value.depth, value.mask) = (.bottom, .none)
        }
        #expect(low.int8 == .min && low.int16 == .min && low.int32 == .min && low.int64 == .min)
        #expect(low.maybeInt == .min && low.maybeInt8 == .min && low.maybeInt64 == .min)
        #expect(low.maybeUInt == 0 && low.maybeUInt64 == 0 && low.maybeUInt8 == 0)
        #expect(low.depth == .bottom && low.mask == .none)
        let high = try roundTrip { value in
            (value.int8, value.int16, value.int32, value.int64) = (.max, .max, .max, .max)
            (value.uint, value.uint8, value.uint16) = (.max, .max, .max)
            (value.uint32, value.uint64) = (.max, .max)
            (value.maybeUInt, value.maybeUInt64, value.maybeMask) = (.max, 1 << 63, .full)
            (value.depth, value.mask) = (.top, .topBit)
        }
        #expect(high.int8 == .max && high.int16 == .max && high.int32 == .max && high.int64 == .max)
        #expect(high.uint == .max && high.uint8 == .max && high.uint16 == .max)
        #expect(high.uint32 == .max && high.uint64 == .max)
        #expect(high.maybeUInt == .max && high.maybeUInt64 == 1 << 63 && high.maybeMask == .full)
        #expect(high.depth == .top && high.mask == .topBit)
    }

    static let groups: [(Hint?, Frame?)] = [
        (nil, nil),
        (Hint(word: nil, rank: nil), Frame(hint: Hint(word: nil, rank: nil), extra: nil, angle: 0)),
        (
            Hint(word: "", rank: nil),
            Frame(hint: Hint(word: "x", rank: 1), extra: Hint(word: nil, rank: nil), angle: -0.0)
        ),
        (
            Hint(word: nil, rank: .min),
            Frame(hint: Hint(word: nil, rank: nil), extra: Hint(word: "\0", rank: 0), angle: 1)
        ),
    ]

    @Test(arguments: groups.indices)
    func anAbsentGroupIsNotAGroupOfNils(_ index: Int) throws {
        let (hint, frame) = Self.groups[index]
        let found = try roundTrip { value in
            value.maybeHint = hint
            value.maybeFrame = frame
            if let hint { value.hint = hint }
            if let frame { value.frame = frame }
        }
        #expect(found.maybeHint == hint)
        #expect(found.maybeFrame == frame)
        if let hint { #expect(found.hint == hint) }
        if let frame { #expect(found.frame == frame) }
    }

    @Test func aGroupOnceThereCanGoAway() throws {
        let db = try folder.store()
        var value = Everything.blank(id: 1)
        value.maybeFrame = Frame(
            hint: Hint(word: "w", rank: 1), extra: Hint(word: "e", rank: 2), angle: 3)
        try value.save(in: db)
        value.maybeFrame = nil
        try value.save(in: db)
        #expect(try Everything.find(in: db, id: 1) == value)
    }
}
