// SPDX-License-Identifier: MIT
// The features that a disk's backend publishes in xenstore. They are another domain's text: numbers
// are parsed with their ranges, and invalid ones are refused or clamped before use.

internal import BlockIO

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

extension BlockXenbus {
    /// Reads what the backend publishes before it knows the ring.
    func readEarly(_ features: inout BlockFeatures, _ options: BlockOptions)
        throws(DiskError)
    {
        let indirect = try number("feature-max-indirect-segments") ?? 0
        if indirect > UInt64(BlockSegment.perRequest) {
            features.segmentLimit = Int(min(indirect, UInt64(options.segmentLimit)))
        }
        let order = try number("max-ring-page-order") ?? 0
        features.ringPageOrder = Int(min(order, UInt64(options.ringPageOrderLimit)))
    }

    /// Reads what the backend publishes once connected; before that, flush and barrier can be
    /// absent.
    func readLate(_ features: inout BlockFeatures, _ options: BlockOptions) throws(DiskError) {
        guard let blockCount = try readBlockCount() else {
            throw .lost(.hostile("a disk without a size"))
        }
        features.blockCount = blockCount
        // VDISK_READONLY is bit 2 of `info`.
        let info = try number("info") ?? 0
        let mode = try value("mode")
        features.isReadOnly = info & 4 != 0 || mode == [UInt8(ascii: "r")]
        let sectorSize = try number("sector-size") ?? 512
        guard sectorSize == 512 || sectorSize == UInt64(blockSize) else {
            throw .unusable("a disk with sectors of neither 512 nor 4,096 bytes")
        }
        let physical = try number("physical-sector-size") ?? sectorSize
        guard physical >= sectorSize, physical & (physical - 1) == 0 else {
            throw .lost(.hostile("a physical sector that cannot be"))
        }
        features.physicalSectorSize = Int(min(physical, UInt64(blockSize)))
        features.orderingCapabilities.barrier = try flag("feature-barrier") && options.usesBarriers
        features.orderingCapabilities.flush = try flag("feature-flush-cache")
        features.persistentGrants = try flag("feature-persistent")
        features.discards = try flag("feature-discard")
        try readDiscard(&features)
    }

    private func readDiscard(_ features: inout BlockFeatures) throws(DiskError) {
        let bytes = try number("discard-granularity") ?? 0
        let alignment = try number("discard-alignment") ?? 0
        let blocks = bytes / UInt64(blockSize)
        features.discardGranularity = max(blocks, 1)
        // Pieces that do not fall on blocks make discards useless.
        if alignment != 0 || bytes % UInt64(blockSize) != 0 && bytes > UInt64(blockSize) {
            features.discards = false
        }
    }

    /// Returns the disk's size in whole blocks; nil when the backend publishes none.
    func readBlockCount() throws(DiskError) -> UInt64? {
        guard let sectors = try number("sectors") else { return nil }
        // The ring's sector numbers and this domain's byte counts have 64 bits, signed in places.
        guard sectors <= UInt64(Int64.max) / 512 else {
            throw .lost(.hostile("a disk of an impossible size"))
        }
        return sectors / BlockSegment.sectorsPerBlock
    }

    private func flag(_ key: String) throws(DiskError) -> Bool {
        try number(key) ?? 0 != 0
    }
}
