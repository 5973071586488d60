// SPDX-License-Identifier: MIT
// An append-only log, which stores a journal's bytes on the disk. Every write is appended as
// blocks; blocks that may be durable and are still needed are never overwritten. New content is
// collected in a tail of blocks in memory, which is sent when the database orders or when the tail
// is full.
//
// Invariants:
//   1. Sequences 0..<sent are on the device and sent..<sent + tail.count in memory, both without
//      gaps.
//   2. Sequence 0 of a generation is in block 0 or 1 of the region, whichever does not hold the
//      head that was sent last. Sequence s > 0 is in block s + 1.
//   3. A head is sent only when the head before it is in a closed epoch.
//   4. Blocks after the head are sent only when the last head in a closed epoch has none itself or
//      is their own, so they overwrite nothing that a closed head needs.

import BlockIO

/// The append-only log of a rollback journal or a write-ahead log.
final class AppendLog {
    /// The number of blocks in the tail at most (64 KiB).
    static let tailCapacity = 16
    /// The smallest write at offset 0 that restarts the log. SQLite zeroes 28 bytes of a
    /// journal's header to end a transaction, and writes headers of 32 bytes (WAL) or a sector
    /// (journal). It corrects a header with 12 bytes at most.
    static let headerLength = 28
    /// The blocks of a region that hold heads.
    static let headBlocks: UInt64 = 2

    let volume: Volume
    let databaseEntry: DatabaseEntry
    let kind: ObjectKind
    private var writer: UInt32

    private(set) var exists = false
    private(set) var byteCount: UInt64 = 0

    var positions = LogIndex()
    private var generation: UInt64 = 1
    /// The highest generation found on the disk.
    private var highest: UInt64 = 0
    /// The block, 0 or 1, for this generation's head.
    private var headBlock: UInt64 = 0
    /// Whether the last head sent has the flag `exists`.
    private var existsOnDisk = false
    /// The epoch in which the last head was sent.
    private var headEpoch: UInt64?
    /// Whether the last head in a closed epoch may need blocks after it, and is not this
    /// generation's.
    private var hasBlocksInNeed = false
    private(set) var sent: UInt32 = 0
    private var closedThrough: UInt32 = 0
    private var sendEpoch: UInt64 = 0
    private var previous: UInt32 = 0

    /// Unsent blocks: their headers, and their payloads in the buffer.
    private var tail: [LogBlock] = []
    private var buffer: BlockBuffer?
    private let reader: LogReader
    /// The next sequence, if recovery may not have examined its place.
    private var openEnd: UInt32?

    init(_ volume: Volume, _ databaseEntry: DatabaseEntry, _ kind: ObjectKind) throws(VolumeError) {
        self.volume = volume
        self.databaseEntry = databaseEntry
        self.kind = kind
        reader = LogReader(volume, databaseEntry, kind)
        writer = UInt32(truncatingIfNeeded: volume.identifierSource())
        let found = try LogRecovery(reader)
        exists = found.exists
        existsOnDisk = found.exists
        byteCount = found.byteCount
        positions = found.positions
        generation = found.generation
        headBlock = found.headBlock
        sent = found.sequence
        closedThrough = found.sequence
        previous = found.previous
        highest = found.highest
        // The mount has flushed what was found, hence `closedThrough`.
        sendEpoch = volume.epoch
        // A log with only a head may lose its other blocks and get new ones, too (shrinkIdle).
        if sent == 1 || sent > 0 && UInt64(sent) + 1 >= reader.blockCount { openEnd = sent }
        databaseEntry.idleFrom[kind.rawValue] = sent <= 1 ? volume.epoch : nil
        // A page takes at least as much room in the log as in the file.
        if kind == .writeAheadLog {
            databaseEntry.blocksWithLog =
                byteCount == 0 ? 0 : MainFile.blocks(databaseEntry.descriptor.byteCount + byteCount)
        }
    }

    var region: UInt64 { reader.region }

    /// The state that ``revert()`` restores; everything before it was sent.
    private var savepoint: (sent: UInt32, previous: UInt32, byteCount: UInt64)?
    /// The blocks that the main file needs for a write-ahead log up to its savepoint.
    private var savepointBlocks: UInt64 = 0

