// SPDX-License-Identifier: MIT
// A disk with a volatile write cache, for backends to serve. A write enters the cache. Only a flush
// after its completion makes it durable. A power cut keeps of each block any version that is not
// older than the durable one: the worst case of a disk with atomic block writes.

internal import BlockIO
internal import SeededRandom

/// An event of a simulated disk, in order.
public enum DiskEvent: Sendable {
    /// A block entered the cache, as write number `sequence`, counted from 1.
    case write(UInt64, [UInt8], sequence: UInt64)
    /// These writes were answered; a later flush covers them.
    case complete([UInt64])
    /// The complete writes with smaller numbers became durable.
    case durable(before: UInt64)
}

/// What a simulated disk holds.
public final class SimulatedDisk {
    struct Version {
        var sequence: UInt64
        var bytes: [UInt8]
        /// Whether the write was answered, so that a flush covers it.
        var isComplete: Bool
    }

    /// The number of blocks of 4,096 bytes.
    public internal(set) var blockCount: UInt64
    /// Whether writes wait in a cache for a flush; if not, they are durable when they are answered.
    public let hasCache: Bool
    /// Called after each event.
    public var observer: ((DiskEvent) -> Void)?

    /// The versions of each block that may survive a power cut, oldest first; the first is durable.
    private var versions: [UInt64: [Version]] = [:]
    private var nextSequence: UInt64 = 1
    private var random: SeededRandom

    /// Creates a disk of zeros.
    public init(blockCount: UInt64, hasCache: Bool = true, seed: UInt64) {
        self.blockCount = blockCount
        self.hasCache = hasCache
        random = SeededRandom(seed: seed)
    }

    /// Returns the present content of a block.
    public func content(_ block: UInt64) -> [UInt8] {
        versions[block]?.last?.bytes ?? Self.zeros
    }

    /// Returns the disk's content after a power cut now, by block; blocks without an entry are
    /// zeros.
    public func powerCut() -> [UInt64: [UInt8]] {
        var contents: [UInt64: [UInt8]] = [:]
        for block in versions.keys.sorted() {
            let kept = versions[block]!.randomElement(using: &random)!
            if kept.sequence > 0 { contents[block] = kept.bytes }
        }
        return contents
    }

    /// Creates a disk with the content that another held.
    public func copy(after contents: [UInt64: [UInt8]], seed: UInt64) -> SimulatedDisk {
        let disk = SimulatedDisk(blockCount: blockCount, hasCache: hasCache, seed: seed)
        for (block, bytes) in contents {
            disk.versions[block] = [Version(sequence: 0, bytes: bytes, isComplete: true)]
        }
        return disk
    }

    private static let zeros = [UInt8](repeating: 0, count: blockSize)

    // MARK: The backend's side

    /// Writes a block into the cache and returns the write's number.
    func write(_ block: UInt64, _ bytes: [UInt8]) -> UInt64 {
        let sequence = nextSequence
        nextSequence += 1
        let new = Version(sequence: sequence, bytes: bytes, isComplete: false)
        let old = [Version(sequence: 0, bytes: Self.zeros, isComplete: true)]
        versions[block] = (versions[block] ?? old) + [new]
        observer?(.write(block, bytes, sequence: sequence))
        return sequence
    }

    /// Marks the writes of a request as answered.
    func complete(_ sequences: [UInt64], at start: UInt64) {
        for (index, sequence) in sequences.enumerated() {
            let block = start + UInt64(index)
            guard let place = versions[block]?.firstIndex(where: { $0.sequence == sequence }) else {
                continue
            }
            versions[block]![place].isComplete = true
        }
        if !sequences.isEmpty { observer?(.complete(sequences)) }
        if !hasCache { makeDurable(before: .max) }
    }

    /// The number of the next write.
    var horizon: UInt64 { nextSequence }

    /// Makes durable the writes that were complete when `horizon` was read.
    func makeDurable(before horizon: UInt64) {
        for (block, list) in versions {
            let last = list.lastIndex { $0.isComplete && $0.sequence < horizon }
            if let last, last > 0 { versions[block]!.removeFirst(last) }
        }
        observer?(.durable(before: horizon))
    }

    /// Fills blocks with arbitrary data.
    func discard(_ blocks: Range<UInt64>) {
        for block in blocks where random.isRare(2) {
            let byte = UInt8.random(in: 0...255, using: &random)
            _ = write(block, [UInt8](repeating: byte, count: blockSize))
        }
    }
}
