// SPDX-License-Identifier: MIT
// What was written in the open epoch, since a block that is written twice in one would have no order between the two.
// Invariant: extents are sorted and apart from each other.

/// The blocks that were written in the open epoch.
struct WrittenBlocks {
    /// Pieces at most; a caller closes the epoch before there are more, which costs order that nobody needs, but
    /// bounds the memory to 16 KB.
    static let limit = 1024

    private var extents: [Extent] = []

    var isEmpty: Bool { extents.isEmpty }
    var isFull: Bool { extents.count >= Self.limit }

    /// Whether one of the blocks is among them.
    func overlaps(_ extent: Extent) -> Bool {
        let index = firstIndex(endingAfter: extent.start)
        return index < extents.count && extents[index].start < extent.end
    }

    /// Adds blocks that are not among them.
    mutating func insert(_ extent: Extent) {
        let index = firstIndex(endingAfter: extent.start)
        if index > 0, extents[index - 1].end == extent.start {
            extents[index - 1].count += extent.count
        } else {
            extents.insert(extent, at: index)
        }
    }

    mutating func removeAll() { extents.removeAll(keepingCapacity: true) }

    private func firstIndex(endingAfter block: UInt64) -> Int {
        var (low, high) = (0, extents.count)
        while low < high {
            let middle = (low + high) / 2
            if extents[middle].end <= block { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
