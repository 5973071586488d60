// SPDX-License-Identifier: MIT
// The blocks written in the open epoch. Two writes to one block in an epoch would have no order.
//
// Invariant: extents are sorted and do not overlap.

/// The blocks that were written in the open epoch.
struct WrittenBlocks {
    /// The number of extents, at most. The caller closes the epoch before there are more, which
    /// orders more than needed but bounds the memory to 16 KB.
    static let limit = 1024

    private var extents: [Extent] = []

    var isEmpty: Bool { extents.isEmpty }
    var isFull: Bool { extents.count >= Self.limit }

    /// Whether one of these blocks was written.
    func overlaps(_ extent: Extent) -> Bool {
        let index = firstIndex(endingAfter: extent.start)
        return index < extents.count && extents[index].start < extent.end
    }

    /// Adds blocks that were not written yet.
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
