// A suspension as a program sees it. The peer is a script in the toolstack: it waits for `data/ready` to say how
// far this domain is, saves it, and writes to `data/told` when the domain has gone on.
import Unikernel
import _Concurrency

/// Notes what it is told of suspensions.
private final class Witness: Suspendable, @unchecked Sendable {  // one virtual CPU
    private let domain: Domain
    var wasWarned = false
    var outcome: ResumeOutcome?

    init(in domain: Domain) {
        self.domain = domain
        domain.add(self)
    }

    func domainWillSuspend() { wasWarned = true }

    func domainDidResume(_ outcome: ResumeOutcome) { self.outcome = outcome }

    /// As what the domain went on; nil when it was not suspended for ten minutes of its time: a busy host is slow.
    func outcome(of domain: Domain) async -> ResumeOutcome? {
        for _ in 0..<30_000 {
            if let outcome { return outcome }
            _ = await domain.loop.sleep(nanoseconds: 20_000_000)
        }
        return nil
    }
}

/// Has the domain suspended and returns as what it went on.
private func suspension(
    of domain: Domain, whenReadyIs word: StaticString, _ store: Xenstore
) async throws(Failure) -> ResumeOutcome {
    let witness = Witness(in: domain)
    defer { domain.remove(witness) }
    try await attempt("writing failed") { () async throws(XenstoreError) in
        try await store.write("data/ready", "\(word)")
    }
    guard let outcome = await witness.outcome(of: domain) else {
        throw Failure(reason: "the domain was not suspended")
    }
    try require(witness.wasWarned, "a suspendable was not warned")
    return outcome
}

/// Waits for an event after which `data/told` says `word`.
private func hear(
    _ word: StaticString, _ watch: XenstoreWatch, _ store: Xenstore, _ domain: Domain
) async throws(Failure) {
    while true {
        let event = try await attempt("waiting for an event failed") {
            () async throws(XenstoreError) in
            try await watch.next(until: domain.loop.now.advanced(byNanoseconds: 600_000_000_000))
        }
        try require(event != nil, "a watch did not fire")
        let value: [UInt8]? = try? await store.read("data/told")
        if let value, spells(value, word) { return }
    }
}

private func spells(_ value: [UInt8], _ word: StaticString) -> Bool {
    value.count == word.utf8CodeUnitCount
        && value.indices.allSatisfy { unsafe value[$0] == word.utf8Start[$0] }
}

private func newPage(in domain: Domain) throws(Failure) -> GrantedPage {
    do throws(HypervisorFault) {
        return try GrantedPage(in: domain.grants, to: .control, access: .readWrite)
    } catch {
        throw Failure(reason: "Xen refused a grant")
    }
}

private func newChannel(in domain: Domain) throws(Failure) -> EventChannel {
    do throws(HypervisorFault) {
        return try domain.events.allocate(for: .control)
    } catch {
        throw Failure(reason: "Xen refused an event channel")
    }
}

/// After a suspension that was called off everything is as before.
public func calledOffSuspensionChangesNothing(_ domain: Domain) async -> Verdict {
    await verdict { () async throws(Failure) in
        let store = try await attempt("there is no xenstore") { () async throws(XenstoreError) in
            try domain.xenstore()
        }
        _ = Task { try? await domain.answerShutdownRequests { _ in } }
        let watch = try await attempt("watching failed") { () async throws(XenstoreError) in
            try await store.watch("data/told")
        }
        defer { watch.cancel() }
        let channel = try newChannel(in: domain)
        defer { channel.close() }
        let outcome = try await suspension(of: domain, whenReadyIs: "1", store)
        try require(outcome == .sameDomain, "the domain became another one")
        try require(!channel.isClosed, "an event channel was closed")
        try await hear("1", watch, store, domain)
    }
}

/// A restored domain goes on where it was: the clock, xenstore and its watches; grants and channels of before have
/// ended, and new ones are to be had.
public func restoredDomainGoesOn(_ domain: Domain) async -> Verdict {
    await newDomainGoesOn(domain, "2", "3")
}

/// So does one that was moved while it ran.
public func migratedDomainGoesOn(_ domain: Domain) async -> Verdict {
    await newDomainGoesOn(domain, "4", "5")
}

private func newDomainGoesOn(
    _ domain: Domain, _ before: StaticString, _ after: StaticString
) async -> Verdict {
    await verdict { () async throws(Failure) in
        let store = try await attempt("there is no xenstore") { () async throws(XenstoreError) in
            try domain.xenstore()
        }
        let number = try await attempt("reading failed") { () async throws(XenstoreError) in
            try await store.readUInt64("domid")
        }
        let watch = try await attempt("watching failed") { () async throws(XenstoreError) in
            try await store.watch("data/told")
        }
        defer { watch.cancel() }
        let former = try newChannel(in: domain)
        let page = try newPage(in: domain)
        let moment = domain.loop.now
        let outcome = try await suspension(of: domain, whenReadyIs: before, store)
        try require(outcome == .newDomain, "the domain is still the same one")
        let passed = domain.loop.now.nanoseconds - moment.nanoseconds
        try require(passed < 600_000_000_000, "the time jumped")
        try require(former.isClosed, "an event channel outlived its domain")
        let present = try await attempt("reading failed") { () async throws(XenstoreError) in
            try await store.readUInt64("domid")
        }
        try require(present != number, "xenstore gives the number of before")
        let channel = try newChannel(in: domain)
        defer { channel.close() }
        former.close()
        try require(!channel.isClosed, "closing a channel of before closed a new one")
        let another = try newPage(in: domain)
        try require(domain.grants.counters.active == 1, "grants of before are still counted")
        unsafe page.bytes.storeBytes(of: 1, as: UInt8.self)
        unsafe another.bytes.storeBytes(of: 1, as: UInt8.self)
        try await attempt("writing failed") { () async throws(XenstoreError) in
            try await store.write("data/ready", "\(after)")
        }
        try await hear(after, watch, store, domain)
    }
}
