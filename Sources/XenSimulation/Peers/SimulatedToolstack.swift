// SPDX-License-Identifier: MIT
// The control domain: it runs xenstored and a console daemon for each domain. They run when
// notified, after a delay by the seed, a little at a time. A domain that is suspended is restored
// at once as a new one, or continues as the same.

internal import SeededRandom
public import Unikernel
internal import XenRing

/// The daemons of the control domain.
public final class SimulatedToolstack {
    /// The tree and its daemon.
    public let xenstored: SimulatedXenstored
    /// The control domain, to which further simulated backends may be added.
    public let peer: SimulatedPeer
    /// The longest delay of a daemon before each step, in nanoseconds.
    public var latency: UInt64 = 200_000

    /// Chooses the outcome of a suspension; the same domain by default.
    public var outcomeOfSuspension: () -> ResumeOutcome = { .sameDomain }

    private let simulation: Simulation
    private var isXenstoredBusy = false

    /// A page of a domain and its port.
    private struct Link {
        var page: SimulatedPeer.Mapping
        var port: EventPort
    }

    /// Adds the control domain to a simulation.
    public init(in simulation: Simulation) {
        self.simulation = simulation
        xenstored = SimulatedXenstored(seed: simulation.random.next())
        peer = SimulatedPeer(.control, in: simulation)
        let store = xenstored
        simulation.leakSources.append { store.leaks }
    }

    /// Serves a domain as the toolstack does for a new one: its home in xenstore, its connection
    /// with xenstored, and a console daemon.
    ///
    /// - Parameter ringStart: the initial value of the rings' counters.
    /// - Returns: the domain's console.
    /// - Throws: the error of mapping a page or binding a port.
    public func serve(_ domain: SimulatedDomain, ringStart: UInt32 = 0) throws -> SimulatedConsole {
        makeHome(of: domain)
        var store = try serveStore(domain, ringStart)
        var consoleLink = try link(GrantReference(0), .consolePort, domain)
        start(consoleLink.page, countersAt: 3072, ringStart)
        let console = try unsafe SimulatedConsole(
            page: consoleLink.page.bytes, seed: simulation.random.next(), notify: ring(consoleLink))
        listen(to: consoleLink, console)
        domain.machine.suspensionHandler = SuspensionHandler(
            leave: { [unowned self, unowned domain] in
                let outcome = outcomeOfSuspension()
                guard outcome == .newDomain else { return outcome }
                console.readRest()
                xenstored.disconnect(domain.id)
                xenstored.remove(domain.home)
                for link in [store, consoleLink] {
                    try? peer.close(link.port)
                    peer.unmap(link.page)
                }
                return outcome
            },
            arrive: { [unowned self, unowned domain] in
                do {
                    makeHome(of: domain)
                    store = try serveStore(domain, 0)
                    consoleLink = try link(GrantReference(0), .consolePort, domain)
                    try unsafe console.goOn(
                        page: consoleLink.page.bytes, notify: ring(consoleLink))
                    listen(to: consoleLink, console)
                    stir(console)
                } catch {
                    preconditionFailure("a restored domain cannot be served: \(error)")
                }
            })
        return console
    }

    private func makeHome(of domain: SimulatedDomain) {
        xenstored.write(domain.home, "", permissions: [XenstorePermission(domain.id, .none)])
    }

    /// Writes `word` to the domain's `control/shutdown`, as `xl shutdown` and similar commands do.
    public func request(_ word: String, of domain: SimulatedDomain) {
        let permissions = [XenstorePermission(domain.id, .none)]
        xenstored.write(domain.home + "/control", "", permissions: permissions)
        xenstored.write(domain.home + "/control/shutdown", word, permissions: permissions)
        stirXenstored()
    }

    private func serveStore(_ domain: SimulatedDomain, _ ringStart: UInt32) throws -> Link {
        let link = try link(GrantReference(1), .storePort, domain)
        start(link.page, countersAt: 2048, ringStart)
        try unsafe xenstored.connect(domain.id, page: link.page.bytes, notify: ring(link))
        peer.onEvent(link.port) { [unowned self] in
            xenstored.eventCame()
            stirXenstored()
        }
        return link
    }

    private func listen(to link: Link, _ console: SimulatedConsole) {
        peer.onEvent(link.port) { [unowned self] in stir(console) }
    }

    /// Maps a page of the toolstack's and binds its port. Grant references 1 and 0 are xenstore's
    /// and the console's (grant_table.h, GNTTAB_RESERVED_*).
    private func link(
        _ reference: GrantReference, _ port: DomainParameter, _ domain: SimulatedDomain
    ) throws -> Link {
        Link(
            page: try peer.map(reference, of: domain.id, access: .readWrite),
            port: try peer.bind(to: domain.id, domain.toolstackPort(port)))
    }

    /// Sets the four counters of a page's two rings.
    private func start(
        _ page: SimulatedPeer.Mapping, countersAt offset: Int, _ ringStart: UInt32
    ) {
        for index in 0..<4 {
            // SAFETY: the counters of both interfaces lie in the page, contiguously.
            unsafe SharedWord(at: page.bytes + offset + 4 * index).store(ringStart)
        }
    }

    private func ring(_ link: Link) -> () -> Void {
        { [unowned self] in try? peer.notify(link.port) }
    }

    /// Schedules xenstored; a test must call this after changing the tree.
    public func stirXenstored() {
        guard !isXenstoredBusy else { return }
        isXenstoredBusy = true
        simulation.schedule(afterNanoseconds: delay()) { [unowned self] in
            isXenstoredBusy = false
            if xenstored.step() { stirXenstored() }
        }
    }

    /// Schedules a console daemon; a test must call this after typing.
    public func stir(_ console: SimulatedConsole) {
        guard !console.isBusy else { return }
        console.isBusy = true
        simulation.schedule(afterNanoseconds: delay()) { [unowned self] in
            console.isBusy = false
            if console.step() { stir(console) }
        }
    }

    private func delay() -> UInt64 {
        UInt64.random(in: 1...latency, using: &simulation.random)
    }
}

extension SimulatedDomain {
    /// The domain's path in xenstore.
    fileprivate var home: String { "/local/domain/\(id.rawValue)" }

    /// Returns a port that the toolstack made for the domain.
    fileprivate func toolstackPort(_ parameter: DomainParameter) throws -> EventPort {
        EventPort(UInt32(try Hypervisor(on: machine).parameter(parameter)))
    }
}

extension SimulatedXenstored {
    /// Watches and transactions that domains have not ended.
    fileprivate var leaks: [Leak] {
        openThings.map { .other($0.domain, $0.what) }
    }
}
