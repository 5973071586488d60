// SPDX-License-Identifier: MIT
// Pages of the pool with blocks that were read ahead, which a cache takes as they are: when SQLite asks its cache for a
// page that is in the window, it gets the window's page to read into, and the read that follows finds its content there.
//
// SQLite does not have to read: it may fill a page with zeros instead. And a page that was handed out may come back and
// be handed out again. So a page is handed out with a mark at its end, the bytes that were there being kept here; only
// while the mark is there has nobody put anything else into the page.
//
// Invariants: 1. Pages in `numbers` are taken from the pool, and nobody else's. 2. `handed` is the page that was handed
// out last, until the read for it or the next page.

import BlockIO

/// Blocks of a main file that were read ahead.
final class PageWindow {
    private struct Handed {
        var block: UInt64
        var number: Int32
        /// What was where the mark is.
        var end: UInt64
    }

    let pool: PagePool
    /// The file's blocks that the window has, those that were handed out among them.
    private(set) var extent = Extent(start: 0, count: 0)
    /// The page of each; -1 for one that was handed out.
    private var numbers: [Int32] = []
    private var handed: Handed?

    /// What no page of SQLite's ends in, except by a chance of one in 2^64.
    private static let mark: UInt64 = 0x6d69_7261_6765_9d3b

    init(_ pool: PagePool) { self.pool = pool }

    deinit { clear() }

    /// Gives all pages back.
    func clear() {
        shorten(to: extent.start)
    }

    /// Gives pages back from a block on.
    func shorten(to block: UInt64) {
        if let handed, handed.block >= block { self.handed = nil }
        guard extent.contains(block) else { return }
        while extent.end > block {
            extent.count -= 1
            let number = numbers.removeLast()
            if number >= 0 { unsafe pool.give(pool.page(Int(number))) }
        }
    }

    /// Takes pages for as many blocks, and fewer where there are fewer; the window must be empty.
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

    /// The memory of the window's blocks.
    ///
    /// - Safety: it is valid until the pages are given back or handed out.
    @unsafe func buffers() -> [UnsafeMutableRawBufferPointer] {
        unsafe numbers.map { number in
            unsafe UnsafeMutableRawBufferPointer(
                start: pool.page(Int(number)), count: blockSize)
        }
    }

    /// The block's page, if it is there and was not handed out.
    ///
    /// - Safety: as for ``buffers()``.
    @unsafe func page(of block: UInt64) -> UnsafeMutableRawPointer? {
        guard extent.contains(block) else { return nil }
        let number = numbers[Int(block - extent.start)]
        return number < 0 ? nil : unsafe pool.page(Int(number))
    }

    // MARK: Handing out

    /// Forgets which page was handed out last.
    func forgetHanded() {
        handed = nil
    }

    /// Hands out the page of a block to be its cache's page; nil when it is not there.
    func hand(_ block: UInt64) -> Int? {
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

    /// Whether a block's content is in the target already, because the target is the page that was handed out for it.
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
