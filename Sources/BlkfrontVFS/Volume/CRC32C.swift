// SPDX-License-Identifier: MIT
// CRC-32C (Castagnoli, as in RFC 3720 B.4): polynomial 0x1EDC6F41 reflected, start and end inverted. Eight bytes a
// step through eight tables, which are computed at the first use and take 8 KB.

/// A running CRC-32C.
struct CRC32C {
    private var state: UInt32 = ~0

    /// The checksum of all that was added.
    var value: UInt32 { ~state }

    /// Adds an integer's bytes, the lowest first.
    mutating func add<Number: FixedWidthInteger>(_ number: Number) {
        var rest = number
        for _ in 0..<(Number.bitWidth / 8) {
            let byte = UInt8(truncatingIfNeeded: rest)
            state = Self.step(state, byte)
            rest >>= 8
        }
    }

    /// Adds bytes.
    ///
    /// - Safety: `bytes` must be valid for reading.
    @unsafe mutating func add(_ bytes: UnsafeRawBufferPointer) {
        let tables = crcTables
        var state = self.state
        var offset = 0
        // SAFETY: offsets stay below `bytes.count`, and table indices are bytes plus multiples of 256 below 2048.
        unsafe tables.withUnsafeBufferPointer { (table) in
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
                state =
                    unsafe table[Int((state ^ UInt32(bytes[offset])) & 0xff)] ^ (state >> 8)
                offset += 1
            }
        }
        self.state = state
    }

    private static func step(_ state: UInt32, _ byte: UInt8) -> UInt32 {
        crcTables[Int((state ^ UInt32(byte)) & 0xff)] ^ (state >> 8)
    }
}

/// Eight tables of 256: the n-th is what a byte does to the checksum when n more bytes follow.
private let crcTables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 2048)
    for index in 0..<256 {
        var value = UInt32(index)
        for _ in 0..<8 { value = value & 1 == 0 ? value >> 1 : (value >> 1) ^ 0x82f6_3b78 }
        tables[index] = value
    }
    for index in 256..<2048 {
        let before = tables[index - 256]
        tables[index] = tables[Int(before & 0xff)] ^ (before >> 8)
    }
    return tables
}()
