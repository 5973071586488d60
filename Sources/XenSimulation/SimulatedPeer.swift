// SPDX-License-Identifier: MIT
// A peer without a processor: a domain played by closures, such as a console, a store or a disk. It
// sees ports and granted pages as a real one does, and receives events with a delay.

internal import CXen
public import Unikernel

/// A simulated domain played by the test.
@safe public final class SimulatedPeer: @unchecked Sendable {  // one thread at a time
    /// The domain's number.
    public let id: DomainID
    /// Its simulation.
    public unowned let simulation: Simulation
    private let xen: XenDomain
    private var handlers: [EventPort: () -> Void] = [:]

    /// Adds a domain played by closures; `id` is the control domain's by default.
    public init(_ id: DomainID = .control, in simulation: Simulation) {
        precondition(simulation.domains[id.rawValue] == nil, "two domains of one number")
        self.id = id
        self.simulation = simulation
        xen = XenDomain(id, in: simulation, frameCount: 1, maximumGrantFrames: 1)
        simulation.domains[id.rawValue] = xen
        xen.eventHandler = { [unowned self] port in handlers[port]?() }
    }

    // MARK: Events

    /// Allocates a port to which only `domain` may bind.
    ///
    /// - Throws: the simulated Xen's error when there is no port left.
    public func allocatePort(for domain: DomainID) throws -> EventPort {
        EventPort(try xen.allocateUnbound(id.rawValue, domain.rawValue))
    }

    /// Allocates a port bound to one that `domain` allocated for this peer. Its first event arrives
    /// at once.
    ///
    /// - Throws: the simulated Xen's error when there is no such domain or port, or no port left.
    public func bind(to domain: DomainID, _ remote: EventPort) throws -> EventPort {
        EventPort(try xen.bindInterdomain(domain.rawValue, remote.rawValue))
    }

    /// Sets the handler of events on a port.
    public func onEvent(_ port: EventPort, _ handler: @escaping () -> Void) {
        handlers[port] = handler
    }

    /// Notifies the peer of a port.
    ///
    /// - Throws: the simulated Xen's error for an invalid port.
    public func notify(_ port: EventPort) throws {
        try xen.send(port.rawValue)
    }

    /// Closes a port.
    ///
    /// - Throws: the simulated Xen's error for an invalid port.
    public func close(_ port: EventPort) throws {
        handlers[port] = nil
        try xen.closePort(port.rawValue)
    }

    // MARK: Grants

    /// A page that a domain granted to this peer, mapped until `unmap`.
    @safe public struct Mapping {
        /// The page's 4,096 bytes.
        public let bytes: UnsafeMutableRawPointer
        /// The peer's access to it.
        public let access: GrantAccess
        fileprivate let handle: UInt32
    }

    /// Maps a page that `domain` granted to this peer, until ``unmap(_:)``.
    ///
    /// - Throws: the simulated Xen's error when there is no such domain, or the grant's status when
    ///   it is not this peer's or not for this access.
    public func map(_ reference: GrantReference, of domain: DomainID, access: GrantAccess) throws
        -> Mapping
    {
        let readOnly = access == .readOnly
        let owner = try xen.resolve(domain.rawValue)
        let frame = try owner.pin(reference.rawValue, for: id, readOnly: readOnly)
        let handle = xen.newMapping(
            GrantMapping(
                owner: domain, reference: reference.rawValue, address: 0, readOnly: readOnly))
        // SAFETY: the frame stays the owner's memory, and the host's, until the simulation ends.
        return unsafe Mapping(
            bytes: simulation.host.address(of: frame), access: access, handle: handle)
    }

    /// Returns whether a mapping is writable.
    func isWritable(_ mapping: Mapping) -> Bool {
        xen.mappings[mapping.handle]?.readOnly == false
    }

    /// Ends a mapping.
    public func unmap(_ mapping: Mapping) {
        xen.endMapping(mapping.handle)
    }
}
