// SPDX-License-Identifier: MIT
// Goal: grants of before a suspension are void in a new domain and cannot harm the new ones, and all pages come back.
// Method: a peer that maps by number, before and after; the simulation tells of pages that are not given back or too
// early.

import Testing
import XenSupport

@testable import Unikernel
@testable import XenSimulation

@Suite struct SuspendGrantTests {
    private func granted(_ world: StoreWorld) throws -> GrantedPage {
        try GrantedPage(in: world.domain.grants, to: .control, access: .readWrite)
    }

    @Test func grantsOfBeforeAreVoidInANewDomain() throws {
        try StoreWorld.suspending { world in
            let peer = world.toolstack.peer
            let page = try granted(world)
            let former = world.guest.id
            let mapping = try peer.map(page.reference, of: former, access: .readWrite)
            unsafe page.bytes.storeBytes(of: 1, as: UInt64.self)
            _ = try await world.domain.suspend()
            #expect(world.domain.grants.counters.active == 0)
            #expect(throws: (any Error).self) {
                try peer.map(page.reference, of: world.guest.id, access: .readWrite)
            }
            // The peer still has the page of the domain that was, and nothing of the one that is.
            unsafe mapping.bytes.storeBytes(of: 2, as: UInt64.self)
            unsafe #expect(page.bytes.load(as: UInt64.self) == 1)
            peer.unmap(mapping)
        }
    }

    @Test func revokingAGrantOfBeforeLeavesTheNewOneOfItsNumber() throws {
        try StoreWorld.suspending { world in
            let peer = world.toolstack.peer
            let present: GrantedPage
            do {
                let former = try granted(world)
                _ = try await world.domain.suspend()
                present = try granted(world)
                #expect(present.reference.rawValue == former.reference.rawValue)
                #expect(present.reference != former.reference)
                try world.domain.grants.revoke(former.reference)
            }
            let mapping = try peer.map(present.reference, of: world.guest.id, access: .readWrite)
            #expect(world.domain.grants.counters.active == 1)
            peer.unmap(mapping)
        }
    }

    @Test func quarantinedPagesComeBackInANewDomain() throws {
        try StoreWorld.suspending { world in
            let peer = world.toolstack.peer
            var mappings: [SimulatedPeer.Mapping] = []
            for _ in 0..<5 {
                let page = try granted(world)
                mappings.append(
                    try peer.map(page.reference, of: world.guest.id, access: .readWrite))
            }
            #expect(world.domain.grants.counters.quarantined == 5)
            _ = try await world.domain.suspend()
            #expect(world.domain.grants.counters.quarantined == 0)
            world.domain.grants.reclaim()
            for mapping in mappings { peer.unmap(mapping) }
        }
    }

    @Test func aPageInUseAtTheSuspensionIsGivenBackAfterIt() throws {
        try StoreWorld.suspending { world in
            let peer = world.toolstack.peer
            let mapping: SimulatedPeer.Mapping
            do {
                let page = try granted(world)
                mapping = try peer.map(page.reference, of: world.guest.id, access: .readWrite)
                _ = try await world.domain.suspend()
            }
            #expect(world.domain.grants.counters == GrantTable.Counters())
            peer.unmap(mapping)
        }
    }

    @Test func aCalledOffSuspensionLeavesGrantsAlone() throws {
        try StoreWorld.suspending(as: .sameDomain) { world in
            let peer = world.toolstack.peer
            let page = try granted(world)
            _ = try await world.domain.suspend()
            #expect(world.domain.grants.counters.active == 1)
            let mapping = try peer.map(page.reference, of: world.guest.id, access: .readWrite)
            unsafe page.bytes.storeBytes(of: 42, as: UInt64.self)
            unsafe #expect(mapping.bytes.load(as: UInt64.self) == 42)
            peer.unmap(mapping)
        }
    }

    @Test func aTableOfSeveralFramesGrowsAgainWhereItWas() throws {
        try StoreWorld.suspending { world in
            let table = world.domain.grants
            let machine = world.guest.machine
            for _ in 0..<3 {
                var references: [GrantReference] = []
                let page = try #require(unsafe machine.allocatePages(1))
                for _ in 0..<1200 {
                    references.append(
                        try unsafe table.grant(page: page, to: .control, access: .readOnly))
                }
                _ = try await world.domain.suspend()
                let again = try unsafe table.grant(page: page, to: .control, access: .readOnly)
                for reference in references { try table.revoke(reference) }
                #expect(table.counters.active == 1)
                try table.revoke(again)
                unsafe machine.deallocatePages(page, 1)
            }
        }
    }

    @Test func mappingsOfBeforeAreGone() throws {
        try StoreWorld.suspending { world in
            let simulation = world.simulation
            let owner = XenDomain(
                DomainID(900), in: simulation, frameCount: 4, maximumGrantFrames: 1)
            simulation.domains[900] = owner
            owner.memory.add(simulation.host.allocate(1), 1, at: 1, .memory, writable: true)
            try owner.permit(9, world.guest.id, 1)
            let table = world.domain.grants
            do {
                let mapped = try table.map(GrantReference(9), from: owner.id, access: .readWrite)
                unsafe mapped.bytes.storeBytes(of: 1, as: UInt8.self)
                _ = try await world.domain.suspend()
                #expect(table.counters.mappings == 0)
            }
            #expect(table.counters == GrantTable.Counters())
            try owner.permit(9, world.guest.id, 1)
            let mapped = try table.map(GrantReference(9), from: owner.id, access: .readWrite)
            unsafe #expect(mapped.bytes.load(as: UInt8.self) == 1)
        }
    }
}
