// SPDX-License-Identifier: MIT
// Grants over the model of Xen. Method: one domain, and a peer that is played by the test and keeps pages as long
// as it likes.

import Testing
import Unikernel
import XenSimulation

private func withPeer(
    maximumGrantFrames: Int = 64, memoryPages: Int = 1024,
    _ body: (SimulatedDomain, SimulatedPeer) throws -> Void
) throws {
    try Simulation.check(seed: 1) { simulation in
        let domain = try simulation.start(
            memoryPages: memoryPages, maximumGrantFrames: maximumGrantFrames)
        try body(domain, SimulatedPeer(in: simulation))
    }
}

@Test func aGrantedPageIsSeenByBoth() throws {
    try withPeer { domain, peer in
        let page = try GrantedPage(in: domain.domain.grants, to: peer.id, access: .readWrite)
        unsafe #expect(page.bytes.load(as: UInt64.self) == 0)
        let mapping = try peer.map(page.reference, of: domain.id, access: .readWrite)
        unsafe page.bytes.storeBytes(of: 42, as: UInt64.self)
        unsafe #expect(mapping.bytes.load(as: UInt64.self) == 42)
        unsafe mapping.bytes.storeBytes(of: 43, as: UInt64.self)
        unsafe #expect(page.bytes.load(as: UInt64.self) == 43)
        peer.unmap(mapping)
    }
}

@Test func theFirstReferenceIsTheFirstThatIsNotReserved() throws {
    try withPeer { domain, peer in
        let first = try GrantedPage(in: domain.domain.grants, to: peer.id, access: .readOnly)
        let second = try GrantedPage(in: domain.domain.grants, to: peer.id, access: .readOnly)
        #expect(first.reference == GrantReference(8))
        #expect(second.reference == GrantReference(9))
    }
}

@Test func aPageForReadingCannotBeMappedForWriting() throws {
    try withPeer { domain, peer in
        let page = try GrantedPage(in: domain.domain.grants, to: peer.id, access: .readOnly)
        #expect(throws: (any Error).self) {
            try peer.map(page.reference, of: domain.id, access: .readWrite)
        }
        peer.unmap(try peer.map(page.reference, of: domain.id, access: .readOnly))
    }
}

@Test func aPageIsForThePeerAlone() throws {
    try withPeer { domain, peer in
        let page = try GrantedPage(in: domain.domain.grants, to: DomainID(5), access: .readWrite)
        #expect(throws: (any Error).self) {
            try peer.map(page.reference, of: domain.id, access: .readOnly)
        }
    }
}

@Test func aRevokedGrantCannotBeMapped() throws {
    try withPeer { domain, peer in
        let reference: GrantReference
        do {
            let page = try GrantedPage(in: domain.domain.grants, to: peer.id, access: .readWrite)
            reference = page.reference
        }
        #expect(throws: (any Error).self) {
            try peer.map(reference, of: domain.id, access: .readOnly)
        }
    }
}

@Test func aPageInUseIsNotGivenBackBeforeThePeerLetsGo() throws {
    try withPeer { domain, peer in
        let grants = domain.domain.grants
        let mapping: SimulatedPeer.Mapping
        let reference: GrantReference
        do {
            let page = try GrantedPage(in: grants, to: peer.id, access: .readWrite)
            reference = page.reference
            mapping = try peer.map(reference, of: domain.id, access: .readWrite)
        }
        #expect(grants.counters.quarantined == 1)
        // While it waits, neither page nor reference serve anything else.
        for _ in 0..<20 {
            let other = try GrantedPage(in: grants, to: peer.id, access: .readWrite)
            #expect(other.reference != reference)
            unsafe mapping.bytes.storeBytes(of: 7, as: UInt64.self)
            unsafe #expect(other.bytes.load(as: UInt64.self) == 0)
        }
        grants.reclaim()
        #expect(grants.counters.quarantined == 1)
        peer.unmap(mapping)
        grants.reclaim()
        #expect(grants.counters.quarantined == 0)
        #expect(grants.counters.active == 0)
    }
}

@Test func aNewGrantLooksAtTheQuarantine() throws {
    try withPeer { domain, peer in
        let grants = domain.domain.grants
        let mapping: SimulatedPeer.Mapping
        do {
            let page = try GrantedPage(in: grants, to: peer.id, access: .readOnly)
            mapping = try peer.map(page.reference, of: domain.id, access: .readOnly)
        }
        peer.unmap(mapping)
        let page = try GrantedPage(in: grants, to: peer.id, access: .readOnly)
        #expect(grants.counters.quarantined == 0)
        _ = page.reference
    }
}

