// SPDX-License-Identifier: MIT
// The reasons that a domain reports to the toolstack when it ends.

/// Why a domain ends (sched.h, `SHUTDOWN_*`).
public enum ShutdownReason: UInt32, Sendable {
    /// The domain is done.
    case powerOff = 0
    /// The domain asks to be restarted.
    case reboot = 1
    /// The domain is to be saved, migrated or copied.
    case suspend = 2
    /// The domain cannot continue.
    case crash = 3
    /// The domain's watchdog has expired.
    case watchdog = 4
}
