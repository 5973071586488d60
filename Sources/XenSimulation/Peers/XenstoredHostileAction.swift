// SPDX-License-Identifier: MIT
// Hostile actions of a simulated xenstored. A driver must end each with a fault or continue
// correctly; either is allowed.

/// A hostile action of a simulated xenstored, performed occasionally.
public enum XenstoredHostileAction: CaseIterable, Sendable {
    /// Sixteen random bytes in place of a header.
    case garbageHeader
    /// A reply to a request that was never made.
    case wrongIdentifier
    /// A reply of another type.
    case wrongType
    /// A length above the limit of a message.
    case hugeLength
    /// The same reply twice.
    case duplicateReply
    /// Invalid counters of either ring.
    case jumpingIndices
    /// No replies from some moment on.
    case silence
    /// Hundreds of events for one request, some for existing watches.
    case eventStorm
    /// An unknown error name.
    case unknownError
    /// Events for watches that were never made.
    case unknownToken
    /// Payloads without the zeros that end their strings.
    case unterminatedPayload
    /// Random values for every read.
    case garbageValue
}
