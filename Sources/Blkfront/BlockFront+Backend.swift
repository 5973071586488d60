// SPDX-License-Identifier: MIT
// The disk's backend in xenstore: connecting, state changes while connected, and closing.

internal import BlockIO
internal import Unikernel

extension BlockFront {
    /// Performs the handshake with the backend and returns the disk's features. Waits within the
    /// time-outs.
    func connect() throws(DiskError) -> BlockFeatures {
        var features = BlockFeatures()
        let watch = try onXenbus { () throws(XenbusError) in
            let watch = try xenbus.watchBackend()
            self.watch = watch
            try xenbus.begin(watch)
            try features.readEarly(xenbus, options)
            return watch
        }
        let ring: BlockRing
        do throws(HypervisorFault) {
            ring = try BlockRing(
                pageCount: 1 << features.ringPageOrder, device: UInt16(truncatingIfNeeded: number),
                peer: xenbus.peer, in: domain)
        } catch {
            throw .hypervisor(error)
        }
        self.ring = ring
        let isTrusted = try onXenbus(xenbus.isTrusted)
        let keepsGrants = options.usesPersistentGrants && isTrusted
        try onXenbus { () throws(XenbusError) in
            try xenbus.publish(ring, order: features.ringPageOrder, isPersistent: keepsGrants)
            try xenbus.waitUp(watch) { $0 == .connected }
        }
        try features.readLate(xenbus, options)
        pages.isTrusted = isTrusted
        pages.isPersistent = keepsGrants && features.persistentGrants
        try onXenbus { () throws(XenbusError) in try xenbus.write(.connected) }
        return features
    }

    /// Starts requests on a connected disk.
    func start() {
        phase = .connected
        lastAnswer = domain.loop.now
        // The channel retains this object until `abandonConnection`, so a disk lives until it is
        // closed.
        ring!.channel.onEvent = { self.service() }
        phaseChanged.raise()
        service()
    }

    /// The shortest time between two checks for state changes: 10 ms.
    private static let freshness: UInt64 = 10_000_000

    /// Checks xenstore for changes of the backend, at most every 10 ms unless `again`, and handles
    /// them.
    func lookAtBackend(again: Bool = false) {
        guard phase == .connected, loss == nil, let watch else { return }
        let now = domain.loop.now
        guard again || now >= nextLook else { return }
        nextLook = now.advanced(byNanoseconds: Self.freshness)
        guard hasNews(watch) else { return }
        let news = readNews()
        // Other code ran while this waited for xenstore.
        guard phase == .connected, watch === self.watch else { return }
        switch news {
        case .nothing: break
        case .loss(let loss): lose(loss)
        case .size(let blockCount) where blockCount < shape.blockCount:
            lose(.changed("the disk became smaller"))
        case .size(let blockCount): shape.blockCount = blockCount
        }
    }

    private enum News {
        case nothing
        case loss(BlockLoss)
        case size(UInt64)
    }

    /// Reads the backend's state. A failure of xenstore is ignored, but invalid values lose the
    /// disk.
    private func readNews() -> News {
        do throws(DiskError) {
            switch try onXenbus(xenbus.backendState) {
            case .connected where isBackendAway: return try readReturn()
            case .connected:
                // A backend without a size has gone since its state was read.
                guard let blockCount = try BlockFeatures.blockCount(xenbus) else {
                    return .loss(.closed)
                }
                return .size(blockCount)
            case .initialised, .reconfiguring, .reconfigured: return .nothing
            case .initialising, .initWait:
                // The backend's driver was unbound and bound again. Linux continues with the ring
                // that it finds and asks the frontend for nothing. If it does not, requests time
                // out.
                isBackendAway = true
                return .nothing
            case .unknown, .closing, .closed: return .loss(.closed)
            }
        } catch {
            guard case .lost(let loss) = error else { return .nothing }
            return .loss(loss)
        }
    }

    /// Reads the features of a backend that has returned; they must promise as much as before.
    private func readReturn() throws(DiskError) -> News {
        var found = features
        try found.readLate(xenbus, options)
        try compare(found)
        isBackendAway = false
        return .size(found.blockCount)
    }

    /// Drains the watch; takes a bounded number of events, so that a flood cannot hold it.
    private func hasNews(_ watch: XenstoreWatch) -> Bool {
        var any = false
        for _ in 0...XenstoreWatch.capacity {
            do throws(XenstoreError) {
                guard try watch.next(until: domain.loop.now) != nil else { break }
                any = true
            } catch {
                break
            }
        }
        return any
    }

    // MARK: Closing

    /// Closes the disk: sends queued writes, disconnects from the backend and takes back every
    /// page.
    ///
    /// Waits, but only for a limited time on a silent backend. Unflushed writes may be lost. Every
    /// later call throws `.gone(.closed)`, or the loss that came before. Closing twice does
    /// nothing.
    public func close() {
        // A suspension under way ends by itself.
        while phase == .suspended || phase == .connecting {
            _ = phaseChanged.wait(until: domain.loop.now.advanced(byNanoseconds: xenbus.timeout))
        }
        guard phase != .closed else { return }
        if loss == nil, queue.failure == nil {
            queue.closeEpoch()
            try? wait { self.queue.isIdle || self.queue.failure != nil }
        }
        domain.remove(self)
        phase = .closed
        abandonConnection()
    }

    /// Disconnects from the backend and releases everything.
    func abandonConnection() {
        if let watch {
            // A backend that has not seen the ring has nothing to release.
            if ring == nil { try? xenbus.write(.closed) } else { xenbus.close(watch) }
            watch.cancel()
        }
        watch = nil
        if let ring {
            ring.channel.onEvent = nil
            ring.channel.close()
            ring.pages.release()
        }
        ring = nil
        for transfer in reads { abandonedPages += transfer.allPages }
        reads = []
        for page in abandonedPages + queue.removeAll() { pages.discard(page) }
        abandonedPages = []
        pages.discardSpare()
    }
}
