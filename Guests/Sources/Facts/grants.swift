// A page shared between two domains: one grants it and tells the other by xenstore, the other maps it, answers in the
// page, and lets go. `data/peer` in each domain's part of xenstore says who the other is.
import Unikernel
import _Concurrency

private let greeting: UInt64 = 0x6d69_7261_6765_2121
private let answer: UInt64 = 0x6865_6172_6420_7961

/// Waits until a number appears at a path of xenstore that this domain may read.
private func number(at path: String, _ store: Xenstore, _ loop: RunLoop) async throws(Failure)
    -> UInt64
{
    for _ in 0..<2_000 {
        do throws(XenstoreError) {
            return try await store.readUInt64(path)
        } catch {
            _ = await loop.sleep(nanoseconds: 10_000_000)
        }
    }
    throw Failure(reason: "the other domain did not say its part")
}

private func store(of domain: Domain) throws(Failure) -> Xenstore {
    do throws(XenstoreError) {
        return try domain.xenstore()
    } catch {
        throw Failure(reason: "there is no xenstore")
    }
}

private func publish(_ value: UInt64, at path: String, for peer: DomainID, _ store: Xenstore)
    async throws(Failure)
{
    do throws(XenstoreError) {
        try await store.write(path, value)
        let own = try await store.permissions(path).first?.domain ?? .control
        try await store.setPermissions(
            path, [XenstorePermission(own, .none), XenstorePermission(peer, .read)])
    } catch {
        throw Failure(reason: "xenstore refused to publish")
    }
}

/// Turns Xen's refusals into a fact that does not hold.
private func xen<Result: ~Copyable>(
    _ reason: StaticString, _ body: () throws(HypervisorFault) -> Result
) throws(Failure) -> Result {
    do throws(HypervisorFault) {
        return try body()
    } catch {
        throw Failure(reason: reason)
    }
}

private func wait(_ channel: EventChannel, _ domain: Domain) async throws(Failure) {
    let raised = await channel.wait(until: domain.loop.now.advanced(byNanoseconds: 20_000_000_000))
    try require(raised, "the other domain did not answer")
}

/// The side that owns the page: a page that the peer still uses is not taken back, and one it has let go of is.
public func ownerSharesAPage(_ domain: Domain) async -> Verdict {
    await verdict { () async throws(Failure) in
        let store = try store(of: domain)
        let peer = DomainID(
            UInt16(truncatingIfNeeded: try await number(at: "data/peer", store, domain.loop)))
        try await share(with: peer, domain, store)
        domain.grants.reclaim()
        try require(domain.grants.counters.active == 0, "the grant was not taken back")
        try require(domain.grants.counters.quarantined == 0, "the page is in quarantine")
    }
}

private func share(with peer: DomainID, _ domain: Domain, _ store: Xenstore) async throws(Failure) {
    let page = try xen("Xen refused the grant") { () throws(HypervisorFault) in
        try GrantedPage(in: domain.grants, to: peer, access: .readWrite)
    }
    let channel = try xen("Xen gave no channel") { () throws(HypervisorFault) in
        try domain.events.allocate(for: peer)
    }
    defer { channel.close() }
    // SAFETY: the page has 4,096 bytes, and the sides use the first 16 in turn.
    unsafe page.bytes.storeBytes(of: greeting, as: UInt64.self)
    try await publish(UInt64(page.reference.rawValue), at: "data/grant", for: peer, store)
    try await publish(UInt64(channel.port.rawValue), at: "data/port", for: peer, store)
    try await wait(channel, domain)  // the peer has answered
    let found = unsafe page.bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    try require(found == answer, "the peer's answer is not in the page")
    // The owner is done with the page, the peer is not.
    _ = consume page
    domain.grants.reclaim()
    try require(
        domain.grants.counters.quarantined == 1, "a page was taken back that the peer still has")
    try xen("notifying failed", channel.notify)
    try await wait(channel, domain)  // the peer has let go
}

/// The side that uses a page of another domain's.
public func readerUsesAPage(_ domain: Domain) async -> Verdict {
    await verdict { () async throws(Failure) in
        let store = try store(of: domain)
        let peer = try await number(at: "data/peer", store, domain.loop)
        let owner = DomainID(UInt16(truncatingIfNeeded: peer))
        let reference = try await number(at: "/local/domain/\(peer)/data/grant", store, domain.loop)
        let port = try await number(at: "/local/domain/\(peer)/data/port", store, domain.loop)
        let channel = try xen("Xen gave no channel") { () throws(HypervisorFault) in
            try domain.events.bind(to: owner, EventPort(UInt32(truncatingIfNeeded: port)))
        }
        defer { channel.close() }
        // Binding makes an event of its own; once it is taken, the next one is the owner's.
        try await wait(channel, domain)
        try await use(
            GrantReference(UInt32(truncatingIfNeeded: reference)), of: owner, channel, domain)
        try xen("notifying failed", channel.notify)  // the page is the owner's again
        try require(domain.grants.counters.mappings == 0, "the mapping was not ended")
    }
}

private func use(
    _ reference: GrantReference, of owner: DomainID, _ channel: EventChannel, _ domain: Domain
) async throws(Failure) {
    let page = try xen("Xen refused to map the page") { () throws(HypervisorFault) in
        try domain.grants.map(reference, from: owner, access: .readWrite)
    }
    // SAFETY: as in `share`.
    let found = unsafe page.bytes.loadUnaligned(as: UInt64.self)
    try require(found == greeting, "the owner's words are not in the page")
    unsafe page.bytes.storeBytes(of: answer, toByteOffset: 8, as: UInt64.self)
    try xen("notifying failed", channel.notify)
    try await wait(channel, domain)  // the owner has looked
}
