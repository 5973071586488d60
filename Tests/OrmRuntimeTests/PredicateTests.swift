import OrmRuntime
import Testing

// Goal: conditions mean what the documentation says. Method: a table of conditions with the rows they
// must keep, written by hand, checked against the store and against `matches`; then the limits.
@testable import Golden

@Suite struct PredicateTests {
    let folder = TemporaryFolder()

    /// One row for each value of the optional text.
    static let words: [String?] = [
        nil, "", "ab", "AB", "a%b", "a_b", "axb", "a\0b", "\0", "é", "e\u{301}", "\u{d7ff}z",
        "\u{e000}", "\u{10ffff}", "\u{10ffff}z",
    ]

    static let textCases: [(Match<String?>, [String?])] = [
        (.equals("ab"), ["ab"]),
        ("ab", ["ab"]),
        (.equals(nil), [nil]),
        (.isNil, [nil]),
        (.differs(from: nil), Array(words.dropFirst())),
        (.differs(from: ""), Array(words.dropFirst(2))),
        (.contains("%"), ["a%b"]),
        (.contains("_"), ["a_b"]),
        (.contains("\0"), ["a\0b", "\0"]),
        (.contains(""), Array(words.dropFirst())),
        (.contains("b"), ["ab", "a%b", "a_b", "axb", "a\0b"]),
        (.contains("\u{301}"), ["e\u{301}"]),
        (.hasPrefix("a\0"), ["a\0b"]),
        (.hasPrefix("a_"), ["a_b"]),
        (.hasPrefix(""), Array(words.dropFirst())),
        (.hasPrefix("\u{d7ff}"), ["\u{d7ff}z"]),
        (.hasPrefix("\u{10ffff}"), ["\u{10ffff}", "\u{10ffff}z"]),
        (.hasPrefix("e"), ["e\u{301}"]),
        (.hasSuffix("b"), ["ab", "a%b", "a_b", "axb", "a\0b"]),
        (.hasSuffix("\0b"), ["a\0b"]),
        (.hasSuffix("%b"), ["a%b"]),
        (.hasSuffix(""), Array(words.dropFirst())),
        (.hasSuffix("longer than any of the texts"), []),
        (.in([]), []),
        (.in([nil]), [nil]),
        (.in(["ab", nil, "é"]), [nil, "ab", "é"]),
        (.between("b", "a"), []),
        (.between("ab", "ab"), ["ab"]),
        (.lessThan("AB"), ["", "\0"]),
        (.greaterThan("\u{e000}"), ["\u{10ffff}", "\u{10ffff}z"]),
    ]

    @Test(arguments: textCases.indices)
    func textIsComparedByBytes(_ index: Int) throws {
        let (match, expected) = Self.textCases[index]
        let db = try folder.store()
        try Note.delete(from: db, where: .all)
        let rows = Self.words.enumerated().map { number, word in
            Hinted.row(id: number, word: word)
        }
        try Specimen.saveAll(rows, in: db)
        let wanted = expected.map { $0.map { Array($0.utf8) } }
        func bytes(_ rows: [Specimen]) -> [[UInt8]?] {
            rows.map { $0.maybeText.map { Array($0.utf8) } }
        }
        let found = try Specimen.get(from: db, where: .maybeText(match), orderBy: .id)
        #expect(bytes(found) == wanted)
        #expect(bytes(rows.filter(Specimen.Where.maybeText(match).matches)) == wanted)
        let opposite = try Specimen.get(from: db, where: .not(.maybeText(match)), orderBy: .id)
        #expect(opposite.count == rows.count - wanted.count)
    }

