// SPDX-License-Identifier: MIT
// Parameters that the toolstack sets for a domain, such as the console's frame (hvm/params.h).

internal import CXen

/// A parameter of the domain (hvm/params.h, `HVM_PARAM_*`).
package enum DomainParameter: UInt32 {
    /// How Xen interrupts the domain.
    case callback = 0
    /// The frame of the ring to xenstore.
    case storeFrame = 1
    /// The port of the ring to xenstore.
    case storePort = 2
    /// The frame of the console's ring.
    case consoleFrame = 17
    /// The port of the console's ring.
    case consolePort = 18
    /// The guest-physical address of the generation ID, which changes when the domain is copied.
    case generationAddress = 34
}

extension Hypervisor {
    /// Returns a parameter of this domain; zero where the toolstack set none.
    package func parameter(_ parameter: DomainParameter) throws(HypervisorFault) -> UInt64 {
        var request = xen_hvm_param(
            domid: DomainID.current.rawValue, pad: 0, index: parameter.rawValue, value: 0)
        try perform(.getParameter, .hvmOperation, HVMOP_get_param, &request)
        return request.value
    }

    /// Sets a parameter that this domain may set.
    package func setParameter(_ parameter: DomainParameter, to value: UInt64)
        throws(HypervisorFault)
    {
        var request = xen_hvm_param(
            domid: DomainID.current.rawValue, pad: 0, index: parameter.rawValue, value: value)
        try perform(.setParameter, .hvmOperation, HVMOP_set_param, &request)
    }
}
