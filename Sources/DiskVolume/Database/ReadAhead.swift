// SPDX-License-Identifier: MIT
// Read-ahead for sequential reads. A read that continues the previous ones fetches a window, which
// doubles each time it is used up, so that a long scan keeps several requests in flight. Any other
// read fetches only what it needs, whole blocks straight into the caller's memory.
//
// The window consists of pages that SQLite's cache adopts (PageWindow) if there is a pool with free
// pages, else of a buffer from which blocks are copied. At most one of the two has content.

import BlockIO

/// The read-ahead window of a main file.
final class ReadAhead {
    private let volume: Volume
    /// The number of blocks in the first window of a sequence, and in the largest.
    private let first: Int
    private let limit: Int
    private var pages: PageWindow?
    private var buffer: BlockBuffer?
    /// The file blocks in the buffer.
    private var window = Extent(start: 0, count: 0)
    /// The block at which a sequential read would continue, and the number that did.
    private var next: UInt64 = .max
    private var streak = 0
    /// The number of blocks in the next window.
    private var width: Int

    init(_ volume: Volume, first: Int, limit: Int) {
        self.volume = volume
        self.first = min(first, limit)
        self.limit = limit
        width = self.first
    }

    deinit { pages?.clear() }

    func forgetAll() {
        window.count = 0
        pages?.clear()
    }

    /// Drops a block, and those after it, from the window.
    func forget(_ block: UInt64) {
        if window.contains(block) { window.count = block - window.start }
        pages?.shorten(to: block)
    }

    /// Reads from a block, `start` bytes into it.
    ///
    /// - Parameters:
    ///   - wholeBlocks: blocks that `target` has room for, beginning with this one, if it is read
    ///     from its start.
    ///   - extents: the extents of the file.
    ///   - end: the file's block before which reading ahead must end.
    /// - Returns: the number of bytes read, at least 1.
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
        if let pages, unsafe deliver(block, start, pages, target, wholeBlocks) {
            next = block + 1
            return min(target.count, blockSize - start)
        }
        if !window.contains(block) {
            if wholeBlocks > 0, streak < 2 || pages?.extent.contains(block) == true {
                let count = min(wholeBlocks, Int(min(place.count, UInt64(wholeBlocks))))
                // SAFETY: the caller says that the target has room for so many blocks.
                try unsafe volume.read(
                    place.start,
                    into: UnsafeMutableRawBufferPointer(rebasing: target[..<(count * blockSize)]))
                next = block + UInt64(count)
                return count * blockSize
            }
            let wanted = wanted(block, place, end)
            if wholeBlocks > 0, wanted > 1,
                try unsafe fetchPages(block, place, wanted, target)
            {
                next = block + 1
                return blockSize
            }
            try fetch(block, place, wanted)
        }
        guard let buffer else { preconditionFailure("a window has a buffer") }
        let from = Int(block - window.start) * blockSize + start
        let length = min(target.count, blockSize - start)
        // SAFETY: `slice` checks the range, and the target is not shorter.
        unsafe UnsafeMutableRawBufferPointer(rebasing: target[..<length])
            .copyMemory(from: UnsafeRawBufferPointer(buffer.slice(from..<from + length)))
        volume.copiedBytes += UInt64(length)
        next = block + 1
        return length
    }

    /// Returns the number of blocks to fetch: one, or more for sequential reads.
    private func wanted(_ block: UInt64, _ place: Extent, _ end: UInt64) -> Int {
        var wanted = 1
        if streak >= 2 {
            wanted = Int(min(UInt64(width), max(end, block + 1) - block))
            width = min(2 * width, limit)
        }
        return Int(min(UInt64(wanted), place.count))
    }

    // MARK: Pages

    /// Delivers a block from the window of pages. Returns false if it is absent.
    @unsafe private func deliver(
        _ block: UInt64, _ start: Int, _ pages: PageWindow,
        _ target: UnsafeMutableRawBufferPointer, _ wholeBlocks: Int
    ) -> Bool {
        guard let bytes = target.baseAddress else { return false }
        // SAFETY: then the target has room for a whole block.
        if wholeBlocks > 0, unsafe pages.isDelivered(block, to: bytes) { return true }
        guard let page = unsafe pages.page(of: block) else { return false }
        // SAFETY: both have so many bytes.
        unsafe bytes.copyMemory(from: page + start, byteCount: min(target.count, blockSize - start))
        volume.copiedBytes += UInt64(min(target.count, blockSize - start))
        return true
    }

    /// Reads a block into the target, and those after it into pool pages. Returns false if the pool
    /// has none.
    @unsafe private func fetchPages(
        _ block: UInt64, _ place: Extent, _ wanted: Int, _ target: UnsafeMutableRawBufferPointer
    ) throws(VolumeError) -> Bool {
        guard let pool = volume.pool else { return false }
        let pages = self.pages ?? PageWindow(pool)
        self.pages = pages
        forgetAll()
        guard pages.prepare(block + 1, count: wanted - 1) > 0 else { return false }
        var buffers = unsafe [UnsafeMutableRawBufferPointer(rebasing: target[..<blockSize])]
        unsafe buffers += pages.buffers()
        do throws(VolumeError) {
            // SAFETY: the target has room for a block, and the pages are the window's.
            try unsafe volume.read(place.start, scattering: buffers)
        } catch {
            pages.clear()
            throw error
        }
        if let bytes = target.baseAddress {
            unsafe CacheWindows.connect(pages, toOwnerOf: bytes)
        }
        return true
    }

    // MARK: A buffer

    /// Fills the buffer with so many blocks.
    private func fetch(_ block: UInt64, _ place: Extent, _ count: Int) throws(VolumeError) {
        forgetAll()
        let buffer = buffer(of: count)
        // SAFETY: the buffer lives as long as the window.
        try unsafe volume.read(place.start, into: buffer.blocks(0..<count))
        window = Extent(start: block, count: UInt64(count))
    }

    /// Returns a buffer of at least so many blocks, and replaces a smaller one.
    private func buffer(of count: Int) -> BlockBuffer {
        if let buffer, buffer.count >= count { return buffer }
        buffer = nil
        let larger = BlockBuffer(blocks: max(count, first))
        buffer = larger
        return larger
    }
}
