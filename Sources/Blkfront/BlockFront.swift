// SPDX-License-Identifier: MIT
// The frontend of Xen's block protocol (io/blkif.h). The backend and the host behind it may lie,
// stall and vanish; the worst effect is a fault and a disk that is gone.
//
// A caller's fiber queues blocks and waits. The queue decides what is sent next (EpochQueue). Every
// caller, and the disk's event handler, sends it by calling `service`, which never blocks. Closed
// epochs thus go to the disk while their writer does something else.
//
// Invariants:
// 1. When `phase` is `connected`, there are a ring and a watch.
// 2. Nothing is sent or taken unless it is.
// 3. `loss` is set once and never cleared; after that nothing is sent or taken.
// 4. `service` calls nothing that waits.

public import BlockIO
internal import Unikernel

/// A disk that another domain serves.
///
/// One call at a time, as for every `BlockDevice`. Calls wait by `Signal`: in a fiber the fiber
/// parks, elsewhere the whole domain waits. Call ``close()`` when done; until then disk and domain
/// retain each other.
@safe public final class BlockFront: BlockDevice, @unchecked Sendable {  // one virtual CPU
    /// The disk's connection state.
    enum Phase {
        case connecting, connected, suspended
        /// Reconnecting after a suspension failed.
        case severed
        case closed
    }

    /// Requests sent to the backend, and the bytes copied and pages granted for them.
    public internal(set) var counters = BlockCounters()
    /// The durability class, by the backend's features and the options. It is fixed: a disk whose
    /// backend cannot keep it after a suspension is gone.
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
    /// Why the disk is gone; nil while it is not.
    var loss: BlockLoss?
    var features = BlockFeatures()
    var shape = BlockGeometry(blockCount: 0)
    var xenbus: XenbusDevice
    var watch: XenstoreWatch?
    /// The outstanding reads of the present call.
    var reads: [BlockTransfer] = []
    /// Pages of requests that will not be answered; the peer may access them until it closes.
    var abandonedPages: [TransferPage] = []
    /// Raised when `phase` changes.
    let phaseChanged: Signal
    /// The time of the disk's last response.
    var lastAnswer: Instant
    /// The time before which xenstore is not checked for changes of the backend.
    var nextLook = Instant(nanoseconds: 0)
    /// Whether the backend has restarted and is not connected again.
    var isBackendAway = false
    /// Whether the backend has refused a discard.
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
        xenbus = try XenbusDevice(disk: number, in: store, timeout: options.stepTimeout)
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

    /// The disk's geometry. Reading it checks for changes of the backend, at most every 10 ms, so a
    /// disk that has grown shows its new size.
    public var geometry: BlockGeometry {
        if phase == .connected { lookAtBackend() }
        return shape
    }

    /// Whether pages stay granted between requests, as both backend and options allow.
    public var usesPersistentGrants: Bool { pages.isPersistent }

    // MARK: BlockDevice

    /// Ends the epoch in memory, and sends queued requests.
    public func closeEpoch() throws(BlockFault) {
        try check()
        queue.closeEpoch()
        service()
    }

    /// Waits for the responses to all writes, and to a flush or trailing barrier where the backend
    /// takes them. When it throws, no lent page is in use, unless the disk is gone.
    public func flush() throws(BlockFault) {
        try checkPresent()
        if queue.failure == nil {
            queue.closeEpoch()
            queue.wantsFlush = true
        }
        defer { queue.wantsFlush = false }
        try wait {
            guard self.queue.failure != nil else { return self.queue.isDurable }
            // Lent pages return to the caller only when none is in use by a transfer.
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

    /// Waits for outstanding requests, and drops all writes that were not sent.
    public func reset() throws(BlockFault) {
        try checkPresent()
        if queue.failure == nil { queue.fail(.flushFailed) }  // prevents further sending
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
