// SPDX-License-Identifier: MIT
// Blocks 0 and 1 of a volume: two copies of its superblock. Documentation/VolumeFormat.md has the
// table.

import BlockIO

/// The superblock of a volume.
struct Superblock: Equatable {
    /// The version this code writes, and the highest it reads. Version 1 had no commit logs, and is
    /// otherwise the same.
    static let supportedVersion: UInt32 = 2
    /// The allowed number of slots. Their pairs of blocks are read at once.
    static let slotRange = 1...64
    /// `MirageVL`, as its bytes stand on the disk.
    static let magic: UInt64 = 0x4c56_6567_6172_694d

    var identity: VolumeIdentity
    var generation: UInt64
    var blockCount: UInt64
    var slots: Int

    /// The first block after the superblocks and descriptors.
    var firstDataBlock: UInt64 { 2 + 2 * UInt64(slots) }

    private enum Offset {
        static let magic = 0
        static let version = 8
        static let checksum = 12
        static let identity = 16
        static let generation = 32
        static let blockCount = 40
        static let slots = 48
    }

    /// The decoded state of a copy.
    enum Copy: Equatable {
        case none
        case damaged
        case newer(version: UInt32, isWhole: Bool)
        case valid(Superblock)

        fileprivate var rank: (UInt64, UInt64) {
            switch self {
            case .none: (0, 0)
            case .damaged: (1, 0)
            case .newer(_, isWhole: false): (2, 0)
            case .valid(let superblock): (3, superblock.generation)
            case .newer(_, isWhole: true): (4, 0)
            }
        }
    }

    /// Returns the copy that counts, and its index: a whole one of a newer version first, then the
    /// newest valid one, whatever the other is.
    static func newest(of copies: [Copy]) -> (copy: Copy, index: Int) {
        var result = (copy: Copy.none, index: 0)
        for (index, copy) in copies.enumerated() where copy.rank > result.copy.rank {
            result = (copy, index)
        }
        return result
    }

    /// Decodes the copy in a block of the buffer.
    static func decode(_ buffer: BlockBuffer, block: Int, place: UInt64) -> Copy {
        let start = block * blockSize
        guard buffer.load(start + Offset.magic, as: UInt64.self) == magic else { return .none }
        let identity = VolumeIdentity(
            high: buffer.load(start + Offset.identity),
            low: buffer.load(start + Offset.identity + 8)
        )
        let sum = buffer.checksum(
            block: block, hole: Offset.checksum, identity: identity, place: place)
        let isWhole = sum == buffer.load(start + Offset.checksum, as: UInt32.self)
        let version: UInt32 = buffer.load(start + Offset.version)
        if version > supportedVersion { return .newer(version: version, isWhole: isWhole) }
        let slots: UInt32 = buffer.load(start + Offset.slots)
        let result = Superblock(
            identity: identity, generation: buffer.load(start + Offset.generation),
            blockCount: buffer.load(start + Offset.blockCount), slots: Int(slots))
        guard isWhole, version > 0, slotRange.contains(result.slots),
            result.generation < generationLimit, result.blockCount > result.firstDataBlock,
            result.blockCount < generationLimit
        else { return .damaged }
        return .valid(result)
    }

    /// Encodes the copy that belongs at `place` into a block of the buffer.
    func encode(_ buffer: BlockBuffer, block: Int, place: UInt64) {
        let start = block * blockSize
        buffer.clear(start..<start + blockSize)
        buffer.store(Self.magic, at: start + Offset.magic)
        buffer.store(Self.supportedVersion, at: start + Offset.version)
        buffer.store(identity.high, at: start + Offset.identity)
        buffer.store(identity.low, at: start + Offset.identity + 8)
        buffer.store(generation, at: start + Offset.generation)
        buffer.store(blockCount, at: start + Offset.blockCount)
        buffer.store(UInt32(slots), at: start + Offset.slots)
        let sum = buffer.checksum(
            block: block, hole: Offset.checksum, identity: identity, place: place)
        buffer.store(sum, at: start + Offset.checksum)
    }
}

/// The limit of all counters and offsets on a disk; larger ones are damage, so the sum of two
/// cannot overflow.
let generationLimit: UInt64 = 1 << 60

/// The first generation without room to grow. No volume reaches it by writes. A forged one would
/// lose its next writes, because generations from the limit on do not count.
let lastGeneration: UInt64 = generationLimit - 1 << 32
