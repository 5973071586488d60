// SPDX-License-Identifier: MIT

/// Why a domain was not suspended; everything continues as before.
public enum SuspendError: Error, Equatable, Sendable {
    /// Another task is suspending the domain.
    case alreadySuspending
    /// Xen refused.
    case refused(HypervisorFault)
}
