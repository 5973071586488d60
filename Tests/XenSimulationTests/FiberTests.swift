// SPDX-License-Identifier: MIT
// Fibers in simulated domains: synchronous code that waits while tasks go on. Method: a fiber waits for a peer's
// event, a task counts meanwhile.

import Testing
import Unikernel
import XenSimulation

private final class Counter: @unchecked Sendable {  // one processor
    var value = 0
}

@Test func aFiberThatWaitsDoesNotStopTheTasks() throws {
    let (raised, counted) = try Simulation.check(seed: 1) { simulation in
        let domain = try simulation.start()
        let peer = SimulatedPeer(in: simulation)
        return try simulation.run(in: domain) { domain in
            let stacks = FiberStacks(on: domain.machine)
            let channel = try domain.events.allocate(for: peer.id)
            let port = try peer.bind(to: DomainID(1), channel.port)
            peer.simulation.schedule(afterNanoseconds: 10_500_000) { try? peer.notify(port) }
            let counter = Counter()
            let ticker = Task {
                while !Task.isCancelled {
                    try await Task.sleep(nanoseconds: 1_000_000)
                    counter.value += 1
                }
            }
            let raised = await Fiber.run(in: stacks, on: domain.loop) { channel.wait() }
            ticker.cancel()
            channel.close()
            return (raised, counter.value)
        }
    }
    #expect(raised == true)
    #expect(counted == 10)
}
