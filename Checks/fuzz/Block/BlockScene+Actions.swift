// SPDX-License-Identifier: MIT
// What the backend does. An action that finds nothing to act on does not count.

import BlockIO
import SeededRandom
import Unikernel
import XenRing
import XenSimulation

extension BlockScene {
    /// Carries out an action; false when the act is none.
    func perform(_ act: Act) -> Bool {
        switch act.kind {
        case "answer":
            armed.append(Armed(act: act, countdown: act[3], times: act[4]))
            return true  // counted when it is done
        case "early": early(act)
        case "flood": flood(act)
        case "move": move(act)
        case "scribble": scribble(act)
        case "lie": lie(act)
        case "content": madeUp = (act[0], act[1] | 1 << 63)
        case "stain": stain(act)
        case "state":
            isHonest = false
            backend.setState(Int(act[0]))
        case "key", "nokey": writeKey(act)
        case "latekey":
            isHonest = false
            isDescribed = false
            let key = BlockGrammar.keys[act.below(BlockGrammar.lateKeyCount, 0)]
            let value = act[3] == 0 ? nil : Nonsense.value(act[1], salt: act[2])
            backend.faultInjection?.keys[key] = .some(value)
        case "away": goAway(act)
        case "stuck":
            if act[0] == 1 { isHonest = false }
            backend.isStuck = act[0] == 1
        case "closeport":
            isHonest = false
            backend.closePort()
        case "shrink":
            isHonest = false
            isDescribed = false
            backend.write("sectors", "\(act[0] * 8)")
            backend.setState(4)
        default: return performHonestAction(act)
        }
        tally.input("block " + act.kind)
        return true
    }

    /// What an honest end may do.
    private func performHonestAction(_ act: Act) -> Bool {
        switch act.kind {
        case "storm": backend.storm(Int(act[0]))
        case "strayevent": guest.raise(EventPort(UInt32(act[0])))
        case "hold": hold(nanoseconds: act[0] * 1_000_000)
        case "release": backend.giveHeld()
        case "keep":
            backend.hostileAction = .keepsPages
            backend.hostileActionRarity = act[0]
        case "letgo": backend.releaseKept()
        case "shade", "flicker": change(act)
        case "refuse": refuse(act)
        case "grow":
            largest = max(largest, act[0])
            backend.write("sectors", "\(largest * 8)")
        default: return false
        }
        tally.input("block " + act.kind)
        return true
    }

    // MARK: Answers

    /// Has an armed action at an answer; returns how often the answer is given.
    func spoil(_ answer: inout BlockAnswer) -> Int {
        if suppressed.remove(answer.identifier) != nil { return 0 }
        var copies = 1
        var index = 0
        while index < armed.count {
            if armed[index].countdown > 0 {
                armed[index].countdown -= 1
                index += 1
                continue
            }
            let act = armed[index].act
            armed[index].times -= 1
            if armed[index].times == 0 { armed.remove(at: index) } else { index += 1 }
            copies = spoil(&answer, act)
            tally.input("block answer")
        }
        return copies
    }

    private func spoil(_ answer: inout BlockAnswer, _ act: Act) -> Int {
        let before = answer
        switch act[0] {
        case 0: break
        case 1: answer.identifier = act[5]
        case 2:
            if !formerIdentifiers.isEmpty {
                answer.identifier = formerIdentifiers[act.below(formerIdentifiers.count, 5)]
            }
        case 3:
            let others = ledger.unanswered
            if !others.isEmpty { answer.identifier = others[act.below(others.count, 5)].identifier }
        case 4: answer.identifier ^= 1 << (act[5] % 64)
        default: answer.identifier &= 0xffff_ffff
        }
        if act[1] < 256 { answer.operation = UInt8(act[1]) }
        if answer.status == 0 || act[2] != 0 {
            answer.status = Int16(truncatingIfNeeded: Int64(bitPattern: act[2]))
        }
        if answer.identifier != before.identifier {
            // Who was answered in another's stead may have been promised what was not done.
            isFaithful = false
            isHonest = false
        }
        if answer.operation != before.operation { isHonest = false }
        if ![0, -1, -2].contains(answer.status) { isHonest = false }
        if answer.status != before.status { isFaithful = false }
        if act[5] % 7 == 0 {
            isHonest = false
            return 2
        }
        return 1
    }

    private func early(_ act: Act) {
        let open = ledger.unanswered
        guard !open.isEmpty else { return }
        let request = open[act.below(open.count, 0)]
        let status = Int16(truncatingIfNeeded: Int64(bitPattern: act[1]))
        isFaithful = false
        if ![0, -1, -2].contains(status) { isHonest = false }
        if act[2] == 0 { isHonest = false } else { suppressed.insert(request.identifier) }
        backend.give(
            BlockAnswer(
                identifier: request.identifier, operation: request.operation, status: status))
    }

