// SPDX-License-Identifier: MIT
// Non-blocking ring service, and the loop that blocks by repeating it.

internal import BlockIO
internal import Unikernel

extension BlockFront {
    /// Handles responses and sends queued requests. Bounded: at most two rings of responses and a
    /// ring of requests a call.
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
                // Requests that are outstanding will release what is missing now.
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
                // A request that memory is too short for is split.
                limit = limit > BlockSegment.perRequest ? BlockSegment.perRequest : 1
            }
        }
    }

    /// Puts a transfer into the ring; false when memory or grants are exhausted now.
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

    /// Fills a page with the segments of an indirect request.
    private func indirectReference(_ transfer: BlockTransfer, _ segments: [BlockSegment])
        throws(HypervisorFault) -> GrantReference?
    {
        guard segments.count > BlockSegment.perRequest else { return nil }
        guard let page = transfer.indirectPage ?? pages.take() else {
            throw HypervisorFault(.grant, .outOfMemory)
        }
        transfer.indirectPage = page
        for (index, segment) in segments.enumerated() {
            // SAFETY: a request has at most as many segments as fit into a page.
            unsafe page.bytes.storeBytes(
                of: segment.word, toByteOffset: 8 * index, as: UInt64.self)
        }
        return try pages.share(page, .readOnly)
    }

    // MARK: Waiting

    /// The time between checks of the backend's state during a wait: 50 ms at first, then longer.
    private static let firstSlice: UInt64 = 50_000_000
    private static let longestSlice: UInt64 = 1_000_000_000

    /// Waits until `isOver` returns true; throws when the disk is gone first.
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
            // Spurious events must not keep the wait from checking the time.
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

    /// Marks the disk as gone, for good.
    func lose(_ loss: BlockLoss) {
        guard self.loss == nil else { return }
        self.loss = loss
        // The backend's events no longer matter.
        ring?.channel.close()
        phaseChanged.raise()
    }
}
