// SPDX-License-Identifier: MIT
// Event channels over the model of Xen. Method: one domain, and a peer that is played by the test.

import SeededRandom
import TestSupport
import Testing
import Unikernel
import XenSimulation

/// Has `body` run in a domain with a peer, and expects that nothing is left over.
private func withPeer<Success: Sendable>(
    seed: UInt64 = 1, _ body: @escaping @Sendable (Domain, SimulatedPeer) async throws -> Success
) throws -> Success {
    try Simulation.check(seed: seed) { simulation in
        let domain = try simulation.start()
        let peer = SimulatedPeer(in: simulation)
        return try simulation.run(in: domain) { try await body($0, peer) }
    }
}

private let domainID = DomainID(1)

@Test func anEventWakesTheTaskThatWaits() throws {
    let woken = try withPeer { domain, peer in
        let channel = try domain.events.allocate(for: peer.id)
        let port = try peer.bind(to: domainID, channel.port)
        peer.simulation.schedule(afterNanoseconds: 5_000_000) { try? peer.notify(port) }
        let before = domain.clock.now
        let raised = await channel.wait()
        channel.close()
        return (raised, domain.clock.now.nanoseconds - before.nanoseconds)
    }
    #expect(woken.0)
    #expect(woken.1 >= 5_000_000 && woken.1 < 5_100_000)
}

@Test func anEventBeforeTheWaitCounts() throws {
    let answers = try withPeer { domain, peer in
        let channel = try domain.events.allocate(for: peer.id)
        let port = try peer.bind(to: domainID, channel.port)
        try peer.notify(port)
        let first = await channel.wait(until: domain.clock.now.advanced(byNanoseconds: 1000))
        let second = await channel.wait(until: domain.clock.now.advanced(byNanoseconds: 1000))
        channel.close()
        return [first, second]
    }
    #expect(answers == [true, false])
}

@Test func manyEventsAreOne() throws {
    let counters = try withPeer { domain, peer in
        let channel = try domain.events.allocate(for: peer.id)
        let port = try peer.bind(to: domainID, channel.port)
        for _ in 0..<100 { try peer.notify(port) }
        _ = await channel.wait()
        channel.close()
        return domain.events.counters
    }
    #expect(counters.events == 1)
}

@Test func aWaitWithoutSuspendingWaitsTooAndNothingElseRuns() throws {
    let (raised, others) = try withPeer { domain, peer in
        let counter = Counter()
        let other = Task { counter.value += 1 }
        let channel = try domain.events.allocate(for: peer.id)
        let port = try peer.bind(to: domainID, channel.port)
        peer.simulation.schedule(afterNanoseconds: 1_000_000) { try? peer.notify(port) }
        let raised = waitInPlace(channel)
        let others = counter.value
        await other.value
        channel.close()
        return (raised, others)
    }
    #expect(raised)
    #expect(others == 0)
}

private func waitInPlace(_ channel: EventChannel) -> Bool { channel.wait() }

private final class Counter: @unchecked Sendable {  // one processor
    var value = 0
}

@Test func closingWakesTheWaiterAndLaterWaits() throws {
    let answers = try withPeer { domain, peer in
        let channel = try domain.events.allocate(for: peer.id)
        let waiter = Task { await channel.wait() }
        await Task.yield()
        channel.close()
        channel.close()
        let later = await channel.wait()
        return [await waiter.value, later, waitInPlace(channel)]
    }
    #expect(answers == [false, false, false])
}

@Test func aClosedChannelNotifiesNobody() throws {
    // The port's number may be another channel's by now.
    try withPeer { domain, peer in
        let channel = try domain.events.allocate(for: peer.id)
        channel.close()
        let other = try domain.events.allocate(for: peer.id)
        #expect(other.port == channel.port)
        #expect(throws: HypervisorFault(.notifyPort, .closed)) { try channel.notify() }
        other.close()
    }
}

@Test func notifyingReachesThePeer() throws {
    let heard = try withPeer { domain, peer in
        let port = try peer.allocatePort(for: domainID)
        let counter = Counter()
        peer.onEvent(port) { counter.value += 1 }
        let channel = try domain.events.bind(to: peer.id, port)
        try channel.notify()
        try await Task.sleep(nanoseconds: 1_000_000)
        try channel.notify()
        try await Task.sleep(nanoseconds: 1_000_000)
        channel.close()
        return counter.value
    }
    #expect(heard == 2)
}

