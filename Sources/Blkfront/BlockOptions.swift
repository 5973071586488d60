// SPDX-License-Identifier: MIT
// Options for opening a disk, with the bounds of their costs.

public import BlockIO
public import Unikernel

/// How to open a disk.
public struct BlockOptions: Sendable {
    /// Whether the operator guarantees that a completed write is durable although the disk has
    /// neither flush nor barrier. Otherwise such a disk is volatile.
    public var assumesWriteThrough = false
    /// Whether barriers are used where the disk offers them.
    public var usesBarriers = true
    /// Whether pages stay granted between requests where the backend supports that. Never done with
    /// an untrusted backend.
    public var usesPersistentGrants = true
    /// The most segments of a request, from 11 to 512. More than 11 need a page for each such
    /// request.
    public var segmentLimit = 32
    /// The most pages of the ring, as a power of two from 0 to 4; each holds 32 requests.
    public var ringPageOrderLimit = 0
    /// The most blocks written but not yet on the disk, from 11 on. A writer that exceeds it waits.
    /// Each takes a page.
    public var writeBehindLimit = 256
    /// The most blocks that a call of `read` has outstanding, from 11 on. Each takes a page.
    public var readLimit = 64
    /// The number of blocks in an open epoch at which sending starts; fewer wait for neighbours to
    /// share a request.
    public var gatherLimit = 64
    /// Pages kept for later transfers.
    public var sparePageLimit = 64
    /// The time-out of each step of connecting or closing, in nanoseconds.
    public var stepTimeout: UInt64 = 30_000_000_000
    /// The time without any response, in nanoseconds, after which a disk with outstanding requests
    /// is gone.
    public var requestTimeout: UInt64 = 60_000_000_000

    /// The default options.
    public init() {}

    /// The options with every number in its range.
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
    /// Xenstore failed.
    case xenstore(XenstoreError)
    /// Xen failed.
    case hypervisor(HypervisorFault)
    /// The backend failed.
    case lost(BlockLoss)
    /// The disk cannot be used.
    case unusable(StaticText)
}
