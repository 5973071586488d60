// SPDX-License-Identifier: MIT

/// How a guest ended, in the lab's words (Documentation/Lab.md).
package enum Ending: String, Sendable {
    case poweroff, reboot, crash, suspend, watchdog, destroyed, timeout, running, script
    case failedToCreate = "failed-to-create"
    /// The lab has no result of it.
    case lost
}
