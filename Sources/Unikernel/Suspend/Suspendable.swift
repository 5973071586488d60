// SPDX-License-Identifier: MIT
// Parts of a domain that must be set up again after a save, migration or cloning. Grants, event
// ports and xenstore watches end with the domain that made them. Their owners are notified before
// and after, in the order of registration. After a resume they find an empty grant table and fresh
// event channels.

/// A part of a domain that shares something with a peer domain.
public protocol Suspendable: AnyObject {
    /// Called before the domain stops. Nothing may be sent to a peer until `domainDidResume`;
    /// outstanding requests may stay outstanding.
    func domainWillSuspend()

    /// Called when the domain continues: as the same one when the suspension was cancelled, else as
    /// a new one to Xen, in which everything shared must be shared again. May wait like any other
    /// call.
    func domainDidResume(_ outcome: ResumeOutcome)
}

/// How a domain continues after a suspension.
public enum ResumeOutcome: Equatable, Sendable {
    /// The suspension was cancelled: everything that was shared still is.
    case sameDomain
    /// The domain was saved and restored, migrated or cloned.
    case newDomain
}
