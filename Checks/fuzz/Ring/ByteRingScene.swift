// SPDX-License-Identifier: MIT
// The two directions of a byte ring under a peer that moves its counters at will.

import SeededRandom
import XenRing

final class ByteRingScene {
    private let accesses: RingAccesses
    private let size: Int
    private let tally: Tally
    private var producer: ByteRingProducer?
    private var consumer: ByteRingConsumer?
    private var written: UInt32
    private var read: UInt32

    // Laid out as xenstore's page in the small: a ring for each direction, then four counters.
    private var consumedPlace: Int { 2 * size }
    private var producedPlace: Int { 2 * size + 4 }
    private var readPlace: Int { 2 * size + 8 }
    private var filledPlace: Int { 2 * size + 12 }

    init(_ head: Act, _ seed: UInt64, _ tally: Tally) {
        self.tally = tally
        size = [1024, 2048, 64, 16][head.below(4, 0)]
        accesses = RingAccesses(
            byteCount: 2 * size + 16, seed: seed, isRestless: head[2] != 0)
        let start = UInt32(truncatingIfNeeded: head[1])
        (written, read) = (start, start)
        for index in 0..<4 { accesses.setWord(2 * size + 4 * index, start) }
        attach()
    }

    private func attach() {
        accesses.begin()
        // SAFETY: the memory lives as long as the scene.
        do throws(RingFault) {
            producer = try unsafe ByteRingProducer(
                ByteRingLayout(
                    page: accesses.base, offset: 0, size: UInt32(size), producer: producedPlace,
                    consumer: consumedPlace))
            consumer = try unsafe ByteRingConsumer(
                ByteRingLayout(
                    page: accesses.base, offset: size, size: UInt32(size), producer: filledPlace,
                    consumer: readPlace))
            // Each side reads its own counter first; the peer may have changed it since.
            written = accesses.loads[0].value
            read = accesses.loads[2].value
        } catch {
            producer = nil
            consumer = nil
        }
    }

    /// Begins again with counters that can be, as after a resume of the domain.
    private func mend() {
        accesses.setWord(consumedPlace, accesses.word(producedPlace))
        accesses.setWord(filledPlace, accesses.word(readPlace))
        attach()
    }

    func play(_ script: Script) throws(Violation) {
        for act in script.acts.dropFirst() {
            if producer == nil || consumer == nil { mend() }
            if producer == nil { continue }
            accesses.begin()
            switch act.kind {
            case "show":
                let value = accesses.word(filledPlace) &+ UInt32(truncatingIfNeeded: act[0])
                accesses.setWord(filledPlace, value)
                tally.input("ring bytes shown")
                try take(1 + Int(act[0] % 700))
            case "read":
                let value = accesses.word(consumedPlace) &+ UInt32(truncatingIfNeeded: act[0])
                accesses.setWord(consumedPlace, value)
                tally.input("ring bytes read")
                try put(1 + Int(act[0] % 700))
            case "fill":
                accesses.setByte(size + Int(act[0]) % size, UInt8(truncatingIfNeeded: act[1]))
                tally.input("ring byte changed")
                try take(8)
            case "take": try take(Int(act[0]))
            case "put": try put(Int(act[0]))
            case "all": try all()
            default: break
            }
        }
    }

    private func take(_ count: Int) throws(Violation) {
        // As much memory as was asked for, and a red zone after it.
        let target = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
        defer { unsafe target.deallocate() }
        let before = unsafe Array(accesses.bytes[size..<2 * size])
        do {
            let got = try unsafe consumer!.read(into: target)
            let available = accesses.loads[0].value &- read
            guard accesses.loads.count == 1 else { throw Violation("a counter was read twice") }
            guard available <= size, got == min(Int(available), count) else {
                throw Violation("\(got) bytes were read of \(available)")
            }
            for index in 0..<got
            where unsafe target[index] != before[(Int(read) + index) & (size - 1)] {
                throw Violation("a byte was read that was not in its place")
            }
            read &+= UInt32(got)
            tally.answer("ring bytes taken")
        } catch let error as RingFault {
            try judge(error, accesses.loads.last?.value ?? read, read)
            consumer = nil
        } catch {
            throw (error as? Violation) ?? Violation("\(error)")
        }
    }

    private func put(_ count: Int) throws(Violation) {
        let source = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ count) }
        do {
            let done = try unsafe source.withUnsafeBufferPointer { bytes throws(RingFault) in
                try unsafe producer!.write(UnsafeRawBufferPointer(bytes))
            }
            let filled = written &- accesses.loads[0].value
            guard accesses.loads.count == 1 else { throw Violation("a counter was read twice") }
            guard filled <= size, done == min(size - Int(filled), count) else {
                throw Violation("\(done) bytes were written beside \(filled)")
            }
            for index in 0..<done
            where accesses.byte((Int(written) + index) & (size - 1)) != source[index] {
                throw Violation("a byte was written that is not in its place")
            }
            written &+= UInt32(done)
            tally.answer("ring bytes put")
        } catch let error as RingFault {
            try judge(error, written, accesses.loads.last?.value ?? written)
            producer = nil
        } catch {
            throw (error as? Violation) ?? Violation("\(error)")
        }
    }

    private func all() throws(Violation) {
        do {
            let count = try consumer!.discardAll()
            guard count <= size else { throw Violation("\(count) bytes were dropped") }
            read &+= UInt32(count)
        } catch let error as RingFault {
            try judge(error, accesses.loads.last?.value ?? read, read)
            consumer = nil
        } catch {
            throw (error as? Violation) ?? Violation("\(error)")
        }
    }

    private func judge(_ fault: RingFault, _ produced: UInt32, _ consumed: UInt32)
        throws(Violation)
    {
        guard case .impossibleIndex = fault, produced &- consumed > size else {
            throw Violation("possible counters were refused: \(fault)")
        }
        tally.answer("ring fault: impossible index")
    }
}
