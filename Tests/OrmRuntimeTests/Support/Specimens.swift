// Random specimens and random conditions on them, drawn from small pools so that conditions are met by
// some rows and not by others.
@testable import Golden
import OrmRuntime
import SeededRandom

enum Pools {
    static let texts: [String] = [
        "", "a", "A", "ab", "abc", "bab", "%", "_", "a%", "a_b", "\\", "'", "\"", "\0", "a\0", "a\0b",
        "\0b", "é", "e\u{301}", "É", "ß", "\u{d7ff}", "\u{d7ff}x", "\u{e000}", "\u{e000}x",
        "\u{ffff}", "\u{10000}", "\u{10ffff}", "\u{10ffff}\u{10ffff}", "a\u{10ffff}", "b", "漢字", "字",
        "👩‍👩‍👧", "👧", "\u{7f}", "\u{80}",
    ]
    static let reals: [Double] = [
        .nan, .signalingNaN, -Double.nan, Double(nan: 7, signaling: false), 0, -0.0, 1, -1, 1.5, 2,
        .infinity, -.infinity, .leastNonzeroMagnitude, 0x1p53, 0x1p63, -0x1p63, .greatestFiniteMagnitude,
    ]
    static let floats: [Float] = [
        .nan, .signalingNaN, Float(nan: 3, signaling: false), 0, -0.0, 1, -1, 0.1, .infinity,
        -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
    ]
    static let wides: [UInt64] = [0, 1, 2, 1 << 53, (1 << 63) - 1, 1 << 63, (1 << 63) + 1, .max - 1, .max]
    static let smalls: [Int8] = [.min, -1, 0, 1, 2, .max]
    static let ranks: [Int16] = [.min, -1, 0, 1, .max]
    static let blobs: [[UInt8]] = [[], [0], [0, 0], [1], [1, 0], [1, 255], [128], [255], [255, 255]]
}

extension SeededRandom {
    mutating func maybe<Element>(_ pool: [Element]) -> Element? {
        isRare(4) ? nil : pick(pool)
    }

    mutating func hint() -> Hint {
        Hint(word: maybe(Pools.texts), rank: maybe(Pools.ranks))
    }

    mutating func frame() -> Frame {
        Frame(hint: hint(), extra: isRare(2) ? nil : hint(), angle: pick(Pools.reals))
    }

    mutating func specimen(id: Int) -> Specimen {
        Specimen(
            id: id, text: pick(Pools.texts), maybeText: maybe(Pools.texts), real: pick(Pools.reals),
            maybeReal: maybe(Pools.reals), narrow: maybe(Pools.floats), small: maybe(Pools.smalls),
            wide: pick(Pools.wides), flag: maybe([true, false]), blob: pick(Pools.blobs),
            mood: maybe(Mood.allCases), frame: frame(), spare: isRare(2) ? nil : frame())
    }

    // MARK: Matches

    /// A match with any of the operators that all columns have.
    mutating func match<Value>(
        _ values: [Value], _ bounds: [Value.Unwrapped]
    ) -> Match<Value> where Value: ColumnValue {
        switch below(9) {
        case 0: .equals(pick(values))
        case 1: .differs(from: pick(values))
        case 2: .lessThan(pick(bounds))
        case 3: .atMost(pick(bounds))
        case 4: .greaterThan(pick(bounds))
        case 5: .atLeast(pick(bounds))
        // The bounds come in any order: half of the ranges are reversed.
        case 6: .between(pick(bounds), pick(bounds))
        default: .in((0..<below(5)).map { _ in pick(values) })
        }
    }

    mutating func plain<Value>(_ pool: [Value]) -> Match<Value>
    where Value: ColumnValue, Value.Unwrapped == Value {
        match(pool, pool)
    }

    mutating func optional<Value>(_ pool: [Value]) -> Match<Value?> where Value: ColumnValue {
        if isRare(5) { return isRare(2) ? .isNil : .isNotNil }
        return match([nil] + pool.map(Optional.some), pool)
    }

    mutating func text<Value>(_ match: (inout Self) -> Match<Value>) -> Match<Value>
    where Value: ColumnValue, Value.Unwrapped == String {
        switch below(6) {
        case 0: .contains(pick(Pools.texts))
        case 1: .hasPrefix(pick(Pools.texts))
        case 2: .hasSuffix(pick(Pools.texts))
        default: match(&self)
        }
    }

    // MARK: Predicates

    mutating func hintPredicate() -> Predicate<Hint> {
        switch below(4) {
        case 0: .word(text { $0.optional(Pools.texts) })
        case 1: .rank(optional(Pools.ranks))
        case 2: .not(.word(optional(Pools.texts)))
        default: .or(.word(.isNil), .rank(optional(Pools.ranks)))
        }
    }

    mutating func framePredicate() -> Predicate<Frame> {
        switch below(6) {
        case 0: .hint(hintPredicate())
        case 1: .extra(hintPredicate())
        case 2: .extra(isRare(2) ? .isNil : .isNotNil)
        case 3: .angle(plain(Pools.reals))
        case 4: .not(.extra(hintPredicate()))
        default: .and(.hint(hintPredicate()), .angle(plain(Pools.reals)))
        }
    }

    mutating func leaf() -> Specimen.Where {
        switch below(15) {
        case 0: .id(plain(Array(0..<20)))
        case 1: .text(text { $0.plain(Pools.texts) })
        case 2: .maybeText(text { $0.optional(Pools.texts) })
        case 3: .real(plain(Pools.reals))
        case 4: .maybeReal(optional(Pools.reals))
        case 5: .narrow(optional(Pools.floats))
        case 6: .small(optional(Pools.smalls))
        case 7: .wide(plain(Pools.wides))
        case 8: .flag(optional([true, false]))
        case 9: .blob(plain(Pools.blobs))
        case 10: .mood(optional(Mood.allCases))
        case 11: .frame(framePredicate())
        case 12: .spare(framePredicate())
        case 13: .spare(isRare(2) ? .isNil : .isNotNil)
        default: isRare(2) ? .all : .none
        }
    }

    /// A tree of conditions at most `depth` operators deep.
    mutating func predicate(depth: Int = 4) -> Specimen.Where {
        guard depth > 0, !isRare(3) else { return leaf() }
        let parts = (0..<below(4)).map { _ in predicate(depth: depth - 1) }
        return switch below(3) {
        case 0: .and(parts)
        case 1: .or(parts)
        default: .not(predicate(depth: depth - 1))
        }
    }
}
