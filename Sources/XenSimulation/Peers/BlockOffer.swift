// SPDX-License-Identifier: MIT
// A simulated backend's features, injected failures, and hostile actions.

/// The features of a simulated backend. A feature that is not offered has no key in xenstore,
/// except for flush and barrier, which have 0.
public struct BlockOffer: Sendable {
    /// Whether it takes flushes (`feature-flush-cache`).
    public var flush = true
    /// Whether it takes barriers (`feature-barrier`).
    public var barrier = false
    /// Whether it takes discards of whole blocks (`feature-discard`).
    public var discard = false
    /// Whether it supports persistent grants (`feature-persistent`).
    public var persistent = false
    /// The most segments of an indirect request; 0 for no indirect requests
    /// (`feature-max-indirect-segments`).
    public var indirectSegments = 0
    /// The most pages of the ring, as a power of two (`max-ring-page-order`).
    public var ringPageOrder = 0
    /// Whether the disk is read-only (`mode` and `info`).
    public var isReadOnly = false
    /// Whether the toolstack trusts it with the domain's memory; if not, the frontend finds
    /// `trusted` = 0.
    public var isTrusted = true
    /// The `device-type` that the toolstack writes; nil for none.
    public var deviceType: String? = "disk"
    /// The sector size in bytes; a usable disk has 512 or 4,096.
    public var sectorSize = 512
    /// The bytes that the disk claims to write atomically.
    public var physicalSectorSize = 512
    /// Keys to override or add when connected.
    public var keys: [String: String] = [:]

    /// Creates a backend that takes flushes, and nothing more.
    public init() {}

    /// Creates one with other features.
    public init(_ choose: (inout BlockOffer) -> Void) {
        choose(&self)
    }
}

/// Injected failures of an otherwise honest backend.
public struct BlockPlan: Sendable {
    /// The first barrier to be refused (EOPNOTSUPP), counted from 1; later ones are refused, too.
    public var refusesBarriersFrom: Int?
    /// The first flush to be refused, counted from 1; later ones are refused, too.
    public var refusesFlushesFrom: Int?
    /// The first flush to fail, counted from 1; later ones fail, too.
    public var failsFlushesFrom: Int?
    /// Reads of these blocks fail.
    public var failingReads: Set<UInt64> = []
    /// Writes of these blocks fail.
    public var failingWrites: Set<UInt64> = []
    /// Whether discards are refused.
    public var refusesDiscards = false
    /// The longest time of a request, in nanoseconds.
    public var latency: UInt64 = 300_000

    /// Creates a plan without failures.
    public init() {}
}

/// A hostile action of a simulated backend: a way to break the protocol.
public enum BlockHostileAction: CaseIterable, Sendable {
    /// Answers a request that was never made.
    case wrongIdentifier
    /// Answers with the identifier of a request answered long ago.
    case staleIdentifier
    /// Answers twice.
    case duplicate
    /// Moves its counter to an invalid index.
    case jumpingIndices
    /// Answers about another operation.
    case wrongOperation
    /// Answers with an unknown status.
    case unknownStatus
    /// Stops answering.
    case silence
    /// Stops answering, but keeps sending events.
    case noisySilence
    /// Sends more events than answers.
    case eventStorm
    /// Writes invalid states.
    case wildStates
    /// Keeps pages mapped after it has answered.
    case keepsPages
}
