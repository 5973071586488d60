// SPDX-License-Identifier: MIT
// What whoever opens a disk may choose, with the bounds on what it costs.

public import BlockIO

/// How to open a disk.
public struct BlockOptions: Sendable {
    /// The operator vouches that a completed write is durable although the disk offers neither flush nor barrier.
    /// Without it such a disk is volatile.
    public var assumesWriteThrough = false
    /// Whether barriers are used where the disk offers them.
    public var usesBarriers = true
    /// Whether pages stay granted between requests where the disk's backend takes that. Never used with an
    /// untrusted one.
    public var usesPersistentGrants = true
    /// Segments of a request at most, from 11 to 512: more than 11 need a page for each such request.
    public var segmentLimit = 32
    /// The ring has at most so many pages, as a power of two from 0 to 4: 32 requests a page.
    public var ringPageOrderLimit = 0
    /// Blocks that may be written and not yet be on the disk, from 11 on: a writer that exceeds it waits. Each
    /// takes a page.
    public var writeBehindLimit = 256
    /// Blocks that one call of `read` has on their way at a time, from 11 on. Each takes a page.
    public var readLimit = 64
    /// Blocks that wait in an open epoch for neighbours to share their request, until all are sent.
    public var gatherLimit = 64
    /// Pages kept for later transfers.
    public var sparePageLimit = 64
    /// Nanoseconds that the backend may take for each step of connecting or closing.
    public var stepTimeout: UInt64 = 30_000_000_000
    /// Nanoseconds without any answer after which a disk with requests counts as gone.
    public var requestTimeout: UInt64 = 60_000_000_000

    /// The usual choices.
    public init() {}

    /// The same with every number in its range.
    var clamped: BlockOptions {
        var options = self
        options.segmentLimit = min(max(segmentLimit, BlockSegment.perRequest), BlockSegment.perPage)
        options.ringPageOrderLimit = min(max(ringPageOrderLimit, 0), 4)
        options.writeBehindLimit = max(writeBehindLimit, BlockSegment.perRequest)
        options.readLimit = max(readLimit, BlockSegment.perRequest)
        options.gatherLimit = min(max(gatherLimit, 1), options.writeBehindLimit)
        options.sparePageLimit = max(sparePageLimit, 0)
        return options
    }
}

/// Why a disk could not be opened.
public enum DiskError: Error, Equatable, Sendable {
    /// The domain has no disk of this name or number.
    case notFound
    /// Xenstore did not do its part.
    case xenstore(XenstoreError)
    /// Xen did not do its part.
    case hypervisor(HypervisorFault)
    /// The backend did not do its part.
    case lost(BlockLoss)
    /// The disk is such that it cannot be used.
    case unusable(StaticText)
}
