// SPDX-License-Identifier: MIT
// Goal: no raise is lost and none counts twice, deadlines are kept, and a signal costs one timer however it is used.
// Method: tasks and fibers in a simulated domain, where time passes only by what is done; the order of an iteration (what
// was ready, timers, events) decides who is first. Then many signals under random raises, against a flag for each.

import SeededRandom
import TestSupport
import Testing
import XenSimulation

@testable import Unikernel

/// Runs a task in a domain without anything else in it; nothing may be left over.
func inADomain<Value: Sendable>(
    seed: UInt64 = Seed.ofThisRun, _ body: @escaping @Sendable (Domain) async throws -> Value
) throws -> Value {
    try Simulation.check(seed: seed) { simulation in
        try simulation.run(in: simulation.start(), body)
    }
}

extension RunLoop {
    /// A moment so many microseconds from now.
    func microseconds(_ count: UInt64) -> Instant { now.advanced(byNanoseconds: count * 1000) }
}

@Suite struct SignalTests {
    @Test func aRaiseBeforeTheWaitIsTaken() throws {
        let answers = try inADomain { domain in
            let signal = Signal(on: domain.loop)
            signal.raise()
            signal.raise()
            let first = await signal.wait()
            let second = await signal.wait(until: domain.loop.microseconds(10))
            return [first, second]
        }
        #expect(answers == [true, false])
    }

    @Test func aRaiseDuringTheWaitEndsIt() throws {
        let (raised, waited) = try inADomain { domain in
            let loop = domain.loop
            let signal = Signal(on: loop)
            let start = loop.now
            let raiser = Task {
                _ = await loop.sleep(nanoseconds: 5_000_000)
                signal.raise()
            }
            let raised = await signal.wait(until: loop.microseconds(1_000_000))
            await raiser.value
            return (raised, loop.now.nanoseconds - start.nanoseconds)
        }
        #expect(raised)
        #expect(waited >= 5_000_000 && waited < 6_000_000)
    }

    @Test func aRaiseFromWorkThatWasReadyIsBeforeADeadlineThatPassedMeanwhile() throws {
        let raised = try inADomain { domain in
            let signal = Signal(on: domain.loop)
            let deadline = domain.loop.microseconds(100)
            let raiser = Task {
                while domain.loop.now <= deadline {}
                signal.raise()
            }
            let raised = await signal.wait(until: deadline)
            await raiser.value
            return raised
        }
        #expect(raised)
    }

    @Test func aRaiseAfterTheDeadlineOfTheSameIterationIsKept() throws {
        let answers = try inADomain { domain in
            let loop = domain.loop
            let signal = Signal(on: loop)
            let moment = loop.microseconds(100)
            let raiser = Task {
                // This timer and the waiter's come in one iteration; the sleeper then runs in the next.
                _ = await loop.sleep(until: moment)
                signal.raise()
            }
            await Task.yield()
            let first = await signal.wait(until: moment)
            await raiser.value
            let second = await signal.wait(until: loop.now)
            return [first, second]
        }
        #expect(answers == [false, true])
    }

    @Test func aDeadlineInThePastEndsTheWaitInAnIteration() throws {
        let (raised, waited) = try inADomain { domain in
            let start = domain.loop.now
            let raised = await Signal(on: domain.loop).wait(until: Instant(nanoseconds: 1))
            return (raised, domain.loop.now.nanoseconds - start.nanoseconds)
        }
        #expect(!raised)
        #expect(waited < 10_000)
    }

    @Test(arguments: ["rising", "falling", "long and short"])
    func aSignalHasOneTimerHoweverOftenItIsWaitedFor(deadlines: String) throws {
        let counts = try inADomain { domain in
            let loop = domain.loop
            let signal = Signal(on: loop)
            let start = loop.now
            let isRaised = deadlines != "long and short"
            var most = 0
            for round in 0..<500 as Range<UInt64> {
                let distance =
                    switch deadlines {
                    case "rising": 1_000_000_000 + round * 1000
                    case "falling": 1_000_000_000 - round * 1000
                    default: round % 2 == 0 ? 1_000_000_000 : 20_000 * round
                    }
                let raiser = Task {
                    let count = loop.timerCount
                    if isRaised || round % 2 == 0 { signal.raise() }
                    return count
                }
                _ = await signal.wait(until: start.advanced(byNanoseconds: distance))
                most = max(most, await raiser.value)
            }
            let before = loop.timerCount
            // The last timer goes with the last deadline.
            _ = await loop.sleep(nanoseconds: 2_000_000_000)
            return [most, before, loop.timerCount]
        }
        #expect(counts[0] == 1)
        #expect(counts[1] <= 1)
        #expect(counts[2] == 0)
    }

