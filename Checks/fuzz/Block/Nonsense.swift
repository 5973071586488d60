// SPDX-License-Identifier: MIT
// Values that a key of xenstore can have when a number, a word or a path belongs there.

import SeededRandom

/// Texts that are not what they should be, or just are.
enum Nonsense {
    private static let texts: [String] = [
        "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "11", "12", "16", "32", "511", "512",
        "513", "1024", "4095", "4096", "4097", "8192", "65535", "65536", "2147483647", "2147483648",
        "4294967295", "4294967296", "9007199254740992", "18014398509481983", "18014398509481984",
        "9223372036854775807", "9223372036854775808", "18446744073709551615",
        "18446744073709551616", "99999999999999999999999999", "-1", "-0", "+1", "01", "0x10", "0b1",
        " 1", "1 ", "1\n", "\t1", "1.0", "1e3", "1,000", "١", "one", "true", "w", "r", "rw", "W",
        "", "\0", "1\0", "\0001", "/", "//", "/local/domain/0",
        "/local/domain/0/backend/vbd/1/51712",
        "/local/domain/0/backend/vbd/1/51712/", "/local/domain/1/backend/vbd/1/51712",
        "/local/domain/0/backend/vbd/2/51712", "/local/domain/0/backend/vbd/1/51713",
        "/local/domain/00/backend/vbd/1/51712", "/local/domain/0/backend//1/51712",
        "../../../0", "x86_64-abi", "NaN", "nil", "\u{fffd}",
    ]

    /// How many plain texts there are.
    static var count: UInt64 { UInt64(texts.count) }

    /// A value by its number, the same for good: plain texts first, then what `salt` makes of chance.
    static func value(_ number: UInt64, salt: UInt64) -> [UInt8] {
        if number < count { return Array(texts[Int(number)].utf8) }
        var random = SeededRandom(seed: salt)
        switch number % 4 {
        case 0: return (0..<random.below(40)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        case 1: return Array("\(random.next() >> random.below(64))".utf8)
        case 2: return [UInt8](repeating: UInt8(ascii: "9"), count: Int(random.below(2000)))
        default: return (0..<random.below(24)).map { _ in UInt8(48 + random.below(10)) }
        }
    }
}