    private func flood(_ act: Act) {
        isHonest = false
        isFaithful = false
        isUntouched = false
        let open = ledger.unanswered
        var chance = SeededRandom(seed: act[2])
        backend.flood(
            (0..<act[0]).map { place in
                var answer = BlockAnswer(identifier: chance.next(), operation: 0, status: 0)
                switch act[1] {
                case 0: break
                case 1 where !open.isEmpty:
                    let request = open[Int(place) % open.count]
                    answer.identifier = request.identifier
                    answer.operation = request.operation
                case 2 where !formerIdentifiers.isEmpty:
                    answer.identifier = formerIdentifiers[Int(place) % formerIdentifiers.count]
                case 3: answer.identifier = 1 << 32 | place
                default: answer.identifier = place
                }
                return answer
            })
    }

    /// Keeps answers back for a while, then gives them in another order.
    private func hold(nanoseconds: UInt64) {
        backend.faultInjection?.holdsAnswers = true
        simulation.schedule(afterNanoseconds: nanoseconds) { [weak self] in
            self?.backend.giveHeld()
        }
    }

    // MARK: Memory

    private func move(_ act: Act) {
        // Event indices are wishes, and any wish is allowed; only silence can come of it.
        isHonest = false
        isUntouched = false
        isFaithful = false
        backend.moveCounter(Int(act[0]), by: UInt32(truncatingIfNeeded: act[1]))
        backend.storm(1)
    }

    private func scribble(_ act: Act) {
        isHonest = false
        isUntouched = false
        isFaithful = false
        backend.scribble(act[1], at: Int(act[0]))
        backend.storm(1)
    }

    private func lie(_ act: Act) {
        if act[0] == 1 { isFaithful = false }
        backend.faultInjection?.isLying = act[0] == 1
    }

    private func stain(_ act: Act) {
        let word = act[0] | 3 << 62
        lies.insert(word)
        backend.scribbleKept(word)
        shared?.noteStain()
    }

    /// Changes what the frontend has just read: with 1 the counter until it touches the ring again, with 2 the
    /// answer, both of which it has read for the last time; the rest is for `flicker`, where counters change anyhow.
    private func change(_ act: Act) {
        let guest = guest
        guard act[0] > 0 else { return ReadPoints.clear() }
        if act.kind == "flicker" {
            isHonest = false
            isUntouched = false
            isFaithful = false
        }
        var chance = SeededRandom(seed: act[1])
        let isWild = act.kind == "flicker"
        var covered: (UnsafeMutableRawPointer, UInt32)?
        unsafe ReadPoints.set(owns: { unsafe guest.owns($0) }) { access, address, count in
            let place = Int(bitPattern: address) & 4095
            // SAFETY: the address is that of a word or an entry which was just read.
            if let (word, value) = unsafe covered, access != .loaded {
                unsafe word.storeBytes(of: value, as: UInt32.self)
                unsafe covered = nil
            }
            if access == .loaded, place == 8, isWild || act[0] & 1 != 0 {
                let value = unsafe address.load(as: UInt32.self)
                if unsafe covered == nil { unsafe covered = (address, value) }
                let other = isWild ? value &+ UInt32(chance.below(40)) : value &+ 0x4000_0001
                unsafe address.storeBytes(of: other, as: UInt32.self)
                if isWild, chance.isRare(act[0] + 1) { unsafe covered = nil }
            }
            if access == .copied, place >= 64, count == 16, isWild || act[0] & 2 != 0 {
                for index in 0..<2 {
                    unsafe address.storeBytes(
                        of: chance.next(), toByteOffset: 8 * index, as: UInt64.self)
                }
            }
        }
    }

    // MARK: What the disk says of itself

    private func writeKey(_ act: Act) {
        isHonest = false
        isDescribed = false
        let number = act.below(BlockGrammar.keys.count, 0)
        let isFront = number >= BlockGrammar.firstFront
        if number == 14, act.kind == "key" { return }
        backend.setKey(
            BlockGrammar.keys[number],
            act.kind == "key" ? Nonsense.value(act[1], salt: act[2]) : nil, inFront: isFront)
    }

    /// The backend's driver is taken away and comes back, with the same ring, as Linux has it; perhaps as another.
    private func goAway(_ act: Act) {
        // A driver that nobody is connected with does not come back connected.
        guard device != nil else { return }
        backend.setState(2)
        let (backend, generation) = (backend, backendGeneration)
        simulation.schedule(afterNanoseconds: act[0] * 1_000_000) { [weak self] in
            guard let self, generation == backendGeneration else { return }
            if act[1] > 0 {
                isHonest = false
                isDescribed = false
            }
            switch act[1] {
            case 0: break
            case 1: backend.write("feature-flush-cache", "0")
            case 2: backend.write("info", "4")
            case 3: backend.write("sectors", "8")
            default:
                let key = BlockGrammar.keys[Int(act[2] % UInt64(BlockGrammar.lateKeyCount))]
                backend.setKey(key, Nonsense.value(act[2] >> 8, salt: act[2]), inFront: false)
            }
            backend.setState(4)
        }
    }

    private func refuse(_ act: Act) {
        switch act[0] {
        case 0: backend.plan.refusesBarriersFrom = act[1] == 0 ? 1 : nil
        case 1: backend.plan.failsFlushesFrom = act[1] == 0 ? 1 : nil
        case 2: backend.plan.failingWrites = act[1] == 0 ? [3, 17, 40] : []
        default: backend.plan.failingReads = act[1] == 0 ? [3, 18, 41] : []
        }
    }
}
