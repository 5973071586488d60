// SPDX-License-Identifier: MIT
// Event channel operations (event_channel.h).

internal import CXen

extension Hypervisor {
    /// Allocates a port of this domain to which only `peer` may bind one of its own.
    package func allocateUnboundPort(for peer: DomainID) throws(HypervisorFault) -> EventPort {
        var request = evtchn_alloc_unbound(
            dom: DomainID.current.rawValue, remote_dom: peer.rawValue, port: 0)
        try perform(
            .allocateUnboundPort, .eventChannelOperation, EVTCHNOP_alloc_unbound, &request)
        return EventPort(request.port)
    }

    /// Allocates a port of this domain, bound to the port that `peer` allocated for it.
    ///
    /// Xen makes the new port pending at once, because an event may have been lost before
    /// (event_channel.h).
    package func bindPort(to peer: DomainID, _ remote: EventPort) throws(HypervisorFault)
        -> EventPort
    {
        var request = evtchn_bind_interdomain(
            remote_dom: peer.rawValue, remote_port: remote.rawValue, local_port: 0)
        try perform(.bindPort, .eventChannelOperation, EVTCHNOP_bind_interdomain, &request)
        return EventPort(request.local_port)
    }

    /// Closes a port; a bound peer's port becomes unbound.
    package func closePort(_ port: EventPort) throws(HypervisorFault) {
        var request = evtchn_close(port: port.rawValue)
        try perform(.closePort, .eventChannelOperation, EVTCHNOP_close, &request)
    }

    /// Makes the peer's port pending. Does nothing when the port is unbound.
    package func notify(_ port: EventPort) throws(HypervisorFault) {
        var request = evtchn_send(port: port.rawValue)
        try perform(.notifyPort, .eventChannelOperation, EVTCHNOP_send, &request)
    }

    /// Returns what a port of this domain is connected to.
    package func status(of port: EventPort) throws(HypervisorFault) -> EventPortStatus {
        var request = evtchn_status()
        request.dom = DomainID.current.rawValue
        request.port = port.rawValue
        try perform(.portStatus, .eventChannelOperation, EVTCHNOP_status, &request)
        // SAFETY: `status` says which member of the union Xen wrote.
        switch Int32(request.status) {
        case EVTCHNSTAT_closed: return .closed
        case EVTCHNSTAT_unbound: return unsafe .unbound(DomainID(request.u.unbound.dom))
        case EVTCHNSTAT_interdomain:
            return unsafe .bound(
                DomainID(request.u.interdomain.dom), EventPort(request.u.interdomain.port))
        default: return .other
        }
    }
}

/// The connection of a port (event_channel.h, `EVTCHNSTAT_*`).
package enum EventPortStatus: Equatable {
    /// The port is free.
    case closed
    /// The domain named may bind to the port.
    case unbound(DomainID)
    /// The port is bound to a port of the domain named.
    case bound(DomainID, EventPort)
    /// The port is of a kind that this domain does not use, such as a virtual interrupt.
    case other
}