    @Test func labelledMatchesAreOneConditionThatStandsWhereOneIsExpected() throws {
        let db = try folder.store()
        let words: [String?] = [nil, "ab", "ab", "b"]
        try Specimen.saveAll(
            words.enumerated().map { Hinted.row(id: $0, word: $1) }, in: db)
        let wanted: Specimen.Where = .matching(id: .atLeast(2), maybeText: "ab")
        #expect(wanted == .and(.id(.atLeast(2)), .maybeText("ab")))
        #expect(try Specimen.count(in: db, where: wanted) == 1)
        #expect(try Specimen.count(in: db, where: .or(.not(wanted), .id(0))) == 3)
        #expect(
            try Specimen.count(in: db, where: .matching()) == 4, "nothing given is no condition")
        #expect(try Specimen.count(in: db) == 4)
        // Within a struct's columns as well, and of an optional one it asks that it be there.
        let inner: Everything.Where = .matching(hint: .matching(word: "a", rank: .isNil))
        #expect(inner == .hint(.and(.word("a"), .rank(.isNil))))
        let optional: Everything.Where = .matching(maybeHint: .matching())
        #expect(optional == .maybeHint(.all))
    }

    private enum Hinted {
        static func row(id: Int, word: String?, real: Double = 0, spare: Frame? = nil) -> Specimen {
            let hint = Hint(word: nil, rank: nil)
            return Specimen(
                id: id, text: "", maybeText: word, real: real, maybeReal: nil, narrow: nil,
                small: nil,
                wide: 0, flag: nil, blob: [], mood: nil,
                frame: Frame(hint: hint, extra: nil, angle: 0), spare: spare)
        }
    }

    static let realCases: [(Match<Double>, [Int])] = [
        (.equals(0), [1, 2]), (.equals(-0.0), [1, 2]), (.equals(.nan), [5]),
        (.differs(from: .nan), [0, 1, 2, 3, 4]),
        (.greaterThan(.infinity), [5]), (.atLeast(1), [3, 4, 5]), (.lessThan(0), [0]), (3, []),
        (1, [3]),
        (.atMost(.nan), [0, 1, 2, 3, 4, 5]), (.between(-.infinity, .infinity), [0, 1, 2, 3, 4]),
        (.in([.nan, 1]), [3, 5]),
    ]

    @Test(arguments: realCases.indices)
    func nanEqualsItselfAndIsGreatest(_ index: Int) throws {
        let (match, expected) = Self.realCases[index]
        let db = try folder.store()
        let reals: [Double] = [-.infinity, -0.0, 0, 1, .infinity, .nan]
        let rows = reals.enumerated().map { Hinted.row(id: $0, word: nil, real: $1) }
        try Specimen.saveAll(rows, in: db)
        #expect(try Specimen.get(from: db, where: .real(match), orderBy: .id).map(\.id) == expected)
        #expect(rows.filter(Specimen.Where.real(match).matches).map(\.id) == expected)
    }

    @Test func aConditionOnAnAbsentGroupIsFalseAndItsNegationTrue() throws {
        let db = try folder.store()
        let empty = Frame(hint: Hint(word: nil, rank: nil), extra: nil, angle: 1)
        try Specimen.saveAll(
            [Hinted.row(id: 0, word: nil), Hinted.row(id: 1, word: nil, spare: empty)], in: db)
        func ids(_ condition: Specimen.Where) throws -> [Int] {
            try Specimen.get(from: db, where: condition, orderBy: .id).map(\.id)
        }
        #expect(try ids(.spare(.hint(.word(.isNil)))) == [1])
        #expect(try ids(.not(.spare(.hint(.word(.isNil))))) == [0])
        #expect(try ids(.spare(.not(.hint(.word(.isNotNil))))) == [1])
        #expect(try ids(.spare(.isNil)) == [0])
        #expect(try ids(.spare(.isNotNil)) == [1])
        #expect(try ids(.spare(.extra(.isNil))) == [1])
        #expect(try ids(.spare(.all)) == [1])
        #expect(try ids(.spare(.nothing)) == [])
    }

    @Test func operatorsReadLikeTheWords() {
        let (a, b) = (Specimen.Where.text("a"), Specimen.Where.text("b"))
        #expect((a && b) == .and(a, b))
        #expect((a || b) == .or(a, b))
        #expect(!a == .not(a))
        #expect(Specimen.Where.and([]) == .all)
        #expect(Specimen.Where.or([]) == .nothing)
    }

    @Test func descriptionsNameFieldsAndHideValues() {
        let condition = Specimen.Where.and(.text("secret"), .not(.spare(.angle(.lessThan(42)))))
        #expect(
            condition.description
                == #"("text" = ? AND ("spare" IS NULL OR ("spare_angle" < ?) IS NOT 1))"#
        )
    }

    // MARK: Size

    @Test(arguments: [100, 1_000, 2_000, 10_000])
    func aConditionMayHaveManyParts(_ count: Int) throws {
        let db = try folder.store()
        try Specimen.saveAll(
            [Hinted.row(id: 0, word: nil), Hinted.row(id: count - 1, word: nil)], in: db)
        let each = (0..<count).map { Specimen.Where.id(.equals($0)) }
        #expect(try Specimen.count(in: db, where: .or(each)) == 2)
        #expect(try Specimen.count(in: db, where: .and(each.map { .not($0) })) == 0)
    }

    @Test func aConditionPutTogetherInALoopStaysFlat() throws {
        let db = try folder.store()
        try Specimen.saveAll([Hinted.row(id: 7, word: nil)], in: db)
        var all = Specimen.Where.all
        var any = Specimen.Where.nothing
        for id in 0..<2_000 {
            let (absent, present) = (Specimen.Where.id(.equals(-1)), Specimen.Where.id(.equals(id)))
            all = all && !absent
            any = any || present
        }
        #expect(try Specimen.count(in: db, where: all) == 1)
        #expect(try Specimen.count(in: db, where: any) == 1)
        #expect(Specimen.Where.not(.not(all)) == all)
    }

    @Test func aListLongerThanTheVariablesIsRefusedAsALimit() throws {
        let db = try folder.store()
        #expect {
            try Specimen.get(from: db, where: .id(.in(Array(0..<300_000))))
        } throws: { error in
            guard case .limit(let name, let maximum, 300_000) = error as? StoreError else {
                return false
            }
            return name == "values in one query" && maximum < 300_000
        }
        #expect(try Specimen.count(in: db, where: .id(.in(Array(0..<30_000)))) == 0)
    }
}
