// SPDX-License-Identifier: MIT
// Goal: a domain that is saved and restored, or whose suspension is called off, goes on where it was: who waits, what
// time it is, console and xenstore; and nothing of before touches what a new domain has. Method: the simulated
// toolstack makes another domain of the memory of the one that stopped.

import SeededRandom
import TestSupport
import Testing
import XenSupport

@testable import Unikernel
@testable import XenSimulation

@Suite struct SuspendTests {
    // MARK: Who is told

    @Test(arguments: [ResumeOutcome.sameDomain, .newDomain])
    func suspendablesAreToldInOrder(outcome: ResumeOutcome) throws {
        try StoreWorld.suspending(as: outcome) { world in
            var order: [Int] = []
            let witnesses = [Witness(), Witness(), Witness()]
            for (number, witness) in witnesses.enumerated() {
                witness.whenWarned = { order.append(number) }
                witness.whenResumed = { _ in order.append(10 + number) }
                world.domain.add(witness)
            }
            world.domain.add(witnesses[0])
            let came = try await world.domain.suspend()
            #expect(came == outcome)
            #expect(order == [0, 1, 2, 10, 11, 12])
        }
    }

    @Test func whoIsRemovedIsToldNoMore() throws {
        try StoreWorld.suspending { world in
            let first = Witness()
            let second = Witness()
            for witness in [first, second] { world.domain.add(witness) }
            first.whenResumed = { _ in world.domain.remove(second) }
            _ = try await world.domain.suspend()
            world.domain.remove(first)
            _ = try await world.domain.suspend()
            #expect(first.told == ["will", "new"])
            #expect(second.told == ["will"])
        }
    }

    @Test func whoIsAddedDuringTheSuspensionIsToldOfAllOfIt() throws {
        try StoreWorld.suspending { world in
            let late = Witness()
            // Xenstore has a request to answer, so the suspension waits, and other tasks run.
            let request = world.start { try await world.store.write("data/any", 1) }
            let first = Witness()
            first.whenWarned = { world.start { world.domain.add(late) } }
            world.domain.add(first)
            await world.sleep(milliseconds: 0)
            _ = try await world.domain.suspend()
            #expect(late.told == ["will", "new"])
            _ = try await world.value(of: request)
        }
    }

    @Test func whoIsToldMayWaitAndOthersRunMeanwhile() throws {
        try StoreWorld.suspending { world in
            nonisolated(unsafe) var ticks = 0
            let ticker = world.start {
                for _ in 0..<1000 {
                    await world.sleep(milliseconds: 1)
                    ticks += 1
                }
            }
            let witness = Witness()
            witness.whenResumed = { _ in
                let before = ticks
                // Both waits park the fiber.
                try? world.store.write("data/back", "1")
                _ = Signal(on: world.domain.loop).wait(until: world.milliseconds(50)) as Bool
                #expect(ticks > before + 10)
            }
            world.domain.add(witness)
            _ = try await world.domain.suspend()
            #expect(text(try await world.store.read("data/back")) == "1")
            _ = try await world.value(of: ticker)
        }
    }

    @Test func aSecondSuspensionMustWaitForTheFirst() throws {
        try StoreWorld.suspending { world in
            let witness = Witness()
            var second: SimulatedTask<ResumeOutcome>?
            witness.whenResumed = { _ in
                second = world.start { try await world.domain.suspend() }
                _ = Signal(on: world.domain.loop).wait(until: world.milliseconds(5)) as Bool
            }
            world.domain.add(witness)
            _ = try await world.domain.suspend()
            #expect(throws: SuspendError.alreadySuspending) { try second!.value() }
            world.domain.remove(witness)
            let outcome = try await world.domain.suspend()
            #expect(outcome == .newDomain)
        }
    }

    // MARK: Time

    @Test(arguments: Seed.range(20))
    func timersKeepTheirDistance(seed: UInt64) throws {
        try StoreWorld.suspending(seed) { world in
            let start = world.domain.clock.now
            let sleeper = world.start { () -> UInt64 in
                await world.sleep(milliseconds: 1000)
                return world.domain.clock.now.nanoseconds - start.nanoseconds
            }
            await world.sleep(milliseconds: 400)
            let before = world.domain.clock.now
            _ = try await world.domain.suspend()
            let after = world.domain.clock.now
            #expect(after >= before)
            #expect(after.nanoseconds - before.nanoseconds < 50_000_000)
            let slept = try await world.value(of: sleeper)
            #expect(slept >= 1_000_000_000 && slept < 1_010_000_000)
        }
    }

    @Test(arguments: Seed.range(10))
    func theTimeOfDayIsThatOfTheHost(seed: UInt64) throws {
        try StoreWorld.suspending(seed) { world in
            for _ in 0..<5 {
                _ = try await world.domain.suspend()
                let present = Simulation.secondsSince1970 * 1_000_000_000 + world.simulation.now
                let told = try #require(world.domain.clock.nanosecondsSince1970)
                #expect(max(told, present) - min(told, present) < 1_000_000)
            }
        }
    }

