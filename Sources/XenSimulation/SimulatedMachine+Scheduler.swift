// SPDX-License-Identifier: MIT
// Scheduler operations: yielding, polling and ending the domain (sched.h; Xen's
// common/sched/core.c, `do_poll`).

internal import CXen
internal import Unikernel

extension SimulatedMachine {
    func schedulerOperation(_ command: Int32, _ argument: UInt) throws(XenError) -> Int {
        switch command {
        case SCHEDOP_yield:
            if let processor = simulation.current { simulation.passBaton(from: processor) }
        case SCHEDOP_poll:
            try fail(.poll)
            let request: UnsafeMutablePointer<sched_poll> = unsafe try structure(argument)
            unsafe try poll(request.pointee)
        case SCHEDOP_shutdown:
            let request: UnsafeMutablePointer<sched_shutdown> = unsafe try structure(argument)
            return unsafe try shutdown(request.pointee.reason)
        default: throw XenError(XEN_ENOSYS)
        }
        return 0
    }

    private func poll(_ request: sched_poll) throws(XenError) {
        guard unsafe request.nr_ports <= 128 else { throw XenError(XEN_EINVAL) }
        guard unsafe request.nr_ports == 0 || request.ports.p != nil else {
            throw XenError(XEN_EFAULT)
        }
        // SAFETY: a poll passes that many ports at that address, and both stay during the call.
        let ports = unsafe Array(
            UnsafeBufferPointer(start: request.ports.p, count: Int(request.nr_ports)))
        for port in ports {
            guard xen.ports.isValid(port) else { throw XenError(XEN_EINVAL) }
            if xen.isPending(port) { return }
        }
        // Xen counts time in a signed number, so a moment past its range counts as past.
        let moment = unsafe Int64(bitPattern: request.timeout)
        if moment < 0 { return }
        let distance = moment - Int64(bitPattern: simulation.now &+ xen.systemTimeLead)
        if moment > 0, distance <= 0 { return }
        guard let processor = xen.processor,
            processor === simulation.current || simulation.isEnding
        else {
            preconditionFailure("a domain waits outside of a run of the simulation")
        }
        processor.wait(
            for: ports.count == 1 ? ports[0] : nil,
            until: moment == 0 ? nil : simulation.now + UInt64(distance))
    }

    private func shutdown(_ reason: UInt32) throws(XenError) -> Int {
        guard reason <= SHUTDOWN_MAX else { throw XenError(XEN_EINVAL) }
        if reason == SHUTDOWN_suspend { return suspend() }
        guard let processor = xen.processor, processor === simulation.current else {
            preconditionFailure("a domain ends itself outside of a run of the simulation")
        }
        xen.destroy(reason)
        simulation.endCurrent(processor)
    }
}
