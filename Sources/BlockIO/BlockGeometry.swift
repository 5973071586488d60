// SPDX-License-Identifier: MIT
// The geometry of a disk.

/// A disk's size and properties.
public struct BlockGeometry: Equatable, Sendable {
    /// The number of addressable blocks of ``blockSize`` bytes. A partial block at the end is not
    /// used.
    public var blockCount: UInt64
    /// Whether every write fails.
    public var isReadOnly: Bool
    /// The disk's physical sector, 512 to 4,096 bytes, which it claims to write atomically. This is
    /// a hint; no protocol guarantees it.
    public var physicalSectorSize: Int
    /// The number of blocks in one request. A longer read or write takes several concurrent ones.
    public var blocksPerRequest: Int
    /// The number of blocks that a discard must cover to have an effect; 0 if none has.
    public var discardGranularity: UInt64

    /// Creates a geometry; by default that of a writable disk of one-block requests.
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

    /// The number of addressable bytes.
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
    /// The number of blocks.
    public var count: Int

    /// Creates a range of `count` blocks from `start`.
    public init(start: UInt64, count: Int) {
        precondition(count >= 0, "a range of blocks has a length")
        self.start = start
        self.count = count
    }

    /// The first block after the range.
    public var end: UInt64 { start + UInt64(count) }

    /// The range's offset on the disk in bytes.
    public var byteOffset: Int { Int(start) * blockSize }
}
