// SPDX-License-Identifier: MIT
// Swift's concurrency on the domain's run loop: the runtime's executor hooks (CBoot/executor.c)
// call these functions.

internal import CBoot
internal import Unikernel

@c(mirage_enqueue) func enqueue(_ job: UnsafeMutableRawPointer) {
    // SAFETY: the runtime passes a live job.
    unsafe Guest.loop.enqueue(job)
}

@c(mirage_enqueue_after) func enqueueAfter(_ nanoseconds: UInt64, _ job: UnsafeMutableRawPointer) {
    let loop = Guest.loop
    unsafe loop.add(.run(job), at: loop.now.advanced(byNanoseconds: nanoseconds))
}

@c(mirage_enqueue_at) func enqueueAt(
    _ clock: Int32, _ seconds: Int64, _ nanoseconds: Int64, _ job: UnsafeMutableRawPointer
) {
    // Both clocks of the runtime are the domain's monotonic one, so their instants are ours.
    let (whole, overflow) = UInt64(max(seconds, 0)).multipliedReportingOverflow(by: 1_000_000_000)
    let moment =
        overflow
        ? Instant.never
        : Instant(nanoseconds: whole).advanced(byNanoseconds: UInt64(max(nanoseconds, 0)))
    unsafe Guest.loop.add(.run(job), at: moment)
}

@c(mirage_run_forever) func runForever() -> Never {
    let loop = Guest.loop
    while loop.iterate() != .stuck { Output.writeLine() }
    Guest.panic("every task waits for something that cannot happen")
}

@c(mirage_clock) func readClock(_ clock: Int32) -> UInt64 {
    Guest.loop.now.nanoseconds
}

@c(mirage_sleep) func sleepBlocking(_ nanoseconds: UInt64) {
    let loop = Guest.loop
    _ = loop.waitForAll(until: loop.now.advanced(byNanoseconds: nanoseconds)) { false }
}

@c func exit(_ status: Int32) -> Never {
    Guest.shutDown(status == 0 ? .powerOff : .crash)
}
