// SPDX-License-Identifier: MIT
// Scheduler operations (sched.h): yielding the processor, polling for events, ending the domain.

internal import CXen

extension Hypervisor {
    /// The most ports of one poll (Xen refuses more with EINVAL).
    package static let pollLimit = 128

    /// Yields the rest of this time slice.
    package func yield() {
        _ = machine.hypercall(.schedulerOperation, UInt(SCHEDOP_yield), 0, 0, 0)
    }

    /// Blocks until one of `ports` is pending or `deadline` has come.
    ///
    /// Returns at once when one of them is pending already, whether masked or not. With one port,
    /// only that port ends the wait; with more than one or none, every event of the domain does.
    package func poll(_ ports: UnsafeBufferPointer<UInt32>, until deadline: Instant)
        throws(HypervisorFault)
    {
        // SAFETY: Xen only reads the ports, and only during the call.
        var request = unsafe sched_poll()
        unsafe request.ports.p = UnsafeMutablePointer(mutating: ports.baseAddress)
        unsafe request.nr_ports = UInt32(clamping: ports.count)
        unsafe request.timeout = Self.timeout(at: deadline)
        try unsafe perform(.poll, .schedulerOperation, SCHEDOP_poll, &request)
    }

    /// Converts a deadline for `sched_poll.timeout`: zero means never, and Xen counts in a signed
    /// number.
    static func timeout(at deadline: Instant) -> UInt64 {
        deadline.nanoseconds > UInt64(Int64.max) ? 0 : max(deadline.nanoseconds, 1)
    }

    /// Ends or suspends the domain.
    ///
    /// Returns only from a suspension or when Xen refuses: true when the suspension was cancelled,
    /// false when the domain resumes as a new one (sched.h, `SCHEDOP_shutdown`).
    package func shutdown(_ reason: ShutdownReason) throws(HypervisorFault) -> Bool {
        var request = sched_shutdown(reason: reason.rawValue)
        let answer = call(.schedulerOperation, SCHEDOP_shutdown, &request)
        guard answer >= 0 else { throw HypervisorFault(.shutdown, answer: answer) }
        return answer == 1
    }
}