@Test func bindingToNothingIsAFault() throws {
    try withPeer { domain, peer in
        #expect(throws: HypervisorFault(.bindPort, .error(22))) {
            try domain.events.bind(to: peer.id, EventPort(5))
        }
        #expect(throws: HypervisorFault(.bindPort, .error(3))) {
            try domain.events.bind(to: DomainID(99), EventPort(5))
        }
    }
}

@Test func adoptingWhatCannotBeAPortIsAFault() throws {
    try withPeer { domain, peer in
        let channel = try domain.events.allocate(for: peer.id)
        for port in [0, 4096, UInt32.max, channel.port.rawValue] {
            #expect(throws: HypervisorFault(.adoptPort, .answerOutOfRange(UInt64(port)))) {
                try domain.events.adopt(EventPort(port), peer: peer.id)
            }
        }
        channel.close()
    }
}

@Test func portsRunOut() throws {
    try withPeer { domain, peer in
        var channels: [EventChannel] = []
        var fault: HypervisorFault?
        while fault == nil {
            do {
                channels.append(try domain.events.allocate(for: peer.id))
            } catch {
                fault = error as? HypervisorFault
            }
        }
        #expect(fault == HypervisorFault(.allocateUnboundPort, .error(28)))
        #expect(channels.count == 1021)  // 1,023 but for the toolstack's two
        for channel in channels { channel.close() }
    }
}

@Test func moreChannelsThanAPollCanNameAllWakeTheirWaiters() throws {
    let heard = try withPeer { domain, peer in
        var channels: [EventChannel] = []
        var ports: [EventPort] = []
        for _ in 0..<300 {
            let channel = try domain.events.allocate(for: peer.id)
            channels.append(channel)
            ports.append(try peer.bind(to: domainID, channel.port))
        }
        var heard = 0
        for index in [299, 0, 130, 127, 128] {
            let port = ports[index]
            peer.simulation.schedule(afterNanoseconds: 3_000_000) { try? peer.notify(port) }
            let before = domain.clock.now
            guard await channels[index].wait() else { break }
            // Within the millisecond that such a poll lasts at most.
            if domain.clock.now.nanoseconds - before.nanoseconds < 4_100_000 { heard += 1 }
        }
        for channel in channels { channel.close() }
        return heard
    }
    #expect(heard == 5)
}

@Test func noEventIsSleptOver() throws {
    // Events come at any moment, also between the last look at the pending bits and the poll. Nobody sets a
    // deadline, so a lost event ends the run as stuck.
    for seed in Seed.range(30) {
        try withPeer(seed: seed) { domain, peer in
            var random = SeededRandom(seed: seed)
            let channels = try (0..<200).map { _ in try domain.events.allocate(for: peer.id) }
            let ports = try channels.map { try peer.bind(to: domainID, $0.port) }
            for _ in 0..<40 {
                let index = Int(random.next() % 200)
                peer.simulation.schedule(afterNanoseconds: random.next() % 3000) {
                    try? peer.notify(ports[index])
                }
                #expect(await channels[index].wait())
            }
            for channel in channels { channel.close() }
        }
    }
}

@Test func aPortThatXenDoesNotKnowCostsTimeAndNothingElse() throws {
    // The toolstack may give a number that is none: the poll fails, and timers go on.
    let refused = try Simulation.check(seed: 1) { simulation in
        let domain = try simulation.start()
        return try simulation.run(in: domain) { domain in
            let channel = try domain.events.adopt(EventPort(4000), peer: .control)
            let before = domain.clock.now
            let raised = await channel.wait(until: before.advanced(byNanoseconds: 10_000_000))
            #expect(!raised)
            #expect(domain.clock.now.nanoseconds - before.nanoseconds < 10_100_000)
            channel.close()
            return domain.events.counters
        }
    }
    #expect(refused.refusedWaits >= 10 && refused.refusedWaits < 20)
    #expect(refused.refusedCloses == 1)
}
