// SPDX-License-Identifier: MIT
// The pages that the toolstack allocates for xenstore and the console before a domain starts: a
// frame and an event port, passed by parameters (hvm/params.h). Without a toolstack both parameters
// are zero.

/// A page shared with a daemon of the toolstack, and its event port.
@safe struct ToolstackPage {
    let address: UnsafeMutableRawPointer
    let port: EventPort

    /// Finds the page that two parameters name; nil when there is none.
    init?(
        of domain: Domain, frame: DomainParameter, port: DomainParameter
    ) throws(HypervisorFault) {
        let frame = try domain.hypervisor.parameter(frame)
        let port = try domain.hypervisor.parameter(port)
        guard frame != 0, port != 0, port < UInt64(EventPort.count),
            let address = unsafe domain.machine.map(frame: frame)
        else { return nil }
        // SAFETY: the toolstack's page belongs to the domain, and is never removed.
        unsafe self.address = address
        self.port = EventPort(UInt32(port))
    }
}
