// SPDX-License-Identifier: MIT
// Goal: where Xen, xenstored or another domain works against a fact, the fact may not hold, but its code does not trap,
// comes to an end and leaves nothing over. Method: the facts with hypercalls that fail by chance, with a xenstored that
// breaks its protocol in each of the known ways, and with other sides that do all that Xen lets them.

import Facts
import Testing
import Unikernel
import XenSimulation

/// Watches and transactions of a connection that is dead, which xenstored forgets with the domain.
private func isXenstoreds(_ leak: Leak) -> Bool {
    if case .other = leak { true } else { false }
}

/// Counts what facts came to, so that a test can tell that the hostile actions reached them.
private final class Tally: @unchecked Sendable {  // one test, one thread
    private(set) var held = 0
    private(set) var failed = 0

    func count(_ results: [String?]) {
        for result in results {
            if result == nil { held += 1 } else { failed += 1 }
        }
    }
}

@Suite struct HostileTests {
    /// The facts for which the test does not need to do anything while they run.
    private static let single = Fact.ofXen + Fact.ofXenstore

    @Test(arguments: [4, 40] as [UInt64])
    func hypercallsThatFailAreNotTheEnd(rarity: UInt64) throws {
        let tally = Tally()
        for seed in seeds(8) {
            for fact in Self.single {
                try FactWorld.check(seed: seed, stacks: fact.stacks, accepting: isXenstoreds) {
                    world in
                    world.simulation.faults = .one(in: rarity)
                    tally.count([try world.prove(fact)])
                }
            }
        }
        #expect(tally.held > 10)
        #expect(tally.failed > 10)
    }

    @Test(arguments: [10, 60] as [UInt64])
    func aPageIsNotLostWhereHypercallsFail(rarity: UInt64) throws {
        let tally = Tally()
        for seed in seeds(20) {
            try FactWorld.check(seed: seed, domains: 2, accepting: isXenstoreds) { world in
                world.simulation.faults = .one(in: rarity)
                tally.count(try share(world))
            }
        }
        #expect(tally.failed > 5)
    }

    @Test(arguments: XenstoredHostileAction.allCases)
    func aHostileXenstoredIsNotTheEnd(action: XenstoredHostileAction) throws {
        for seed in seeds(3) {
            for fact in Fact.ofXenstore + [.shutdown, .owner] {
                try FactWorld.check(seed: seed, accepting: isXenstoreds) { world in
                    provoke(world, action)
                    world.write("data/peer", "1", for: world.guests[0])
                    _ = try world.prove(fact)
                }
            }
            try FactWorld.check(seed: seed, domains: 2, accepting: isXenstoreds) { world in
                provoke(world, action)
                _ = try share(world)
            }
        }
    }

    @Test func aHostilePeerIsNotTheEnd() throws {
        let villain = DomainID(66)
        var actions = 0
        for seed in seeds(5) {
            for fact in Self.single + [.owner, .reader] {
                try FactWorld.check(seed: seed, stacks: fact.stacks, accepting: isXenstoreds) {
                    world in
                    let guest = world.guests[0]
                    let peer = HostilePeer(
                        villain, against: guest, in: world.simulation, steps: 1500)
                    world.write("data/peer", "66", for: guest)
                    for node in ["grant", "port"] {
                        let number = UInt64.random(in: 0...20, using: &world.simulation.random)
                        world.xenstored.write(
                            "/local/domain/66/data/\(node)", "\(number)",
                            permissions: [XenstorePermission(villain, .read)])
                    }
                    _ = try world.prove(fact)
                    actions += peer.actions
                    peer.vanish()
                }
            }
        }
        #expect(actions > 1000)
    }

    @Test func aReaderThatDoesNotKeepToTheRulesIsNotTheEnd() throws {
        let tally = Tally()
        for seed in seeds(30) {
            try FactWorld.check(seed: seed, domains: 2, accepting: isXenstoreds) { world in
                let (owner, reader) = (world.guests[0], world.guests[1])
                world.write("data/peer", "\(reader.id.rawValue)", for: owner)
                let other = world.simulation.spawn(in: reader) { domain in
                    try await usePageBadly(domain, of: DomainID(1), seed)
                }
                tally.count(try world.finish([world.begin(.owner, in: owner)]))
                try world.simulation.run { other.isDone }
            }
        }
        #expect(tally.failed > 10)
    }

    @Test func anOwnerThatDoesNotKeepToTheRulesIsNotTheEnd() throws {
        let tally = Tally()
        for seed in seeds(30) {
            try FactWorld.check(seed: seed, domains: 2, accepting: isXenstoreds) { world in
                let (owner, reader) = (world.guests[0], world.guests[1])
                world.write("data/peer", "\(owner.id.rawValue)", for: reader)
                let other = world.simulation.spawn(in: owner) { domain in
                    try await ownPageBadly(domain, against: DomainID(2), seed)
                }
                tally.count(try world.finish([world.begin(.reader, in: reader)]))
                try world.simulation.run { other.isDone }
            }
        }
        #expect(tally.failed > 10)
    }

    private func provoke(_ world: FactWorld, _ action: XenstoredHostileAction) {
        world.xenstored.hostileAction = action
        world.endConnections(afterSeconds: 100)
    }

    /// Has both sides share a page, and waits until both are through.
    private func share(_ world: FactWorld) throws -> [String?] {
        for (index, guest) in world.guests.enumerated() {
            world.write("data/peer", "\(world.guests[1 - index].id.rawValue)", for: guest)
        }
        return try world.finish([
            world.begin(.owner, in: world.guests[0]), world.begin(.reader, in: world.guests[1]),
        ])
    }
}
