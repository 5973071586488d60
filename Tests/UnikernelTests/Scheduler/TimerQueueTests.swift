// SPDX-License-Identifier: MIT
// Goal: timers come out by moment, equal moments in the order they were set, and a signal has one timer at most.
// Method: a model that sorts, under random additions and removals; then the same with a hundred thousand.

import SeededRandom
import TestSupport
import Testing

@testable import Unikernel

/// What the queue should do, by sorting.
private struct Model {
    struct Timer: Equatable {
        var moment: UInt64
        var order: Int
        var number: Int
    }

    private(set) var timers: [Timer] = []
    private var order = 0

    var next: UInt64? { timers.first?.moment }

    mutating func add(_ number: Int, at moment: UInt64) {
        timers.append(Timer(moment: moment, order: order, number: number))
        order += 1
        timers.sort { ($0.moment, $0.order) < ($1.moment, $1.order) }
    }

    /// A timer of which there is one at most, which only gets sooner.
    mutating func hasten(_ number: Int, to moment: UInt64) {
        if let index = timers.firstIndex(where: { $0.number == number }) {
            guard moment < timers[index].moment else { return }
            timers.remove(at: index)
        }
        add(number, at: moment)
    }

    mutating func removeDue(at now: UInt64) -> Int? {
        guard let first = timers.first, first.moment <= now else { return nil }
        return timers.removeFirst().number
    }
}

/// A job that is never run, which a number stands for.
private func job(_ number: Int) -> TimerAction {
    unsafe .run(UnsafeMutableRawPointer(bitPattern: number + 1)!)
}

private func number(_ action: TimerAction?, _ signals: [Signal] = []) -> Int? {
    switch action {
    case .run(let job): Int(bitPattern: job) - 1
    case .expire(let signal): signals.firstIndex { $0 === signal }.map { -1 - $0 }
    case nil: nil
    }
}

private func at(_ moment: UInt64) -> Instant { Instant(nanoseconds: moment) }

@Suite struct TimerQueueTests {
    @Test(arguments: Seed.range(8))
    func theSoonestComesFirstAsInASortedList(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let loop = RunLoop(over: ManualEvents())
        let signals = (0..<12).map { _ in Signal(on: loop) }
        var queue = TimerQueue()
        var model = Model()
        // Few different moments, so that equal ones are common.
        for step in 0..<2000 {
            let moment = random.next() % 60
            switch random.next() % 5 {
            case 0, 1:
                queue.add(job(step), at: at(moment))
                model.add(step, at: moment)
            case 2:
                let index = Int(random.next() % 12)
                queue.add(.expire(signals[index]), at: at(moment))
                model.hasten(-1 - index, to: moment)
            default:
                let found = number(queue.removeDue(at: at(moment)), signals)
                #expect(found == model.removeDue(at: moment), "seed \(seed), step \(step)")
            }
            #expect(queue.next?.nanoseconds == model.next, "seed \(seed), step \(step)")
            #expect(queue.count == model.timers.count, "seed \(seed), step \(step)")
        }
    }

    @Test func equalMomentsComeInTheOrderOfAsking() {
        var queue = TimerQueue()
        for index in 0..<1000 { queue.add(job(index), at: at(UInt64(index % 3))) }
        let order = (0..<1000).map { _ in number(queue.removeDue(at: at(2)))! }
        #expect(order == (0..<3).flatMap { Array(stride(from: $0, to: 1000, by: 3)) })
        #expect(queue.count == 0)
        #expect(queue.next == nil)
    }

    @Test func nothingIsDueBeforeItsMoment() {
        var queue = TimerQueue()
        #expect(number(queue.removeDue(at: .never)) == nil)
        queue.add(job(7), at: at(100))
        #expect(number(queue.removeDue(at: at(99))) == nil)
        #expect(number(queue.removeDue(at: at(100))) == 7)
        #expect(number(queue.removeDue(at: .never)) == nil)
    }

    @Test func aHundredThousandTimersComeInOrder() {
        var random = SeededRandom(seed: Seed.ofThisRun)
        var queue = TimerQueue()
        var expected: [(UInt64, Int)] = []
        for index in 0..<100_000 {
            let moment = random.next() % 50_000
            queue.add(job(index), at: at(moment))
            expected.append((moment, index))
        }
        expected.sort { $0 < $1 }
        var wrong = 0
        for (_, index) in expected where number(queue.removeDue(at: .never)) != index { wrong += 1 }
        #expect(wrong == 0, "seed \(Seed.ofThisRun)")
        #expect(queue.count == 0)
    }
}
