// SPDX-License-Identifier: MIT
// The control domain as a guest meets it: it runs xenstored and a console daemon for each domain, each in its own
// time. They work when their event channel rings, after a delay by the seed, a little at a time.

internal import SeededRandom
internal import Unikernel
internal import XenRing

/// The daemons of the control domain.
public final class SimulatedToolstack {
    /// The tree and its daemon.
    public let xenstored: SimulatedXenstored
    /// The control domain, to which other simulated backends may be added.
    public let peer: SimulatedPeer
    /// How long a daemon takes before each step, at most, in nanoseconds.
    public var latency: UInt64 = 200_000

    private let simulation: Simulation
    private var isXenstoredBusy = false

    /// Adds the control domain to a simulation.
    public init(in simulation: Simulation) {
        self.simulation = simulation
        xenstored = SimulatedXenstored(seed: simulation.random.next())
        peer = SimulatedPeer(.control, in: simulation)
        let store = xenstored
        simulation.leakSources.append { store.leaks }
    }

    /// Serves a domain, as the toolstack does for a new one: its home in xenstore, its connection with xenstored,
    /// and a console daemon. The rings' counters begin at `ringStart`.
    public func serve(_ domain: SimulatedDomain, ringStart: UInt32 = 0) throws -> SimulatedConsole {
        let home = "/local/domain/\(domain.id.rawValue)"
        xenstored.write(home, "", permissions: [XenstorePermission(domain.id, .none)])
        try serveStore(domain, ringStart)
        return try serveConsole(domain, ringStart)
    }

    private func serveStore(_ domain: SimulatedDomain, _ ringStart: UInt32) throws {
        // Grant references 1 and 0 are xenstore's and the console's (grant_table.h, GNTTAB_RESERVED_*).
        let page = try peer.map(GrantReference(1), of: domain.id, access: .readWrite)
        for offset in [2048, 2052, 2056, 2060] {
            // SAFETY: the counters of `xenstore_domain_interface` lie in the page.
            unsafe SharedWord(at: page.bytes + offset).store(ringStart)
        }
        let port = try peer.bind(to: domain.id, domain.toolstackPort(.storePort))
        try unsafe xenstored.connect(domain.id, page: page.bytes) { [unowned self] in
            try? peer.notify(port)
        }
        peer.onEvent(port) { [unowned self] in
            xenstored.eventCame()
            stirXenstored()
        }
    }

    private func serveConsole(_ domain: SimulatedDomain, _ ringStart: UInt32) throws
        -> SimulatedConsole
    {
        let page = try peer.map(GrantReference(0), of: domain.id, access: .readWrite)
        for offset in [3072, 3076, 3080, 3084] {
            // SAFETY: the counters of `xencons_interface` lie in the page.
            unsafe SharedWord(at: page.bytes + offset).store(ringStart)
        }
        let port = try peer.bind(to: domain.id, domain.toolstackPort(.consolePort))
        let console = try unsafe SimulatedConsole(
            page: page.bytes, seed: simulation.random.next()
        ) { [unowned self] in
            try? peer.notify(port)
        }
        peer.onEvent(port) { [unowned self] in stir(console) }
        return console
    }

    /// Has xenstored work, as it must be when a test has changed the tree.
    public func stirXenstored() {
        guard !isXenstoredBusy else { return }
        isXenstoredBusy = true
        simulation.schedule(afterNanoseconds: delay()) { [unowned self] in
            isXenstoredBusy = false
            if xenstored.step() { stirXenstored() }
        }
    }

    /// Has a console daemon work, as it must be when a test has typed something.
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
    /// A port that the toolstack made for the domain.
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
