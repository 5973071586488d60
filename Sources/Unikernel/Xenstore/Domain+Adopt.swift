// SPDX-License-Identifier: MIT
// What every domain is given at its start: a page and a port each for xenstore and for the console. Parameters
// say which (hvm/params.h).

extension Domain {
    /// The page and the channel that two parameters name. The port is closed again if the page cannot be had.
    func adopt(frame: DomainParameter, port: DomainParameter)
        throws(HypervisorFault) -> (UnsafeMutableRawPointer, EventChannel)
    {
        let number = try hypervisor.parameter(port)
        guard let number = UInt32(exactly: number), number != 0 else {
            throw HypervisorFault(.getParameter, .answerOutOfRange(number))
        }
        let place = try hypervisor.parameter(frame)
        guard place != 0, let page = unsafe machine.map(frame: place) else {
            throw HypervisorFault(.getParameter, .answerOutOfRange(place))
        }
        return try unsafe (page, events.adopt(EventPort(number), peer: .control))
    }
}
