// SPDX-License-Identifier: MIT
// The main file of a database: the byte at offset o is in the object's block o / 4096. Adjacent
// writes are coalesced in memory; sequential reads read ahead.
//
// Invariants:
//   1. The coalesced blocks are complete: bytes not written were read, or are zero beyond the
//      file's size.
//   2. A coalesced block is not in the read-ahead.
//   3. The object has blocks for the file's size.

import BlockIO

/// The main file of an open database.
final class MainFile {
    private let volume: Volume
    private let databaseEntry: DatabaseEntry
    /// The number of blocks written together, at most.
    let capacity: Int
    private var buffer: BlockBuffer?
    /// The blocks of the file in the buffer.
    private var gathered = Extent(start: 0, count: 0)
    private let ahead: ReadAhead

    init(_ volume: Volume, _ databaseEntry: DatabaseEntry) {
        self.volume = volume
        self.databaseEntry = databaseEntry
        capacity = min(max(volume.device.geometry.blocksPerRequest, 8), 32)
        ahead = ReadAhead(volume, first: capacity, limit: volume.readAheadLimit)
    }

    private var byteCount: UInt64 {
        get { databaseEntry.descriptor.byteCount }
        set {
            guard newValue != databaseEntry.descriptor.byteCount else { return }
            databaseEntry.descriptor.byteCount = newValue
            databaseEntry.isDirty = true
        }
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
            let (block, start) = Self.place(offset + UInt64(done))
            let length = min(count - done, blockSize - start)
            // SAFETY: all slices are inside of `target`.
            if gathered.contains(block), let buffer {
                let from = Int(block - gathered.start) * blockSize + start
                unsafe UnsafeMutableRawBufferPointer(rebasing: target[done..<done + length])
                    .copyMemory(from: UnsafeRawBufferPointer(buffer.slice(from..<from + length)))
                done += length
                continue
            }
            var blocks = UInt64((count - done) / blockSize)
            if gathered.count > 0, gathered.start > block {
                blocks = min(blocks, gathered.start - block)
            }
            let extents = databaseEntry.descriptor.main
            let served = try unsafe ahead.read(
                block, start,
                into: UnsafeMutableRawBufferPointer(rebasing: target[done..<count]),
                wholeBlocks: start == 0 ? Int(blocks) : 0, extents,
                end: readableEnd(after: block))
            done += min(served, count - done)
        }
        return count
    }

    /// Returns the end of the blocks from `block` on that are up to date on the disk.
    private func readableEnd(after block: UInt64) -> UInt64 {
        let end = Self.blocks(byteCount)
        return gathered.count > 0 && gathered.start > block ? min(end, gathered.start) : end
    }

    /// Writes bytes, and grows the file if needed.
    ///
    /// - Safety: `source` must be valid for reading.
    @unsafe func write(at offset: UInt64, from source: UnsafeRawBufferPointer) throws(VolumeError) {
        guard source.count > 0 else { return }
        guard offset < generationLimit - UInt64(source.count) else {
            throw .full(neededBlocks: offset / UInt64(blockSize), freeBlocks: volume.freeBlockCount)
        }
        let end = offset + UInt64(source.count)
        try volume.grow(databaseEntry, .main, to: Self.blocks(end))
        // A gap is zeroed, because its blocks may have old content.
        while byteCount < offset {
            let (block, start) = Self.place(byteCount)
            let length = Int(min(offset - byteCount, UInt64(blockSize - start)))
            try unsafe put(block, start, length, nil)
        }
        var done = 0
        while done < source.count {
            let (block, start) = Self.place(offset + UInt64(done))
            let length = min(source.count - done, blockSize - start)
            // SAFETY: the slice is inside of `source`.
            try unsafe put(
                block, start, length,
                UnsafeRawBufferPointer(rebasing: source[done..<done + length]))
            done += length
        }
    }

    /// Writes bytes, or zeros, into a block of the buffer.
    @unsafe private func put(
        _ block: UInt64, _ start: Int, _ length: Int, _ source: UnsafeRawBufferPointer?
    ) throws(VolumeError) {
        let buffer = try place(block, isWhole: length == blockSize)
        let at = Int(block - gathered.start) * blockSize + start
        if let source = unsafe source {
            // SAFETY: `slice` checks the range, which is as long as the source.
            unsafe buffer.slice(at..<at + length).copyMemory(from: source)
        } else {
            buffer.clear(at..<at + length)
        }
        let end = block * UInt64(blockSize) + UInt64(start + length)
        if end > byteCount { byteCount = end }
    }

    /// Makes room for a block in the buffer, and reads it unless it will be overwritten whole.
    private func place(_ block: UInt64, isWhole: Bool) throws(VolumeError) -> BlockBuffer {
        let buffer = self.buffer ?? BlockBuffer(blocks: capacity)
        self.buffer = buffer
        if gathered.contains(block) { return buffer }
        if gathered.count > 0, block != gathered.end || gathered.count == UInt64(capacity) {
            try send()
        }
        if gathered.count == 0 { gathered.start = block }
        ahead.forget(block)
        let index = Int(gathered.count)
        if !isWhole {
            let first = block * UInt64(blockSize)
            let present = first < byteCount ? Int(min(byteCount - first, UInt64(blockSize))) : 0
            if present > 0, let place = databaseEntry.descriptor.main.locate(block) {
                // SAFETY: the buffer lives as long as the file.
                try unsafe volume.read(place.start, into: buffer.blocks(index..<index + 1))
            }
            buffer.clear((index * blockSize + present)..<((index + 1) * blockSize))
        }
        gathered.count += 1
        return buffer
    }

    /// Writes blocks inside of the file or right after it, bypassing the buffer, which must be
    /// empty.
    ///
    /// - Safety: the buffers must be valid for reading, and whole blocks.
    @unsafe func write(
        blocks: Extent, gathering buffers: [UnsafeRawBufferPointer]
    ) throws(VolumeError) {
        precondition(gathered.count == 0, "what is gathered was sent")
        precondition(blocks.start <= Self.blocks(byteCount), "no gap")
        try volume.grow(databaseEntry, .main, to: blocks.end, isOwed: true)
        for block in blocks.start..<blocks.end { ahead.forget(block) }
        let extents = databaseEntry.descriptor.main
        try unsafe extents.forEachPiece(of: blocks, in: buffers) {
            (place, piece) throws(VolumeError) in
            // SAFETY: the caller vouches for the buffers.
            try unsafe volume.write(place, gathering: piece)
        }
        byteCount = max(byteCount, blocks.end * UInt64(blockSize))
    }

    /// Extends the file with zeros to so many blocks, for pages that SQLite skipped. The zeros are
    /// in a closed epoch before the descriptor has the new size, because they are stored nowhere
    /// else.
    func fillWithZeros(upTo end: UInt64) throws(VolumeError) {
        var next = Self.blocks(byteCount)
        guard try clearTail(before: end) || next < end else { return }
        try volume.grow(databaseEntry, .main, to: end, isOwed: true)
        let zeros = BlockBuffer(blocks: capacity)
        while next < end {
            guard let place = databaseEntry.descriptor.main.locate(next) else {
                preconditionFailure("the object has blocks for the file's size")
            }
            let count = min(end - next, place.count, UInt64(capacity))
            // SAFETY: the buffer lives during the call.
            try unsafe volume.write(
                place.start, from: UnsafeRawBufferPointer(zeros.blocks(0..<Int(count))))
            next += count
        }
        ahead.forgetAll()
        try volume.closeEpoch()
        byteCount = end * UInt64(blockSize)
    }

    /// Zeroes the unwritten rest of the last block if the file is to go beyond it. SQLite's files
    /// have no such block.
    private func clearTail(before end: UInt64) throws(VolumeError) -> Bool {
        let (last, used) = Self.place(byteCount)
        guard used > 0, last < end, let place = databaseEntry.descriptor.main.locate(last) else {
            return false
        }
        let block = BlockBuffer(blocks: 1)
        // SAFETY: the buffer lives during the calls.
        try unsafe volume.read(place.start, into: block.blocks(0..<1))
        block.clear(used..<blockSize)
        try unsafe volume.write(place.start, from: UnsafeRawBufferPointer(block.blocks(0..<1)))
        return true
    }

    /// Truncates the file.
    func truncate(to size: UInt64) throws(VolumeError) {
        guard size < byteCount else { return }
        let blocks = Self.blocks(size)
        if gathered.end > blocks {
            gathered.count = gathered.start < blocks ? blocks - gathered.start : 0
        }
        ahead.forgetAll()
        byteCount = size
        volume.shrink(databaseEntry, .main, to: blocks)
    }

    /// Sends the coalesced blocks to the device.
    func send() throws(VolumeError) {
        guard let buffer, gathered.count > 0 else { return }
        var done: UInt64 = 0
        while done < gathered.count {
            guard let place = databaseEntry.descriptor.main.locate(gathered.start + done) else {
                preconditionFailure("the object has blocks for the file's size")
            }
            let count = min(place.count, gathered.count - done)
            // SAFETY: the buffer lives as long as the file.
            try unsafe volume.write(
                place.start,
                from: UnsafeRawBufferPointer(buffer.blocks(Int(done)..<Int(done + count))))
            done += count
        }
        gathered.count = 0
    }

    private static func place(_ offset: UInt64) -> (block: UInt64, start: Int) {
        (offset / UInt64(blockSize), Int(offset % UInt64(blockSize)))
    }

    static func blocks(_ bytes: UInt64) -> UInt64 {
        (bytes + UInt64(blockSize) - 1) / UInt64(blockSize)
    }
}

extension Extent {
    /// Whether the extent contains the block.
    func contains(_ block: UInt64) -> Bool { block >= start && block < end }
}
