// SPDX-License-Identifier: MIT
// FNV-1a, 64 bits: tells one version of our own files from another, and protects against nothing.

struct Digest {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    /// Adds a text and its end, so that "ab" and "c" are not "a" and "bc".
    mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte) }
        add(0)
    }

    private mutating func add(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    var hexadecimal: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
