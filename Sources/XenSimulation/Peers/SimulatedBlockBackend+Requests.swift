// SPDX-License-Identifier: MIT
// Serves the simulated backend's requests. They are read through the header's own structures, which
// detects a frontend with another layout.
//
// SAFETY: pages are mapped while they are used, and their owner's memory outlives the simulation.

internal import BlockIO
internal import CXen
internal import SeededRandom
internal import Unikernel
internal import XenRing

/// A parsed request.
struct BlockJob {
    var operation: UInt8
    var identifier: UInt64
    var sector: UInt64
    var references: [UInt32] = []
    var sectorCount: UInt64 = 0

    var block: UInt64 { sector / 8 }
}

extension SimulatedBlockBackend {
    /// Takes the requests in the ring.
    func serve() {
        guard let connection = ring else { return }
        do throws(RingFault) {
            while true {
                while let request = try connection.ring.take(blkif_request.self) {
                    connection.unanswered += 1
                    connection.taken &+= 1
                    begin(request)
                }
                guard try connection.ring.finalCheck() else { break }
            }
        } catch {
            violations.append("ring: \(error)")
        }
        if hostileAction == .eventStorm {
            for _ in 0..<4 { try? peer.notify(connection.port) }
            if random.isRare(2) { later { self.serve() } }
        }
        if hostileAction == .noisySilence, !isNoisy { makeNoise(connection) }
    }

    /// Sends an event every few milliseconds, as long as hostile action and connection last.
    private func makeNoise(_ connection: RingConnection) {
        isNoisy = hostileAction == .noisySilence && connection === ring
        guard isNoisy else { return }
        try? peer.notify(connection.port)
        let delay = UInt64.random(in: 1...10_000_000, using: &random)
        simulation.schedule(afterNanoseconds: delay) { [self] in makeNoise(connection) }
    }

    private func begin(_ request: blkif_request) {
        guard let job = parse(request) else {
            tellOfRequest(
                BlockJob(
                    operation: request.operation, identifier: request.id,
                    sector: request.sector_number))
            respond(request.id, request.operation, -1, era)
            return
        }
        taken[job.operation, default: 0] += 1
        if job.operation <= 2 { segmentCounts.append(job.references.count) }
        onRequest?(job.operation, job.block)
        tellOfRequest(job)
        let arrival = arrivals
        arrivals += 1
        arrivalsUnderWay.insert(arrival)
        let horizon = disk.horizon
        let era = era
        let run = { [self] in execute(job, arrival, horizon, era) }
        if drains, job.operation == 1 {
            undone[arrival] = { [self] in
                var written: [UInt64] = []
                _ = write(job, &written)
            }
        }
        let delay = UInt64.random(in: 1...plan.latency, using: &random)
        simulation.schedule(afterNanoseconds: delay) { [self] in
            guard era == self.era else { return }
            let waits = job.operation == 2 && arrivalsUnderWay.contains { $0 < arrival }
            if waits { waitingBarriers.append((arrival, run)) } else { run() }
        }
    }

    private func parse(_ request: blkif_request) -> BlockJob? {
        var job = BlockJob(
            operation: request.operation, identifier: request.id, sector: request.sector_number)
        var count = Int(request.nr_segments)
        let isIndirect = Int32(request.operation) == BLKIF_OP_INDIRECT
        switch Int32(request.operation) {
        case BLKIF_OP_FLUSH_DISKCACHE where offer.flush || plan.refusesFlushesFrom != nil:
            return count == 0 ? job : refuse("a flush with segments")
        case BLKIF_OP_DISCARD where offer.discard:
            let discard = unsafe withUnsafeBytes(of: request) {
                unsafe $0.loadUnaligned(as: blkif_request_discard.self)
            }
            job.identifier = discard.id
            job.sector = discard.sector_number
            job.sectorCount = discard.nr_sectors
            return discard.flag == 0 ? job : refuse("a secure discard")
        case BLKIF_OP_INDIRECT where offer.indirectSegments > 0:
            let indirect = unsafe withUnsafeBytes(of: request) {
                unsafe $0.loadUnaligned(as: blkif_request_indirect.self)
            }
            job.operation = indirect.indirect_op
            job.identifier = indirect.id
            job.sector = indirect.sector_number
            count = Int(indirect.nr_segments)
            guard job.operation <= 1 else { return refuse("an indirect barrier") }
            guard count <= offer.indirectSegments else { return refuse("too many segments") }
            guard let segments = readIndirect(indirect.indirect_grefs.0, count) else { return nil }
            job.references = segments
        case BLKIF_OP_READ, BLKIF_OP_WRITE: break
        case BLKIF_OP_WRITE_BARRIER where offer.barrier: break
        default: return refuse("operation \(request.operation), which is not offered")
        }
        if !isIndirect {
            guard count <= 11 else { return refuse("too many segments") }
            guard let references = directReferences(request, count) else { return nil }
            job.references = references
        }
        guard count > 0 else { return refuse("a transfer of nothing") }
        guard job.sector % 8 == 0, job.block + UInt64(count) <= disk.blockCount else {
            return refuse("sector \(job.sector) and \(count) blocks more")
        }
        return job
    }

