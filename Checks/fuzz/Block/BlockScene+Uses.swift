// SPDX-License-Identifier: MIT
// What the program does, and the judgement of what it is told.

import Blkfront
import BlockIO
import Unikernel
import XenSimulation

extension BlockScene {
    /// Plays the script, then has the backend be an honest one again and wants the disk to work.
    func run(_ script: Script) throws {
        try simulation.run(in: guest, limit: 3_000_000) { [self] _ in await play(script) }
    }

    private func play(_ script: Script) async {
        for act in script.acts.dropFirst() {
            if isBroken { break }
            if act.kind == "suspend" {
                await suspend(act)
                continue
            }
            if act.kind == "suspendamid" {
                await suspendAmid(act)
                continue
            }
            if perform(act) { continue }
            let start = simulation.now
            use(act)
            let passed = simulation.now - start
            if passed > Self.patience { fail("\(act.kind) took \(passed) ns") }
        }
        recover()
    }

    func use(_ act: Act) {
        if act.kind == "pause" { return pause(act[0] * 1_000_000) }
        if act.kind == "close" { return close() }
        guard let device = opened() else { return }
        do throws(BlockFault) {
            switch act.kind {
            case "write": try write(act, device)
            case "read": try read(act, device)
            case "lend": try lend(act, device)
            case "relend": try lendAgain(act, device)
            case "poolread": try readIntoPool(act, device)
            case "order": try device.closeEpoch()
            case "flush": try flush(device)
            case "discard": try discard(act, device)
            case "geometry": judge(device.geometry)
            default: break
            }
            tally.answer("block \(act.kind): done")
            noteSuccess(act.kind)
        } catch {
            judge(error, act.kind)
        }
    }

    /// After an answer that cannot be, the first call may not know of it yet, the next one must.
    private func noteSuccess(_ kind: String) {
        guard let count = usesSinceHostileAction, isUntouched, kind != "geometry" else { return }
        usesSinceHostileAction = count + 1
        if count >= 2 { fail("an answer that cannot be was believed") }
    }

    /// A disk never becomes smaller: it is gone then.
    private func judge(_ geometry: BlockGeometry) {
        if geometry.blockCount > 1 << 52 { fail("a disk too large") }
        if geometry.blockCount < sizeSeen { fail("a disk that became smaller is still used") }
        sizeSeen = geometry.blockCount
    }

    func pause(_ nanoseconds: UInt64) {
        let end = guest.domain.clock.now.advanced(byNanoseconds: nanoseconds)
        _ = guest.domain.loop.waitForAll(until: end) { false }
    }

    // MARK: Opening and closing

    func opened() -> BlockFront? {
        if let device { return device }
        armed = []
        suppressed = []
        isUntouched = true
        usesSinceHostileAction = nil
        do throws(DiskError) {
            device = try guest.domain.disk("xvda", options: options)
            sizeSeen = 0
            if let shared { device?.adopt(shared.pool) }
            tally.answer("block open: done")
            return device
        } catch {
            tally.answer("block open: \(name(error))")
            // Where nothing was done to it, it must open. What was done before is undone, so that there is a next time.
            if isHonest { fail("an honest disk does not open: \(error)") }
            repair()
            return nil
        }
    }

    func close() {
        guard let device else { return }
        backendGeneration += 1
        device.close()
        self.device = nil
        takeBack()
        judgeHeldPages()
        model.lose()
        ledger.forgetDurable()
        ledger.endConnection()
        usesSinceHostileAction = nil
    }

    /// Lets an honest backend take over, as after a restart of its driver.
    private func repair() {
        backend.releaseKept()
        backend.plan = BlockPlan()
        backend.plan.latency = 30_000
        backendGeneration += 1
        if isOfferHonest {
            backend.restart()
        } else {
            backend.die()
            exchangeBackend(offer)
            isOfferHonest = true
            isTrusted = offer.isTrusted
        }
        ReadPoints.clear()
        armed = []
        suppressed = []
        madeUp = (0, 0)
        isHonest = true
        isUntouched = true
        isDescribed = true
        takeHold()
    }

    // MARK: Transfers

    func write(_ act: Act, _ device: BlockFront) throws(BlockFault) {
        let blocks = range(act)
        var words: [UInt64] = []
        var contents: [UInt64] = []
        for block in blocks {
            let word = model.content(for: block)
            contents.append(word)
            words += repeatElement(word, count: blockSize / 8)
        }
        noteWrite(blocks, contents, isCertain: false)
        try unsafe words.withUnsafeBufferPointer { words throws(BlockFault) in
            try unsafe device.write(
                to: blocks.lowerBound, from: UnsafeRawBufferPointer(words))
        }
        noteWrite(blocks, contents, isCertain: true)
    }

