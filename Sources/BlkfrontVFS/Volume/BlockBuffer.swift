// SPDX-License-Identifier: MIT
// Blocks in memory: what is read from a disk and taken apart, or put together and written. Offsets are checked, so
// that code for layouts needs no unsafe word.

import BlockIO

/// Blocks in memory, zero at first.
@safe final class BlockBuffer {
    /// How many blocks there are.
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
        // SAFETY: nobody else frees it.
        unsafe bytes.deallocate()
    }

    private var byteCount: Int { count * blockSize }

    /// The integer at a byte offset, stored with the lowest byte first.
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

    /// Stores an integer at a byte offset, the lowest byte first.
    func store<Number: FixedWidthInteger>(_ number: Number, at offset: Int) {
        precondition(offset >= 0 && offset + Number.bitWidth / 8 <= byteCount, "an offset inside")
        var rest = number
        for position in 0..<(Number.bitWidth / 8) {
            // SAFETY: checked above.
            unsafe bytes[offset + position] = UInt8(truncatingIfNeeded: rest)
            rest >>= 8
        }
    }

    /// Makes bytes zero.
    func clear(_ range: Range<Int>) {
        // SAFETY: `slice` checks the range.
        unsafe slice(range).initializeMemory(as: UInt8.self, repeating: 0)
    }

    /// Whether a block is all zeros.
    func isZero(block: Int) -> Bool {
        // SAFETY: `slice` checks the range.
        unsafe BlkfrontVFS.isZero(UnsafeRawBufferPointer(blocks(block..<block + 1)))
    }

    /// The memory of bytes.
    ///
    /// - Safety: it is valid as long as the buffer lives.
    @unsafe func slice(_ range: Range<Int>) -> UnsafeMutableRawBufferPointer {
        precondition(range.lowerBound >= 0 && range.upperBound <= byteCount, "a range inside")
        return unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[range])
    }

    /// The memory of blocks.
    ///
    /// - Safety: it is valid as long as the buffer lives.
    @unsafe func blocks(_ range: Range<Int>) -> UnsafeMutableRawBufferPointer {
        unsafe slice((range.lowerBound * blockSize)..<(range.upperBound * blockSize))
    }

    /// The CRC-32C of a block of the buffer that is, or belongs, at `place` on the disk of the volume `identity`. The
    /// four bytes at `hole`, where the sum itself is stored, count as zeros.
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

/// The 16 bytes that tell a volume from all others, drawn at random when it is made.
struct VolumeIdentity: Equatable {
    /// Bytes 0 to 7, the lowest first.
    var high: UInt64
    /// Bytes 8 to 15.
    var low: UInt64
}
