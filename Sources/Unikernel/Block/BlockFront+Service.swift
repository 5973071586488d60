// SPDX-License-Identifier: MIT
// The work that waits for nobody: answers out of the ring, requests into it. And waiting, which is the same over
// and over until there is nothing to wait for any more.

internal import BlockIO

extension BlockFront {
    /// Takes in answers and sends what may be sent. Bounded: at most a ring of answers and a ring of requests.
    func service() {
        guard phase == .connected, loss == nil, let ring else { return }
        do throws(BlockFault) {
            var budget = 2 * ring.slotCount
            while budget > 0, let answer = try ring.take() {
                handle(answer)
                budget -= 1
            }
        } catch {
            if case .gone(let loss) = error { lose(loss) }
            return
        }
        sendReads(ring)
        sendWrites(ring)
        ring.publish()
    }

    private func handle(_ answer: BlockRing.Answer) {
        lastAnswer = domain.loop.now
        switch answer.work {
        case .flush: queue.finishFlush(answer.status)
        case .discard(let range):
            if answer.status == .notSupported { refusesDiscards = true }
            queue.finishDiscard(range)
        case .transfer(let transfer):
            if let page = transfer.indirectPage {
                transfer.indirectPage = nil
                pages.release(page)
            }
            transfer.status = answer.status
            guard transfer.kind != .read else { return }
            for page in queue.finish(transfer, answer.status) { pages.release(page) }
        }
    }

    // MARK: Sending

    private func sendReads(_ ring: BlockRing) {
        for transfer in reads where !transfer.isSent && !transfer.isOver {
            guard ring.freeSlots > 0 else { return }
            guard send(transfer, ring) else {
                // Something that is on its way will give back what is missing now.
                if ring.outstanding == 0 { transfer.isStarved = true }
                return
            }
            counters.reads += 1
            counters.bytesRead += UInt64(transfer.pages.count * blockSize)
        }
    }

    private func sendWrites(_ ring: BlockRing) {
        var limit = features.segmentLimit
        while ring.freeSlots > 0, let action = queue.next(limit: limit) {
            switch action {
            case .flush:
                ring.putFlush()
                counters.flushes += 1
            case .discard(let range):
                ring.put(discard: range)
                counters.discards += 1
            case .write(let transfer):
                if send(transfer, ring) {
                    counters.writes += 1
                    counters.bytesWritten += UInt64(transfer.pages.count * blockSize)
                    if transfer.kind != .write { counters.barriers += 1 }
                    continue
                }
                if transfer.kind != .write { queue.retractSeparator() }
                if let page = transfer.indirectPage { pages.release(page) }
                transfer.indirectPage = nil
                for page in queue.putBack(transfer) { pages.release(page) }
                guard limit > 1 else {
                    if ring.outstanding == 0 { queue.fail(.outOfMemory) }
                    return
                }
                // What does not fit into memory at once may fit piece by piece.
                limit = limit > BlockSegment.perRequest ? BlockSegment.perRequest : 1
            }
        }
    }

    /// Puts a transfer into the ring; false when there is no memory or no grant for it now.
    private func send(_ transfer: BlockTransfer, _ ring: BlockRing) -> Bool {
        let access: GrantAccess = transfer.kind == .read ? .readWrite : .readOnly
        var segments: [BlockSegment] = []
        segments.reserveCapacity(transfer.pages.count)
        do throws(HypervisorFault) {
            for page in transfer.pages {
                segments.append(BlockSegment(try pages.share(page, access)))
            }
            let indirect = try indirectReference(transfer, segments)
            ring.put(transfer, segments, indirect: indirect)
        } catch {
            return false
        }
        transfer.isSent = true
        counters.segments += UInt64(segments.count)
        counters.grants = pages.grantCount
        return true
    }

    /// Fills a page with segments that do not fit into a request.
    private func indirectReference(_ transfer: BlockTransfer, _ segments: [BlockSegment])
        throws(HypervisorFault) -> GrantReference?
    {
        guard segments.count > BlockSegment.perRequest else { return nil }
        guard let page = transfer.indirectPage ?? pages.take() else {
            throw HypervisorFault(.grant, .outOfMemory)
        }
        transfer.indirectPage = page
        for (index, segment) in segments.enumerated() {
            // SAFETY: a request has at most as many segments as a page has room for.
            unsafe page.bytes.storeBytes(
                of: segment.word, toByteOffset: 8 * index, as: UInt64.self)
        }
        return try pages.share(page, .readOnly)
    }

    // MARK: Waiting

    /// How long the ring is waited for before the backend's state is looked at: 50 ms at first, then longer.
    private static let firstSlice: UInt64 = 50_000_000
    private static let longestSlice: UInt64 = 1_000_000_000

    /// Waits until `isOver`, and throws when the disk is gone first.
    func wait(_ isOver: () -> Bool) throws(BlockFault) {
        service()
        if isOver() { return }
        lookAtBackend()
        try checkPresent()
        counters.waits += 1
        let start = domain.loop.now
        var slice = Self.firstSlice
        var end = start.advanced(byNanoseconds: slice)
        while true {
            let signal = phase == .connected ? ring!.channel.signal : phaseChanged
            _ = signal.wait(until: end) as Bool
            service()
            if isOver() { return }
            try checkPresent()
            // Events that bring nothing must not keep anybody from looking at the clock.
            guard domain.loop.now >= end else { continue }
            slice = min(2 * slice, Self.longestSlice)
            end = domain.loop.now.advanced(byNanoseconds: slice)
            lookAtBackend(again: true)
            try checkPresent()
            giveUpOnSilence(since: start)
        }
    }

    private func giveUpOnSilence(since start: Instant) {
        let moment = max(start, lastAnswer).advanced(byNanoseconds: options.requestTimeout)
        if phase == .connected, domain.loop.now >= moment { lose(.silent) }
    }

    /// Has the disk be gone, from now on and for good.
    func lose(_ loss: BlockLoss) {
        guard self.loss == nil else { return }
        self.loss = loss
        // Nothing it says from here on matters, so its events need not wake anybody.
        ring?.channel.close()
        phaseChanged.raise()
    }
}