    /// Notes a write before the call, since some of it may be on its way when that ends, and after it.
    func noteWrite(_ blocks: Range<UInt64>, _ contents: [UInt64], isCertain: Bool) {
        for (index, block) in blocks.enumerated() {
            model.write(contents[index], to: block, isCertain: isCertain)
        }
    }

    func read(_ act: Act, _ device: BlockFront) throws(BlockFault) {
        let blocks = range(act)
        var words = [UInt64](repeating: 0xeeee, count: blocks.count * blockSize / 8)
        try unsafe words.withUnsafeMutableBufferPointer { words throws(BlockFault) in
            try unsafe device.read(
                from: blocks.lowerBound, into: UnsafeMutableRawBufferPointer(words))
        }
        for (index, block) in blocks.enumerated() {
            judge(words[index * 512..<index * 512 + 512], of: block)
        }
    }

    /// What was read of a block must be what was written, or answered.
    func judge(_ content: ArraySlice<UInt64>, of block: UInt64) {
        guard isFaithful, let word = content.first else { return }
        guard content.allSatisfy({ $0 == word }) else {
            return fail("block \(block) was read in parts")
        }
        if !lies.contains(word), !model.allows(word, at: block) {
            fail("block \(block) was read as \(hex(word)), which it never was")
        }
    }

    func range(_ act: Act) -> Range<UInt64> {
        let first = act[0] % Self.blockCount
        return first..<min(first + max(act[1], 1), Self.blockCount)
    }

    private func discard(_ act: Act, _ device: BlockFront) throws(BlockFault) {
        let blocks = range(act)
        for block in blocks { model.discard(block) }
        try device.discard(BlockRange(start: blocks.lowerBound, count: blocks.count))
    }

    private func flush(_ device: BlockFront) throws(BlockFault) {
        do throws(BlockFault) {
            try device.flush()
            takeBack()
        } catch {
            // A disk that is gone has lent pages until it is closed.
            if case .gone = error {} else { takeBack() }
            throw error
        }
        judgeHeldPages()
        // A flush that was reported as done: the backend must have said so, of all of it.
        guard isUntouched else { return flushed() }
        let needsBarrier = device.durability == .flush || device.durability == .barrier
        for (block, word) in model.unflushed
        where !ledger.isDurable(word, at: block, needsBarrier: needsBarrier) {
            return fail("a flush was reported, but block \(block) was not made durable")
        }
        flushed()
    }

    private func flushed() {
        model.flush()
        ledger.forgetDurable()
    }

    // MARK: Errors

    private func judge(_ fault: BlockFault, _ kind: String) {
        tally.answer("block \(kind): \(name(fault))")
        switch fault {
        case .gone:
            if isHonest { fail("an honest disk is given up: \(fault)") }
            close()
            repair()
        case .writeFailed, .flushFailed, .outOfMemory:
            model.lose()
            if fault == .outOfMemory, guest.domain.grants.counters.quarantined == 0, isHonest,
                shared?.pool.retiredCount ?? 0 == 0
            {
                fail("out of memory without a reason")
            }
            do throws(BlockFault) {
                try device?.reset()
                ledger.forgetDurable()
            } catch {
                judge(error, "reset")
            }
        case .readOnly, .readFailed, .outOfRange: break
        }
    }

    private func name(_ fault: BlockFault) -> String {
        switch fault {
        case .outOfRange: "out of range"
        case .readOnly: "read-only"
        case .readFailed: "read failed"
        case .writeFailed: "write failed"
        case .flushFailed: "flush failed"
        case .outOfMemory: "out of memory"
        case .gone(let loss): "gone, \(loss)"
        }
    }

    private func name(_ error: DiskError) -> String {
        switch error {
        case .notFound: "not found"
        case .xenstore: "xenstore"
        case .hypervisor: "hypervisor"
        case .lost(let loss): "lost, \(loss)"
        case .unusable(let text): "unusable, \(text)"
        }
    }

    // MARK: After the storm

    private func recover() {
        close()
        guard !isBroken else { return }
        repair()
        isFaithful = false  // the disk itself may hold anything now
        let uses = [
            Act("write", 0, 20), Act("lend", 10, 20, .max), Act("flush"), Act("read", 0, 20),
            Act("poolread", 10, 20, .max), Act("flush"),
        ]
        for act in uses {
            use(act)
            if device == nil { fail("an honest disk does not work after a hostile one") }
            if act.kind == "flush" { isFaithful = true }
        }
        close()
        backend.releaseKept()
        guest.domain.grants.reclaim()
        strandedChunks = shared?.strandedChunks ?? 0
        shared = nil
    }
}
