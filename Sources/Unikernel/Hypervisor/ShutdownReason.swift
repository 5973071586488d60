// SPDX-License-Identifier: MIT
// What a domain tells the toolstack when it ends.

/// Why a domain ends (sched.h, `SHUTDOWN_*`).
public enum ShutdownReason: UInt32, Sendable {
    /// The domain has done its work.
    case powerOff = 0
    /// The domain wants to be started again.
    case reboot = 1
    /// The domain is to be saved, moved or copied.
    case suspend = 2
    /// The domain cannot go on.
    case crash = 3
    /// The domain did not show in time that it is alive.
    case watchdog = 4
}
