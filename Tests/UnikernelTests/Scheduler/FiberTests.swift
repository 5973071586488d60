// SPDX-License-Identifier: MIT
// Goal: what is on a fiber's stack stays there however deep it waits and whoever else runs, stacks are used again and
// given back, and a fiber for which there is none is not run. Method: simulated domains, whose machine counts stacks;
// fibers that wait at each depth of a recursion, with words of chance in every frame.

import SeededRandom
import TestSupport
import Testing
import XenSimulation

@testable import Unikernel

extension Simulation {
    /// Stacks that the domains have now.
    fileprivate var stackCount: Int {
        leaks().count { if case .stack = $0 { true } else { false } }
    }
}

@Suite struct FiberTests {
    @Test(arguments: Seed.range(10))
    func whatIsOnAStackStaysThere(seed: UInt64) throws {
        let sums = try inADomain(seed: seed) { domain in
            let stacks = FiberStacks(on: domain.machine)
            return await withTaskGroup(of: Bool.self) { group in
                for number in 0..<20 as Range<UInt64> {
                    group.addTask {
                        let sum = await Fiber.run(in: stacks, on: domain.loop) {
                            var random = SeededRandom(seed: seed &+ number)
                            return dive(to: 24, &random, domain.loop)
                        }
                        var random = SeededRandom(seed: seed &+ number)
                        return sum == dive(to: 24, &random, nil)
                    }
                }
                var right = 0
                for await isRight in group where isRight { right += 1 }
                return right
            }
        }
        #expect(sums == 20, "seed \(seed)")
    }

    @Test func aFiberTakesAStackThatAnotherHasLeft() throws {
        try Simulation.check(seed: Seed.ofThisRun) { simulation in
            let simulated = try simulation.start()
            let counts = try simulation.run(in: simulated) { domain in
                let stacks = FiberStacks(on: domain.machine)
                for number in 0..<50 {
                    let answer = await Fiber.run(in: stacks, on: domain.loop) { number }
                    #expect(answer == number)
                }
                let afterOneByOne = simulation.stackCount
                await withTaskGroup(of: Void.self) { group in
                    for _ in 0..<5 {
                        group.addTask {
                            _ = await Fiber.run(in: stacks, on: domain.loop) {
                                Signal(on: domain.loop).wait(until: domain.loop.microseconds(100))
                            }
                        }
                    }
                }
                return [afterOneByOne, simulation.stackCount]
            }
            #expect(counts == [1, 5])
            #expect(simulation.stackCount == 0)
        }
    }

    @Test func withoutMemoryForAStackNothingIsRun() throws {
        let answers = try inADomain { domain in
            // More than there are addresses.
            let stacks = FiberStacks(on: domain.machine, pageCount: 1 << 40)
            let nothing: Void? = await Fiber.run(in: stacks, on: domain.loop) {
                Issue.record("the fiber was run")
            }
            let other = await Fiber.run(in: FiberStacks(on: domain.machine), on: domain.loop) { 5 }
            return (nothing == nil, other)
        }
        #expect(answers == (true, 5))
    }

    @Test func theStackOfAFiberThatNeverEndsIsALeak() throws {
        let failure = #expect(throws: SimulationFailure.self) {
            try Simulation.check(seed: Seed.ofThisRun) { simulation in
                let domain = try simulation.start()
                try simulation.run(in: domain) { domain in
                    let stacks = FiberStacks(on: domain.machine, pageCount: 8)
                    Task {
                        await Fiber.run(in: stacks, on: domain.loop) {
                            let _: Bool = Signal(on: domain.loop).wait()
                        }
                    }
                    _ = await domain.loop.sleep(nanoseconds: 1_000_000)
                }
            }
        }
        #expect(failure?.leaks == [.stack(DomainID(1), pageCount: 8)])
    }

    @Test func aFibersWaitEndsByRaiseOrDeadline() throws {
        let answers = try inADomain { domain in
            let loop = domain.loop
            let signal = Signal(on: loop)
            return await Fiber.run(in: FiberStacks(on: domain.machine), on: loop) {
                let early: Bool = signal.wait(until: loop.microseconds(10))
                signal.raise()
                let kept: Bool = signal.wait(until: loop.microseconds(10))
                Task {
                    _ = await loop.sleep(nanoseconds: 20_000)
                    signal.raise()
                }
                let raised: Bool = signal.wait(until: loop.microseconds(1000))
                let before = loop.now
                let late: Bool = signal.wait(until: loop.microseconds(100))
                return [early, kept, raised, late, loop.now >= before.advanced(byNanoseconds: 1)]
            }
        }
        #expect(answers == [false, true, true, false, true])
    }

    @Test func twoFibersThatWaitForOneSignalTrap() async {
        await #expect(processExitsWith: .failure) { FiberTests.waitOnTwoFibers(atOnce: true) }
        await #expect(processExitsWith: .success) { FiberTests.waitOnTwoFibers(atOnce: false) }
    }

    /// Whatever else goes wrong, the process ends well, so that only a trap does not.
    private static func waitOnTwoFibers(atOnce: Bool) {
        _ = try? inADomain { domain in
            let stacks = FiberStacks(on: domain.machine)
            let signal = Signal(on: domain.loop)
            let wait = { @Sendable () -> Bool in
                signal.wait(until: domain.loop.microseconds(1000))
            }
            let first = Task { await Fiber.run(in: stacks, on: domain.loop, wait) }
            await Task.yield()
            if !atOnce { _ = await first.value }
            _ = await Fiber.run(in: stacks, on: domain.loop, wait)
            _ = await first.value
        }
    }
}

/// Calls itself to a depth and waits in every call, with numbers in its frame that are added up on the way back.
/// Without a loop it waits for nothing and comes to the same sum.
@inline(never)
private func dive(to depth: Int, _ random: inout SeededRandom, _ loop: RunLoop?) -> UInt64 {
    let words = (random.next(), random.next(), random.next())
    let part = Double(random.next() % 1000)
    let delay = random.next() % 50_000
    if let loop {
        let deadline = loop.now.advanced(byNanoseconds: delay)
        let raised: Bool = Signal(on: loop).wait(until: deadline)
        #expect(!raised && loop.now >= deadline)
    }
    let below = depth == 0 ? 0 : dive(to: depth - 1, &random, loop)
    if let loop {
        let raised: Bool = Signal(on: loop).wait(until: loop.now.advanced(byNanoseconds: delay))
        #expect(!raised)
    }
    return below &* 31 &+ (words.0 ^ words.1) &+ words.2 &+ UInt64(part * 2)
}
