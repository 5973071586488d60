// SPDX-License-Identifier: MIT
// Xen's state of one domain: memory, event ports, grants and parameters. The XenDomain+ files hold
// the operations, by area; each makes Xen's checks in Xen's order.

internal import CXen
internal import Unikernel

/// A domain in the model of Xen.
@safe final class XenDomain {
    let id: DomainID
    unowned let simulation: Simulation
    let memory: PhysicalMap
    /// The frame of the page that the domain shares with Xen.
    let sharedInfo: HostFrame

    var ports = EventPortTable()
    var grants: GrantFrames
    var mappings: [UInt32: GrantMapping] = [:]
    var nextHandle: UInt32 = 0
    var parameters: [UInt32: UInt64] = [:]
    /// The memory map that the domain was started with: address, size and type (E820).
    var memoryMap: [(UInt64, UInt64, UInt32)] = []
    /// What the domain wrote to Xen's console.
    var console: [UInt8] = []
    /// The reason of the domain's end; nil while it runs.
    var shutdownReason: UInt32?
    /// The domain's system time minus the simulation's, in nanoseconds: another host booted at
    /// another moment. Wraps around.
    var systemTimeLead: UInt64 = 0
    /// Its time stamp counter minus the simulation's. Wraps around.
    var counterLead: UInt64 = 0
    /// The processor that waits for the domain's events; nil for a simulated peer.
    var processor: VirtualProcessor?
    /// The event handler of a simulated peer.
    var eventHandler: ((EventPort) -> Void)?

    convenience init(
        _ id: DomainID, in simulation: Simulation, frameCount: Int, maximumGrantFrames: Int
    ) {
        self.init(
            id, in: simulation, PhysicalMap(simulation.host, frameCount: frameCount),
            maximumGrantFrames: maximumGrantFrames)
    }

    init(
        _ id: DomainID, in simulation: Simulation, _ memory: PhysicalMap, maximumGrantFrames: Int
    ) {
        self.id = id
        self.simulation = simulation
        self.memory = memory
        sharedInfo = simulation.host.allocate(1)
        grants = GrantFrames(maximum: maximumGrantFrames)
    }

    /// Returns the domain of this number, as an operation of this domain names it.
    func resolve(_ id: UInt16) throws(XenError) -> XenDomain {
        if id == self.id.rawValue || id == DomainID.current.rawValue { return self }
        guard let domain = simulation.domains[id], domain.shutdownReason == nil else {
            throw XenError(XEN_ESRCH)
        }
        return domain
    }

    /// Checks that an operation names this domain, where an ordinary domain may name no other.
    func resolveSelf(_ id: UInt16) throws(XenError) {
        guard try resolve(id) === self else { throw XenError(XEN_EPERM) }
    }
}
