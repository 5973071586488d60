// SPDX-License-Identifier: MIT
// A program's API to the guest it runs in. It is optional: `@main`, `print`, tasks and sleeping
// work as on other systems.

internal import CBoot
@_exported public import Unikernel

/// The guest that a program runs in.
public enum Guest {
    // SAFETY: written at boot, before anything can run concurrently: one virtual CPU, no
    // interrupts.
    private nonisolated(unsafe) static var runLoop: RunLoop?
    /// The guest's Xen domain; nil when the image was booted without Xen.
    public private(set) nonisolated(unsafe) static var domain: Domain?

    /// The loop that runs the guest's tasks and fibers.
    public static var loop: RunLoop {
        guard let loop = unsafe runLoop else { panic("the run loop was used before it was made") }
        return loop
    }

    /// The guest's console; nil when its text goes to the hypervisor's log.
    public static var console: Console? { Output.attached }

    /// The guest's memory use, now and at its peak.
    public static var memory: HeapStatistics { GuestMemory.statistics }

    /// Returns how the page that holds an address is mapped; nil when it is not.
    public static func mapping(at address: UInt) -> PageMapping? {
        AddressSpace.mapping(at: address)
    }

    /// Time stamp counter cycles from the first Swift instruction of the guest to its `main`.
    public private(set) nonisolated(unsafe) static var bootCycles: UInt64 = 0

    static func recordBoot(since start: UInt64) {
        unsafe bootCycles = mirage_timestamp_counter() - start
    }

    /// The guest's whole command line (`extra=` in the domain's configuration).
    public static var commandLine: String { CommandLine.text }

    /// Ends the guest with a crash report that gives `reason`.
    @inline(never)
    public static func panic(_ reason: StaticString) -> Never {
        FaultReport.panic { Report.write(reason) }
    }

    /// Ends the guest: the toolstack sees `reason` and powers the domain off, or restarts it.
    @inline(never)
    public static func shutDown(_ reason: ShutdownReason = .powerOff) -> Never {
        precondition(reason != .suspend, "a suspended domain goes on")
        Output.flush()
        PowerOff.end(reason)
    }

    /// Creates the run loop, over Xen's events when there is Xen.
    static func start() {
        guard unsafe Processor.runsOnXen else {
            unsafe runLoop = RunLoop(over: BareClock())
            return
        }
        do throws(HypervisorFault) {
            let domain = try Domain(on: GuestMachine())
            unsafe self.domain = domain
            unsafe runLoop = domain.loop
            Output.attach(to: domain)
        } catch {
            panic("Xen refused the shared info page")
        }
    }
}
