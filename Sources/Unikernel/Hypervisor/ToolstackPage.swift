// SPDX-License-Identifier: MIT
// The pages that the toolstack makes for a domain before it starts, xenstore's and the console's: a frame and an
// event port, told by parameters (hvm/params.h). A domain without a toolstack has none, and then both are zero.

/// A page shared with a daemon of the toolstack, and the port to it.
@safe struct ToolstackPage {
    let address: UnsafeMutableRawPointer
    let port: EventPort

    /// The page that two parameters name; nil when there is none.
    init?(
        of domain: Domain, frame: DomainParameter, port: DomainParameter
    ) throws(HypervisorFault) {
        let frame = try domain.hypervisor.parameter(frame)
        let port = try domain.hypervisor.parameter(port)
        guard frame != 0, port != 0, port < UInt64(EventPort.count),
            let address = unsafe domain.machine.map(frame: frame)
        else { return nil }
        // SAFETY: the toolstack's page belongs to the domain, and stays.
        unsafe self.address = address
        self.port = EventPort(UInt32(port))
    }
}
