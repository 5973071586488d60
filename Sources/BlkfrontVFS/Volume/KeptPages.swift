// SPDX-License-Identifier: MIT
// Memory for pages of a commit log: those of the batch that gathers, and those that were written and are not at home, so
// that they need not be read back. It is taken as it is needed, up to a limit, and given up with the object.

import BlockIO

/// Memory for pages.
final class KeptPages {
    /// Pages that are allocated together.
    private static let pagesPerChunk = 8

    let pageSize: Int
    /// How many there may be.
    let capacity: Int
    private var chunks: [BlockBuffer] = []
    private var free: [Int32] = []

    /// - Parameter blocks: how many blocks of memory may be taken.
    init(pageSize: Int, blocks: Int) {
        self.pageSize = pageSize
        let chunk = Self.pagesPerChunk * pageSize / blockSize
        capacity = blocks / chunk * Self.pagesPerChunk
    }

    /// Memory for a page, or nil when all is in use.
    func take() -> Int32? {
        if let slot = free.popLast() { return slot }
        let made = chunks.count * Self.pagesPerChunk
        guard made < capacity else { return nil }
        chunks.append(BlockBuffer(blocks: Self.pagesPerChunk * pageSize / blockSize))
        for slot in (made + 1)..<(made + Self.pagesPerChunk) { free.append(Int32(slot)) }
        return Int32(made)
    }

    /// Gives memory back.
    func release(_ slot: Int32?) {
        if let slot { free.append(slot) }
    }

    /// The memory.
    ///
    /// - Safety: it is valid as long as the object lives.
    @unsafe func memory(_ slot: Int32) -> UnsafeMutableRawBufferPointer {
        let start = Int(slot) % Self.pagesPerChunk * pageSize
        // SAFETY: chunks live as long as the object, and `slice` checks the range.
        return unsafe chunks[Int(slot) / Self.pagesPerChunk].slice(start..<start + pageSize)
    }
}
