// SPDX-License-Identifier: MIT
// A disk from another domain: the frontend of Xen's block protocol (io/blkif.h). The backend, and the host
// behind it, may lie, stall and vanish; the worst that comes of it is a fault and a disk that is gone.
//
// A caller's fiber only hands blocks over and waits. What is sent next is for the queue to say (EpochQueue), and it
// is sent by whoever comes by: a caller, or the disk's event, in the hand-out of events (`service`), which waits for
// nothing. So closed epochs go on to the disk while their writer does something else.
//
// Invariants: 1. When `phase` is `connected`, there are a ring and a watch. 2. Nothing is sent or taken unless it is.
// 3. `loss` is set once and never cleared; after that nothing is sent or taken. 4. `service` calls nothing that
// waits.

public import BlockIO

/// A disk that another domain serves.
///
/// One call at a time, as for every ``BlockDevice``. Calls wait by ``Signal``: in a fiber the fiber parks, elsewhere
/// the whole domain waits. Call ``close()`` when done: until then the domain holds the disk, and the disk the domain.
@safe public final class BlockFront: BlockDevice, @unchecked Sendable {  // one virtual CPU
    /// Where the disk stands.
    enum Phase {
        case connecting, connected, suspended
        /// It could not be connected again after a suspension.
        case severed
        case closed
    }

    /// What was sent to the backend, and what was copied and granted for it.
    public internal(set) var counters = BlockCounters()
    /// What the backend's offer and the options came to. It stays: a disk whose backend cannot keep
    /// it after a suspension is gone.
    public private(set) var durability = DurabilityClass.volatile
    /// The disk's number (51,712 is `xvda`).
    public let number: UInt32

    let domain: Domain
    let store: Xenstore
    let options: BlockOptions
    let pages: BouncePages
    var queue: EpochQueue
    var ring: BlockRing?
    var phase = Phase.connecting
    /// Why the disk is gone, if it is.
    var loss: BlockLoss?
    var features = BlockFeatures()
    var shape = BlockGeometry(blockCount: 0)
    var xenbus: BlockXenbus
    var watch: XenstoreWatch?
    /// Reads that the present call has on their way.
    var reads: [BlockTransfer] = []
    /// Pages of requests that nobody will answer; the peer may have them until it closes.
    var abandonedPages: [TransferPage] = []
    /// Raised when `phase` changes.
    let phaseChanged: Signal
    /// When the disk last answered.
    var lastAnswer: Instant
    /// Before this, xenstore is not asked for news of the backend.
    var nextLook = Instant(nanoseconds: 0)
    /// Whether the backend has begun anew and is not connected again.
    var isBackendAway = false
    /// Whether the disk has refused a discard.
    var refusesDiscards = false

    /// Connects to the disk with this number.
    init(_ number: UInt32, of domain: Domain, options: BlockOptions) throws(DiskError) {
        do throws(XenstoreError) {
            store = try domain.xenstore()
        } catch {
            throw .xenstore(error)
        }
        self.domain = domain
        self.number = number
        self.options = options.clamped
        xenbus = try BlockXenbus(number, in: store, timeout: options.stepTimeout)
        pages = BouncePages(
            domain.grants, peer: xenbus.peer, spareLimit: self.options.sparePageLimit)
        queue = EpochQueue(EpochQueue.OrderingCapabilities(), gatherLimit: self.options.gatherLimit)
        phaseChanged = Signal(on: domain.loop)
        lastAnswer = domain.loop.now
        do throws(DiskError) {
            features = try connect()
        } catch {
            abandonConnection()
            throw error
        }
        durability = features.durability(self.options)
        queue = EpochQueue(features.orderingCapabilities, gatherLimit: self.options.gatherLimit)
        shape = BlockGeometry(
            blockCount: features.blockCount, isReadOnly: features.isReadOnly,
            physicalSectorSize: features.physicalSectorSize,
            blocksPerRequest: features.segmentLimit,
            discardGranularity: features.discards ? features.discardGranularity : 0)
        domain.add(self)
        start()
    }

    /// What the backend says of the disk. Each look takes in news of the backend, at most every 10
    /// ms, which may be that the disk has grown.
    public var geometry: BlockGeometry {
        if phase == .connected { lookAtBackend() }
        return shape
    }

    /// Whether the disk takes pages that stay granted, and the frontend leaves them so.
    public var usesPersistentGrants: Bool { pages.isPersistent }

    // MARK: The contract

    /// Ends the epoch in memory, and sends what may be sent.
    public func closeEpoch() throws(BlockFault) {
        try check()
        queue.closeEpoch()
        service()
    }

    /// Waits for the answers to all writes, and to a flush or a last barrier where the backend
    /// takes them. When it throws, nothing is on its way that was lent, unless the disk is gone.
    public func flush() throws(BlockFault) {
        try checkPresent()
        if queue.failure == nil {
            queue.closeEpoch()
            queue.wantsFlush = true
        }
        defer { queue.wantsFlush = false }
        if mutant("unawaited-flush") { return service() }
        try wait {
            guard self.queue.failure != nil else { return self.queue.isDurable }
            // What was lent is the caller's again only when nothing of it is on its way.
            return self.queue.isQuiet || !self.queue.hasLent
        }
        guard let failure = queue.failure else { return }
        _ = settleLent()
        throw failure
    }

    /// Queues the discard if the backend takes discards. May wait for room in the queue.
    public func discard(_ blocks: BlockRange) throws(BlockFault) {
        try checkWritable()
        _ = try shape.range(from: blocks.start, count: blocks.count)
        guard features.discards, !refusesDiscards, blocks.count > 0 else { return }
        if queue.bufferedCount >= options.writeBehindLimit { try makeRoom() }
        for page in queue.discard(blocks) { pages.release(page) }
        service()
    }

    /// Waits for what is on its way, and drops all writes that were not sent.
    public func reset() throws(BlockFault) {
        try checkPresent()
        if queue.failure == nil { queue.fail(.flushFailed) }  // nothing more is to be sent
        try wait { self.queue.isQuiet }
        for page in queue.reset() { pages.release(page) }
    }

    // MARK: Checks

    func checkPresent() throws(BlockFault) {
        if let loss { throw .gone(loss) }
        if phase == .closed { throw .gone(.closed) }
    }

    /// Throws when the disk is gone or has failed.
    func check() throws(BlockFault) {
        try checkPresent()
        if let failure = queue.failure { throw failure }
    }

    func checkWritable() throws(BlockFault) {
        try check()
        if shape.isReadOnly { throw .readOnly }
    }
}
