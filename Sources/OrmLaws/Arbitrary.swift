// SPDX-License-Identifier: MIT
// Random values with many edge cases: extremes, empties, NUL, non-ASCII, NaN, infinities, -0.0.
import SeededRandom

/// A type with random values. `orm-gen generate --laws` conforms every `@Persist` type.
///
///     var random = SeededRandom(seed: 1)
///     let book = Book.arbitrary(using: &random)
public protocol Arbitrary {
    /// Returns a random value, determined by the generator's state alone.
    static func arbitrary(using random: inout SeededRandom) -> Self
}

extension Bool: Arbitrary {
    /// Returns true and false with equal probability.
    public static func arbitrary(using random: inout SeededRandom) -> Bool {
        random.next() % 2 == 0
    }
}

extension FixedWidthInteger {
    /// Returns a random number. Half of them are extremes, their neighbours, or 0.
    public static func arbitrary(using random: inout SeededRandom) -> Self {
        let bits = Self(truncatingIfNeeded: random.next())
        return switch random.next() % 10 {
        case 0: .min
        case 1: .max
        case 2: 0
        case 3: .max - 1
        case 4: .min + 1
        default: bits
        }
    }
}

extension Int: Arbitrary {}
extension Int8: Arbitrary {}
extension Int16: Arbitrary {}
extension Int32: Arbitrary {}
extension Int64: Arbitrary {}
extension UInt: Arbitrary {}
extension UInt8: Arbitrary {}
extension UInt16: Arbitrary {}
extension UInt32: Arbitrary {}
extension UInt64: Arbitrary {}

extension Double: Arbitrary {
    /// Returns a random bit pattern or, half of the time, an edge case: zeros, infinities, NaNs,
    /// extremes, ±1 and 2^63.
    public static func arbitrary(using random: inout SeededRandom) -> Double {
        let bits = random.next()
        let edges: [Double] = [
            0, -0.0, .infinity, -.infinity, .nan, .signalingNaN, .leastNonzeroMagnitude,
            .greatestFiniteMagnitude, Double(nan: bits >> 14, signaling: false), 1, -1, 0x1p63,
        ]
        return random.isRare(2) ? edges[Int(bits % UInt64(edges.count))] : Double(bitPattern: bits)
    }
}

extension Float: Arbitrary {
    /// Returns a random bit pattern or, half of the time, an edge case: zeros, infinities, NaNs,
    /// extremes and ±1.
    public static func arbitrary(using random: inout SeededRandom) -> Float {
        let bits = UInt32(truncatingIfNeeded: random.next())
        let edges: [Float] = [
            0, -0.0, .infinity, -.infinity, .nan, .signalingNaN, .leastNonzeroMagnitude,
            .greatestFiniteMagnitude, Float(nan: bits >> 11, signaling: false), 1, -1,
        ]
        return random.isRare(2) ? edges[Int(bits % UInt32(edges.count))] : Float(bitPattern: bits)
    }
}

extension String: Arbitrary {
    /// Returns a text of up to 7 pieces or, once in 20 times, up to 4,999.
    ///
    /// The pieces are characters that SQL, C or Unicode treat specially, and a few ordinary ones.
    public static func arbitrary(using random: inout SeededRandom) -> String {
        let pieces = [
            "a", "Z", "0", " ", "%", "_", "'", "\"", "\\", "\n", "\0", "é", "e\u{301}", "ß", "漢",
            "🂡",
            "\u{7f}", "\u{80}", "\u{7ff}", "\u{800}", "\u{d7ff}", "\u{e000}", "\u{ffff}",
            "\u{10000}",
            "\u{10ffff}", "\u{feff}", "👩‍👩‍👧", "ac.uk", "@",
        ]
        var text = ""
        let count = random.isRare(20) ? random.next() % 5_000 : random.next() % 8
        for _ in 0..<count { text += pieces[Int(random.next() % UInt64(pieces.count))] }
        return text
    }
}

extension Array: Arbitrary where Element == UInt8 {
    /// Returns up to 9 bytes or, once in 20 times, up to 9,999.
    public static func arbitrary(using random: inout SeededRandom) -> [UInt8] {
        let count = random.isRare(20) ? random.next() % 10_000 : random.next() % 10
        return (0..<count).map { _ in UInt8.arbitrary(using: &random) }
    }
}

extension Optional: Arbitrary where Wrapped: Arbitrary {
    /// Returns nil once in 3 times, and otherwise a value of the wrapped type.
    public static func arbitrary(using random: inout SeededRandom) -> Wrapped? {
        random.isRare(3) ? nil : Wrapped.arbitrary(using: &random)
    }
}
