// SPDX-License-Identifier: MIT
// A disk over a suspension. In a new domain everything shared is made anew: ring, grants, port, the meeting with a
// backend that may be another. What was on its way goes back to its epoch and out again before any later one; a
// flush that was not answered is asked for again.

internal import BlockIO

extension BlockFront: Suspendable {
    /// Sends nothing more until the domain goes on.
    public func domainWillSuspend() {
        if phase == .connected { phase = .suspended }
    }

    /// Goes on with the same backend, or connects anew and sends again what was not answered. A
    /// disk that is not what it was is gone.
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

    /// Forgets what ended with the former domain.
    private func forgetConnection() {
        if let ring {
            ring.channel.onEvent = nil
            ring.channel.signal.raise()  // who waits for it waits for the next one instead
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
            xenbus = try BlockXenbus(number, in: store, timeout: options.stepTimeout)
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

    /// A read as it may be sent to the new backend: into the caller's own pages only if that is trusted.
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
                // Too little memory: the read fails, and its pages go back with it.
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

    /// A read as it is sent again: the new backend may take fewer segments at a time.
    private func pieces(of transfer: BlockTransfer) -> [BlockTransfer] {
        transfer.isSent = false
        if transfer.isOver { return [transfer] }
        let limit = features.segmentLimit
        guard transfer.pages.count > limit else { return [transfer] }
        if let page = transfer.indirectPage { pages.release(page) }
        var pieces: [BlockTransfer] = []
        for first in stride(from: 0, to: transfer.pages.count, by: limit) {
            let end = min(first + limit, transfer.pages.count)
            // SAFETY: the targets are valid for as long as those of the whole.
            pieces.append(
                unsafe BlockTransfer(
                    reading: transfer.start + UInt64(first),
                    pages: Array(transfer.pages[first..<end]),
                    into: Array(transfer.targets[first..<end])))
        }
        return pieces
    }

    /// Throws when the disk is not what it was, or promises less.
    func compare(_ found: BlockFeatures) throws(DiskError) {
        if found.blockCount < shape.blockCount { throw .lost(.changed("it is smaller")) }
        if found.isReadOnly != shape.isReadOnly {
            throw .lost(.changed(found.isReadOnly ? "it is read-only" : "it can be written"))
        }
        // A flush keeps all that a barrier promises; it only takes longer.
        let needed = min(durability.rawValue, DurabilityClass.flush.rawValue)
        guard found.durability(options).rawValue >= needed else {
            throw .lost(.changed("it is less durable"))
        }
    }
}

extension DiskError {
    /// The same, for a disk that had been there.
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
