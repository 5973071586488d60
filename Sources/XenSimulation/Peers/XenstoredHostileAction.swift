// SPDX-License-Identifier: MIT
// Ways in which a simulated xenstored breaks the protocol. A driver of ours must end each of them with a fault or
// go on well; which of the two is the driver's affair.

/// A hostile action of a simulated xenstored, which happens once in a while.
public enum XenstoredHostileAction: CaseIterable, Sendable {
    /// Sixteen bytes of chance in place of a header.
    case garbageHeader
    /// A reply to a request that was not made.
    case wrongIdentifier
    /// A reply of another type.
    case wrongType
    /// A length above what a message may have.
    case hugeLength
    /// The same reply twice.
    case duplicateReply
    /// Counters that cannot be, of either ring.
    case jumpingIndices
    /// No answer, from some moment on.
    case silence
    /// Hundreds of events for one request, some for watches that there are.
    case eventStorm
    /// An error by a name that nobody knows.
    case unknownError
    /// Events for watches that were never made.
    case unknownToken
    /// Payloads without the zeros that end their strings.
    case unterminatedPayload
    /// Values of chance for whatever is read.
    case garbageValue
}
