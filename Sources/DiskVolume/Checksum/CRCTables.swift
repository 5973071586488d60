// SPDX-License-Identifier: MIT
// CRC-32C in software (slicing-by-8). Eight tables, 8 KB together and computed at first use,
// process eight bytes a step.

/// The lookup tables of CRC-32C.
struct CRCTables {
    static let shared = CRCTables()

    /// Eight tables of 256 entries. The n-th has the effect of a byte that n more bytes follow.
    private let entries: [UInt32]

    private init() {
        var entries = [UInt32](repeating: 0, count: 2048)
        for index in 0..<256 {
            var value = UInt32(index)
            for _ in 0..<8 { value = value & 1 == 0 ? value >> 1 : (value >> 1) ^ 0x82f6_3b78 }
            entries[index] = value
        }
        for index in 256..<2048 {
            let before = entries[index - 256]
            entries[index] = entries[Int(before & 0xff)] ^ (before >> 8)
        }
        self.entries = entries
    }

    /// Returns the state of a checksum, inverted at neither end, after `bytes` more.
    ///
    /// - Safety: `bytes` must be valid for reading.
    @unsafe func add(_ bytes: UnsafeRawBufferPointer, to start: UInt32) -> UInt32 {
        var state = start
        var offset = 0
        // SAFETY: offsets stay below `bytes.count`, and table indices are bytes plus multiples of
        // 256 below 2048.
        unsafe entries.withUnsafeBufferPointer { (table) in
            while offset + 8 <= bytes.count {
                let low =
                    unsafe UInt32(
                        littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
                    ^ state
                let high = unsafe UInt32(
                    littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self))
                let first =
                    unsafe table[1792 + Int(low & 0xff)] ^ table[1536 + Int((low >> 8) & 0xff)]
                    ^ table[1280 + Int((low >> 16) & 0xff)] ^ table[1024 + Int(low >> 24)]
                let second =
                    unsafe table[768 + Int(high & 0xff)] ^ table[512 + Int((high >> 8) & 0xff)]
                    ^ table[256 + Int((high >> 16) & 0xff)] ^ table[Int(high >> 24)]
                state = first ^ second
                offset += 8
            }
            while offset < bytes.count {
                state = unsafe table[Int((state ^ UInt32(bytes[offset])) & 0xff)] ^ (state >> 8)
                offset += 1
            }
        }
        return state
    }
}
