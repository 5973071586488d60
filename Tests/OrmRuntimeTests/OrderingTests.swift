import OrmRuntime
import Testing

// Goal: rows come in the order and in the window asked for. Method: few rows with the edges of each type,
// expected orders written by hand.
@testable import Golden

@Suite struct OrderingTests {
    let folder = TemporaryFolder()

    private func row(
        _ id: Int, text: String = "", real: Double? = nil, wide: UInt64 = 0, angle: Double = 0,
        spare: Frame? = nil
    ) -> Specimen {
        let hint = Hint(word: nil, rank: nil)
        return Specimen(
            id: id, text: text, maybeText: nil, real: 0, maybeReal: real, narrow: nil, small: nil,
            wide: wide,
            flag: nil, blob: [], mood: nil, frame: Frame(hint: hint, extra: nil, angle: angle),
            spare: spare)
    }

    private func order(_ rows: [Specimen], _ orderBy: Ordering<Specimen>...) throws -> [Int] {
        let db = try folder.store()
        try Specimen.delete(from: db, where: .all)
        try Specimen.saveAll(rows, in: db)
        return try Specimen.get(from: db, where: .all, orderBy: orderBy).map(\.id)
    }

    @Test func nilComesFirstAndNaNLast() throws {
        let reals: [Double?] = [.nan, 1, nil, .infinity, -.infinity, -1]
        let rows = reals.enumerated().map { row($0, real: $1) }
        #expect(try order(rows, .maybeReal) == [2, 4, 5, 1, 3, 0])
        #expect(try order(rows, .maybeReal.descending) == [0, 3, 1, 5, 4, 2])
        #expect(try order(rows, .maybeReal.descending.descending) == [2, 4, 5, 1, 3, 0])
    }

    @Test func unsignedIntegersSortAcrossTheSignBit() throws {
        let wides: [UInt64] = [.max, 1 << 63, 0, (1 << 63) - 1, 1]
        let rows = wides.enumerated().map { row($0, wide: $1) }
        #expect(try order(rows, .wide) == [2, 4, 3, 1, 0])
        #expect(try order(rows, .wide.descending) == [0, 1, 3, 4, 2])
    }

    @Test func textSortsByBytes() throws {
        let texts = ["b", "a", "B", "", "é", "a\0", "\u{ffff}", "\u{10000}", "Z"]
        let rows = texts.enumerated().map { row($0, text: $1) }
        #expect(try order(rows, .text) == [3, 2, 8, 1, 5, 0, 4, 6, 7])
    }

    @Test func laterKeysBreakTies() throws {
        let rows = [
            row(0, text: "x", wide: 1), row(1, text: "y", wide: 2), row(2, text: "x", wide: 2),
            row(3, text: "y", wide: 1),
        ]
        #expect(try order(rows, .text, .wide) == [0, 2, 3, 1])
        #expect(try order(rows, .text, .wide.descending) == [2, 0, 1, 3])
        #expect(try order(rows, .wide.descending, .text.descending) == [1, 2, 3, 0])
    }

    @Test func fieldsOfGroupsSort() throws {
        let hint = Hint(word: nil, rank: nil)
        func frame(_ angle: Double, _ rank: Int16?) -> Frame {
            Frame(hint: hint, extra: Hint(word: nil, rank: rank), angle: angle)
        }
        let rows = [
            row(0, angle: 3, spare: frame(0, 2)), row(1, angle: 1),
            row(2, angle: 2, spare: frame(0, 1)),
            row(3, angle: 4, spare: frame(-1, nil)),
        ]
        #expect(try order(rows, .frame(.angle)) == [1, 2, 0, 3])
        #expect(try order(rows, .frame(.angle).descending) == [3, 0, 2, 1])
        #expect(try order(rows, .frame(.angle.descending)) == [3, 0, 2, 1])
        #expect(try order(rows, .spare(.extra(.rank)), .id) == [1, 3, 2, 0])
        #expect(try order(rows, .spare(.extra(.rank.descending)), .id) == [0, 2, 1, 3])
    }

    static let windows: [(limit: Int?, offset: Int, expected: [Int])] = [
        (nil, 0, [0, 1, 2, 3, 4]), (2, 0, [0, 1]), (0, 0, []), (-1, 0, []), (Int.min, 0, []),
        (nil, 3, [3, 4]),
        (nil, -3, [0, 1, 2, 3, 4]), (2, 4, [4]), (2, 5, []), (2, 99, []),
        (Int.max, 1, [1, 2, 3, 4]),
        (nil, Int.max, []), (Int.max, Int.max, []), (3, Int.min, [0, 1, 2]),
    ]

    @Test(arguments: windows.indices)
    func limitAndOffsetCutAWindow(_ index: Int) throws {
        let (limit, offset, expected) = Self.windows[index]
        let db = try folder.store()
        try Specimen.saveAll((0..<5).map { row($0) }, in: db)
        let found = try Specimen.get(
            from: db, where: .all, orderBy: .id, limit: limit, offset: offset)
        #expect(found.map(\.id) == expected)
        #expect(
            try Specimen.get(from: db, orderBy: .id, limit: limit, offset: offset).map(\.id)
                == expected)
    }

    @Test func firstTakesTheFirstInOrder() throws {
        let db = try folder.store()
        #expect(try Specimen.first(from: db) == nil)
        try Specimen.saveAll((0..<5).map { row($0) }, in: db)
        #expect(try Specimen.first(from: db, orderBy: .id.descending)?.id == 4)
        #expect(try Specimen.first(from: db, where: .id(.greaterThan(2)), orderBy: .id)?.id == 3)
        #expect(try Specimen.first(from: db, where: .id(.greaterThan(9))) == nil)
    }
}
