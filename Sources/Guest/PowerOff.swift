// SPDX-License-Identifier: MIT
// Ends a domain. Under Xen the reason goes to SCHEDOP_shutdown (sched.h). Without Xen it goes to
// QEMU's debug exit device at port 0xF4; where there is no such device the processor halts. Nothing
// here allocates or waits, so it works in every state.

internal import CBoot
internal import Unikernel

/// Ends the domain with a reason.
enum PowerOff {
    private static let debugExitPort: UInt16 = 0xf4
    private static let shutdownCommand: UInt = 2

    static func end(_ reason: ShutdownReason) -> Never {
        if unsafe Processor.runsOnXen {
            var argument = reason.rawValue
            // SAFETY: struct sched_shutdown is one word, and lives across the call.
            unsafe withUnsafePointer(to: &argument) {
                _ = mirage_hypercall(
                    Hypercall.schedulerOperation.rawValue, shutdownCommand, UInt(bitPattern: $0), 0,
                    0)
            }
        }
        mirage_write_port32(debugExitPort, 0x10 + debugExitCode(reason))
        mirage_halt()
    }

    private static func debugExitCode(_ reason: ShutdownReason) -> UInt32 {
        switch reason {
        case .powerOff: 0
        case .reboot: 2
        case .suspend, .crash, .watchdog: 1
        }
    }
}