@Test func aBusyRevokeChangesNothing() throws {
    try withPeer { domain, peer in
        let grants = domain.domain.grants
        let page = unsafe domain.machine.allocatePages(1)!
        let reference = unsafe try grants.grant(page: page, to: peer.id, access: .readWrite)
        let mapping = try peer.map(reference, of: domain.id, access: .readWrite)
        #expect(throws: HypervisorFault(.revokeGrant, .busy)) { try grants.revoke(reference) }
        // The peer may still map it again.
        let again = try peer.map(reference, of: domain.id, access: .readOnly)
        peer.unmap(mapping)
        #expect(throws: HypervisorFault(.revokeGrant, .busy)) { try grants.revoke(reference) }
        peer.unmap(again)
        try grants.revoke(reference)
        unsafe domain.machine.deallocatePages(page, 1)
        #expect(grants.counters.active == 0)
    }
}

@Test func theQuarantineHasAnEnd() throws {
    let lost = try Simulation.check(
        seed: 1,
        accepting: {
            switch $0 {
            case .grant, .pages: true
            default: false
            }
        }
    ) { simulation in
        let domain = try simulation.start()
        let peer = SimulatedPeer(in: simulation)
        for _ in 0..<GrantTable.quarantineLimit + 3 {
            let page = try GrantedPage(in: domain.domain.grants, to: peer.id, access: .readWrite)
            _ = try peer.map(page.reference, of: domain.id, access: .readWrite)
        }
        #expect(domain.domain.grants.counters.quarantined == GrantTable.quarantineLimit)
        return domain.domain.grants.counters.lost
    }
    #expect(lost == 3)
}

@Test func theTableGrowsToItsMaximum() throws {
    try withPeer(maximumGrantFrames: 2, memoryPages: 1200) { domain, peer in
        let grants = domain.domain.grants
        let page = unsafe domain.machine.allocatePages(1)!
        var references: [GrantReference] = []
        for _ in 0..<1024 - 8 {
            unsafe references.append(try grants.grant(page: page, to: peer.id, access: .readOnly))
        }
        #expect(Set(references).count == 1016)
        #expect(throws: HypervisorFault(.grant, .tableIsFull)) {
            try grants.grant(page: page, to: peer.id, access: .readOnly)
        }
        for reference in references { try grants.revoke(reference) }
        unsafe domain.machine.deallocatePages(page, 1)
    }
}

@Test func outOfMemoryIsAFault() throws {
    try withPeer(memoryPages: 1) { domain, peer in
        let page = try GrantedPage(in: domain.domain.grants, to: peer.id, access: .readOnly)
        #expect(throws: HypervisorFault(.grant, .outOfMemory)) {
            _ = try GrantedPage(in: domain.domain.grants, to: peer.id, access: .readOnly).reference
        }
        _ = page.reference
    }
}

@Test func mappingAndLettingGoOfAPeersPage() throws {
    try Simulation.check(seed: 1) { simulation in
        let owner = try simulation.start()
        let user = try simulation.start()
        let page = try GrantedPage(in: owner.domain.grants, to: user.id, access: .readWrite)
        var address: UnsafeMutableRawPointer?
        for round in 0..<5 {
            let mapping = try user.domain.grants.map(
                page.reference, from: owner.id, access: .readWrite)
            unsafe mapping.bytes.storeBytes(of: round, as: Int.self)
            unsafe #expect(page.bytes.load(as: Int.self) == round)
            // The same guest-physical space serves again.
            unsafe #expect(address == nil || address == mapping.bytes)
            unsafe address = unsafe mapping.bytes
        }
        #expect(user.domain.grants.counters.mappings == 0)
    }
}

@Test func mappingWhatWasNotGrantedIsAFault() throws {
    try Simulation.check(seed: 1) { simulation in
        let owner = try simulation.start()
        let user = try simulation.start()
        let table: [(UInt32, DomainID, Int16)] = [
            (8, owner.id, -1), (100_000, owner.id, -3), (8, DomainID(77), -2),
        ]
        for (reference, peer, status) in table {
            #expect(throws: HypervisorFault(.mapGrant, .grantStatus(status))) {
                _ = try user.domain.grants.map(
                    GrantReference(reference), from: peer, access: .readOnly
                ).bytes
            }
        }
    }
}
