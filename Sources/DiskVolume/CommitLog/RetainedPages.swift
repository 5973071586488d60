// SPDX-License-Identifier: MIT
// Memory for pages of a commit log, so that they need not be read back: those of the current batch,
// and those written but not checkpointed. If SQLite's cache has a page in the pool that the volume
// shares with its disk, that very page is retained. The pool does not reuse it while it is needed
// here, but SQLite may change it. Other memory is allocated on demand, up to a limit, and freed
// with the object.

import BlockIO

/// Memory for pages, by page index.
final class RetainedPages {
    /// The number of pages allocated together.
    private static let pagesPerChunk = 8

    let pageSize: Int
    /// The number of pages, at most.
    let capacity: Int
    private let pool: PagePool?
    /// The number of pages in use.
    private var usedCount = 0
    private var chunks: [BlockBuffer] = []
    private var free: [Int32] = []

    /// Creates an empty set.
    ///
    /// - Parameters:
    ///   - blocks: the memory limit in blocks.
    ///   - pool: the pages that can be shared.
    init(pageSize: Int, blocks: Int, pool: PagePool?) {
        self.pageSize = pageSize
        self.pool = pageSize == blockSize ? pool : nil
        let chunk = Self.pagesPerChunk * pageSize / blockSize
        capacity = blocks / chunk * Self.pagesPerChunk
    }

    /// Whether one more page fits.
    var hasRoom: Bool { usedCount < capacity }

    /// Allocates memory for a page, or returns nil at the limit.
    func take() -> Int32? {
        guard hasRoom else { return nil }
        usedCount += 1
        if let pageIndex = free.popLast() { return pageIndex }
        let made = chunks.count * Self.pagesPerChunk
        chunks.append(BlockBuffer(blocks: Self.pagesPerChunk * pageSize / blockSize))
        for pageIndex in (made + 1)..<(made + Self.pagesPerChunk) { free.append(Int32(pageIndex)) }
        return Int32(made)
    }

    /// Retains the page at an address itself. Returns nil if it is not the pool's, if the backend
    /// may still write to it, or at the limit.
    func share(_ address: UnsafeRawPointer) -> Int32? {
        guard hasRoom, let pool, let number = unsafe pool.number(of: address),
            !pool.isRetired(number)
        else { return nil }
        pool.hold(number)
        usedCount += 1
        return Int32(capacity + number)
    }

    /// Releases a page's memory.
    func release(_ pageIndex: Int32?) {
        guard let pageIndex else { return }
        usedCount -= 1
        if let number = number(pageIndex) { pool?.release(number) } else { free.append(pageIndex) }
    }

    /// Returns a page's memory.
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

    /// Begins to track whether a shared page changes.
    func watch(_ pageIndex: Int32) {
        if let number = number(pageIndex) { pool?.watch(number) }
    }

    /// Whether a shared page may have changed since it was last watched.
    func mayHaveChanged(_ pageIndex: Int32) -> Bool {
        guard let pool, let number = number(pageIndex) else { return false }
        return pool.mayHaveChanged(number)
    }

    /// Returns the pool number of a shared page.
    private func number(_ pageIndex: Int32) -> Int? {
        Int(pageIndex) < capacity ? nil : Int(pageIndex) - capacity
    }
}
