// SPDX-License-Identifier: MIT
// The end of a domain. Xen is told the reason (sched.h, SCHEDOP_shutdown); without Xen, QEMU's debug exit device at
// port 0xF4 carries it, and where there is no such device either the processor stops.

internal import CBoot

/// Why a domain ends (sched.h, `SHUTDOWN_*`).
enum EndReason: UInt32 {
    case powerOff = 0
    case reboot = 1
    case crash = 3

    fileprivate var debugExitCode: UInt32 {
        switch self {
        case .powerOff: 0x10
        case .crash: 0x11
        case .reboot: 0x12
        }
    }
}

enum PowerOff {
    private static let debugExitPort: UInt16 = 0xf4

    static func end(_ reason: EndReason) -> Never {
        if unsafe Processor.runsOnXen {
            var argument = reason.rawValue
            // SAFETY: struct sched_shutdown is one word, and lives across the call.
            unsafe withUnsafePointer(to: &argument) {
                _ = mirage_hypercall(29, 2, UInt(bitPattern: $0), 0, 0)
            }
        }
        mirage_write_port32(debugExitPort, reason.debugExitCode)
        mirage_halt()
    }
}
