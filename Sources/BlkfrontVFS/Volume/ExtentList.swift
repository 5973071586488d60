// SPDX-License-Identifier: MIT
// The blocks of an object, in the object's order: a short list of contiguous pieces.

import BlockIO

/// Contiguous blocks of a disk, at most 2^32 - 1.
struct Extent: Equatable {
    var start: UInt64
    var count: UInt64

    /// The first block after it.
    var end: UInt64 { start + count }
    /// What the field on the disk can say.
    static let countLimit = UInt64(UInt32.max)
}

/// The extents of an object.
struct ExtentList: Equatable {
    private(set) var extents: [Extent] = []
    private(set) var blockCount: UInt64 = 0

    /// Where the object's block is on the disk, and how many that follow it are next to it there.
    func locate(_ block: UInt64) -> Extent? {
        var rest = block
        for extent in extents {
            if rest < extent.count {
                return Extent(start: extent.start + rest, count: extent.count - rest)
            }
            rest -= extent.count
        }
        return nil
    }

    /// The block after the last, where the object grows in place.
    var end: UInt64? { extents.last?.end }

    /// Adds blocks at the end.
    mutating func append(_ extent: Extent) {
        blockCount += extent.count
        if let last = extents.last, last.end == extent.start,
            last.count + extent.count <= Extent.countLimit
        {
            extents[extents.count - 1].count += extent.count
        } else {
            extents.append(extent)
        }
    }

    /// Keeps the first blocks and returns the others.
    mutating func trim(to count: UInt64) -> [Extent] {
        var freed: [Extent] = []
        while blockCount > count, let last = extents.popLast() {
            let surplus = min(blockCount - count, last.count)
            if surplus < last.count {
                extents.append(Extent(start: last.start, count: last.count - surplus))
            }
            freed.append(Extent(start: last.end - surplus, count: surplus))
            blockCount -= surplus
        }
        return freed
    }
}
