// SPDX-License-Identifier: MIT
// What a program sees of the guest it runs in. A program needs none of this to run: `@main`, `print`, tasks and
// sleeping work as they do everywhere.

internal import CBoot
public import Unikernel

/// The guest a program runs in.
public enum Guest {
    private nonisolated(unsafe) static var runLoop: RunLoop?

    /// The loop that runs the guest's tasks and fibers.
    public static var loop: RunLoop {
        guard let loop = unsafe runLoop else { panic("the run loop was used before it was made") }
        return loop
    }

    /// Ends the guest: powers the domain off, reboots it, or records a crash.
    static func end(_ reason: EndReason) -> Never {
        PowerOff.end(reason)
    }

    static func panic(_ reason: StaticString) -> Never {
        reason.withUTF8Buffer { unsafe FaultReport.panic($0) }
    }

    static func start(_ source: any EventSource) {
        unsafe runLoop = RunLoop(over: source)
    }
}
