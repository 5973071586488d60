// SPDX-License-Identifier: MIT
// What a simulated backend says of itself, what of it it refuses in the end, and how it breaks the protocol.

/// The features of a simulated backend. One that is not offered has no key in xenstore, except for
/// flush and barrier, which have 0.
public struct BlockOffer: Sendable {
    /// Whether it flushes its cache (`feature-flush-cache`).
    public var flush = true
    /// Whether it takes writes as barriers (`feature-barrier`).
    public var barrier = false
    /// Whether it takes discards of whole blocks (`feature-discard`).
    public var discard = false
    /// Whether it leaves pages mapped between requests, if the frontend does
    /// (`feature-persistent`).
    public var persistent = false
    /// Segments of an indirect request at most; 0 for a backend without such requests
    /// (`feature-max-indirect-segments`).
    public var indirectSegments = 0
    /// Pages of the ring at most, as a power of two (`max-ring-page-order`).
    public var ringPageOrder = 0
    /// Whether the disk cannot be written (`mode` and `info`).
    public var isReadOnly = false
    /// Whether the toolstack trusts it with the domain's memory; the frontend finds `trusted` = 0
    /// if not.
    public var isTrusted = true
    /// What the toolstack calls it; nil when it writes no `device-type`.
    public var deviceType: String? = "disk"
    /// Bytes of a sector, 512 or 4,096 for a disk that can be used.
    public var sectorSize = 512
    /// Bytes that the disk says it writes whole or not at all.
    public var physicalSectorSize = 512
    /// Keys with other values, or more keys, written when connected.
    public var keys: [String: String] = [:]

    /// A backend with a cache that can be flushed, and nothing more.
    public init() {}

    /// One with some choices.
    public init(_ choose: (inout BlockOffer) -> Void) {
        choose(&self)
    }
}

/// What goes wrong without anybody's malice.
public struct BlockPlan: Sendable {
    /// From so many on, counted from 1, barriers are refused (EOPNOTSUPP).
    public var refusesBarriersFrom: Int?
    /// From so many on flushes are refused.
    public var refusesFlushesFrom: Int?
    /// From so many on flushes fail.
    public var failsFlushesFrom: Int?
    /// Reads of these blocks fail.
    public var failingReads: Set<UInt64> = []
    /// Writes of these blocks fail.
    public var failingWrites: Set<UInt64> = []
    /// Whether discards are refused.
    public var refusesDiscards = false
    /// Nanoseconds that a request takes at most.
    public var latency: UInt64 = 300_000

    /// Nothing goes wrong.
    public init() {}
}

/// A hostile action of a simulated backend: how it breaks the protocol.
public enum BlockHostileAction: CaseIterable, Sendable {
    /// Answers a request that nobody made.
    case wrongIdentifier
    /// Answers with an identifier of a request long answered.
    case staleIdentifier
    /// Answers twice.
    case duplicate
    /// Moves its counter to where it cannot be.
    case jumpingIndices
    /// Answers about another operation.
    case wrongOperation
    /// Answers with a status that there is not.
    case unknownStatus
    /// Answers no more.
    case silence
    /// Answers no more, but sends events all the time.
    case noisySilence
    /// Sends more events than answers.
    case eventStorm
    /// Writes states that make no sense.
    case wildStates
    /// Keeps pages mapped after it has answered.
    case keepsPages
}
