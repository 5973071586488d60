// SPDX-License-Identifier: MIT
// Reads blocks of a log, and accepts only those that match their place. Sent blocks of a generation
// do not change, so a window of them is cached for the small reads with which SQLite rolls a
// journal back. The window grows while reads are sequential. Scattered reads, as of frames of a
// write-ahead log, read no more than requested.

import BlockIO

/// Reads the blocks of a log.
final class LogReader {
    /// The number of blocks read at once, at most.
    static let windowCapacity = 16

    let volume: Volume
    let databaseEntry: DatabaseEntry
    let kind: ObjectKind
    private var memory: BlockBuffer?
    /// The sequences in the window.
    private var window = Extent(start: 0, count: 0)
    /// The width last chosen for the window, in blocks.
    private var width: UInt64 = 0

    private var buffer: BlockBuffer {
        if let memory { return memory }
        let made = BlockBuffer(blocks: Self.windowCapacity)
        memory = made
        return made
    }

    init(_ volume: Volume, _ databaseEntry: DatabaseEntry, _ kind: ObjectKind) {
        self.volume = volume
        self.databaseEntry = databaseEntry
        self.kind = kind
    }

    var region: UInt64 {
        kind == .journal
            ? databaseEntry.descriptor.journal.identifier
            : databaseEntry.descriptor.writeAheadLog.identifier
    }

    var blockCount: UInt64 { databaseEntry.descriptor[kind].blockCount }

    /// Frees the window and its memory.
    func forget() {
        window.count = 0
        memory = nil
    }

    /// Returns the place of a sequence on the disk.
    func place(ofSequence sequence: UInt32, head: UInt64) -> UInt64 {
        extent(ofBlock: sequence == 0 ? head : UInt64(sequence) + 1).start
    }

    /// Returns the place of a sequence above 0, with the number of blocks contiguous from there.
    func extent(ofSequence sequence: UInt32) -> Extent { extent(ofBlock: UInt64(sequence) + 1) }

    private func extent(ofBlock block: UInt64) -> Extent {
        guard let extent = databaseEntry.descriptor[kind].locate(block) else {
            preconditionFailure("a log has blocks for what was written to it")
        }
        return extent
    }

    /// Reads sent payload from one block.
    ///
    /// - Parameter wanted: bytes that the caller is about to read from there on, in this block and
    ///   those after it.
    /// - Safety: `target` must be valid for writing.
    @unsafe func read(
        _ sequence: UInt32, _ byte: Int, into target: UnsafeMutableRawBufferPointer,
        wanted: Int, generation: UInt64, head: UInt64, sent: UInt32
    ) throws(VolumeError) {
        if !window.contains(UInt64(sequence)) {
            let blocks = (byte + wanted + LogBlock.payloadSize - 1) / LogBlock.payloadSize
            let follows = window.count > 0 && UInt64(sequence) == window.end
            width = max(follows ? 2 * width : 1, UInt64(blocks))
            width = min(width, UInt64(Self.windowCapacity))
            try fill(sequence, generation, head, sent)
        }
        let from = Int(UInt64(sequence) - window.start) * blockSize + LogBlock.headerSize + byte
        // SAFETY: `slice` checks the range, which is as long as the target.
        unsafe target.copyMemory(
            from: UnsafeRawBufferPointer(buffer.slice(from..<from + target.count)))
    }

    private func fill(
        _ sequence: UInt32, _ generation: UInt64, _ head: UInt64, _ sent: UInt32
    ) throws(VolumeError) {
        window.count = 0
        var extent = Extent(start: place(ofSequence: 0, head: head), count: 1)
        if sequence > 0 { extent = self.extent(ofSequence: sequence) }
        extent.count = min(
            extent.count, width, UInt64(sent) - UInt64(sequence))
        let blocks = try read(extent)
        var valid: UInt64 = 0
        for (index, block) in blocks.enumerated() {
            guard let block, block.generation == generation,
                block.sequence == sequence + UInt32(index)
            else { break }
            valid += 1
        }
        guard valid > 0 else {
            throw .corrupt(
                Damage(
                    "a block of a log is not what was written", block: extent.start,
                    database: databaseEntry.descriptor.text))
        }
        window = Extent(start: UInt64(sequence), count: valid)
    }

    /// Reads blocks of the disk into the window's memory, which invalidates the window, and decodes
    /// them.
    func read(_ extent: Extent) throws(VolumeError) -> [LogBlock?] {
        window.count = 0
        // SAFETY: the buffer lives as long as the reader.
        try unsafe volume.read(
            extent.start, into: buffer.blocks(0..<Int(extent.count)))
        return (0..<Int(extent.count)).map {
            LogBlock.decode(
                buffer, block: $0, region: region, identity: volume.superblock.identity,
                place: extent.start + UInt64($0))
        }
    }
}
