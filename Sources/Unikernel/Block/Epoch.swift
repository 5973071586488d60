// SPDX-License-Identifier: MIT
// One epoch's part that has yet to be sent: single blocks in the order of their numbers, so that neighbours find
// each other whoever wrote them and when. Inside an epoch there is no order to keep.
//
// Invariant: `blocks` is sorted by number and has no number twice.

internal import BlockIO

/// A block that was written and waits to be sent.
struct BufferedBlock {
    let block: UInt64
    var page: TransferPage
}

/// Writes without an order among them.
struct Epoch {
    private(set) var blocks: [BufferedBlock] = []
    var discards: [BlockRange] = []
    /// Whether anything was ever written in it.
    private(set) var hasContent = false
    /// Whether nothing more is written in it.
    var isClosed = false
    /// Whether what waits is to be sent although neighbours may yet come.
    var isPushed = false
    /// Whether everything before it is durable, or ordered before it as far as the disk's class goes.
    var isSeparated = false

    /// Whether nothing of it waits to be sent.
    var isSent: Bool { blocks.isEmpty && discards.isEmpty }

    /// The page of a block that waits.
    func page(of block: UInt64) -> TransferPage? {
        let index = position(of: block)
        return index < blocks.count && blocks[index].block == block ? blocks[index].page : nil
    }

    /// Adds a block that does not wait yet; returns how many discards were taken out for it.
    mutating func insert(_ block: UInt64, _ page: TransferPage) -> Int {
        hasContent = true
        if let last = blocks.last, last.block >= block {
            blocks.insert(BufferedBlock(block: block, page: page), at: position(of: block))
        } else {
            blocks.append(BufferedBlock(block: block, page: page))
        }
        // A discard of the block from earlier in the epoch is a hint that has become wrong.
        let count = discards.count
        if count > 0 { discards.removeAll { $0.contains(block) } }
        return count - discards.count
    }

    /// Gives a block that waits another page; returns the former one.
    mutating func replace(_ block: UInt64, _ page: TransferPage) -> TransferPage? {
        let index = position(of: block)
        guard index < blocks.count, blocks[index].block == block else { return nil }
        defer { blocks[index].page = page }
        return blocks[index].page
    }

    /// Replaces each lent page by what `copy` makes of it, or drops its block when that is nothing; returns the lent
    /// ones, and how many blocks were dropped.
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

    /// Adds a discard, and takes out what it makes needless.
    mutating func discard(_ range: BlockRange) -> [TransferPage] {
        hasContent = true
        discards.append(range)
        let first = position(of: range.start)
        let end = position(of: range.end)
        let dropped = blocks[first..<end].map { $0.page }
        blocks.removeSubrange(first..<end)
        return dropped
    }

    /// Takes everything out that waits.
    mutating func removeAll() -> [TransferPage] {
        let pages = blocks.map { $0.page }
        blocks = []
        discards = []
        return pages
    }

    /// Takes out neighbours for one request, at most `limit`, none of which `isBusy`; nil when there are none.
    ///
    /// With `isFull`, only as many as the limit are taken.
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

    /// The index of a block, or where it would be.
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
