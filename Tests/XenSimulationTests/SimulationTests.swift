// SPDX-License-Identifier: MIT
// The simulation itself: how runs end, what counts as a leak, and that a seed is a run. Method: small programs that
// end in each of the ways, and that leave each kind of thing behind.

import TestSupport
import Testing
import Unikernel
import XenSimulation

@Test func aDomainThatEndsItselfIsGone() throws {
    try Simulation.check(seed: 1) { simulation in
        let domain = try simulation.start()
        let peer = SimulatedPeer(in: simulation)
        #expect(throws: SimulationError.domainEnded(domain.id)) {
            try simulation.run(in: domain) { domain in
                _ = try domain.events.allocate(for: peer.id)
                _ = try GrantedPage(in: domain.grants, to: peer.id, access: .readOnly).reference
                domain.shutdown(.reboot)
            }
        }
        #expect(domain.shutdownReason == .reboot)
        // The others go on.
        let other = try simulation.start()
        #expect(try simulation.run(in: other) { _ in 5 } == 5)
    }
}

@Test func aSuspensionIsCalledOff() throws {
    let cancelled = try Simulation.check(seed: 1) { simulation in
        let domain = try simulation.start()
        return try simulation.run(in: domain) { try $0.hypervisor.shutdown(.suspend) }
    }
    #expect(cancelled)
}

@Test func waitingForNothingIsToldWithWhoWaits() throws {
    let simulation = Simulation(seed: 1)
    defer { simulation.end() }
    let domain = try simulation.start()
    _ = try simulation.start()
    let error = #expect(throws: SimulationError.self) {
        try simulation.run(in: domain) { domain in
            let channel = try domain.events.allocate(for: DomainID(2))
            _ = await channel.wait()
        }
    }
    #expect(
        error
            == .stuck([
                StuckDomain(id: DomainID(1), state: "waiting for port 3"),
                StuckDomain(id: DomainID(2), state: "idle"),
            ]))
}

@Test func aWaitInTheMiddleOfATaskCanBeLeftAtTheEnd() throws {
    let simulation = Simulation(seed: 1)
    let domain = try simulation.start()
    #expect(throws: SimulationError.self) {
        try simulation.run(in: domain) { domain in
            let channel = try domain.events.allocate(for: DomainID(2))
            waitForGood(channel)
        }
    }
    // Its processor is in the middle of a function that will never return; the end must not wait for it.
    simulation.end()
}

private func waitForGood(_ channel: EventChannel) {
    let _: Bool = channel.wait()
}

@Test func aLoopWithoutEndIsGivenUp() throws {
    let simulation = Simulation(seed: 1)
    defer { simulation.end() }
    let domain = try simulation.start()
    #expect(throws: SimulationError.stepLimit) {
        try simulation.run(in: domain, limit: 500) { _ in
            while true { await Task.yield() }
        }
    }
}

@Test func whatIsLeftBehindIsALeak() throws {
    let simulation = Simulation(seed: 1)
    defer { simulation.end() }
    let owner = try simulation.start()
    let user = try simulation.start()
    let machine = owner.machine
    #expect(simulation.leaks().isEmpty)
    let page = unsafe machine.allocatePages(1)!
    let pages = unsafe machine.allocatePages(3)!
    let stack = unsafe machine.allocateStack(4)!
    let reference = unsafe try owner.domain.grants.grant(page: page, to: user.id, access: .readOnly)
    let channel = try owner.domain.events.allocate(for: user.id)
    let handle = try user.domain.hypervisor.mapGrant(
        reference, of: owner.id, at: 1500 * 4096, .readOnly)
    let watch = Leak.other(owner.id, "a watch")
    simulation.leakSources.append { [watch] }
    let expected: [Leak] = [
        .grant(owner.id, reference), .port(owner.id, channel.port),
        .pages(owner.id, frame: 1, count: 1), .pages(owner.id, frame: 2, count: 3),
        .stack(owner.id, pageCount: 4), .mapping(user.id, of: owner.id, reference), watch,
    ]
    #expect(simulation.leaks() == expected)
    try user.domain.hypervisor.unmapGrant(handle, at: 1500 * 4096)
    try owner.domain.grants.revoke(reference)
    channel.close()
    unsafe machine.deallocateStack(stack, 4)
    unsafe machine.deallocatePages(pages, 3)
    unsafe machine.deallocatePages(page, 1)
    #expect(simulation.leaks() == [watch])
}

@Test func aPageThatIsGivenBackTooEarlyIsTold() throws {
    let simulation = Simulation(seed: 1)
    defer { simulation.end() }
    let domain = try simulation.start()
    let page = unsafe domain.machine.allocatePages(1)!
    let reference = unsafe try domain.domain.grants.grant(
        page: page, to: .control, access: .readOnly)
    unsafe domain.machine.deallocatePages(page, 1)
    try domain.domain.grants.revoke(reference)
    #expect(simulation.leaks() == [.freedWhileGranted(domain.id, frame: 1)])
}

@Test func aFailedCheckTellsItsSeed() throws {
    let failure = #expect(throws: SimulationFailure.self) {
        try Simulation.check(seed: 4711) { simulation in
            let domain = try simulation.start()
            _ = domain.machine.allocatePages(1)
        }
    }
    #expect(failure?.description.hasSuffix("[MIRAGE_SEED=4711]") == true)
    #expect(failure?.leaks.count == 1)
}

@Test func timeThatJumpsEndsTheWaits() throws {
    let late = try Simulation.check(seed: 1) { simulation in
        let domain = try simulation.start()
        simulation.schedule(afterNanoseconds: 1_000_000) {
            simulation.jump(byNanoseconds: 1_000_000_000_000)
        }
        return try simulation.run(in: domain) { domain in
            let before = domain.clock.now
            try await Task.sleep(nanoseconds: 5_000_000)
            return domain.clock.now.nanoseconds - before.nanoseconds
        }
    }
    #expect(late > 1_000_000_000_000)
}

@Test func theTimeOfDayGoesOnWithVirtualTime() throws {
    let (first, second) = try Simulation.check(seed: 1) { simulation in
        let domain = try simulation.start()
        return try simulation.run(in: domain) { domain in
            let first = domain.clock.nanosecondsSince1970
            try await Task.sleep(nanoseconds: 5_000_000_000)
            return (first, domain.clock.nanosecondsSince1970)
        }
    }
    // System time began one second before the first domain.
    let start = (Simulation.secondsSince1970 + 1) * 1_000_000_000
    #expect(try #require(first) - start < 100_000)
    #expect(try #require(second) - start - 5_000_000_000 < 200_000)
}

@Test func aSeedIsARunToTheNanosecond() throws {
    func run(_ seed: UInt64) throws -> [UInt64] {
        try Simulation.check(seed: seed, accepting: { _ in true }) { simulation in
            let domain = try simulation.start()
            let peer = HostilePeer(DomainID(9), against: domain, in: simulation, steps: 100)
            simulation.faults = .one(in: 20)
            try simulation.run(in: domain) { domain in
                for _ in 0..<50 {
                    guard let channel = try? domain.events.allocate(for: DomainID(9)) else {
                        continue
                    }
                    _ = await channel.wait(until: domain.clock.now.advanced(byNanoseconds: 100_000))
                    channel.close()
                }
            }
            var random = domain.domain.random
            return [
                simulation.now, UInt64(peer.actions), UInt64(peer.refusals), random.next(),
                domain.domain.events.counters.events,
            ]
        }
    }
    for seed in Seed.range(5) {
        #expect(try run(seed) == run(seed), "MIRAGE_SEED=\(seed)")
    }
    #expect(try run(1) != run(2))
}
