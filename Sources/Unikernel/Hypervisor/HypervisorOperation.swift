// SPDX-License-Identifier: MIT
// The operations of Xen that the typed tier makes, to name them in faults and in the simulation's plans.

/// An operation of the hypervisor.
public enum HypervisorOperation: UInt8, CaseIterable, Sendable {
    /// Asking what Xen is and what it offers.
    case version, features
    /// Placing a frame of Xen's, and asking for the memory map.
    case addToPhysicalMap, memoryMap
    /// Reading and writing the domain's parameters (hvm/params.h).
    case getParameter, setParameter
    /// Giving the processor up, waiting for events, and stopping the domain.
    case yield, poll, shutdown
    /// Writing to Xen's own console.
    case writeConsole
    /// Making, binding, closing, using and asking after event ports.
    case allocateUnboundPort, bindPort, closePort, notifyPort, portStatus, adoptPort
    /// Asking for the grant table's size, granting pages and taking them back, mapping those of
    /// peers.
    case grantTableSize, grant, revokeGrant, mapGrant, unmapGrant

    /// Xen's name of the operation, or ours where Xen is not asked.
    public var name: StaticString {
        switch self {
        case .version: "XENVER_version"
        case .features: "XENVER_get_features"
        case .addToPhysicalMap: "XENMEM_add_to_physmap"
        case .memoryMap: "XENMEM_memory_map"
        case .getParameter: "HVMOP_get_param"
        case .setParameter: "HVMOP_set_param"
        case .yield: "SCHEDOP_yield"
        case .poll: "SCHEDOP_poll"
        case .shutdown: "SCHEDOP_shutdown"
        case .writeConsole: "CONSOLEIO_write"
        case .allocateUnboundPort: "EVTCHNOP_alloc_unbound"
        case .bindPort: "EVTCHNOP_bind_interdomain"
        case .closePort: "EVTCHNOP_close"
        case .notifyPort: "EVTCHNOP_send"
        case .portStatus: "EVTCHNOP_status"
        case .adoptPort: "adopt event port"
        case .grantTableSize: "GNTTABOP_query_size"
        case .grant: "grant"
        case .revokeGrant: "revoke grant"
        case .mapGrant: "GNTTABOP_map_grant_ref"
        case .unmapGrant: "GNTTABOP_unmap_grant_ref"
        }
    }
}
