// SPDX-License-Identifier: MIT
// CRC-32C (Castagnoli, as in RFC 3720 B.4): polynomial 0x1EDC6F41 reflected, initial value and
// result inverted. It uses the processor's instruction where available, as on every x86-64 since
// 2008, else eight tables, eight bytes a step.

internal import CChecksum

/// A running CRC-32C.
struct CRC32C {
    private var state: UInt32 = ~0

    /// The checksum of all bytes added so far.
    var value: UInt32 { ~state }

    /// Adds an integer's bytes, little-endian.
    mutating func add<Number: FixedWidthInteger>(_ number: Number) {
        // SAFETY: the bytes of a value that lives as long as they are read.
        unsafe withUnsafeBytes(of: number.littleEndian) { unsafe add($0) }
    }

    /// Adds bytes.
    ///
    /// - Safety: `bytes` must be valid for reading.
    @unsafe mutating func add(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        if processorHasCRC32C {
            // SAFETY: the caller vouches for `bytes.count` bytes, and the processor has the
            // instruction.
            state = unsafe mirage_crc32c(state, start, bytes.count)
        } else {
            state = unsafe CRCTables.shared.add(bytes, to: state)
        }
    }
}

private let processorHasCRC32C = mirage_crc32c_is_there()