    // Whether a part of the generation is written or in the tail.
    private var hasBegun: Bool { sent > 0 || !tail.isEmpty }

    /// Creates an empty log, if there is none.
    func create() throws(VolumeError) {
        guard !exists else { return }
        if hasBegun { try begin() }
        exists = true
    }

    /// Deletes the log.
    func remove() throws(VolumeError) {
        guard exists else { return }
        try begin()
        exists = false
        positions.removeAll()
        byteCount = 0
    }

    /// Truncates the log.
    func truncate(to size: UInt64) throws(VolumeError) {
        guard size < byteCount else { return }
        if size == 0 { return try begin() }
        let block = try startBlock(at: size)
        tail[block].flags.insert(.truncates)
        positions.truncate(to: size)
        byteCount = size
    }

    /// Sets the savepoint after the last ordered write.
    func setSavepoint() {
        savepoint = tail.isEmpty && sent > 0 ? (sent, previous, byteCount) : nil
        savepointBlocks = databaseEntry.blocksWithLog ?? 0
    }

    /// Discards the writes after the savepoint and frees their blocks: the log of a transaction
    /// that ran out of space. The blocks stay valid on the disk until they are overwritten. This is
    /// harmless: other blocks do not chain with them by their checksums, and none states that it
    /// closed an epoch after the savepoint. If one might, nothing is discarded.
    func revert() throws(VolumeError) {
        // Even if the blocks must stay: they belong to no commit and never go to the main file.
        if kind == .writeAheadLog { databaseEntry.blocksWithLog = savepointBlocks }
        guard let savepoint, savepoint.sent <= sent, closedThrough <= savepoint.sent else {
            return
        }
        guard sent > savepoint.sent || !tail.isEmpty else { return }
        // Their replacements must not share their epoch.
        try volume.closeEpoch()
        sent = savepoint.sent
        previous = savepoint.previous
        // Otherwise the same bytes would get the same checksum, and discarded blocks would chain
        // after them.
        writer &+= 1
        byteCount = savepoint.byteCount
        tail.removeAll(keepingCapacity: true)
        positions.removeAll(from: UInt64(sent) * UInt64(LogBlock.payloadSize))
        reader.forget()
        volume.shrink(databaseEntry, kind, to: max(UInt64(sent) + 2, volume.initialBlocks))
    }

    /// Begins a new, empty generation and discards the tail of this one.
    private func begin() throws(VolumeError) {
        if sent > 1 {
            hasBlocksInNeed = true
        } else if sent == 1, let headEpoch, headEpoch < volume.epoch {
            hasBlocksInNeed = false
        }
        if sent > 0 {
            generation = max(generation, highest) + 1
            headBlock = 1 - headBlock
        }
        sent = 0
        savepoint = nil
        if kind == .writeAheadLog { databaseEntry.blocksWithLog = 0 }
        savepointBlocks = 0
        tail.removeAll(keepingCapacity: true)
        positions.removeAll()
        byteCount = 0
        previous = 0
        closedThrough = 0
        reader.forget()
        if !hasBlocksInNeed { shrink() }
        // The disk has to record that the old content is gone, even if no new content follows.
        if existsOnDisk { _ = try startBlock(at: 0) }
    }

    /// Frees blocks of an unusually large log.
    private func shrink() {
        volume.shrink(databaseEntry, kind, to: 8 * volume.initialBlocks)
    }

