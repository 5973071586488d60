// SPDX-License-Identifier: MIT
// Which hypercalls fail although nothing is wrong with them, and how: with the errors that Xen's interface
// documents for want of memory or room, at the seed's pleasure.

internal import CXen
internal import Unikernel

/// How often hypercalls fail for no fault of the caller.
public struct FaultPlan: Sendable {
    /// One call in so many fails; nil when none does.
    public var rarity: UInt64?

    /// No call fails.
    public static let none = FaultPlan(rarity: nil)

    /// One call in `rarity` fails.
    public static func one(in rarity: UInt64) -> FaultPlan { FaultPlan(rarity: rarity) }

    /// The errors an operation can have that say nothing about its arguments. Closing a port and undoing a
    /// mapping have none: they give something back.
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

    /// The same for what a grant operation writes into its structure.
    static func statuses(of operation: HypervisorOperation) -> [Int32] {
        switch operation {
        case .mapGrant: [GNTST_no_space, GNTST_eagain, GNTST_general_error]
        default: []
        }
    }
}
