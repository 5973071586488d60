// SPDX-License-Identifier: MIT
// Injected failures of correct hypercalls, chosen by the seed: the errors that Xen's interface
// documents for lack of memory or room.

internal import CXen
internal import Unikernel

/// How often correct hypercalls fail.
public struct FaultPlan: Sendable {
    /// The average number of calls for each failure; nil for no failures.
    public var rarity: UInt64?

    /// No call fails.
    public static let none = FaultPlan(rarity: nil)

    /// One call in `rarity` fails.
    public static func one(in rarity: UInt64) -> FaultPlan { FaultPlan(rarity: rarity) }

    /// Returns the errors of an operation that do not concern its arguments. Closing a port and
    /// undoing a mapping have none: they release something.
    static func errors(of operation: HypervisorOperation) -> [xen_errno] {
        switch operation {
        case .allocateUnboundPort, .bindPort: [XEN_ENOSPC, XEN_ENOMEM]
        case .addToPhysicalMap: [XEN_ENOMEM, XEN_EBUSY]
        case .notifyPort, .poll: [XEN_EINVAL]
        case .writeConsole: [XEN_EPERM]
        case .mapGrant: [XEN_EFAULT]
        default: []
        }
    }

    /// Returns the same kind of errors among a grant operation's statuses.
    static func statuses(of operation: HypervisorOperation) -> [Int32] {
        switch operation {
        case .mapGrant: [GNTST_no_space, GNTST_eagain, GNTST_general_error]
        default: []
        }
    }
}
