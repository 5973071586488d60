// SPDX-License-Identifier: MIT
// Hexadecimal numbers for crash reports, formatted without allocating.

/// A word in hexadecimal.
enum Hexadecimal {
    /// Sixteen digits, the highest first.
    static func digits(of value: UInt64) -> InlineArray<16, UInt8> {
        InlineArray { position in
            let digit = UInt8(truncatingIfNeeded: value >> UInt64(60 - 4 * position)) & 15
            return digit < 10 ? 48 + digit : 87 + digit
        }
    }
}
