// SPDX-License-Identifier: MIT
// A request ring and the table of what was asked, under a peer that answers anything.

import SeededRandom
import XenRing

/// An answer of two words, as the block protocol's.
private struct Entry: BitwiseCopyable {
    var identifier: UInt64 = 0
    var word: UInt64 = 0
}

final class RequestRingScene {
    private static let slotSize = 112
    private static let responseProducer = RingWord.responseProducer.rawValue

    private let accesses: RingAccesses
    private let memory: RingMemory
    private let tally: Tally
    private var ring: FrontRing
    private var shadows: RequestShadows<UInt64>
    private var isDead = false
    private var asked: [UInt64] = []
    private var answered: Set<UInt64> = []
    private var consumed: UInt32
    private var published: UInt32
    private var known: UInt32

    init(_ head: Act, _ seed: UInt64, _ tally: Tally) {
        self.tally = tally
        let byteCount = [4096, 8192, 1024, 512][head.below(4, 0)]
        accesses = RingAccesses(byteCount: byteCount, seed: seed, isRestless: head[2] != 0)
        // SAFETY: the memory lives as long as the scene.
        memory = unsafe RingMemory(
            at: accesses.base, byteCount: byteCount, slotSize: Self.slotSize)
        let start = UInt32(truncatingIfNeeded: head[1])
        ring = FrontRing(formatting: memory, startingAt: start)
        shadows = RequestShadows(capacity: ring.slotCount)
        (consumed, published, known) = (start, start, start)
    }

    func play(_ script: Script) throws(Violation) {
        for act in script.acts.dropFirst() {
            if isDead { connectAgain() }
            accesses.begin()
            switch act.kind {
            case "ask": ask(act[0])
            case "answer": answer(act)
            case "show":
                accesses.setWord(
                    Self.responseProducer,
                    accesses.word(Self.responseProducer) &+ UInt32(truncatingIfNeeded: act[0]))
                try take(3, "show")
            case "fill":
                var random = SeededRandom(seed: act[1])
                for index in 0..<16 {
                    let place = 64 + (Int(act[0]) + index) % (unsafe accesses.bytes.count - 64)
                    accesses.setByte(place, UInt8(truncatingIfNeeded: random.next()))
                }
                try take(3, "fill")
            case "wish":
                accesses.setWord(
                    RingWord.requestEvent.rawValue, UInt32(truncatingIfNeeded: act[0]))
                tally.input("ring wish")
                ask(1)
            case "check", "take": try take(Int(act[0]) + 1, nil)
            default: break
            }
        }
        if shadows.count != asked.count { throw Violation("requests are lost or made up") }
    }

    /// Begins a new connection, as a frontend does after a fault.
    private func connectAgain() {
        ring = FrontRing(formatting: memory, startingAt: consumed)
        shadows = RequestShadows(capacity: ring.slotCount)
        asked = []
        answered = []
        (published, known) = (consumed, consumed)
        isDead = false
    }

    private func ask(_ count: UInt64) {
        for _ in 0..<count where ring.freeSlots > 0 && !isDead {
            guard let identifier = shadows.insert(UInt64(asked.count)) else { continue }
            asked.append(identifier)
            ring.put(Entry(identifier: identifier, word: 7))
        }
        guard !isDead else { return }
        _ = ring.publish()
        published = accesses.word(RingWord.requestProducer.rawValue)
    }

    /// Writes answers where the next ones belong, some of them true, and shows them.
    private func answer(_ act: Act) {
        var random = SeededRandom(seed: act[1])
        let produced = accesses.word(Self.responseProducer)
        // Mostly no more than there were requests.
        let limit = random.isRare(5) ? UInt32(act[0]) : published &- produced
        let count = min(UInt32(act[0]), limit)
        for index in 0..<count {
            var entry = Entry(identifier: random.next(), word: random.next())
            if !asked.isEmpty {
                let identifier = asked[Int(random.below(UInt64(asked.count)))]
                switch random.below(24) {
                case 0: entry.identifier = identifier ^ 1 << random.below(64)
                case 1: entry.identifier = identifier & 0xffff_ffff
                case 2: if let old = answered.min() { entry.identifier = old }
                default: entry.identifier = identifier
                }
            }
            let slot = (produced &+ index) & (memory.slotCount - 1)
            // SAFETY: the slot is in the ring's memory.
            unsafe accesses.base.storeBytes(
                of: entry, toByteOffset: 64 + Int(slot) * Self.slotSize, as: Entry.self)
            tally.input("ring answer")
        }
        accesses.setWord(Self.responseProducer, produced &+ count)
    }

    private func take(_ limit: Int, _ action: String?) throws(Violation) {
        if let action { tally.input("ring " + action) }
        guard !isDead else { return }
        for _ in 0..<limit {
            let outstanding = published &- consumed
            accesses.begin()
            do {
                let before = content(of: consumed)
                guard let entry = try ring.take(Entry.self) else {
                    let isMore = try ring.finalCheck()
                    known = accesses.loads.last?.value ?? known
                    if isMore { continue }
                    return
                }
                try judge(entry, before, outstanding)
            } catch let error as RingFault {
                isDead = true
                tally.answer("ring fault: \(name(error))")
                try judge(error, outstanding)
                return
            } catch {
                throw (error as? Violation) ?? Violation("\(error)")
            }
        }
    }

    private func content(of index: UInt32) -> Entry {
        let slot = index & (memory.slotCount - 1)
        // SAFETY: as above.
        return unsafe accesses.base.load(
            fromByteOffset: 64 + Int(slot) * Self.slotSize, as: Entry.self)
    }

    /// An entry was taken: it must be one that the first value of the counter covers, as it was, and read once.
    private func judge(_ entry: Entry, _ before: Entry, _ outstanding: UInt32)
        throws(Violation)
    {
        guard outstanding > 0 else { throw Violation("an answer was taken without a request") }
        if accesses.copies.count != 1 {
            throw Violation("an answer was read \(accesses.copies.count) times")
        }
        if consumed == known {
            guard let load = accesses.loads.first else {
                throw Violation("an answer was taken without a look at the counter")
            }
            known = load.value
        }
        guard known &- consumed <= outstanding, known != consumed else {
            throw Violation("an answer was taken that was not there")
        }
        guard entry.identifier == before.identifier, entry.word == before.word else {
            throw Violation("an answer is not what was in its slot")
        }
        consumed &+= 1
        let place = asked.firstIndex(of: entry.identifier)
        do {
            _ = try shadows.remove(entry.identifier)
            guard let place else { throw Violation("a request was answered that was not made") }
            answered.insert(asked.remove(at: place))
            tally.answer("ring answer accepted")
        } catch let error as RingFault {
            tally.answer("ring fault: \(name(error))")
            if place != nil { throw Violation("a true answer was refused") }
        } catch {
            throw (error as? Violation) ?? Violation("\(error)")
        }
    }

    private func judge(_ fault: RingFault, _ outstanding: UInt32) throws(Violation) {
        guard case .impossibleIndex = fault else {
            throw Violation("the ring complains of an identifier")
        }
        guard let load = accesses.loads.last, load.value &- consumed > outstanding else {
            throw Violation("a possible counter was refused")
        }
    }

    private func name(_ fault: RingFault) -> String {
        switch fault {
        case .impossibleIndex: "impossible index"
        case .unknownIdentifier: "unknown identifier"
        }
    }
}
