// SPDX-License-Identifier: MIT
// Goal: bytes come out of a byte ring as they went in, whatever the chunks and wherever the counters stand, and
// no counter a peer can write makes either side touch a byte outside the ring. Method: two sides driven by a
// seed over guarded pages; then counters set to every pair of a set of extreme and of random values.

import SeededRandom
import TestSupport
import Testing
import XenRing

@Suite struct ByteRingTests {
    /// The ring ends where the page does, so that a step too far is a fault of the processor.
    static func layout(_ page: GuardedPages, size: UInt32) -> ByteRingLayout {
        // SAFETY: a page of 4,096 bytes holds the counters and, at its end, the ring.
        unsafe ByteRingLayout(
            page: page.base, offset: 4096 - Int(size), size: size, producer: 0, consumer: 4)
    }

    static func set(_ page: GuardedPages, producer: UInt32, consumer: UInt32) {
        // SAFETY: both words lie at the start of the page.
        unsafe page.base.storeBytes(of: producer, as: UInt32.self)
        unsafe page.base.storeBytes(of: consumer, toByteOffset: 4, as: UInt32.self)
    }

    @Test(arguments: [1, 2, 16, 1024, 2048] as [UInt32])
    func bytesArriveInOrder(size: UInt32) throws {
        let seed = Seed.ofThisRun
        var random = SeededRandom(seed: seed &+ UInt64(size))
        for start in [0, 1, 4095, UInt32.max - 5000, UInt32.max] {
            let page = GuardedPages()
            Self.set(page, producer: start, consumer: start)
            var producer = try ByteRingProducer(Self.layout(page, size: size))
            var consumer = try ByteRingConsumer(Self.layout(page, size: size))
            var sent = 0
            var received = 0
            while received < 10_000 {
                if Bool.random(using: &random) {
                    let count = Int.random(in: 0...Int(size) + 3, using: &random)
                    let chunk = (0..<count).map { UInt8(truncatingIfNeeded: (sent + $0) &* 31) }
                    let before = try producer.room()
                    let written = try unsafe chunk.withUnsafeBytes { bytes throws(RingFault) in
                        try unsafe producer.write(bytes)
                    }
                    #expect(written == min(count, before), "seed \(seed)")
                    sent += written
                } else {
                    let count = Int.random(in: 0...Int(size) + 3, using: &random)
                    var chunk = [UInt8](repeating: 0, count: count)
                    let read = try unsafe chunk.withUnsafeMutableBytes { bytes throws(RingFault) in
                        try unsafe consumer.read(into: bytes)
                    }
                    for (place, byte) in chunk.prefix(read).enumerated() {
                        let expected = UInt8(truncatingIfNeeded: (received + place) &* 31)
                        try #require(byte == expected, "seed \(seed), byte \(received + place)")
                    }
                    received += read
                }
                try check(consumer.available(), sent - received)
                try check(producer.isDrained(), (sent == received))
            }
        }
    }

    @Test func aFullRingTakesNothing() throws {
        let page = GuardedPages()
        var producer = try ByteRingProducer(Self.layout(page, size: 16))
        let written = try write(20, to: &producer)
        #expect(written == 16)
        try check(write(1, to: &producer), 0)
    }

    @Test func discardingEmptiesTheRing() throws {
        let page = GuardedPages()
        Self.set(page, producer: 7, consumer: UInt32.max)
        var consumer = try ByteRingConsumer(Self.layout(page, size: 16))
        try check(consumer.discardAll(), 8)
        try check(consumer.available(), 0)
    }

    @Test func theProducerNamesAnImpossibleConsumer() throws {
        let page = GuardedPages()
        let producer = try ByteRingProducer(Self.layout(page, size: 16))
        Self.set(page, producer: 0, consumer: 1)
        do {
            _ = try producer.room()
            Issue.record("the peer has read what nobody wrote")
        } catch {
            #expect(error == RingFault.impossibleIndex(index: 1, reference: 0, limit: 16))
        }
    }

    @Test func theConsumerNamesAnImpossibleProducer() throws {
        let page = GuardedPages()
        let consumer = try ByteRingConsumer(Self.layout(page, size: 16))
        Self.set(page, producer: 17, consumer: 0)
        do {
            _ = try consumer.available()
            Issue.record("the peer has written more than there is room for")
        } catch {
            #expect(error == RingFault.impossibleIndex(index: 17, reference: 0, limit: 16))
        }
    }

    @Test func noCounterLeadsOutOfTheRing() throws {
        let seed = Seed.ofThisRun
        var random = SeededRandom(seed: seed)
        let size: UInt32 = 64
        var values: [UInt32] = [0, 1, 63, 64, 65, 1 << 31, 1 << 31 - 1, .max, .max - 63, .max - 64]
        values += (0..<60).map { _ in UInt32.random(in: 0 ... .max, using: &random) }
        values += values.map { $0 &+ UInt32.random(in: 0...70, using: &random) }
        for own in values {
            for peer in values {
                let page = GuardedPages()
                let layout = Self.layout(page, size: size)
                Self.set(page, producer: own, consumer: own)
                var producer = try ByteRingProducer(layout)
                Self.set(page, producer: own, consumer: peer)
                let filled = own &- peer
                let written = try? write(100, to: &producer)
                #expect(written == (filled <= size ? Int(size - filled) : nil), "seed \(seed)")

                Self.set(page, producer: own, consumer: own)
                var consumer = try ByteRingConsumer(layout)
                Self.set(page, producer: peer, consumer: own)
                var bytes = [UInt8](repeating: 0, count: 100)
                let read = try? unsafe bytes.withUnsafeMutableBytes { bytes throws(RingFault) in
                    try unsafe consumer.read(into: bytes)
                }
                let waiting = peer &- own
                #expect(read == (waiting <= size ? Int(waiting) : nil), "seed \(seed)")
            }
        }
    }

    private func check<Value: Equatable>(_ found: Value, _ expected: Value) throws {
        #expect(found == expected)
    }

    private func write(_ count: Int, to producer: inout ByteRingProducer) throws -> Int {
        let bytes = [UInt8](repeating: 7, count: count)
        return try unsafe bytes.withUnsafeBytes { bytes throws(RingFault) in
            try unsafe producer.write(bytes)
        }
    }
}
