// SPDX-License-Identifier: MIT
// The typed operations, as faults and the simulation's fault plans name them.

/// An operation of the hypervisor.
public enum HypervisorOperation: UInt8, CaseIterable, Sendable {
    /// Querying Xen's version and features.
    case version, features
    /// Placing a frame of Xen's, and reading the memory map.
    case addToPhysicalMap, memoryMap
    /// Reading and writing the domain's parameters (hvm/params.h).
    case getParameter, setParameter
    /// Yielding the processor, polling for events, and ending the domain.
    case yield, poll, shutdown
    /// Writing to Xen's own console.
    case writeConsole
    /// Allocating, binding, closing, notifying, querying and adopting event ports.
    case allocateUnboundPort, bindPort, closePort, notifyPort, portStatus, adoptPort
    /// Querying the grant table's size, granting and revoking pages, mapping and unmapping those of
    /// peers.
    case grantTableSize, grant, revokeGrant, mapGrant, unmapGrant

    /// Xen's name of the operation, or ours for one that does not call Xen.
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
