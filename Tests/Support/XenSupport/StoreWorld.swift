// SPDX-License-Identifier: MIT
// A domain with xenstored and a console daemon in the simulation, for the tests of both. A failure names the seed;
// at the end nothing of the domain may be left over.

import SeededRandom
import TestSupport
import XenSimulation

@testable import Unikernel

package func text(_ bytes: [UInt8]?) -> String? {
    bytes.map { String(decoding: $0, as: UTF8.self) }
}

/// A simulated domain and its daemons.
package final class StoreWorld: @unchecked Sendable {  // the simulation runs one thread at a time
    package let simulation: Simulation
    package let toolstack: SimulatedToolstack
    package let guest: SimulatedDomain
    package let daemon: SimulatedConsole
    package private(set) var store: Xenstore!

    package var xenstored: SimulatedXenstored { toolstack.xenstored }
    package var domain: Domain { guest.domain }
    package var home: String { "/local/domain/\(guest.id.rawValue)" }

    package init(_ simulation: Simulation, ringStart: UInt32 = 0, receiveBudget: Int? = nil) throws
    {
        self.simulation = simulation
        toolstack = SimulatedToolstack(in: simulation)
        guest = try simulation.start()
        daemon = try toolstack.serve(guest, ringStart: ringStart)
        if let receiveBudget {
            let page = try ToolstackPage(of: domain, frame: .storeFrame, port: .storePort)!
            let channel = try domain.events.adopt(page.port, peer: .control)
            store = try unsafe Xenstore(
                page: page.address, channel: channel, on: domain.loop, firstIdentifier: .max - 1,
                receiveBudget: receiveBudget)
        } else {
            store = try domain.xenstore()
        }
    }

    /// Has `body` run with a domain and checks that nothing is left over.
    package static func check(
        _ seed: UInt64 = Seed.ofThisRun, ringStart: UInt32 = 0, receiveBudget: Int? = nil,
        accepting isExpected: (Leak) -> Bool = { _ in false },
        _ body: (StoreWorld) throws -> Void
    ) throws {
        try Simulation.check(seed: seed, accepting: isExpected) { simulation in
            let world = try StoreWorld(
                simulation, ringStart: ringStart, receiveBudget: receiveBudget)
            try body(world)
            world.settle()
        }
    }

    /// Runs code in the domain that neither suspends nor is on a fiber.
    package func plainly<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) throws
        -> Value
    {
        try simulation.run(in: guest) { _ in try body() }
    }

    /// The same, with the connection.
    package static func plainly(
        _ seed: UInt64 = Seed.ofThisRun, ringStart: UInt32 = 0,
        _ body: @escaping @Sendable (StoreWorld, Xenstore) throws -> Void
    ) throws {
        try check(seed, ringStart: ringStart) { world in
            try world.plainly { try body(world, world.store) }
        }
    }

    /// Runs tasks in the domain, each to its end.
    package func run<Value: Sendable>(_ bodies: [@Sendable () async throws -> Value]) throws
        -> [Value]
    {
        let tasks = bodies.map { body in simulation.spawn(in: guest) { _ in try await body() } }
        try simulation.run { tasks.allSatisfy(\.isDone) }
        return try tasks.map { try $0.value()! }
    }

    /// Lets the daemons finish what they have to do.
    package func settle() {
        toolstack.stirXenstored()
        let end = simulation.now + 1_000_000_000
        simulation.schedule(afterNanoseconds: 1_000_000_000) {}
        try? simulation.run { [simulation] in simulation.now >= end }
    }

    /// A moment so many milliseconds from now.
    package func milliseconds(_ count: UInt64) -> Instant {
        domain.clock.now.advanced(byNanoseconds: count * 1_000_000)
    }

    /// Changes the tree from outside while the domain runs.
    package func change(_ body: (SimulatedXenstored) -> Void) {
        body(xenstored)
        toolstack.stirXenstored()
    }
}
