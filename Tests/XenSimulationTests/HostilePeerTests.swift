// SPDX-License-Identifier: MIT
// A domain with a peer that wishes it ill. Method: over many seeds, a program that shares pages and waits for
// events while the peer storms, maps, closes and lets time jump, and hypercalls fail by chance. Nothing traps,
// every wait ends, and nothing is left over but what the peer will not let go of.

import SeededRandom
import TestSupport
import Testing
import Unikernel
import XenSimulation

private let villain = DomainID(66)

/// What the victim does, `rounds` times: it keeps up to four pages and channels and uses them at random.
private func live(_ domain: Domain, _ random: inout SeededRandom, rounds: Int) async {
    var channels: [EventChannel] = []
    for _ in 0..<rounds {
        switch random.next() % 6 {
        case 0:
            if channels.count < 4, let channel = try? domain.events.allocate(for: villain) {
                channels.append(channel)
            }
        case 1:
            if let index = channels.indices.randomElement(using: &random) {
                channels.remove(at: index).close()
            }
        case 2:
            if let channel = channels.randomElement(using: &random) { try? channel.notify() }
        case 3:
            if let channel = channels.randomElement(using: &random) {
                let deadline = domain.clock.now.advanced(byNanoseconds: random.next() % 200_000)
                if await !channel.wait(until: deadline) { #expect(domain.clock.now >= deadline) }
            }
        default:
            await share(domain, &random)
        }
    }
    for channel in channels { channel.close() }
}

/// Shares a page for a while; one for reading still says what was written when it is over.
private func share(_ domain: Domain, _ random: inout SeededRandom) async {
    let access: GrantAccess = random.isRare(2) ? .readOnly : .readWrite
    guard let page = try? GrantedPage(in: domain.grants, to: villain, access: access) else {
        return
    }
    #expect((0..<512).allSatisfy { page.bytes.load(fromByteOffset: 8 * $0, as: UInt64.self) == 0 })
    let word = random.next()
    unsafe page.bytes.storeBytes(of: word, toByteOffset: 800, as: UInt64.self)
    try? await Task.sleep(nanoseconds: random.next() % 300_000)
    if access == .readOnly {
        unsafe #expect(page.bytes.load(fromByteOffset: 800, as: UInt64.self) == word)
    }
}

@Test func aHostilePeerGetsNothingButWhatItWasGiven() throws {
    var (actions, quarantined, spurious) = (0, 0, UInt64(0))
    for seed in Seed.range(40) {
        try Simulation.check(seed: seed) { simulation in
            let domain = try simulation.start(memoryPages: 512)
            let peer = HostilePeer(villain, against: domain, in: simulation, steps: 400)
            simulation.faults = .one(in: 40)
            try simulation.run(in: domain, limit: 100_000) { domain in
                var random = SeededRandom(seed: seed)
                await live(domain, &random, rounds: 200)
            }
            let counters = domain.domain.grants.counters
            #expect(counters.active == 0, "MIRAGE_SEED=\(seed)")
            let kept = simulation.leaks()
            #expect(
                kept.count == 2 * (counters.quarantined + Int(counters.lost)),
                "MIRAGE_SEED=\(seed): \(kept)")
            actions += peer.actions
            quarantined += counters.quarantined
            spurious += domain.domain.events.counters.spurious
            // When the peer is gone, everything comes back.
            peer.vanish()
            domain.domain.grants.reclaim()
        }
    }
    // The test is worth something only if the peer did.
    #expect(actions > 2000)
    #expect(quarantined > 50)
    #expect(spurious > 50)
}
