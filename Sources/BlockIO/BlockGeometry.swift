// SPDX-License-Identifier: MIT
// What a disk looks like.

/// A disk's size and habits.
public struct BlockGeometry: Equatable, Sendable {
    /// Blocks of ``blockSize`` bytes that can be addressed. A rest below a whole block is not used.
    public var blockCount: UInt64
    /// Whether every write fails.
    public var isReadOnly: Bool
    /// Bytes that the disk says it writes whole or not at all, 512 to 4,096: its physical sector. A hint, since
    /// no protocol promises it.
    public var physicalSectorSize: Int
    /// Blocks that are moved by one request: a longer read or write is several, at the same time.
    public var blocksPerRequest: Int
    /// Blocks that a discard must cover for the disk to make use of it; 0 when it never does.
    public var discardGranularity: UInt64

    /// A geometry; by default that of a writable disk of one-block requests.
    public init(
        blockCount: UInt64, isReadOnly: Bool = false, physicalSectorSize: Int = blockSize,
        blocksPerRequest: Int = 1, discardGranularity: UInt64 = 0
    ) {
        self.blockCount = blockCount
        self.isReadOnly = isReadOnly
        self.physicalSectorSize = physicalSectorSize
        self.blocksPerRequest = blocksPerRequest
        self.discardGranularity = discardGranularity
    }

    /// Bytes that can be addressed.
    public var byteCount: UInt64 { blockCount * UInt64(blockSize) }

    /// Returns the blocks of a transfer, if the disk has them all. `start` may be anything, and
    /// `count` may be 0.
    ///
    /// - Throws: `outOfRange`.
    /// - Precondition: `count` is not negative.
    public func range(from start: UInt64, count: Int) throws(BlockFault) -> BlockRange {
        let range = BlockRange(start: start, count: count)
        guard start <= blockCount, UInt64(count) <= blockCount - start else {
            throw .outOfRange(range, blockCount: blockCount)
        }
        return range
    }

    /// Returns the blocks of a transfer of so many bytes, if the disk has them all.
    ///
    /// - Throws: `outOfRange`.
    /// - Precondition: `byteCount` is a multiple of ``blockSize``, and not negative.
    public func range(from start: UInt64, byteCount: Int) throws(BlockFault) -> BlockRange {
        precondition(byteCount % blockSize == 0, "a transfer is of whole blocks")
        return try range(from: start, count: byteCount / blockSize)
    }
}

/// Contiguous blocks of a disk.
public struct BlockRange: Equatable, Hashable, Sendable {
    /// The first block.
    public var start: UInt64
    /// How many there are.
    public var count: Int

    /// `count` blocks from `start`.
    public init(start: UInt64, count: Int) {
        precondition(count >= 0, "a range of blocks has a length")
        self.start = start
        self.count = count
    }

    /// The first block after the range.
    public var end: UInt64 { start + UInt64(count) }

    /// Where the range begins, in bytes from the disk's beginning.
    public var byteOffset: Int { Int(start) * blockSize }
}