    @Test func aTimerThatIsLeftFromAnEarlierWaitDoesNotEndALaterOne() throws {
        let (raised, waited) = try inADomain { domain in
            let loop = domain.loop
            let signal = Signal(on: loop)
            signal.raise()
            let raiser = Task { signal.raise() }
            await raiser.value
            _ = await signal.wait(until: loop.microseconds(1000))
            let other = Task { signal.raise() }
            _ = await signal.wait(until: loop.microseconds(1000))  // sets the timer
            await other.value
            let start = loop.now
            let raised = await signal.wait(until: loop.microseconds(50_000))
            return (raised, loop.now.nanoseconds - start.nanoseconds)
        }
        #expect(!raised)
        #expect(waited >= 50_000_000 && waited < 51_000_000)
    }

    @Test(arguments: Seed.range(4))
    func noRaiseIsLostAmongManySignals(seed: UInt64) throws {
        let (raises, wakes) = try inADomain(seed: seed) { domain in
            try await ManySignals(200, on: domain.loop, seed).run()
        }
        // Raises of a raised signal are one.
        #expect(wakes > 1000 && wakes <= raises, "seed \(seed)")
    }

    // MARK: Sleeping

    @Test func aSleepThatIsCancelledEndsAtOnce() throws {
        let (answers, waited) = try inADomain { domain in
            let loop = domain.loop
            let start = loop.now
            let sleepers = (0..<3).map { _ in
                Task { await loop.sleep(nanoseconds: 3_600_000_000_000) }
            }
            sleepers[0].cancel()  // before it has begun
            await Task.yield()
            sleepers[1].cancel()
            sleepers[1].cancel()
            _ = await loop.sleep(nanoseconds: 1_000_000)
            sleepers[2].cancel()
            var answers: [Bool] = []
            for sleeper in sleepers { answers.append(await sleeper.value) }
            return (answers, loop.now.nanoseconds - start.nanoseconds)
        }
        #expect(answers == [false, false, false])
        #expect(waited < 2_000_000)
    }

    @Test func aSleepThatIsOverWasNotCancelled() throws {
        let slept = try inADomain { domain in
            let sleeper = Task { await domain.loop.sleep(nanoseconds: 1000) }
            _ = await domain.loop.sleep(nanoseconds: 1_000_000)
            sleeper.cancel()
            return await sleeper.value
        }
        #expect(slept)
    }

    // MARK: Misuse

    @Test func twoWaitersTrap() async {
        await #expect(processExitsWith: .failure) {
            await SignalTests.waitTwice(atOnce: true)
        }
        await #expect(processExitsWith: .success) {
            await SignalTests.waitTwice(atOnce: false)
        }
    }

    /// Waits twice for one signal. Whatever else goes wrong, the process ends well, so that only a trap does not.
    private static func waitTwice(atOnce: Bool) async {
        _ = try? inADomain { domain in
            let signal = Signal(on: domain.loop)
            let deadline = domain.loop.microseconds(1000)
            let first = Task { await signal.wait(until: deadline) }
            await Task.yield()
            if !atOnce { _ = await first.value }
            _ = await signal.wait(until: domain.loop.microseconds(1000))
            _ = await first.value
        }
    }
}

/// A task for each of many signals, which waits for it, and one that raises them at random. After each raise there is a
/// wait that ends with it, and there are no more of those than raises. (There may be as many: a raise for a task that
/// was woken and has not run yet is kept.)
private final class ManySignals: @unchecked Sendable {  // one virtual CPU
    private let loop: RunLoop
    private let signals: [Signal]
    private var isUnseen: [Bool]
    private var credit: [Int]
    private var random: SeededRandom
    private var isOver = false
    private var raises = 0
    private var wakes = 0

    init(_ count: Int, on loop: RunLoop, _ seed: UInt64) {
        self.loop = loop
        signals = (0..<count).map { _ in Signal(on: loop) }
        isUnseen = Array(repeating: false, count: count)
        credit = Array(repeating: 0, count: count)
        random = SeededRandom(seed: seed)
    }

    func run() async throws -> (raises: Int, wakes: Int) {
        await withTaskGroup(of: Void.self) { group in
            for index in signals.indices { group.addTask { await self.waitAgainAndAgain(index) } }
            group.addTask { await self.raiseAtRandom() }
        }
        #expect(loop.timerCount <= signals.count)
        return (raises, wakes)
    }

    private func waitAgainAndAgain(_ index: Int) async {
        while !isOver {
            let deadline = loop.microseconds(random.next() % 2000)
            if await signals[index].wait(until: deadline) {
                #expect(credit[index] > 0, "signal \(index) was raised by nobody")
                credit[index] -= 1
                isUnseen[index] = false
                wakes += 1
            } else {
                #expect(loop.now >= deadline)
            }
            if random.isRare(4) { await Task.yield() }
        }
        let last = await signals[index].wait(until: loop.now)
        #expect(last || !isUnseen[index], "the last raise of signal \(index) was lost")
    }

    private func raiseAtRandom() async {
        for _ in 0..<3000 {
            let index = Int(random.next() % UInt64(signals.count))
            isUnseen[index] = true
            credit[index] += 1
            raises += 1
            signals[index].raise()
            if random.isRare(8) { await Task.yield() }
            if random.isRare(40) { _ = await loop.sleep(nanoseconds: random.next() % 1_000_000) }
        }
        isOver = true
    }
}