    private func refuse(_ what: String) -> BlockJob? {
        violations.append(what)
        return nil
    }

    private func directReferences(_ request: blkif_request, _ count: Int) -> [UInt32]? {
        unsafe withUnsafeBytes(of: request.seg) { bytes in
            unsafe bytes.bindMemory(to: blkif_request_segment.self).prefix(count).map { $0 }
        }.references { self.violations.append($0) }
    }

    private func readIndirect(_ reference: UInt32, _ count: Int) -> [UInt32]? {
        guard let page = map(reference, isWrite: true) else { return nil }
        defer { unmap(page, reference) }
        let segments = (0..<count).map { index in
            unsafe page.bytes.load(
                fromByteOffset: 8 * index, as: blkif_request_segment.self)
        }
        return segments.references { self.violations.append($0) }
    }

    // MARK: Pages

    func map(_ reference: UInt32, isWrite: Bool) -> SimulatedPeer.Mapping? {
        if let page = persistentPages[reference] { return page }
        let isPersistent = ring?.isPersistent ?? false
        if isWrite, !isPersistent,
            let page = try? peer.map(GrantReference(reference), of: guest.id, access: .readWrite)
        {
            violations.append("a page that is only to be read could be written")
            peer.unmap(page)
        }
        do {
            let page = try peer.map(
                GrantReference(reference), of: guest.id,
                access: isWrite && !isPersistent ? .readOnly : .readWrite)
            if isPersistent { persistentPages[reference] = page }
            return page
        } catch {
            violations.append("mapping \(reference): \(error)")
            return nil
        }
    }

    func unmap(_ page: SimulatedPeer.Mapping, _ reference: UInt32) {
        guard persistentPages[reference] == nil else { return }
        if hostileAction == .keepsPages, random.isRare(hostileActionRarity) {
            keptPages.append(page)
        } else {
            peer.unmap(page)
        }
    }

    // MARK: Execution

    private func execute(_ job: BlockJob, _ arrival: Int, _ horizon: UInt64, _ era: Int) {
        guard era == self.era else { return }
        undone[arrival] = nil
        var status: Int16 = 0
        var written: [UInt64] = []
        switch Int32(job.operation) {
        case BLKIF_OP_READ: status = read(job)
        case BLKIF_OP_WRITE: status = write(job, &written)
        case BLKIF_OP_WRITE_BARRIER: status = barrier(job, &written)
        case BLKIF_OP_FLUSH_DISKCACHE: status = flush(horizon)
        case BLKIF_OP_DISCARD:
            if plan.refusesDiscards { status = -2 }
            let end = min(job.block + job.sectorCount / 8, disk.blockCount)
            if status == 0 { disk.discard(job.block..<end) }
        default: break
        }
        // The answer comes some time after the work; a power cut may come in between.
        let delay = UInt64.random(in: 1...max(plan.latency / 4, 1), using: &random)
        simulation.schedule(afterNanoseconds: delay) { [self] in
            guard era == self.era else { return }
            disk.complete(written, at: job.block)
            arrivalsUnderWay.remove(arrival)
            respond(job.identifier, job.operation, status, era)
            releaseBarriers()
        }
    }

    private func releaseBarriers() {
        let ready = waitingBarriers.filter { waiting in
            !arrivalsUnderWay.contains { $0 < waiting.before }
        }
        waitingBarriers.removeAll { waiting in ready.contains { $0.before == waiting.before } }
        for barrier in ready { barrier.run() }
    }

