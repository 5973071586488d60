// SPDX-License-Identifier: MIT
// Errors of xenstore calls. They hold only plain numbers: an error needs no memory, so one can be
// reported in a domain that has none left.

public import XenRing

/// Why a xenstore operation failed.
public enum XenstoreError: Error, Equatable, Sendable {
    /// Xenstore refused.
    case refused(XenstoreOperation, XenstoreErrorName)
    /// No reply came in time. Xenstore may have performed the operation, or may yet.
    case timedOut(XenstoreOperation)
    /// The connection has ended, by this fault at this or an earlier call.
    case disconnected(XenstoreFault)
    /// The path is empty, has an invalid character, an empty component or a slash at its end.
    case invalidPath(XenstoreOperation)
    /// The path, or path and value together, exceed xenstore's limit.
    case tooLong(XenstoreOperation, byteCount: Int, limit: Int)
    /// A value or reply does not have the expected form, such as a number's.
    case malformed(XenstoreOperation)
    /// The names of the children have more bytes than `limit`.
    case tooLarge(XenstoreOperation, limit: Int)
    /// Each of so many attempts at the transaction conflicted with changes by others.
    case conflict(attempts: Int)

    /// Whether the error says that there is no node at the path.
    public var isMissing: Bool {
        if case .refused(_, .noEntry) = self { true } else { false }
    }

    /// Whether the transaction must be repeated from its start.
    var isConflict: Bool {
        if case .refused(_, .tryAgain) = self { true } else { false }
    }
}

/// A protocol violation of xenstore's, or a broken connection. It ends the connection for good.
public enum XenstoreFault: Error, Equatable, Sendable {
    /// A ring's counters are invalid.
    case ring(RingFault)
    /// The toolstack gave the domain no xenstore page.
    case absent
    /// A message announced `byteCount` bytes, more than the limit of 4,096.
    case oversizedMessage(byteCount: UInt32)
    /// A reply to a request that was never made or is already answered.
    case unexpectedReply(type: UInt32, identifier: UInt32)
    /// A reply of another type than its request.
    case wrongReplyType(type: UInt32, expected: UInt32)
    /// A watch event that is not two zero-terminated strings.
    case malformedEvent
    /// Too many requests without a waiter are unanswered.
    case unresponsive(requests: Int)
    /// The event channel failed.
    case channel(HypervisorFault)
}
