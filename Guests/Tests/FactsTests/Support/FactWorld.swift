// SPDX-License-Identifier: MIT
// A simulated host with domains that the toolstack serves, in which facts are proved as a fact guest does it. At the end
// nothing of a domain may be left over, whether the fact held or not.

import Facts
import Unikernel
import XenSimulation

/// A fact as a value, for tables.
struct Fact: Sendable, CustomStringConvertible {
    /// Its function's name.
    let description: String
    let prove: @Sendable (Domain) async -> Verdict

    init(_ name: String, _ prove: @escaping @Sendable (Domain) async -> Verdict) {
        description = name
        self.prove = prove
    }
}

/// Domains, xenstored and the console daemons.
final class FactWorld: @unchecked Sendable {  // the simulation runs one thread at a time
    let simulation: Simulation
    let toolstack: SimulatedToolstack
    let guests: [SimulatedDomain]

    var xenstored: SimulatedXenstored { toolstack.xenstored }

    private init(_ simulation: Simulation, domains: Int) throws {
        self.simulation = simulation
        toolstack = SimulatedToolstack(in: simulation)
        guests = try (0..<domains).map { _ in try simulation.start() }
        for guest in guests { _ = try toolstack.serve(guest) }
    }

    /// Has `body` work with domains and expects that they have given everything back, except that stacks may be kept for
    /// the next fibers, `stacks` of them at most.
    static func check(
        seed: UInt64, domains: Int = 1, stacks: Int = 0,
        accepting isExpected: (Leak) -> Bool = { _ in false }, _ body: (FactWorld) throws -> Void
    ) throws {
        var kept = 0
        let accepts = { (leak: Leak) -> Bool in
            guard case .stack = leak, kept < stacks else { return isExpected(leak) }
            kept += 1
            return true
        }
        try Simulation.check(seed: seed, accepting: accepts) { simulation in
            let world = try FactWorld(simulation, domains: domains)
            try body(world)
            try world.settle()
        }
    }

    /// Where a domain is in xenstore.
    func home(_ guest: SimulatedDomain) -> String { "/local/domain/\(guest.id.rawValue)" }

    /// Starts to prove a fact in a domain.
    func begin(_ fact: Fact, in guest: SimulatedDomain) -> SimulatedTask<String?> {
        simulation.spawn(in: guest) { domain in
            switch await fact.prove(domain) {
            case .holds: nil
            case .fails(let reason): "\(fact): \(reason)"
            }
        }
    }

    /// Lets facts come to their end: what was found wrong, or nil.
    func finish(_ facts: [SimulatedTask<String?>]) throws -> [String?] {
        try simulation.run { facts.allSatisfy(\.isDone) }
        return try facts.map { try $0.value() ?? "it has no end" }
    }

    /// Proves a fact in the first domain.
    func prove(_ fact: Fact) throws -> String? {
        try finish([begin(fact, in: guests[0])])[0]
    }

    /// Writes a node that a domain may use as its own, as the toolstack does.
    func write(_ path: String, _ value: String, for guest: SimulatedDomain) {
        xenstored.write(
            "\(home(guest))/\(path)", value, permissions: [XenstorePermission(guest.id, .none)])
        toolstack.stirXenstored()
    }

    /// Lets all run until a domain says by `data/ready` how far it is.
    func awaitReady(_ word: String, _ guest: SimulatedDomain) throws {
        try simulation.run { [self] in
            xenstored.value("\(home(guest))/data/ready") == Array(word.utf8)
        }
    }

    /// Ends the domains' connections with xenstore after so many seconds, so that waits for what a broken xenstored
    /// never says have an end.
    func endConnections(afterSeconds seconds: UInt64) {
        for guest in guests {
            simulation.spawn(in: guest) { domain in
                _ = await domain.loop.sleep(nanoseconds: seconds * 1_000_000_000)
                try domain.xenstore().close()
            }
        }
    }

    /// Lets the daemons finish, and takes back what peers have let go of since.
    private func settle() throws {
        simulation.faults = .none
        toolstack.stirXenstored()
        let end = simulation.now + 1_000_000_000
        simulation.schedule(afterNanoseconds: 1_000_000_000) {}
        try simulation.run { [simulation] in simulation.now >= end }
        for guest in guests { guest.domain.grants.reclaim() }
    }
}
