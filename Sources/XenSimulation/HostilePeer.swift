// SPDX-License-Identifier: MIT
// A hostile peer, driven by the seed: event storms, events on ports that are not its own, ports
// that close and open at any time, pages that are mapped again and again and never released. It
// does only what Xen lets a domain do, so all its effects can happen.

internal import CXen
internal import SeededRandom
public import Unikernel

/// A simulated domain that attacks another one.
@safe public final class HostilePeer: @unchecked Sendable {  // one thread at a time
    /// The peer through which it acts.
    public let peer: SimulatedPeer
    /// The number of actions that Xen allowed.
    public private(set) var actions = 0
    /// The number of actions that Xen refused.
    public private(set) var refusals = 0

    private let simulation: Simulation
    private let victim: SimulatedDomain
    private var ports: [EventPort] = []
    private var mappings: [SimulatedPeer.Mapping] = []
    private var stepsLeft: Int

    /// Creates a domain of this number that acts against `victim` so many times, about every 50
    /// microseconds.
    public init(
        _ id: DomainID, against victim: SimulatedDomain, in simulation: Simulation, steps: Int
    ) {
        peer = SimulatedPeer(id, in: simulation)
        self.simulation = simulation
        self.victim = victim
        stepsLeft = steps
        scheduleStep()
    }

    /// Releases all pages and ports, like a domain that was destroyed.
    public func vanish() {
        stepsLeft = 0
        for mapping in mappings { peer.unmap(mapping) }
        mappings = []
        for port in ports { try? peer.close(port) }
        ports = []
    }

    private func scheduleStep() {
        guard stepsLeft > 0 else { return }
        stepsLeft -= 1
        let delay = UInt64.random(in: 0...100_000, using: &simulation.random)
        simulation.schedule(afterNanoseconds: delay) { [self] in
            guard stepsLeft > 0 || !ports.isEmpty || !mappings.isEmpty else { return }
            step()
            scheduleStep()
        }
    }

    private func step() {
        do {
            switch Int.random(in: 0..<9, using: &simulation.random) {
            case 0: try storm()
            case 1: setStrayBit()
            case 2: try bind()
            case 3: try close()
            case 4, 5, 6: try map()
            case 7: unmap()
            default:
                simulation.jump(
                    byNanoseconds: .random(in: 0...1_000_000, using: &simulation.random))
            }
            actions += 1
        } catch {
            refusals += 1
        }
    }

    private func storm() throws {
        for port in ports {
            for _ in 0..<Int.random(in: 1...20, using: &simulation.random) { try peer.notify(port) }
        }
    }

    /// Sets the pending bit of any port of the victim: more than a real peer can, since Xen sets
    /// only bound ones.
    private func setStrayBit() {
        let count: UInt32 = simulation.random.isRare(4) ? EventPort.count : 64
        victim.machine.xen.setPending(.random(in: 0..<count, using: &simulation.random))
    }

    private func bind() throws {
        let port = EventPort(.random(in: 1..<24, using: &simulation.random))
        ports.append(try peer.bind(to: victim.id, port))
    }

    private func close() throws {
        guard let index = ports.indices.randomElement(using: &simulation.random) else { return }
        try peer.close(ports.remove(at: index))
    }

    private func map() throws {
        // The first port that a domain can allocate; occasionally a higher one.
        let highest: UInt32 = simulation.random.isRare(4) ? 600 : 11
        let reference = GrantReference(.random(in: 8...highest, using: &simulation.random))
        let access: GrantAccess = Bool.random(using: &simulation.random) ? .readOnly : .readWrite
        let mapping = try peer.map(reference, of: victim.id, access: access)
        mappings.append(mapping)
        guard access == .readWrite else { return }
        let word = UInt64.random(in: 0...UInt64.max, using: &simulation.random)
        // SAFETY: the offset is within the page, which stays mapped until `unmap`.
        unsafe mapping.bytes.storeBytes(
            of: word, toByteOffset: 8 * .random(in: 0..<512, using: &simulation.random),
            as: UInt64.self)
    }

    private func unmap() {
        guard let index = mappings.indices.randomElement(using: &simulation.random) else { return }
        peer.unmap(mappings.remove(at: index))
    }
}
