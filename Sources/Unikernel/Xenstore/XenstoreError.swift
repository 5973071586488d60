// SPDX-License-Identifier: MIT
// How a call of xenstore can fail. Plain numbers throughout: an error costs no memory, so that one can be
// reported in a domain that has none left.

public import XenRing

/// Why an operation of xenstore did not come to pass.
public enum XenstoreError: Error, Equatable, Sendable {
    /// Xenstore said no.
    case refused(XenstoreOperation, XenstoreErrorName)
    /// No answer came in time. Whether xenstore has done it, or will yet, is not known.
    case timedOut(XenstoreOperation)
    /// The connection is dead, because of this fault at this or an earlier call.
    case disconnected(XenstoreFault)
    /// The path is empty, has a character that xenstore does not take, an empty part or a slash at its end.
    case invalidPath(XenstoreOperation)
    /// The path, or the path and the value together, has more bytes than xenstore takes.
    case tooLong(XenstoreOperation, byteCount: Int, limit: Int)
    /// What xenstore holds or answered does not have the form that it ought to have, such as a number's.
    case malformed(XenstoreOperation)
    /// The children have more bytes of names than `limit`.
    case tooLarge(XenstoreOperation, limit: Int)
    /// Others changed what the transaction touched, at each of so many attempts.
    case conflict(attempts: Int)

    /// Whether there is no node at the path.
    public var isMissing: Bool {
        if case .refused(_, .noEntry) = self { true } else { false }
    }

    /// Whether the transaction has to be done again from its start.
    var isConflict: Bool {
        if case .refused(_, .tryAgain) = self { true } else { false }
    }
}

/// What xenstore's side of the connection did that it must not do. There is no way back from it.
public enum XenstoreFault: Error, Equatable, Sendable {
    /// The counters of a ring cannot be.
    case ring(RingFault)
    /// The toolstack gave the domain no xenstore.
    case absent
    /// A message of `byteCount` bytes was announced, more than the 4,096 there can be.
    case oversizedMessage(byteCount: UInt32)
    /// A reply to a request that was never made, or was answered before.
    case unexpectedReply(type: UInt32, identifier: UInt32)
    /// A reply of another type than its request.
    case wrongReplyType(type: UInt32, expected: UInt32)
    /// A watch event that is not two strings, each with a zero at its end.
    case malformedEvent
    /// So many requests wait for an answer for which nobody waits any more.
    case unresponsive(requests: Int)
    /// The event channel does not work.
    case channel(HypervisorFault)
}
