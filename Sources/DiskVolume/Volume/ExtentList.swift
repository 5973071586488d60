// SPDX-License-Identifier: MIT
// The blocks of an object, in order: a short list of extents.

import BlockIO

/// Contiguous blocks of a disk, at most 2^32 - 1.
struct Extent: Equatable {
    var start: UInt64
    var count: UInt64

    /// The first block after it.
    var end: UInt64 { start + count }
    /// The limit of the on-disk field.
    static let countLimit = UInt64(UInt32.max)
}

/// The extents of an object.
struct ExtentList: Equatable {
    private(set) var extents: [Extent] = []
    private(set) var blockCount: UInt64 = 0

    /// Returns the place of the object's block on the disk, with the number of blocks contiguous
    /// from there.
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

    /// The block after the last extent, where the object can grow in place.
    var end: UInt64? { extents.last?.end }

    /// Appends blocks.
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

extension ExtentList {
    /// Splits blocks of the object into pieces that are contiguous on the disk, with their content.
    ///
    /// - Parameters:
    ///   - blocks: blocks of the object, all of which exist.
    ///   - buffers: their content, in whole blocks.
    /// - Safety: the buffers must be valid for reading.
    @unsafe func forEachPiece(
        of blocks: Extent, in buffers: [UnsafeRawBufferPointer],
        _ body: (UInt64, [UnsafeRawBufferPointer]) throws(VolumeError) -> Void
    ) throws(VolumeError) {
        var (index, offset) = (0, 0)
        var done: UInt64 = 0
        while done < blocks.count {
            guard let place = locate(blocks.start + done) else {
                preconditionFailure("the object has these blocks")
            }
            let count = min(place.count, blocks.count - done)
            var rest = Int(count) * blockSize
            var piece: [UnsafeRawBufferPointer] = unsafe []
            while rest > 0 {
                let length = unsafe min(rest, buffers[index].count - offset)
                // SAFETY: `offset` + `length` is at most the buffer's length.
                unsafe piece.append(
                    UnsafeRawBufferPointer(rebasing: buffers[index][offset..<offset + length]))
                rest -= length
                offset += length
                if unsafe offset == buffers[index].count { (index, offset) = (index + 1, 0) }
            }
            try unsafe body(place.start, piece)
            done += count
        }
    }
}
