// SPDX-License-Identifier: MIT
// A block of a log: a header of 64 bytes that binds it to its place on the disk, its log,
// generation and sequence, then up to 4,032 bytes of one write. Documentation/VolumeFormat.md has
// the table.

import BlockIO

/// The header of a log block.
struct LogBlock: Equatable {
    static let headerSize = 64
    /// The payload of a block in bytes, at most.
    static let payloadSize = blockSize - headerSize
    /// `MVlg`, as its bytes stand on the disk.
    private static let magic: UInt32 = 0x676c_564d
    private static let checksumOffset = 4

    /// The flags of a block.
    struct Flags: OptionSet, Equatable {
        let rawValue: UInt16
        /// In sequence 0: the log exists. Otherwise the generation states that there is no log.
        static let exists = Flags(rawValue: 1)
        /// The log was truncated to `logicalOffset` before the payload was written.
        static let truncates = Flags(rawValue: 2)
    }

    var region: UInt64
    var generation: UInt64
    var sequence: UInt32
    /// Blocks with a smaller sequence were in closed epochs when this one was written.
    var closedThrough: UInt32
    /// The checksum of the preceding block in the generation, 0 in sequence 0.
    var previous: UInt32
    /// A random number of the mount that wrote it.
    var writer: UInt32
    var logicalOffset: UInt64
    var payloadLength: Int
    var flags: Flags
    var checksum: UInt32 = 0

    /// Decodes the block of the buffer that is at `place` on the disk, or returns nil if it is not
    /// a block of this log.
    static func decode(
        _ buffer: BlockBuffer, block: Int, region: UInt64, identity: VolumeIdentity, place: UInt64
    ) -> LogBlock? {
        let start = block * blockSize
        guard buffer.load(start, as: UInt32.self) == magic,
            buffer.load(start + 16, as: UInt64.self) == region
        else { return nil }
        let result = LogBlock(
            region: region, generation: buffer.load(start + 24),
            sequence: buffer.load(start + 8), closedThrough: buffer.load(start + 12),
            previous: buffer.load(start + 44), writer: buffer.load(start + 40),
            logicalOffset: buffer.load(start + 32),
            payloadLength: Int(buffer.load(start + 48, as: UInt16.self)),
            flags: Flags(rawValue: buffer.load(start + 50)),
            checksum: buffer.load(start + checksumOffset))
        guard result.payloadLength <= payloadSize, result.generation < generationLimit,
            result.generation > 0, result.logicalOffset < generationLimit,
            result.closedThrough <= result.sequence,
            result.checksum
                == buffer.checksum(
                    block: block, hole: checksumOffset, identity: identity, place: place)
        else { return nil }
        return result
    }

    /// Encodes the header into a block of the buffer that has the payload, and computes the
    /// checksum.
    mutating func encode(
        _ buffer: BlockBuffer, block: Int, identity: VolumeIdentity, place: UInt64
    ) {
        let start = block * blockSize
        buffer.clear(start..<start + Self.headerSize)
        buffer.clear((start + Self.headerSize + payloadLength)..<(start + blockSize))
        buffer.store(Self.magic, at: start)
        buffer.store(sequence, at: start + 8)
        buffer.store(closedThrough, at: start + 12)
        buffer.store(region, at: start + 16)
        buffer.store(generation, at: start + 24)
        buffer.store(logicalOffset, at: start + 32)
        buffer.store(writer, at: start + 40)
        buffer.store(previous, at: start + 44)
        buffer.store(UInt16(payloadLength), at: start + 48)
        buffer.store(flags.rawValue, at: start + 50)
        checksum = buffer.checksum(
            block: block, hole: Self.checksumOffset, identity: identity, place: place)
        buffer.store(checksum, at: start + Self.checksumOffset)
    }
}
