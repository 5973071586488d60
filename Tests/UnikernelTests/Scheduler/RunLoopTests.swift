// SPDX-License-Identifier: MIT
// Goal: what an iteration of the loop does and in which order, and that it waits for as long as it should: until the
// next timer, for good when only events can come, not at all when there is work. Method: iterations by hand in a world
// that the test plays, with signals as what is waited for.

import Testing

@testable import Unikernel

private func at(_ moment: UInt64) -> Instant { Instant(nanoseconds: moment) }

@Suite struct RunLoopTests {
    let events = ManualEvents()
    let loop: RunLoop

    init() {
        loop = RunLoop(over: events)
    }

    @Test func withoutAnythingToWaitForALoopIsStuck() {
        #expect(loop.iterate() == .stuck)
        #expect(events.waits.isEmpty)
        events.hasListeners = true
        #expect(loop.iterate() == .waited)
        events.hasListeners = false
        #expect(loop.iterate() == .stuck)
        #expect(events.waits == [.never])
    }

    @Test func aLoopWaitsForTheSoonestTimer() {
        let (late, soon) = (Signal(on: loop), Signal(on: loop))
        loop.add(.expire(late), at: at(3000))
        loop.add(.expire(soon), at: at(2000))
        #expect(loop.timerCount == 2)
        #expect(loop.iterate() == .waited)
        #expect(loop.iterate() == .ran)
        #expect(loop.timerCount == 1)
        #expect(loop.iterate() == .waited)
        #expect(loop.iterate() == .ran)
        #expect(loop.iterate() == .stuck)
        #expect(events.waits == [at(2000), at(3000)])
    }

    @Test func anEventThatWasHandedOutIsAnIterationWithoutAWait() {
        let signal = Signal(on: loop)
        events.hasListeners = true
        events.pending = [signal]
        #expect(loop.iterate() == .ran)
        #expect(events.waits.isEmpty)
        let raised: Bool = signal.wait(until: at(0))
        #expect(raised)
    }

    // MARK: Waiting for all

    @Test func aWaitOutsideOfFibersEndsWithTheEvent() {
        let signal = Signal(on: loop)
        events.duringWait = { [events] in
            events.now = at(1500)
            events.pending = [signal]
        }
        let raised: Bool = signal.wait(until: at(9000))
        #expect(raised)
        #expect(events.waits == [at(9000)])
        #expect(loop.now == at(1500))
    }

    @Test func aWaitOutsideOfFibersEndsAtItsDeadline() {
        let signal = Signal(on: loop)
        let raised: Bool = signal.wait(until: at(9000))
        #expect(!raised)
        #expect(loop.now == at(9000))
        #expect(loop.timerCount == 0)
    }

    @Test func anEventAtTheDeadlineCounts() {
        let signal = Signal(on: loop)
        events.duringWait = { [events] in
            events.now = at(9000)
            events.pending = [signal]
        }
        let raised: Bool = signal.wait(until: at(9000))
        #expect(raised)
    }

    @Test func aRaiseIsKeptForOneWait() {
        let signal = Signal(on: loop)
        signal.raise()
        signal.raise()
        let first: Bool = signal.wait(until: at(1000))
        let second: Bool = signal.wait(until: at(1000))
        #expect(first)
        #expect(!second)
        #expect(events.waits.isEmpty)
    }

    @Test func aWaitForAnotherSignalKeepsTheRaise() {
        let (awaited, other) = (Signal(on: loop), Signal(on: loop))
        events.duringWait = { [events] in
            events.pending = events.waits.count == 1 ? [other] : [awaited]
        }
        let raised: Bool = awaited.wait(until: .init(nanoseconds: 9000))
        #expect(raised)
        #expect(events.waits.count == 2)
        let kept: Bool = other.wait(until: at(0))
        #expect(kept)
    }

    @Test func aWaitWithoutAnEndTraps() async {
        await #expect(processExitsWith: .failure) {
            let events = ManualEvents()
            let _: Bool = Signal(on: RunLoop(over: events)).wait()
        }
        // The same wait where an event can come.
        await #expect(processExitsWith: .success) {
            let events = ManualEvents()
            let signal = Signal(on: RunLoop(over: events))
            events.hasListeners = true
            events.duringWait = { events.pending = [signal] }
            let _: Bool = signal.wait()
        }
    }
}
