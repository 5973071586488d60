// SPDX-License-Identifier: MIT
// Two domains, a shared page and an event channel between them. Method: a counter goes to and fro, and the trace
// of who saw what when is a function of the seed.

import Testing
import Unikernel
import XenSimulation

/// Lets a counter in a page of the first domain go to and fro, and gives back how long it took.
private func pingPong(seed: UInt64, rounds: Int) throws -> UInt64 {
    try Simulation.check(seed: seed) { simulation in
        let server = try simulation.start()
        let client = try simulation.start()
        let (clientID, serverID) = (client.id, server.id)
        let offer = Offer()
        let served = simulation.spawn(in: server) { domain in
            let page = try GrantedPage(in: domain.grants, to: clientID, access: .readWrite)
            let channel = try domain.events.allocate(for: clientID)
            offer.make(page.reference, channel.port)
            for round in 1...rounds {
                while unsafe page.bytes.load(as: Int.self) != 2 * round - 1 {
                    _ = await channel.wait()
                }
                unsafe page.bytes.storeBytes(of: 2 * round, as: Int.self)
                try channel.notify()
            }
            // The client says that it is gone by one more event.
            while unsafe page.bytes.load(as: Int.self) != -1 { _ = await channel.wait() }
            channel.close()
        }
        try simulation.run(in: client) { domain in
            while offer.reference == nil { try await Task.sleep(nanoseconds: 1000) }
            let channel = try domain.events.bind(to: serverID, offer.port!)
            try await play(domain, channel, offer.reference!, of: serverID, rounds)
            try channel.notify()
            channel.close()
        }
        try simulation.run { served.isDone }
        try served.value()
        return simulation.now
    }
}

private func play(
    _ domain: Domain, _ channel: EventChannel, _ reference: GrantReference, of server: DomainID,
    _ rounds: Int
) async throws {
    let page = try domain.grants.map(reference, from: server, access: .readWrite)
    for round in 1...rounds {
        unsafe page.bytes.storeBytes(of: 2 * round - 1, as: Int.self)
        try channel.notify()
        while unsafe page.bytes.load(as: Int.self) != 2 * round { _ = await channel.wait() }
    }
    unsafe page.bytes.storeBytes(of: -1, as: Int.self)
}

private final class Offer: @unchecked Sendable {  // the simulation runs one thread at a time
    var reference: GrantReference?
    var port: EventPort?

    func make(_ reference: GrantReference, _ port: EventPort) {
        self.port = port
        self.reference = reference
    }
}

@Test func aCounterGoesToAndFro() throws {
    _ = try pingPong(seed: 7, rounds: 100)
}

@Test func aSeedReplaysARun() throws {
    let first = try pingPong(seed: 11, rounds: 50)
    #expect(try pingPong(seed: 11, rounds: 50) == first)
    #expect(try pingPong(seed: 12, rounds: 50) != first)
}
