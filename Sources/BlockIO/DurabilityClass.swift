// SPDX-License-Identifier: MIT
// The durability of a flush. A device has its class from its opening on. A device that can no
// longer keep its class fails instead of changing to a weaker one.

/// How a disk orders writes and makes them durable.
public enum DurabilityClass: UInt8, Sendable, CaseIterable {
    /// Nothing is guaranteed: the disk announced no cache control, and the operator vouched for
    /// nothing. Order holds while the disk has power; a power cut may lose and reorder writes.
    case volatile = 0
    /// The operator vouches that a completed write is durable. Epochs are separated by waiting for
    /// completions.
    case writeThrough = 1
    /// The disk has a cache that can be flushed. Epochs are separated by flushes.
    case flush = 2
    /// The disk also supports barriers. Epochs are separated by a flag on a write, without waiting.
    case barrier = 3

    /// Whether flushed writes survive a power cut.
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