    // MARK: Who waits

    @Test(arguments: Seed.range(8), [ResumeOutcome.sameDomain, .newDomain])
    func whoWaitsGoesOnWaiting(seed: UInt64, outcome: ResumeOutcome) throws {
        try StoreWorld.suspending(seed, as: outcome) { world in
            let signal = Signal(on: world.domain.loop)
            let raised = world.start { await signal.wait() }
            let parked = world.start {
                await world.domain.onFiber { () -> Bool in
                    Signal(on: world.domain.loop).wait(until: world.milliseconds(300))
                }
            }
            let watch = try await world.store.watch("data/told")
            _ = try await watch.next()
            let event = world.start { try await watch.next() }
            await world.sleep(milliseconds: 10)
            let came = try await world.domain.suspend()
            #expect(came == outcome)
            await world.sleep(milliseconds: 10)
            #expect(!raised.isDone && !parked.isDone)
            if outcome == .sameDomain { #expect(!event.isDone) }
            signal.raise()
            world.change { $0.write("\(world.home)/data/told", "x") }
            #expect(try await world.value(of: raised))
            #expect(try await world.value(of: parked) == false)
            #expect(try await world.value(of: event) == .changed(path: Array("data/told".utf8)))
            watch.cancel()
        }
    }

    // MARK: Channels

    @Test func channelsEndWithTheirDomain() throws {
        try StoreWorld.suspending { world in
            var former: [EventChannel] = []
            for _ in 0..<8 { former.append(try world.domain.events.allocate(for: .control)) }
            let waiter = world.start { [former] in await former[0].wait() }
            await world.sleep(milliseconds: 1)
            _ = try await world.domain.suspend()
            #expect(try await world.value(of: waiter) == false)
            var present: [EventChannel] = []
            for _ in 0..<8 { present.append(try world.domain.events.allocate(for: .control)) }
            #expect(former.contains { one in present.contains { $0.port == one.port } })
            for channel in former {
                #expect(channel.isClosed)
                #expect(throws: HypervisorFault(.notifyPort, .closed)) { try channel.notify() }
                channel.close()
            }
            for channel in present {
                #expect(try world.domain.hypervisor.status(of: channel.port) == .unbound(.control))
                channel.close()
            }
        }
    }

    @Test func aCalledOffSuspensionLeavesChannelsOpen() throws {
        try StoreWorld.suspending(as: .sameDomain) { world in
            let channel = try world.domain.events.allocate(for: .control)
            let remote = try world.toolstack.peer.bind(to: world.guest.id, channel.port)
            let waiter = world.start { await channel.wait() }
            _ = try await world.domain.suspend()
            await world.sleep(milliseconds: 1)
            #expect(!waiter.isDone)
            try world.toolstack.peer.notify(remote)
            #expect(try await world.value(of: waiter))
            channel.close()
        }
    }

    // MARK: Failures

    @Test(arguments: Seed.range(20))
    func aNewDomainOutlastsXensWantOfMemory(seed: UInt64) throws {
        try StoreWorld.suspending(seed) { world in
            world.simulation.faults = .one(in: 2)
            for _ in 0..<5 {
                let outcome = try await world.domain.suspend()
                #expect(outcome == .newDomain)
            }
            world.simulation.faults = .none
            #expect(world.domain.clock.now.nanoseconds > 0)
        }
    }

    @Test func aNewDomainWithoutXenstoreAndConsoleGoesOn() throws {
        try StoreWorld.suspending { world in
            let console = unsafe Console { unsafe _ = $0 }
            #expect(console.attach(to: world.domain))
            let reader = world.start { await console.readLine() }
            let watch = try await world.store.watch("data/told")
            _ = try await watch.next()
            let event = world.start { try await watch.next() }
            await world.sleep(milliseconds: 10)
            let handler = world.guest.machine.suspensionHandler!
            world.guest.machine.suspensionHandler = SuspensionHandler(
                leave: handler.leave,
                arrive: {
                    handler.arrive()
                    world.guest.machine.xen.parameters = [:]
                })
            let outcome = try await world.domain.suspend()
            #expect(outcome == .newDomain)
            #expect(try await world.value(of: reader) == nil)
            #expect(!console.isAttached)
            console.write("to nobody\n")
            #expect(world.store.fault == .absent)
            await #expect(throws: XenstoreError.disconnected(.absent)) {
                try await world.value(of: event)
            }
            watch.cancel()
        }
    }

    @Test func aConnectionThatHadEndedIsMadeAnewInANewDomain() throws {
        try StoreWorld.suspending { world in
            world.store.close()
            await #expect(throws: XenstoreError.self) { try await world.store.write("data/a", 1) }
            _ = try await world.domain.suspend()
            let store = try world.domain.xenstore()
            try await store.write("data/a", 1)
            #expect(try await store.readUInt64("data/a") == 1)
        }
    }
}
