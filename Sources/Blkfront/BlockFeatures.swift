// SPDX-License-Identifier: MIT
// The features that a disk's backend publishes in xenstore. They are another domain's text: numbers
// are parsed with their ranges, and invalid ones are refused or clamped before use.

internal import BlockIO
internal import Unikernel

/// A disk as its backend describes it (io/blkif.h, "Backend Device Properties" and "Features").
struct BlockFeatures {
    /// Size in blocks of `blockSize` bytes.
    var blockCount: UInt64 = 0
    var isReadOnly = false
    var physicalSectorSize = 512
    var orderingCapabilities = EpochQueue.OrderingCapabilities()
    var discards = false
    /// The granularity and alignment of discards, in blocks.
    var discardGranularity: UInt64 = 1
    var persistentGrants = false
    /// The most segments of a request.
    var segmentLimit = BlockSegment.perRequest
    /// The pages of the ring, as a power of two.
    var ringPageOrder = 0

    /// Returns the durability class of this disk under the options.
    func durability(_ options: BlockOptions) -> DurabilityClass {
        if orderingCapabilities.barrier { return .barrier }
        if orderingCapabilities.flush { return .flush }
        return options.assumesWriteThrough ? .writeThrough : .volatile
    }
}

// MARK: Reading

extension BlockFeatures {
    /// Reads what the backend publishes before it knows the ring.
    mutating func readEarly(_ xenbus: XenbusDevice, _ options: BlockOptions) throws(XenbusError) {
        let indirect = try xenbus.number("feature-max-indirect-segments") ?? 0
        if indirect > UInt64(BlockSegment.perRequest) {
            segmentLimit = Int(min(indirect, UInt64(options.segmentLimit)))
        }
        let order = try xenbus.number("max-ring-page-order") ?? 0
        ringPageOrder = Int(min(order, UInt64(options.ringPageOrderLimit)))
    }

    /// Reads what the backend publishes once connected; before that, flush and barrier can be
    /// absent.
    mutating func readLate(_ xenbus: XenbusDevice, _ options: BlockOptions) throws(DiskError) {
        guard let blockCount = try Self.blockCount(xenbus) else {
            throw .lost(.hostile("a disk without a size"))
        }
        self.blockCount = blockCount
        try onXenbus { () throws(XenbusError) in
            // VDISK_READONLY is bit 2 of `info`.
            let info = try xenbus.number("info") ?? 0
            let mode = try xenbus.value("mode")
            isReadOnly = info & 4 != 0 || mode == [UInt8(ascii: "r")]
        }
        try readSectorSize(xenbus)
        try onXenbus { () throws(XenbusError) in
            func flag(_ key: String) throws(XenbusError) -> Bool {
                try xenbus.number(key) ?? 0 != 0
            }
            orderingCapabilities.barrier = try flag("feature-barrier") && options.usesBarriers
            orderingCapabilities.flush = try flag("feature-flush-cache")
            persistentGrants = try flag("feature-persistent")
            discards = try flag("feature-discard")
            try readDiscard(xenbus)
        }
    }

    private mutating func readSectorSize(_ xenbus: XenbusDevice) throws(DiskError) {
        let (sectorSize, physical) = try onXenbus { () throws(XenbusError) in
            let sectorSize = try xenbus.number("sector-size") ?? 512
            return (sectorSize, try xenbus.number("physical-sector-size") ?? sectorSize)
        }
        guard sectorSize == 512 || sectorSize == UInt64(blockSize) else {
            throw .unusable("a disk with sectors of neither 512 nor 4,096 bytes")
        }
        guard physical >= sectorSize, physical & (physical - 1) == 0 else {
            throw .lost(.hostile("a physical sector that cannot be"))
        }
        physicalSectorSize = Int(min(physical, UInt64(blockSize)))
    }

    private mutating func readDiscard(_ xenbus: XenbusDevice) throws(XenbusError) {
        let bytes = try xenbus.number("discard-granularity") ?? 0
        let alignment = try xenbus.number("discard-alignment") ?? 0
        discardGranularity = max(bytes / UInt64(blockSize), 1)
        // Pieces that do not fall on blocks make discards useless.
        if alignment != 0 || bytes % UInt64(blockSize) != 0 && bytes > UInt64(blockSize) {
            discards = false
        }
    }

    /// Returns the disk's size in whole blocks; nil when the backend publishes none.
    static func blockCount(_ xenbus: XenbusDevice) throws(DiskError) -> UInt64? {
        let sectors = try onXenbus { () throws(XenbusError) in try xenbus.number("sectors") }
        guard let sectors else { return nil }
        // The ring's sector numbers and this domain's byte counts have 64 bits, signed in places.
        guard sectors <= UInt64(Int64.max) / 512 else {
            throw .lost(.hostile("a disk of an impossible size"))
        }
        return sectors / BlockSegment.sectorsPerBlock
    }
}
