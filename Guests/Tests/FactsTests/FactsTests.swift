// SPDX-License-Identifier: MIT
// Goal: what the fact guests prove on real Xen also holds in the simulation, which is then a fair model of it. Method:
// every fact over several seeds, with the simulated toolstack where it takes part; nothing may be left over.

import Facts
import Testing
import Unikernel
import XenSimulation

@Suite struct FactsTests {
    @Test(arguments: Fact.ofXen + Fact.ofXenstore, seeds(12))
    func aFactHolds(fact: Fact, seed: UInt64) throws {
        try FactWorld.check(seed: seed, stacks: fact.stacks) { world in
            let wrong = try world.prove(fact)
            #expect(wrong == nil, "MIRAGE_SEED=\(seed)")
        }
    }

    @Test(arguments: seeds(12))
    func allFactsHoldAtATime(seed: UInt64) throws {
        try FactWorld.check(seed: seed, stacks: 2) { world in
            let facts = (Fact.ofXen + Fact.ofXenstore).map { world.begin($0, in: world.guests[0]) }
            let wrong = try world.finish(facts).compactMap { $0 }
            #expect(wrong == [], "MIRAGE_SEED=\(seed)")
        }
    }

    @Test(arguments: seeds(30))
    func twoDomainsShareAPage(seed: UInt64) throws {
        try FactWorld.check(seed: seed, domains: 2) { world in
            let facts = [
                world.begin(.owner, in: world.guests[0]), world.begin(.reader, in: world.guests[1]),
            ]
            // The toolstack tells them who the other is, one sooner than the other.
            for (index, guest) in world.guests.enumerated() {
                let other = world.guests[1 - index]
                let delay = UInt64.random(in: 0...200_000_000, using: &world.simulation.random)
                world.simulation.schedule(afterNanoseconds: delay) {
                    world.write("data/peer", "\(other.id.rawValue)", for: guest)
                }
            }
            let wrong = try world.finish(facts)
            #expect(wrong == [nil, nil], "MIRAGE_SEED=\(seed)")
        }
    }

    @Test(arguments: seeds(12))
    func aShutdownIsRequested(seed: UInt64) throws {
        #expect(try afterRequest("poweroff", seed) == nil, "MIRAGE_SEED=\(seed)")
    }

    @Test func anotherRequestIsNotTaken() throws {
        #expect(
            try afterRequest("reboot", seeds(1)[0]) == "shutdownIsRequested: another request came")
    }

    @Test(arguments: seeds(12), [ResumeOutcome.sameDomain, .newDomain])
    func aSuspendedDomainGoesOn(seed: UInt64, outcome: ResumeOutcome) throws {
        let isNew = outcome == .newDomain
        // The fact does not end its task that listens; a fiber's stack is kept.
        try FactWorld.check(
            seed: seed, stacks: 1, accepting: { "\($0)".contains("control/shutdown") }
        ) {
            world in
            let guest = world.guests[0]
            world.toolstack.outcomeOfSuspension = { outcome }
            world.write("domid", "\(guest.id.rawValue)", for: guest)
            let fact = world.begin(isNew ? .restored : .calledOff, in: guest)
            try world.awaitReady(isNew ? "2" : "1", guest)
            // A program starts to listen once, with its first fact.
            if isNew {
                world.simulation.spawn(in: guest) { try await $0.answerShutdownRequests { _ in } }
            }
            let former = guest.id
            world.toolstack.request("suspend", of: guest)
            if isNew {
                try world.simulation.run { guest.id != former }
                world.write("domid", "\(guest.id.rawValue)", for: guest)
            }
            try world.awaitReady(isNew ? "3" : "1", guest)
            world.write("data/told", isNew ? "3" : "1", for: guest)
            let wrong = try world.finish([fact])
            #expect(wrong == [nil], "MIRAGE_SEED=\(seed)")
        }
    }

    /// What the fact comes to when the toolstack makes this request once the domain says that it listens.
    private func afterRequest(_ word: String, _ seed: UInt64) throws -> String? {
        var wrong: String?
        try FactWorld.check(seed: seed) { world in
            let guest = world.guests[0]
            world.write("control/shutdown", "", for: guest)
            let fact = world.begin(.shutdown, in: guest)
            try world.simulation.run {
                world.xenstored.value("\(world.home(guest))/data/ready") == Array("1".utf8)
            }
            #expect(!fact.isDone)
            world.write("control/shutdown", word, for: guest)
            wrong = try world.finish([fact])[0]
            // The request was acknowledged.
            #expect(world.xenstored.value("\(world.home(guest))/control/shutdown") == [])
        }
        return wrong
    }

    @Test func aFactThatDoesNotHoldIsTold() throws {
        try FactWorld.check(seed: seeds(1)[0]) { world in
            let fact = Fact("aFact") { _ in
                await verdict { () throws(Failure) in
                    try require(false, "a reason")
                }
            }
            let wrong = try world.prove(fact)
            #expect(wrong == "aFact: a reason")
        }
    }
}
