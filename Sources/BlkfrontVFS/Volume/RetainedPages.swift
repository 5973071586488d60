// SPDX-License-Identifier: MIT
// Memory for pages of a commit log: those of the batch that gathers, and those that were written and are not checkpointed,
// so that they need not be read back. Where SQLite's cache has a page in the pool that the volume shares with its disk,
// that very page is retained: the pool gives it to nobody else as long as it is needed here, but SQLite may change it.
// Other memory is taken as it is needed, up to a limit, and given up with the object.

import BlockIO

/// Memory for pages, by page index.
final class RetainedPages {
    /// Pages that are allocated together.
    private static let pagesPerChunk = 8

    let pageSize: Int
    /// How many there may be.
    let capacity: Int
    private let pool: PagePool?
    /// How many there are.
    private var usedCount = 0
    private var chunks: [BlockBuffer] = []
    private var free: [Int32] = []

    /// - Parameters:
    ///   - blocks: how many blocks of memory may be taken.
    ///   - pool: the pages that can be shared.
    init(pageSize: Int, blocks: Int, pool: PagePool?) {
        self.pageSize = pageSize
        self.pool = pageSize == blockSize ? pool : nil
        let chunk = Self.pagesPerChunk * pageSize / blockSize
        capacity = blocks / chunk * Self.pagesPerChunk
    }

    /// Whether there may be one more.
    var hasRoom: Bool { usedCount < capacity }

    /// Memory for a page, or nil when there may be no more.
    func take() -> Int32? {
        guard hasRoom else { return nil }
        usedCount += 1
        if let pageIndex = free.popLast() { return pageIndex }
        let made = chunks.count * Self.pagesPerChunk
        chunks.append(BlockBuffer(blocks: Self.pagesPerChunk * pageSize / blockSize))
        for pageIndex in (made + 1)..<(made + Self.pagesPerChunk) { free.append(Int32(pageIndex)) }
        return Int32(made)
    }

    /// Retains the page at an address itself; nil when it is none of the pool's, or one that the disk's backend may still
    /// write, or there may be no more.
    func share(_ address: UnsafeRawPointer) -> Int32? {
        guard hasRoom, let pool, let number = unsafe pool.number(of: address),
            !pool.isRetired(number)
        else { return nil }
        pool.hold(number)
        usedCount += 1
        return Int32(capacity + number)
    }

    /// Gives memory back.
    func release(_ pageIndex: Int32?) {
        guard let pageIndex else { return }
        usedCount -= 1
        if let number = number(pageIndex) { pool?.release(number) } else { free.append(pageIndex) }
    }

    /// The memory.
    ///
    /// - Safety: it is valid until it is released, and as long as the object lives.
    @unsafe func memory(_ pageIndex: Int32) -> UnsafeMutableRawBufferPointer {
        if let pool, let number = number(pageIndex) {
            return unsafe UnsafeMutableRawBufferPointer(start: pool.page(number), count: pageSize)
        }
        let start = Int(pageIndex) % Self.pagesPerChunk * pageSize
        // SAFETY: chunks live as long as the object, and `slice` checks the range.
        return unsafe chunks[Int(pageIndex) / Self.pagesPerChunk].slice(start..<start + pageSize)
    }

    /// Begins to look at whether somebody else changes a page.
    func watch(_ pageIndex: Int32) {
        if let number = number(pageIndex) { pool?.watch(number) }
    }

    /// Whether somebody else could change a page since it was last watched.
    func mayHaveChanged(_ pageIndex: Int32) -> Bool {
        guard let pool, let number = number(pageIndex) else { return false }
        return pool.mayHaveChanged(number)
    }

    /// The number in the pool of a page that is shared.
    private func number(_ pageIndex: Int32) -> Int? {
        Int(pageIndex) < capacity ? nil : Int(pageIndex) - capacity
    }
}