    private func read(_ job: BlockJob) -> Int16 {
        for (index, reference) in job.references.enumerated() {
            let block = job.block + UInt64(index)
            guard let page = map(reference, isWrite: false) else { return -1 }
            defer { unmap(page, reference) }
            if plan.failingReads.contains(block) { return -1 }
            var bytes = disk.content(block)
            faultInjection?.onContent?(block, &bytes)
            unsafe UnsafeMutableRawBufferPointer(start: page.bytes, count: blockSize)
                .copyBytes(from: bytes)
        }
        return 0
    }

    private func write(_ job: BlockJob, _ written: inout [UInt64]) -> Int16 {
        if offer.isReadOnly { violations.append("a write to a read-only disk") }
        var status: Int16 = 0
        for (index, reference) in job.references.enumerated() {
            let block = job.block + UInt64(index)
            guard let page = map(reference, isWrite: true) else { return -1 }
            defer { unmap(page, reference) }
            let bytes = unsafe Array(
                UnsafeRawBufferPointer(start: page.bytes, count: blockSize))
            if plan.failingWrites.contains(block) {
                status = -1
            } else if faultInjection?.isLying != true {
                written.append(disk.write(block, bytes))
            }
        }
        // The blocks before the failing one stay written but are never acknowledged.
        if status != 0 { written = [] }
        return status
    }

    private func barrier(_ job: BlockJob, _ written: inout [UInt64]) -> Int16 {
        if let first = plan.refusesBarriersFrom, taken[2]! >= first { return -2 }
        disk.makeDurable(before: .max)
        return write(job, &written)
    }

    private func flush(_ horizon: UInt64) -> Int16 {
        let count = taken[3]!
        if let first = plan.refusesFlushesFrom, count >= first { return -2 }
        if let first = plan.failsFlushesFrom, count >= first { return -1 }
        if faultInjection?.isLying != true { disk.makeDurable(before: horizon) }
        return 0
    }

    // MARK: Answering

    func respond(_ identifier: UInt64, _ operation: UInt8, _ status: Int16, _ era: Int) {
        guard era == self.era, let connection = ring else { return }
        if faultInjection != nil {
            let answer = BlockAnswer(
                identifier: identifier, operation: operation, status: status)
            return respondWithFaultInjection(answer, connection)
        }
        var response = blkif_response()
        response.id = identifier
        response.operation = operation
        response.status = status
        var copies = 1
        if let hostileAction, random.isRare(hostileActionRarity) {
            copies = spoil(&response, hostileAction, connection)
        }
        for _ in 0..<min(copies, connection.unanswered) {
            connection.ring.put(response)
            connection.unanswered -= 1
        }
        lastIdentifier = identifier
        if connection.ring.publish() { try? peer.notify(connection.port) }
    }

    /// Performs the hostile action on an answer; returns how many copies are given.
    private func spoil(
        _ response: inout blkif_response, _ action: BlockHostileAction, _ connection: RingConnection
    ) -> Int {
        switch action {
        case .wrongIdentifier: response.id = random.next()
        case .staleIdentifier: response.id = lastIdentifier
        case .duplicate: return 2
        case .jumpingIndices:
            let index = UInt32.random(in: 0...UInt32.max, using: &random)
            connection.memory.store(index, to: .responseProducer)
            try? peer.notify(connection.port)
            return 0
        case .wrongOperation: response.operation = UInt8.random(in: 7...255, using: &random)
        case .unknownStatus: response.status = Int16.random(in: 1...100, using: &random)
        case .silence, .noisySilence: return 0
        case .wildStates: setState(Int.random(in: 0...20, using: &random))
        case .eventStorm, .keepsPages: break
        }
        return 1
    }
}

extension [blkif_request_segment] {
    /// Returns the references of the segments, if each is a whole page.
    fileprivate func references(_ complain: (String) -> Void) -> [UInt32]? {
        for segment in self where segment.first_sect != 0 || segment.last_sect != 7 {
            complain("a segment of sectors \(segment.first_sect)...\(segment.last_sect)")
            return nil
        }
        return map { $0.gref }
    }
}
