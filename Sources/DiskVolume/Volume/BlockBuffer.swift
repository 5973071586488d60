// SPDX-License-Identifier: MIT
// A buffer of blocks, for decoding and encoding on-disk structures. Offsets are checked, so code
// for layouts needs no `unsafe`.

import BlockIO

/// A buffer of blocks, zero at first.
@safe final class BlockBuffer {
    /// The number of blocks.
    let count: Int
    private let bytes: UnsafeMutableRawBufferPointer

    init(blocks: Int) {
        count = blocks
        precondition(blocks > 0, "a buffer has a block")
        unsafe bytes = .allocate(byteCount: blocks * blockSize, alignment: blockSize)
        // SAFETY: the memory was allocated a line above.
        unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0)
    }

    deinit {
        // SAFETY: nothing else frees it.
        unsafe bytes.deallocate()
    }

    private var byteCount: Int { count * blockSize }

    /// Returns the little-endian integer at a byte offset.
    func load<Number: FixedWidthInteger>(_ offset: Int, as type: Number.Type = Number.self)
        -> Number
    {
        precondition(offset >= 0 && offset + Number.bitWidth / 8 <= byteCount, "an offset inside")
        var number: Number = 0
        var position = Number.bitWidth / 8
        while position > 0 {
            position -= 1
            // SAFETY: checked above.
            number = (number << 8) | Number(truncatingIfNeeded: unsafe bytes[offset + position])
        }
        return number
    }

    /// Stores a little-endian integer at a byte offset.
    func store<Number: FixedWidthInteger>(_ number: Number, at offset: Int) {
        precondition(offset >= 0 && offset + Number.bitWidth / 8 <= byteCount, "an offset inside")
        var rest = number
        for position in 0..<(Number.bitWidth / 8) {
            // SAFETY: checked above.
            unsafe bytes[offset + position] = UInt8(truncatingIfNeeded: rest)
            rest >>= 8
        }
    }

    /// Zeroes bytes.
    func clear(_ range: Range<Int>) {
        // SAFETY: `slice` checks the range.
        unsafe slice(range).initializeMemory(as: UInt8.self, repeating: 0)
    }

    /// Whether a block is all zeros.
    func isZero(block: Int) -> Bool {
        // SAFETY: `slice` checks the range.
        unsafe DiskVolume.isZero(UnsafeRawBufferPointer(blocks(block..<block + 1)))
    }

    /// Returns the memory of a range of bytes.
    ///
    /// - Safety: it is valid as long as the buffer lives.
    @unsafe func slice(_ range: Range<Int>) -> UnsafeMutableRawBufferPointer {
        precondition(range.lowerBound >= 0 && range.upperBound <= byteCount, "a range inside")
        return unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[range])
    }

    /// Returns the memory of a range of blocks.
    ///
    /// - Safety: it is valid as long as the buffer lives.
    @unsafe func blocks(_ range: Range<Int>) -> UnsafeMutableRawBufferPointer {
        unsafe slice((range.lowerBound * blockSize)..<(range.upperBound * blockSize))
    }

    /// Returns the CRC-32C of a block of the buffer that belongs at `place` on the disk of the
    /// volume `identity`. The four bytes at `hole`, which store the sum itself, count as zero.
    func checksum(block: Int, hole: Int, identity: VolumeIdentity, place: UInt64) -> UInt32 {
        var sum = CRC32C()
        sum.add(identity.high)
        sum.add(identity.low)
        sum.add(place)
        let start = block * blockSize
        // SAFETY: `slice` checks the ranges.
        unsafe sum.add(UnsafeRawBufferPointer(slice(start..<start + hole)))
        sum.add(UInt32(0))
        unsafe sum.add(UnsafeRawBufferPointer(slice((start + hole + 4)..<(start + blockSize))))
        return sum.value
    }
}

/// The 16 random bytes that identify a volume, drawn when it is formatted.
struct VolumeIdentity: Equatable {
    /// Bytes 0 to 7, little-endian.
    var high: UInt64
    /// Bytes 8 to 15.
    var low: UInt64
}
