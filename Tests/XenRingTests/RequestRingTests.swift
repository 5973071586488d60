// SPDX-License-Identifier: MIT
// Goal: every request arrives once and in order, every response too, no side overruns the other, and no counter
// that a peer can write does more harm than a fault. Method: both sides over one guarded area, driven by a seed
// and compared with queues; hostile counters over extreme and random values.

import SeededRandom
import TestSupport
import Testing
import XenRing

private struct Request: Equatable {
    var identifier: UInt64
    var filler: (UInt64, UInt64) = (1, 2)
    static func == (one: Request, other: Request) -> Bool { one.identifier == other.identifier }
}

private struct Response {
    var identifier: UInt32
    var status: Int16
}

@Suite struct RequestRingTests {
    /// Where a page ends is where this memory ends.
    static func memory(_ pages: GuardedPages, byteCount: Int = 4096, slotSize: Int) -> RingMemory {
        // SAFETY: `byteCount` bytes are mapped from the base on.
        unsafe RingMemory(at: pages.base, byteCount: byteCount, slotSize: slotSize)
    }

    @Test func slotsAreTheLargestPowerOfTwoThatFits() {
        let pages = GuardedPages(16)
        #expect(Self.memory(pages, slotSize: 112).slotCount == 32)
        #expect(Self.memory(pages, byteCount: 65_536, slotSize: 112).slotCount == 512)
        #expect(Self.memory(pages, slotSize: 12).slotCount == 256)
        #expect(Self.memory(pages, slotSize: 8).slotCount == 256)
        #expect(Self.memory(pages, byteCount: 65, slotSize: 1).slotCount == 1)
    }

    @Test func aFreshRingAsksToBeNotified() {
        let pages = GuardedPages()
        let memory = Self.memory(pages, slotSize: 24)
        _ = FrontRing(formatting: memory)
        #expect(RingWord.allCases.map(memory.load) == [0, 1, 0, 1])
    }

    @Test(arguments: [8, 24, 112, 2000])
    func everyRequestIsAnsweredOnce(slotSize: Int) throws {
        let seed = Seed.ofThisRun
        var random = SeededRandom(seed: seed &+ UInt64(slotSize))
        for start in [0, UInt32.max, UInt32.max - 600] {
            let pages = GuardedPages()
            let memory = Self.memory(pages, slotSize: max(slotSize, MemoryLayout<Request>.size))
            var front = FrontRing(formatting: memory, startingAt: start)
            var back = BackRing(attachedTo: memory, startingAt: start)
            var sent: UInt64 = 0
            var visible: UInt64 = 0
            var taken: UInt64 = 0
            var answered: UInt64 = 0
            var answersVisible: UInt64 = 0
            var received: UInt64 = 0
            while received < 3000 {
                #expect(front.freeSlots == front.slotCount - Int(sent - received))
                switch Int.random(in: 0..<6, using: &random) {
                case 0 where front.freeSlots > 0:
                    front.put(Request(identifier: sent))
                    sent += 1
                case 1:
                    _ = front.publish()
                    visible = sent
                case 2:
                    let request = try back.take(Request.self)
                    #expect(request?.identifier == (taken < visible ? taken : nil), "seed \(seed)")
                    if request != nil { taken += 1 }
                case 3 where answered < taken:
                    back.put(Response(identifier: UInt32(answered), status: -1))
                    answered += 1
                case 4:
                    _ = back.publish()
                    answersVisible = answered
                case 5:
                    let response = try front.take(Response.self)
                    let expected = received < answersVisible ? UInt32(received) : nil
                    #expect(response?.identifier == expected, "seed \(seed)")
                    if response != nil { received += 1 }
                default: break
                }
            }
        }
    }

    @Test func noCounterLeadsOutOfTheRing() throws {
        let seed = Seed.ofThisRun
        var random = SeededRandom(seed: seed)
        var values: [UInt32] = [0, 1, 31, 32, 33, 1 << 31, .max, .max - 31, .max - 32]
        values += (0..<100).map { _ in UInt32.random(in: 0 ... .max, using: &random) }
        for start in values {
            for peer in values + (0..<70).map({ start &+ $0 &- 20 }) {
                let pages = GuardedPages()
                let memory = Self.memory(pages, slotSize: 112)
                var front = FrontRing(formatting: memory, startingAt: start)
                let asked = UInt32.random(in: 0...32, using: &random)
                for identifier in 0..<asked { front.put(Request(identifier: UInt64(identifier))) }
                _ = front.publish()
                memory.store(peer, to: .responseProducer)
                var answers: UInt32 = 0
                var fault: RingFault?
                do {
                    while try front.take(Response.self) != nil { answers += 1 }
                } catch { fault = error }
                let honest = peer &- start <= asked
                #expect(answers == (honest ? peer &- start : 0), "seed \(seed)")
                #expect((fault == nil) == honest, "seed \(seed)")

                var back = BackRing(attachedTo: memory, startingAt: start)
                memory.store(peer, to: .requestProducer)
                var requests: UInt32 = 0
                do {
                    while try back.take(Request.self) != nil { requests += 1 }
                } catch { requests = 0 }
                #expect(requests == (peer &- start <= 32 ? peer &- start : 0), "seed \(seed)")
            }
        }
    }

    @Test func aBackTakesNoMoreThanTheRingHolds() throws {
        let pages = GuardedPages()
        let memory = Self.memory(pages, slotSize: 1000)
        var front = FrontRing(formatting: memory)
        var back = BackRing(attachedTo: memory)
        while front.freeSlots > 0 { front.put(Request(identifier: 1)) }
        _ = front.publish()
        while try back.take(Request.self) != nil {}
        memory.store(5, to: .requestProducer)
        do {
            _ = try back.take(Request.self)
            Issue.record("a fifth request was taken")
        } catch {
            #expect(error == RingFault.impossibleIndex(index: 5, reference: 4, limit: 0))
        }
    }

    @Test func anIdentifierIsGoodForOneAnswer() throws {
        var shadows = RequestShadows<String>(capacity: 2)
        let first = shadows.insert("first")!
        let second = shadows.insert("second")!
        let overflow = shadows.insert("third")
        #expect(overflow == nil)
        try expect("first", from: &shadows, first)
        expect(RingFault.unknownIdentifier(first), from: &shadows, first)
        let third = shadows.insert("third")!
        expect(RingFault.unknownIdentifier(first), from: &shadows, first)
        expect(RingFault.unknownIdentifier(.max), from: &shadows, .max)
        expect(RingFault.unknownIdentifier(0), from: &shadows, 0)
        try expect("third", from: &shadows, third)
        try expect("second", from: &shadows, second)
        #expect(shadows.count == 0)
    }

    private func expect(
        _ value: String, from shadows: inout RequestShadows<String>, _ identifier: UInt64
    ) throws {
        let removed = try shadows.remove(identifier)
        #expect(removed == value)
    }

    private func expect(
        _ fault: RingFault, from shadows: inout RequestShadows<String>, _ identifier: UInt64
    ) {
        do {
            _ = try shadows.remove(identifier)
            Issue.record("\(identifier) was good for an answer")
        } catch {
            #expect(error == fault)
        }
    }
}
