// SPDX-License-Identifier: MIT
// Event channels as Xen implements them: two-level, a pending and a mask bit for each port in the
// shared info page (event_channel.h; Xen's common/event_channel.c and event_2l.c where the header
// is silent).
//
// SAFETY: shared info is a page of the host's memory; ports are checked, so offsets lie in it.

internal import CXen
internal import Synchronization
internal import Unikernel

/// The state of a port.
enum EventPortState: Equatable {
    case free
    /// Port zero, which is never used.
    case reserved
    case unbound(DomainID)
    case bound(DomainID, UInt32)
}

/// The ports of a domain.
struct EventPortTable {
    /// The most ports of a domain, the toolstack's default.
    static let limit: UInt32 = 1023
    /// Xen grows the table in steps of this many ports.
    private static let bucket = 64

    private(set) var states: [EventPortState] = {
        var states = [EventPortState](repeating: .free, count: bucket)
        states[0] = .reserved
        return states
    }()

    subscript(port: UInt32) -> EventPortState {
        get { states[Int(port)] }
        set { states[Int(port)] = newValue }
    }

    func isValid(_ port: UInt32) -> Bool { port < states.count }

    /// Allocates the lowest free port.
    mutating func allocate() throws(XenError) -> UInt32 {
        if let port = states.firstIndex(of: .free), port <= Self.limit { return UInt32(port) }
        let port = states.count
        guard port <= Self.limit else { throw XenError(XEN_ENOSPC) }
        states += Array(repeating: .free, count: Self.bucket)
        return UInt32(port)
    }
}

extension XenDomain {
    func allocateUnbound(_ dom: UInt16, _ remote: UInt16) throws(XenError) -> UInt32 {
        try resolveSelf(dom)
        let port = try ports.allocate()
        ports[port] = .unbound(remote == DomainID.current.rawValue ? id : DomainID(remote))
        return port
    }

    func bindInterdomain(_ remote: UInt16, _ remotePort: UInt32) throws(XenError) -> UInt32 {
        let peer = try resolve(remote)
        let port = try ports.allocate()
        guard peer.ports.isValid(remotePort), peer.ports[remotePort] == .unbound(id) else {
            throw XenError(XEN_EINVAL)
        }
        ports[port] = .bound(peer.id, remotePort)
        peer.ports[remotePort] = .bound(id, port)
        // Earlier events had no port to go to and were lost, so Xen sets the new port pending.
        setPending(port)
        return port
    }

    func closePort(_ port: UInt32) throws(XenError) {
        guard ports.isValid(port) else { throw XenError(XEN_EINVAL) }
        switch ports[port] {
        case .free, .reserved: throw XenError(XEN_EINVAL)
        case .unbound: break
        case .bound(let peer, let remotePort):
            simulation.domains[peer.rawValue]?.ports[remotePort] = .unbound(id)
        }
        ports[port] = .free
        let bit = UInt64(1) << UInt64(port % 64)
        unsafe word(SharedInfo.Offset.pending, port).pointee.bitwiseAnd(~bit, ordering: .relaxed)
    }

    func send(_ port: UInt32) throws(XenError) {
        guard ports.isValid(port) else { throw XenError(XEN_EINVAL) }
        switch ports[port] {
        case .free, .reserved: throw XenError(XEN_EINVAL)
        case .unbound: break
        case .bound(let peer, let remotePort):
            simulation.domains[peer.rawValue]?.setPending(remotePort)
        }
    }

    func status(_ request: inout evtchn_status) throws(XenError) {
        try resolveSelf(request.dom)
        guard ports.isValid(request.port) else { throw XenError(XEN_EINVAL) }
        request.vcpu = 0
        switch ports[request.port] {
        case .free, .reserved: request.status = UInt32(EVTCHNSTAT_closed)
        case .unbound(let peer):
            request.status = UInt32(EVTCHNSTAT_unbound)
            unsafe request.u.unbound.dom = peer.rawValue
        case .bound(let peer, let remotePort):
            request.status = UInt32(EVTCHNSTAT_interdomain)
            unsafe request.u.interdomain.dom = peer.rawValue
            unsafe request.u.interdomain.port = remotePort
        }
    }

    /// Sets a port's pending bit and wakes the waiter; does nothing when it is set already.
    func setPending(_ port: UInt32) {
        let bit = UInt64(1) << UInt64(port % 64)
        let pending = unsafe word(SharedInfo.Offset.pending, port)
        guard
            unsafe pending.pointee.bitwiseOr(bit, ordering: .acquiringAndReleasing).oldValue & bit
                == 0
        else { return }
        if unsafe word(SharedInfo.Offset.mask, port).pointee.load(ordering: .relaxed) & bit == 0 {
            // vcpu_info of processor 0: `evtchn_upcall_pending` at 0, `evtchn_pending_sel` at 8.
            unsafe at(8, as: UInt64.self).pointee.bitwiseOr(
                1 << UInt64(port / 64), ordering: .relaxed)
            unsafe at(0, as: UInt8.self).pointee.store(1, ordering: .releasing)
        }
        processor?.eventCame(port)
        if eventHandler != nil { simulation.deliver(EventPort(port), to: self) }
    }

    func isPending(_ port: UInt32) -> Bool {
        let bit = UInt64(1) << UInt64(port % 64)
        return unsafe word(SharedInfo.Offset.pending, port).pointee.load(ordering: .acquiring) & bit
            != 0
    }

    func clearPending(_ port: UInt32) {
        let bit = UInt64(1) << UInt64(port % 64)
        unsafe word(SharedInfo.Offset.pending, port).pointee.bitwiseAnd(~bit, ordering: .relaxed)
    }

    private func word(_ offset: Int, _ port: UInt32) -> UnsafeMutablePointer<Atomic<UInt64>> {
        unsafe at(offset + Int(port / 64) * 8, as: UInt64.self)
    }

    /// Returns an integer of the shared info page, through Xen's view of it.
    func at<Value: AtomicRepresentable>(_ offset: Int, as type: Value.Type)
        -> UnsafeMutablePointer<Atomic<Value>>
    {
        unsafe (simulation.host.address(of: sharedInfo) + offset)
            .assumingMemoryBound(to: Atomic<Value>.self)
    }
}
