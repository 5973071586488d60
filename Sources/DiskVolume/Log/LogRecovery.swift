// SPDX-License-Identifier: MIT
// Recovers a log from its blocks alone. The head with the highest generation is valid. Its blocks
// follow in sequence, each naming the checksum of its predecessor. The log ends at the first that
// does not. A block further on that shows that the missing one was in a closed epoch proves a loss.

import BlockIO

/// The recovered state of a log.
struct LogRecovery {
    var exists = false
    var byteCount: UInt64 = 0
    var positions = LogIndex()
    /// The generation of the head found, or the first usable one.
    var generation: UInt64 = 1
    /// The block of that head, or for it.
    var headBlock: UInt64 = 0
    /// The number of blocks in the generation.
    var sequence: UInt32 = 0
    /// The checksum of the last of them.
    var previous: UInt32 = 0
    /// The highest generation of any block. A new generation must be higher, or stale blocks could
    /// match it.
    private(set) var highest: UInt64 = 0

    private var hasEnded = false

    init(_ reader: LogReader) throws(VolumeError) {
        let count = reader.blockCount
        guard count >= 2 else { return }
        for block in UInt64(0)..<2 {
            guard let extent = reader.databaseEntry.descriptor[reader.kind].locate(block),
                let head = try reader.read(Extent(start: extent.start, count: 1))[0],
                head.sequence == 0
            else { continue }
            if head.generation > highest {
                highest = head.generation
                begin(with: head, in: block)
            }
        }
        let headGeneration = highest
        var block: UInt64 = 2
        while block < count, let extent = reader.databaseEntry.descriptor[reader.kind].locate(block)
        {
            let length = min(extent.count, UInt64(LogReader.windowCapacity))
            let found = try reader.read(Extent(start: extent.start, count: length))
            for (index, item) in found.enumerated() {
                try take(
                    item, UInt32(truncatingIfNeeded: block + UInt64(index) - 1), headGeneration,
                    extent.start + UInt64(index), reader)
            }
            block += length
        }
        guard highest < lastGeneration else {
            throw .corrupt(
                Damage(
                    "a log's generation cannot be",
                    block: reader.databaseEntry.descriptor[reader.kind].locate(0)?.start ?? 0,
                    database: reader.databaseEntry.descriptor.text))
        }
        if sequence == 0 { generation = highest + 1 }
        reader.forget()
    }

    private mutating func begin(with head: LogBlock, in block: UInt64) {
        exists = head.flags.contains(.exists)
        byteCount = 0
        positions.removeAll()
        generation = head.generation
        headBlock = block
        sequence = 1
        previous = head.checksum
        apply(head)
    }

    /// Examines the block at the place of sequence `place`.
    private mutating func take(
        _ block: LogBlock?, _ place: UInt32, _ head: UInt64, _ diskBlock: UInt64,
        _ reader: LogReader
    ) throws(VolumeError) {
        guard let block, block.sequence == place else {
            if place == sequence { hasEnded = true }
            return
        }
        highest = max(highest, block.generation)
        if block.generation == head, !hasEnded, place == sequence, block.previous == previous {
            apply(block)
            sequence += 1
            previous = block.checksum
            return
        }
        hasEnded = true
        let isLost =
            block.generation == head
            ? block.closedThrough > sequence : block.generation > head && block.closedThrough > 0
        guard !isLost else {
            throw .corrupt(
                Damage(
                    reader.kind == .journal
                        ? "a block of the rollback journal before this one is lost"
                        : "a block of the write-ahead log before this one is lost",
                    block: diskBlock, database: reader.databaseEntry.descriptor.text))
        }
    }

    private mutating func apply(_ block: LogBlock) {
        if block.flags.contains(.truncates) {
            positions.truncate(to: block.logicalOffset)
            byteCount = min(byteCount, block.logicalOffset)
        }
        let length = UInt64(block.payloadLength)
        guard length > 0 else { return }
        positions.insert(
            block.logicalOffset, length,
            at: UInt64(block.sequence) * UInt64(LogBlock.payloadSize))
        byteCount = max(byteCount, block.logicalOffset + length)
    }
}
