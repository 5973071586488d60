// SPDX-License-Identifier: MIT
// Goal: what BlockFact proves on real Xen also holds in the simulation. Method: backends that offer what those of the
// lab do, over several seeds.

import Facts
import Testing
import Unikernel
import XenSimulation

/// The facts of BlockFact, one after the other.
private let disksServe = Fact("disksServe") { domain in
    for fact in [diskWithACacheServes, diskInMemoryServes, diskOfLargeSectorsServes] {
        if case .fails(let reason) = await fact(domain) { return .fails(reason) }
    }
    return .holds
}

@Suite struct BlockFactsTests {
    @Test(arguments: seeds(4))
    func disksOfTheLabServe(seed: UInt64) throws {
        let common = BlockOffer {
            $0.persistent = true
            $0.indirectSegments = 256
            $0.ringPageOrder = 4
        }
        var (cached, inMemory, large) = (common, common, common)
        cached.barrier = true
        cached.discard = true
        (inMemory.flush, large.flush) = (false, false)
        (large.sectorSize, large.physicalSectorSize) = (4096, 4096)
        try FactWorld.check(seed: seed, stacks: 1) { world in
            let backends = [(cached, UInt32(51712)), (inMemory, 51728), (large, 51744)].map {
                offer, number in
                SimulatedBlockBackend(
                    SimulatedDisk(blockCount: 4096, hasCache: offer.flush, seed: seed),
                    for: world.guests[0], number: number, offer, by: world.toolstack)
            }
            let wrong = try world.prove(disksServe)
            #expect(wrong == nil, "MIRAGE_SEED=\(seed)")
            for backend in backends { #expect(backend.violations == [], "MIRAGE_SEED=\(seed)") }
        }
    }
}
