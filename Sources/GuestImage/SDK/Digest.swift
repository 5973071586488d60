// SPDX-License-Identifier: MIT
// FNV-1a, 64 bits. It distinguishes versions of our own files and is not for security.

struct Digest {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    /// Adds a text and a terminator, so that "ab" and "c" differ from "a" and "bc".
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
