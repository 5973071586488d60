// SPDX-License-Identifier: MIT
// A disk across a suspension. In a new domain the ring, grants and port are created anew, and the
// frontend connects again, possibly to another backend. Unanswered writes return to their epoch and
// are sent again before any later epoch. An unanswered flush is repeated.

internal import BlockIO
public import Unikernel

extension BlockFront: Suspendable {
    /// Stops sending until the domain resumes.
    public func domainWillSuspend() {
        if phase == .connected { phase = .suspended }
    }

    /// Continues with the same backend, or reconnects and resends what was not answered. A disk
    /// that has changed is gone.
    public func domainDidResume(_ outcome: ResumeOutcome) {
        guard phase == .suspended else { return }
        switch outcome {
        case .sameDomain:
            phase = .connected
            lastAnswer = domain.loop.now
            phaseChanged.raise()
            service()
        case .newDomain:
            phase = .connecting
            forgetConnection()
            reconnect()
        }
    }

    /// Forgets everything shared with the former domain's peers.
    private func forgetConnection() {
        if let ring {
            ring.channel.onEvent = nil
            ring.channel.signal.raise()  // a waiter on it moves on to the next signal
            ring.pages.releaseForgotten()
        }
        ring = nil
        watch?.cancel()
        watch = nil
        isBackendAway = false
        pages.forgetSpare()
        for page in abandonedPages { pages.forget(page) }
        queue.forEachPage { pages.forget($0) }
        for transfer in reads { for page in transfer.allPages { pages.forget(page) } }
    }

    private func reconnect() {
        do throws(DiskError) {
            if let loss { throw .lost(loss) }
            xenbus = try XenbusDevice(disk: number, in: store, timeout: options.stepTimeout)
            pages.peer = xenbus.peer
            let found = try connect()
            try compare(found)
            features = found
            shape.blockCount = found.blockCount
        } catch {
            phase = .severed
            return lose(error.loss)
        }
        for page in queue.requeue(features.orderingCapabilities) { pages.release(page) }
        if !pages.isTrusted || !queue.takesLentPages, !settleLent() { queue.fail(.outOfMemory) }
        reads = reads.flatMap { $0.isOver ? [$0] : pieces(of: bounced($0)) }
        start()
    }

    /// Returns the read as it may be sent to the new backend: into the caller's pages only if it is
    /// trusted.
    private func bounced(_ transfer: BlockTransfer) -> BlockTransfer {
        guard !pages.isTrusted, transfer.pages.contains(where: { $0.isLent }) else {
            return transfer
        }
        var taken: [TransferPage] = []
        for page in transfer.pages {
            if !page.isLent {
                taken.append(page)
            } else if let own = pages.take() {
                pages.release(page)
                taken.append(own)
            } else {
                // Memory ran out: the read fails, and its pages are released with it.
                transfer.isStarved = true
                taken.append(page)
            }
        }
        // SAFETY: the targets are those of the transfer that this one replaces.
        let copy = unsafe BlockTransfer(
            reading: transfer.start, pages: taken, into: transfer.targets)
        copy.indirectPage = transfer.indirectPage
        copy.isStarved = transfer.isStarved
        return copy
    }

    /// Splits a read for a new backend that may take fewer segments.
    private func pieces(of transfer: BlockTransfer) -> [BlockTransfer] {
        transfer.isSent = false
        if transfer.isOver { return [transfer] }
        let limit = features.segmentLimit
        guard transfer.pages.count > limit else { return [transfer] }
        if let page = transfer.indirectPage { pages.release(page) }
        var pieces: [BlockTransfer] = []
        for first in stride(from: 0, to: transfer.pages.count, by: limit) {
            let end = min(first + limit, transfer.pages.count)
            // SAFETY: the targets are valid for as long as those of the whole read.
            pieces.append(
                unsafe BlockTransfer(
                    reading: transfer.start + UInt64(first),
                    pages: Array(transfer.pages[first..<end]),
                    into: Array(transfer.targets[first..<end])))
        }
        return pieces
    }

    /// Throws when the disk has changed, or promises less than before.
    func compare(_ found: BlockFeatures) throws(DiskError) {
        if found.blockCount < shape.blockCount { throw .lost(.changed("it is smaller")) }
        if found.isReadOnly != shape.isReadOnly {
            throw .lost(.changed(found.isReadOnly ? "it is read-only" : "it can be written"))
        }
        // A flush promises all that a barrier does; it only takes longer.
        let needed = min(durability.rawValue, DurabilityClass.flush.rawValue)
        guard found.durability(options).rawValue >= needed else {
            throw .lost(.changed("it is less durable"))
        }
    }
}

extension DiskError {
    /// The same as the loss of a disk that existed before.
    fileprivate var loss: BlockLoss {
        switch self {
        case .lost(let loss): loss
        case .notFound: .changed("it is not there")
        case .unusable(let text): .changed(text)
        case .xenstore(.timedOut): .silent
        case .xenstore: .changed("xenstore does not tell where it is")
        case .hypervisor: .changed("Xen had no room to connect to it")
        }
    }
}
