// SPDX-License-Identifier: MIT
// Blocks that were read because the ones before them were. A read that goes on where the last ones ended fetches a
// window, which doubles with each that was used up, so that a long read keeps the disk busy with several requests at
// a time; any other reads what it needs and no more, whole blocks straight into the caller's memory.

import BlockIO

/// A window on a main file.
final class ReadAhead {
    private let volume: Volume
    /// Blocks of the first window of a sequence, and of the largest.
    private let first: Int
    private let limit: Int
    private var buffer: BlockBuffer?
    /// The file's blocks that the buffer holds.
    private var window = Extent(start: 0, count: 0)
    /// Where a read in sequence would go on, and how many have.
    private var next: UInt64 = .max
    private var streak = 0
    /// Blocks of the next window.
    private var width: Int

    init(_ volume: Volume, first: Int, limit: Int) {
        self.volume = volume
        self.first = min(first, limit)
        self.limit = limit
        width = self.first
    }

    func forgetAll() { window.count = 0 }

    /// Forgets a block, and those after it in the window.
    func forget(_ block: UInt64) {
        if window.contains(block) { window.count = block - window.start }
    }

    /// Reads from a block, `start` bytes into it.
    ///
    /// - Parameters:
    ///   - wholeBlocks: blocks that `target` has room for, beginning with this one, when it is read from its start.
    ///   - extents: where the file is.
    ///   - end: the file's block before which reading ahead must end.
    /// - Returns: bytes that were read, at least 1.
    /// - Safety: `target` must be valid for writing.
    @unsafe func read(
        _ block: UInt64, _ start: Int, into target: UnsafeMutableRawBufferPointer, wholeBlocks: Int,
        _ extents: ExtentList, end: UInt64
    ) throws(VolumeError) -> Int {
        guard let place = extents.locate(block) else {
            preconditionFailure("the object has blocks for the file's size")
        }
        if block == next {
            streak += 1
        } else if block + 1 != next {
            streak = 0
            width = first
        }
        if !window.contains(block) {
            if streak < 2, wholeBlocks > 0 {
                let count = min(wholeBlocks, Int(min(place.count, UInt64(wholeBlocks))))
                // SAFETY: the caller says that the target has room for so many blocks.
                try unsafe volume.read(
                    place.start,
                    into: UnsafeMutableRawBufferPointer(rebasing: target[..<(count * blockSize)]))
                next = block + UInt64(count)
                return count * blockSize
            }
            try fetch(block, place, end)
        }
        guard let buffer else { preconditionFailure("a window has a buffer") }
        let from = Int(block - window.start) * blockSize + start
        let length = min(target.count, blockSize - start)
        // SAFETY: `slice` checks the range, and the target is not shorter.
        unsafe UnsafeMutableRawBufferPointer(rebasing: target[..<length])
            .copyMemory(from: UnsafeRawBufferPointer(buffer.slice(from..<from + length)))
        next = block + 1
        return length
    }

    /// Fills the window from a block on: with one block, or with more when reads come in sequence.
    private func fetch(_ block: UInt64, _ place: Extent, _ end: UInt64) throws(VolumeError) {
        var wanted = 1
        if streak >= 2 {
            wanted = Int(min(UInt64(width), max(end, block + 1) - block))
            width = min(2 * width, limit)
        }
        let count = Int(min(UInt64(wanted), place.count))
        window.count = 0
        let buffer = buffer(of: count)
        // SAFETY: the buffer lives as long as the window.
        try unsafe volume.read(place.start, into: buffer.blocks(0..<count))
        window = Extent(start: block, count: UInt64(count))
    }

    /// A buffer of at least so many blocks: the one there is, or a larger one in its place.
    private func buffer(of count: Int) -> BlockBuffer {
        if let buffer, buffer.count >= count { return buffer }
        buffer = nil
        let larger = BlockBuffer(blocks: max(count, first))
        buffer = larger
        return larger
    }
}
