// SPDX-License-Identifier: MIT
// The domain is saved and goes on: as the same one, or as another whose disk has another backend, which may be what the
// former one was or anything else. A disk that promises less than before must be gone, not used.

import BlockIO
import Unikernel
import XenSimulation

extension BlockScene {
    /// Reads on a fiber, and is suspended while that waits.
    func suspendAmid(_ act: Act) async {
        guard opened() != nil else { return }
        let read = Act(act[3] & 1 == 0 ? "read" : "poolread", act[4], act[5], .max)
        async let outcome: Bool? = guest.domain.onFiber { [self] in
            use(read)
            return true
        }
        _ = await guest.domain.loop.sleep(nanoseconds: act[6])
        await suspend(act)
        // Without memory for a fiber's stack nothing was read.
        if await outcome == nil { use(read) }
    }

    func suspend(_ act: Act) async {
        let isMoved = act[0] != 0
        let start = simulation.now
        toolstack.outcomeOfSuspension = { [self] in
            guard isMoved else { return .sameDomain }
            backend.die()
            // Who served the disk before has no way to it any more.
            ledger.endConnection()
            usesSinceHostileAction = nil
            armed = []
            suppressed = []
            isUntouched = true
            let next = nextOffer(act)
            isOfferHonest = act[1] == 0
            if act[1] != 8 { isTrusted = offer.isTrusted }
            simulation.schedule(afterNanoseconds: 1) { [self] in
                exchangeBackend(next)
                if act[1] == 7 { backend.setKey("", nil, inFront: false) }
            }
            return .newDomain
        }
        tally.input("block suspend")
        do {
            let outcome = try await guest.domain.suspend()
            tally.answer("block suspend: \(outcome)")
        } catch {
            fail("a suspension is refused: \(error)")
        }
        let passed = simulation.now - start
        if passed > Self.patience { fail("suspend took \(passed) ns") }
    }

    /// What the new backend says of itself.
    private func nextOffer(_ act: Act) -> BlockOffer {
        var next = offer
        // What has grown stays so.
        if largest > Self.blockCount { next.keys["sectors"] = "\(largest * 8)" }
        if act[1] != 0, act[1] != 8 {
            isHonest = false
            isDescribed = false
        }
        switch act[1] {
        case 1: next.keys["sectors"] = "\(8 * (act[2] % Self.blockCount))"
        case 2: next.keys["sectors"] = "\(8 * (Self.blockCount + act[2] % 1000))"
        case 3: next.isReadOnly = true
        case 4:
            next.flush = false
            next.barrier = false
        case 5:
            next.persistent.toggle()
            next.indirectSegments = next.indirectSegments > 0 ? 0 : 12
            next.ringPageOrder = 1 - next.ringPageOrder
        case 6:
            let key = BlockGrammar.keys[Int(act[2] % 13)]
            let value = Nonsense.value(act[2] >> 8 % Nonsense.count, salt: act[2])
            next.keys[key] = String(decoding: value, as: UTF8.self)
        case 8:
            // The toolstack of the new host trusts another kind of backends.
            next.isTrusted.toggle()
            isTrusted = next.isTrusted
        default: break
        }
        return next
    }
}
