// SPDX-License-Identifier: MIT
// The disk's backend as xenstore shows it: connecting, news while connected, and closing.

internal import BlockIO

extension BlockFront {
    /// Meets the backend and returns what the disk is. Waits, within the time-outs.
    func connect() throws(DiskError) -> BlockFeatures {
        let watch = try xenbus.watchBackend()
        self.watch = watch
        try xenbus.begin(watch)
        var features = BlockFeatures()
        try xenbus.readEarly(&features, options)
        let ring: BlockRing
        do throws(HypervisorFault) {
            ring = try BlockRing(
                pageCount: 1 << features.ringPageOrder, device: UInt16(truncatingIfNeeded: number),
                peer: xenbus.peer, in: domain)
        } catch {
            throw .hypervisor(error)
        }
        self.ring = ring
        let isTrusted = try xenbus.isTrusted()
        let keepsGrants = options.usesPersistentGrants && isTrusted
        try xenbus.publish(ring, order: features.ringPageOrder, isPersistent: keepsGrants)
        try xenbus.waitUp(watch) { $0 == .connected }
        try xenbus.readLate(&features, options)
        pages.isTrusted = isTrusted
        pages.isPersistent = keepsGrants && features.persistentGrants
        try xenbus.write(.connected)
        return features
    }

    /// Begins to work.
    func start() {
        phase = .connected
        lastAnswer = domain.loop.now
        // The channel holds this object until `abandonConnection`: a disk is there until it is closed.
        ring!.channel.onEvent = { self.service() }
        phaseChanged.raise()
        service()
    }

    /// How long news may lie before they are looked at: 10 ms.
    private static let freshness: UInt64 = 10_000_000

    /// Looks whether xenstore has news of the backend, unless that was just done, and at them if so.
    func lookAtBackend(again: Bool = false) {
        guard phase == .connected, loss == nil, let watch else { return }
        let now = domain.loop.now
        guard again || now >= nextLook else { return }
        nextLook = now.advanced(byNanoseconds: Self.freshness)
        guard hasNews(watch) else { return }
        let news = readNews()
        // Others ran while xenstore was asked.
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

    /// What the backend says now. A disk works without xenstore, but what it says of itself must make sense.
    private func readNews() -> News {
        do throws(DiskError) {
            switch try xenbus.backendState() {
            case .connected where isBackendAway: return try readReturn()
            case .connected:
                // A backend without a size has gone since it gave its state.
                guard let blockCount = try xenbus.readBlockCount() else { return .loss(.closed) }
                return .size(blockCount)
            case .initialised, .reconfiguring, .reconfigured: return .nothing
            case .initialising, .initWait:
                // A backend whose driver was taken away and given back: Linux goes on with the ring that it finds, and
                // asks the frontend for nothing. Should it not, requests' time will be up.
                isBackendAway = true
                return .nothing
            case .unknown, .closing, .closed: return .loss(.closed)
            }
        } catch {
            guard case .lost(let loss) = error else { return .nothing }
            return .loss(loss)
        }
    }

    /// What a backend says that was away and is connected again: it must be worth what it was.
    private func readReturn() throws(DiskError) -> News {
        var found = features
        try xenbus.readLate(&found, options)
        try compare(found)
        isBackendAway = false
        return .size(found.blockCount)
    }

    /// Takes what a watch has; a flood of news is taken a part at a time.
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

    /// Gives the disk back: sends what waits, closes the meeting with the backend, and takes back every page.
    ///
    /// Waits, but not for a backend that is silent for long. What was not flushed may be lost. After this, every
    /// call throws `.gone(.closed)`, or what the disk was lost by. Closing twice does nothing more.
    public func close() {
        // A suspension that is under way comes to its end by itself.
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

    /// Ends the meeting with the backend and gives everything back.
    func abandonConnection() {
        if let watch {
            // Before it saw the ring, a backend has nothing to be waited for.
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

extension BlockXenbus {
    /// Whether the toolstack trusts the backend with this domain's memory (`trusted`, absent for yes).
    func isTrusted() throws(DiskError) -> Bool {
        guard let value = try Self.value(front + "/trusted", store) else { return true }
        return XenstoreText.number(value[...]) != 0
    }
}