    /// Reads the available bytes and returns their number.
    ///
    /// - Safety: `target` must be valid for writing.
    @unsafe func read(
        at offset: UInt64, into target: UnsafeMutableRawBufferPointer
    ) throws(VolumeError) -> Int {
        guard offset < byteCount else { return 0 }
        let count = Int(min(UInt64(target.count), byteCount - offset))
        var done = 0
        while done < count {
            let (position, length) = positions.find(offset + UInt64(done))
            var piece = Int(min(UInt64(count - done), length))
            // SAFETY: the slices are inside of `target`, and `piece` at most what is left of it.
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: target[done..<done + piece])
            if let position {
                let (sequence, byte) = Self.place(position)
                piece = min(piece, LogBlock.payloadSize - byte)
                let into = unsafe UnsafeMutableRawBufferPointer(rebasing: rest[..<piece])
                if sequence >= sent, let buffer {
                    let from = Int(sequence - sent) * blockSize + LogBlock.headerSize + byte
                    unsafe into.copyMemory(
                        from: UnsafeRawBufferPointer(buffer.slice(from..<from + piece)))
                } else {
                    try unsafe reader.read(
                        sequence, byte, into: into, wanted: rest.count, generation: generation,
                        head: headBlock, sent: sent)
                }
            } else {
                unsafe rest.initializeMemory(as: UInt8.self, repeating: 0)
            }
            done += piece
        }
        return count
    }

    /// Writes bytes at an offset.
    ///
    /// - Safety: `source` must be valid for reading.
    @unsafe func write(at offset: UInt64, from source: UnsafeRawBufferPointer) throws(VolumeError) {
        guard source.count > 0 else { return }
        guard offset < generationLimit - UInt64(source.count) else {
            throw .full(neededBlocks: offset / UInt64(blockSize), freeBlocks: volume.freeBlockCount)
        }
        try create()
        if offset == 0, source.count >= Self.headerLength, byteCount > 0 { try begin() }
        try reserve(blocksToBegin(offset, source.count))
        var done = 0
        while done < source.count {
            let (position, length) = positions.find(offset + UInt64(done))
            let count = Int(min(UInt64(source.count - done), length))
            // SAFETY: the slice is inside of `source`.
            let piece = unsafe UnsafeRawBufferPointer(rebasing: source[done..<done + count])
            if let position, Self.place(position).sequence >= sent {
                done += unsafe patch(position, piece)
            } else {
                done += try unsafe append(offset + UInt64(done), piece)
            }
        }
        byteCount = max(byteCount, offset + UInt64(source.count))
    }

    /// Returns how many blocks a write begins at most. The zeroed header that ends a journal begins none
    /// after the head, so a rollback needs no room on a full volume.
    private func blocksToBegin(_ offset: UInt64, _ count: Int) -> UInt64 {
        let (position, length) = positions.find(offset)
        // What overwrites is cut to pieces by what is there.
        guard position == nil, length >= UInt64(count) else {
            return UInt64(count / LogBlock.payloadSize + 2)
        }
        var room = 0
        if let last = tail.last, last.logicalOffset + UInt64(last.payloadLength) == offset {
            room = LogBlock.payloadSize - last.payloadLength
        }
        let rest = max(count - room, 0)
        return UInt64((rest + LogBlock.payloadSize - 1) / LogBlock.payloadSize)
    }

    /// Overwrites bytes in the tail, up to the end of their block, and returns their number.
    @unsafe private func patch(_ position: UInt64, _ source: UnsafeRawBufferPointer) -> Int {
        guard let buffer else { preconditionFailure("a tail has a buffer") }
        let (sequence, byte) = Self.place(position)
        let count = min(source.count, LogBlock.payloadSize - byte)
        let at = Int(sequence - sent) * blockSize + LogBlock.headerSize + byte
        // SAFETY: `slice` checks the range, and `count` is at most the source's.
        unsafe buffer.slice(at..<at + count)
            .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[..<count]))
        return count
    }

    /// Appends bytes, up to the end of a block, and returns their number.
    @unsafe private func append(
        _ logical: UInt64, _ source: UnsafeRawBufferPointer
    ) throws(VolumeError) -> Int {
        var index = tail.count - 1
        if index < 0 || tail[index].payloadLength == LogBlock.payloadSize
            || tail[index].logicalOffset + UInt64(tail[index].payloadLength) != logical
        {
            index = try startBlock(at: logical)
        }
        let start = tail[index].payloadLength
        let count = min(source.count, LogBlock.payloadSize - start)
        tail[index].payloadLength += count
        let position =
            UInt64(tail[index].sequence) * UInt64(LogBlock.payloadSize) + UInt64(start)
        positions.insert(logical, UInt64(count), at: position)
        return unsafe patch(position, UnsafeRawBufferPointer(rebasing: source[..<count]))
    }

    /// Begins a block in the tail and returns its index there.
    private func startBlock(at logical: UInt64) throws(VolumeError) -> Int {
        if buffer == nil { buffer = BlockBuffer(blocks: Self.tailCapacity) }
        if tail.count == Self.tailCapacity { try send() }
        try reserve(1)
        if sent > 0 || !tail.isEmpty { databaseEntry.idleFrom[kind.rawValue] = nil }
        tail.append(
            LogBlock(
                region: region, generation: generation, sequence: sent + UInt32(tail.count),
                closedThrough: 0, previous: 0, writer: writer, logicalOffset: logical,
                payloadLength: 0, flags: []))
        return tail.count - 1
    }

    /// Ensures that the region has room for so many more blocks.
    private func reserve(_ count: UInt64) throws(VolumeError) {
        let needed = UInt64(sent) + UInt64(tail.count) + count + 1
        let present = databaseEntry.descriptor[kind].blockCount
        guard needed > present else { return }
        guard needed < UInt64(UInt32.max) else {
            throw .full(neededBlocks: count, freeBlocks: volume.freeBlockCount)
        }
        try volume.grow(
            databaseEntry, kind, to: needed, wish: min(present + present / 2, needed * 2))
        if openEnd == sent, tail.isEmpty { try emptyOldContinuation() }
        openEnd = nil
    }

    /// Empties a stale block where the log will continue. A power cut may have kept blocks of the
    /// log and lost the descriptor that gave them to it. They would chain with the blocks found,
    /// and would count once a descriptor gives the log their place again. So the first of them is
    /// emptied in an epoch before that.
    private func emptyOldContinuation() throws(VolumeError) {
        let place = reader.place(ofSequence: sent, head: headBlock)
        let block = try reader.read(Extent(start: place, count: 1))[0]
        guard let block, block.generation == generation, block.sequence == sent,
            block.previous == previous
        else { return }
        databaseEntry.isDirty = false
        defer { databaseEntry.isDirty = true }
        try volume.empty(place)
        try volume.closeEpoch()
    }

    /// Sends the tail to the device. The next write begins a new block.
    func send() throws(VolumeError) {
        guard let buffer, let first = tail.first else { return }
        if first.sequence == 0 {
            if headEpoch == volume.epoch { try volume.closeEpoch() }
            let place = reader.place(ofSequence: 0, head: headBlock)
            tail[0].flags.formUnion(exists ? .exists : [])
            seal(0, place, buffer)
            // SAFETY: the buffer lives as long as the log.
            try unsafe volume.write(place, from: UnsafeRawBufferPointer(buffer.blocks(0..<1)))
            headEpoch = volume.epoch
            sendEpoch = volume.epoch
            existsOnDisk = exists
            sent = 1
        }
        var index = first.sequence == 0 ? 1 : 0
        if index < tail.count, hasBlocksInNeed {
            if headEpoch == volume.epoch { try volume.closeEpoch() }
            hasBlocksInNeed = false
        }
        if sendEpoch != volume.epoch {
            closedThrough = sent
            sendEpoch = volume.epoch
        }
        while index < tail.count {
            let extent = reader.extent(ofSequence: tail[index].sequence)
            let count = min(Int(min(extent.count, UInt64(tail.count))), tail.count - index)
            for offset in 0..<count { seal(index + offset, extent.start + UInt64(offset), buffer) }
            // SAFETY: as above.
            try unsafe volume.write(
                extent.start, from: UnsafeRawBufferPointer(buffer.blocks(index..<index + count)))
            index += count
        }
        sent = first.sequence + UInt32(tail.count)
        if sent == 1 { databaseEntry.idleFrom[kind.rawValue] = volume.epoch + 1 }
        tail.removeAll(keepingCapacity: true)
    }

    private func seal(_ index: Int, _ place: UInt64, _ buffer: BlockBuffer) {
        tail[index].previous = previous
        tail[index].closedThrough = min(closedThrough, tail[index].sequence)
        tail[index].encode(
            buffer, block: index, identity: volume.superblock.identity, place: place)
        previous = tail[index].checksum
    }

    static func place(_ position: UInt64) -> (sequence: UInt32, byte: Int) {
        (
            UInt32(position / UInt64(LogBlock.payloadSize)),
            Int(position % UInt64(LogBlock.payloadSize))
        )
    }
}
