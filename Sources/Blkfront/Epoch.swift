// SPDX-License-Identifier: MIT
// The unsent part of one epoch. Blocks are sorted by number, so that neighbours share a request
// whatever the order of their writes; an epoch has no order within.
//
// Invariant: `blocks` is sorted by number and has no number twice.

internal import BlockIO
internal import Unikernel

/// A written block that is not sent yet.
struct BufferedBlock {
    let block: UInt64
    var page: TransferPage
}

/// Writes with no order among them.
struct Epoch {
    private(set) var blocks: [BufferedBlock] = []
    var discards: [BlockRange] = []
    /// Whether anything was ever written in it.
    private(set) var hasContent = false
    /// Whether it takes no more writes.
    var isClosed = false
    /// Whether its blocks are sent without waiting for neighbours.
    var isPushed = false
    /// Whether everything before it is durable, or ordered before it as far as the disk's class
    /// allows.
    var isSeparated = false

    /// Whether everything in it is sent.
    var isSent: Bool { blocks.isEmpty && discards.isEmpty }

    /// Returns the page of an unsent block.
    func page(of block: UInt64) -> TransferPage? {
        let index = position(of: block)
        return index < blocks.count && blocks[index].block == block ? blocks[index].page : nil
    }

    /// Adds a block that is not queued yet; returns how many discards that removed.
    mutating func insert(_ block: UInt64, _ page: TransferPage) -> Int {
        hasContent = true
        if let last = blocks.last, last.block >= block {
            blocks.insert(BufferedBlock(block: block, page: page), at: position(of: block))
        } else {
            blocks.append(BufferedBlock(block: block, page: page))
        }
        // An earlier discard of the block is now wrong.
        let count = discards.count
        if count > 0 { discards.removeAll { $0.contains(block) } }
        return count - discards.count
    }

    /// Replaces the page of an unsent block; returns the former page.
    mutating func replace(_ block: UInt64, _ page: TransferPage) -> TransferPage? {
        let index = position(of: block)
        guard index < blocks.count, blocks[index].block == block else { return nil }
        defer { blocks[index].page = page }
        return blocks[index].page
    }

    /// Replaces each lent page by the result of `copy`, or drops its block when that is nil.
    /// Returns the lent pages and the number of dropped blocks.
    mutating func replaceLent(_ copy: (TransferPage) -> TransferPage?) -> ([TransferPage], Int) {
        var lent: [TransferPage] = []
        var rest: [BufferedBlock] = []
        for block in blocks {
            guard block.page.isLent else {
                rest.append(block)
                continue
            }
            lent.append(block.page)
            if let page = copy(block.page) {
                rest.append(BufferedBlock(block: block.block, page: page))
            }
        }
        defer { blocks = rest }
        return (lent, blocks.count - rest.count)
    }

    /// Adds a discard; removes and returns the pages of the blocks it covers.
    mutating func discard(_ range: BlockRange) -> [TransferPage] {
        hasContent = true
        discards.append(range)
        let first = position(of: range.start)
        let end = position(of: range.end)
        let dropped = blocks[first..<end].map { $0.page }
        blocks.removeSubrange(first..<end)
        return dropped
    }

    /// Removes everything and returns the pages.
    mutating func removeAll() -> [TransferPage] {
        let pages = blocks.map { $0.page }
        blocks = []
        discards = []
        return pages
    }

    /// Removes and returns a run of neighbours for one request, at most `limit`, none of which
    /// `isBusy`; nil when there is none.
    ///
    /// With `isFull`, only a run of exactly `limit` counts.
    mutating func removeRun(
        limit: Int, isFull: Bool, isBusy: (UInt64) -> Bool
    ) -> (start: UInt64, pages: [TransferPage])? {
        var first = 0
        while first < blocks.count {
            guard !isBusy(blocks[first].block) else {
                first += 1
                continue
            }
            var end = first + 1
            while end < blocks.count, end - first < limit,
                blocks[end].block == blocks[end - 1].block + 1, !isBusy(blocks[end].block)
            {
                end += 1
            }
            if !isFull || end - first == limit {
                let run = blocks[first..<end].map { $0.page }
                let start = blocks[first].block
                blocks.removeSubrange(first..<end)
                return (start, run)
            }
            first = end
        }
        return nil
    }

    /// Returns the index of a block, or its insertion point.
    private func position(of block: UInt64) -> Int {
        var low = 0
        var high = blocks.count
        while low < high {
            let middle = (low + high) / 2
            if blocks[middle].block < block { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
