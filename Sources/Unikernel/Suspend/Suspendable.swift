// SPDX-License-Identifier: MIT
// What a domain that is saved, moved or cloned must do over. Grants, event ports and xenstore watches end with the
// domain that made them; their owners are told before and after, in the order in which they were added, and after
// a resume find an empty grant table and fresh event channels.

/// A part of a domain that a peer in another domain knows.
public protocol Suspendable: AnyObject {
    /// The domain is about to stop. Nothing may be sent to a peer until `domainDidResume`; what is on its way may
    /// stay there.
    func domainWillSuspend()

    /// The domain goes on: the same as before when the suspension was called off, else a new one to Xen, in which
    /// everything that was shared has to be shared again. Waits like any other call.
    func domainDidResume(_ outcome: ResumeOutcome)
}

/// As what a domain goes on.
public enum ResumeOutcome: Equatable, Sendable {
    /// The suspension was called off: everything that was shared still is.
    case sameDomain
    /// The domain was saved and restored, moved or cloned.
    case newDomain
}
