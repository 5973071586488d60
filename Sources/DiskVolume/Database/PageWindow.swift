// SPDX-License-Identifier: MIT
// Pool pages with blocks that were read ahead, which a cache adopts without a copy. When SQLite
// asks its cache for a page in the window, it gets the window's page to read into, and the read
// that follows finds the content in place.
//
// SQLite may fill the page with zeros instead of reading it, and a page that was handed out may
// come back and be handed out again. So each page is handed out with a mark in its last bytes, and
// the original bytes are kept here. If the mark is intact, the page was not overwritten.
//
// Invariants:
//   1. Pages in `numbers` are taken from the pool and used nowhere else.
//   2. `handed` is the page handed out last, until it is read or the next page is requested.

import BlockIO

/// Blocks of a main file that were read ahead.
package final class PageWindow {
    private struct Handed {
        var block: UInt64
        var number: Int32
        /// The bytes that the mark replaced.
        var end: UInt64
    }

    let pool: PagePool
    /// The file blocks of the window, including those handed out.
    private(set) var extent = Extent(start: 0, count: 0)
    /// The pool page of each block; -1 for one handed out.
    private var numbers: [Int32] = []
    private var handed: Handed?

    /// The mark. An SQLite page ends in these bytes by a chance of one in 2^64.
    private static let mark: UInt64 = 0x6d69_7261_6765_9d3b

    init(_ pool: PagePool) { self.pool = pool }

    deinit { clear() }

    /// Returns all pages to the pool.
    func clear() {
        shorten(to: extent.start)
    }

    /// Returns the pages from a block on to the pool.
    func shorten(to block: UInt64) {
        if let handed, handed.block >= block { self.handed = nil }
        guard extent.contains(block) else { return }
        while extent.end > block {
            extent.count -= 1
            let number = numbers.removeLast()
            if number >= 0 { unsafe pool.give(pool.page(Int(number))) }
        }
    }

    /// Fills the empty window with up to `count` pool pages, and returns their number.
    func prepare(_ block: UInt64, count: Int) -> Int {
        precondition(extent.count == 0, "a window is filled when it is empty")
        extent.start = block
        while numbers.count < count, let page = unsafe pool.take() {
            guard let number = unsafe pool.number(of: page) else { break }
            numbers.append(Int32(number))
        }
        extent.count = UInt64(numbers.count)
        return numbers.count
    }

    /// Returns the memory of the window's blocks.
    ///
    /// - Safety: valid until the pages are returned or handed out.
    @unsafe func buffers() -> [UnsafeMutableRawBufferPointer] {
        unsafe numbers.map { number in
            unsafe UnsafeMutableRawBufferPointer(
                start: pool.page(Int(number)), count: blockSize)
        }
    }

    /// Returns the block's page, unless it is absent or handed out.
    ///
    /// - Safety: as for ``buffers()``.
    @unsafe func page(of block: UInt64) -> UnsafeMutableRawPointer? {
        guard extent.contains(block) else { return nil }
        let number = numbers[Int(block - extent.start)]
        return number < 0 ? nil : unsafe pool.page(Int(number))
    }

    // MARK: Handing out

    /// Forgets the page handed out last.
    package func forgetHanded() {
        handed = nil
    }

    /// Hands out a block's page to the cache, or returns nil if it is absent.
    package func hand(_ block: UInt64) -> Int? {
        guard let page = unsafe page(of: block) else { return nil }
        let index = Int(block - extent.start)
        let number = numbers[index]
        numbers[index] = -1
        // SAFETY: the mark is inside of the page.
        let end = unsafe page.load(fromByteOffset: blockSize - 8, as: UInt64.self)
        unsafe page.storeBytes(of: Self.mark, toByteOffset: blockSize - 8, as: UInt64.self)
        handed = Handed(block: block, number: number, end: end)
        return Int(number)
    }

    /// Whether the target already has a block's content, because it is the page handed out for that
    /// block.
    ///
    /// - Safety: `target` must be valid for reading and writing a block.
    @unsafe func isDelivered(_ block: UInt64, to target: UnsafeMutableRawPointer) -> Bool {
        guard let handed, handed.block == block,
            unsafe pool.page(Int(handed.number)) == target
        else { return false }
        self.handed = nil
        // SAFETY: the mark is inside of the block.
        guard unsafe target.load(fromByteOffset: blockSize - 8, as: UInt64.self) == Self.mark else {
            return false
        }
        unsafe target.storeBytes(of: handed.end, toByteOffset: blockSize - 8, as: UInt64.self)
        return true
    }
}
