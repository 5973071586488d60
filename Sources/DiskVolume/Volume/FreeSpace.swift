// SPDX-License-Identifier: MIT
// The blocks that no descriptor claims, in memory only.
//
// Invariant: extents are sorted, not adjacent, and not empty.

/// The free blocks of a volume.
struct FreeSpace {
    private(set) var extents: [Extent] = []
    private(set) var blockCount: UInt64 = 0

    /// Frees blocks. Returns nil if some of them were free already.
    mutating func insert(_ extent: Extent) -> Void? {
        guard extent.count > 0 else { return () }
        let index = firstIndex(from: extent.start)
        if index > 0, extents[index - 1].end > extent.start { return nil }
        if index < extents.count, extents[index].start < extent.end { return nil }
        blockCount += extent.count
        let joinsBefore = index > 0 && extents[index - 1].end == extent.start
        let joinsAfter = index < extents.count && extents[index].start == extent.end
        switch (joinsBefore, joinsAfter) {
        case (true, true):
            extents[index - 1].count += extent.count + extents[index].count
            extents.remove(at: index)
        case (true, false): extents[index - 1].count += extent.count
        case (false, true):
            extents[index] = Extent(start: extent.start, count: extent.count + extents[index].count)
        case (false, false): extents.insert(extent, at: index)
        }
        return ()
    }

    /// Removes claimed blocks. Returns nil if they are not all free.
    mutating func remove(_ extent: Extent) -> Void? {
        guard extent.count > 0 else { return () }
        var index = firstIndex(from: extent.start)
        if index == extents.count || extents[index].start > extent.start { index -= 1 }
        guard index >= 0, extents[index].start <= extent.start, extents[index].end >= extent.end
        else { return nil }
        let whole = extents[index]
        blockCount -= extent.count
        let before = Extent(start: whole.start, count: extent.start - whole.start)
        let after = Extent(start: extent.end, count: whole.end - extent.end)
        switch (before.count > 0, after.count > 0) {
        case (true, true):
            extents[index] = before
            extents.insert(after, at: index + 1)
        case (true, false): extents[index] = before
        case (false, true): extents[index] = after
        case (false, false): extents.remove(at: index)
        }
        return ()
    }

    /// Takes up to `count` blocks that begin at `start`.
    mutating func take(at start: UInt64, upTo count: UInt64) -> Extent? {
        let index = firstIndex(from: start)
        guard count > 0, index < extents.count, extents[index].start == start else { return nil }
        let taken = Extent(start: start, count: min(count, extents[index].count))
        _ = remove(taken)
        return taken
    }

    /// Takes up to `count` contiguous blocks: from the first extent that has them all, or the whole
    /// largest one.
    mutating func take(upTo count: UInt64) -> Extent? {
        guard count > 0, var best = extents.first else { return nil }
        for extent in extents {
            if extent.count >= count {
                best = extent
                break
            }
            if extent.count > best.count { best = extent }
        }
        best.count = min(best.count, count)
        _ = remove(best)
        return best
    }

    /// Returns the index of the first extent at or after `block`.
    private func firstIndex(from block: UInt64) -> Int {
        var (low, high) = (0, extents.count)
        while low < high {
            let middle = (low + high) / 2
            if extents[middle].start < block { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
