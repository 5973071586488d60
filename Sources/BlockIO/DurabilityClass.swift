// SPDX-License-Identifier: MIT
// What a flush is worth. A device says its class when it is opened and keeps it; a device that can no longer hold
// what its class promises fails, it does not become a lesser one.

/// How a disk keeps order among writes and how it makes them durable.
public enum DurabilityClass: UInt8, Sendable, CaseIterable {
    /// Nothing is promised: the disk said nothing about a cache, and nobody vouched for it. Order holds as long as
    /// the disk keeps its power; a power cut may lose and reorder.
    case volatile = 0
    /// The operator vouches that a completed write is durable: epochs are kept apart by waiting for completions.
    case writeThrough = 1
    /// The disk has a cache that can be flushed: epochs are kept apart by flushes.
    case flush = 2
    /// The disk also takes barriers: epochs are kept apart by a mark on a write, and nobody waits for order.
    case barrier = 3

    /// Whether what was flushed survives a power cut.
    public var isDurable: Bool { self != .volatile }
}

extension DurabilityClass: CustomStringConvertible {
    /// The class in words.
    public var description: String {
        switch self {
        case .volatile: "volatile"
        case .writeThrough: "write-through"
        case .flush: "flush"
        case .barrier: "barrier"
        }
    }
}
