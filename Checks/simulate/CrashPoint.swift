// SPDX-License-Identifier: MIT
// The disk at a crash point of a trace: what is durable, what is at risk, and what was promised by then. Goes from event
// to event; the rules of the cache are those of SimulatedDisk.

/// A block with writes that are not durable.
struct OpenBlock {
    struct Version {
        var sequence: UInt64
        var content: Int
        var isComplete: Bool
        /// The epoch in which it was given to the disk.
        var epoch: Int
    }

    var block: Int
    /// Versions that may be there after a power cut, from the durable one on.
    var versions: [Version]
}

/// A moment of a trace at which the power may be cut.
struct CrashPoint {
    /// What survives for certain, by block: numbers of contents. Other blocks are zeros.
    private(set) var durable: [Int: Int]
    /// The epochs of what survives for certain, by block; none where the volume was made.
    private var durableEpochs: [Int: Int] = [:]
    /// Blocks at risk, in the order in which they were written first.
    private(set) var open: [OpenBlock] = []
    /// The state that was promised last, and the last that may be there.
    private(set) var lowest = 0
    private(set) var highest = 0
    /// Whether no transaction is under way.
    private(set) var isIdle = true
    /// Whether writes from before the resume may be on the disk, and come again.
    private(set) var isReplaying = false
    /// Blocks that became durable with the last event, for whoever keeps a table.
    private(set) var newlyDurable: [(block: Int, content: Int)] = []
    /// Whether the last event calls for a look at what the disk may hold.
    private(set) var isTelling = false

    /// Whether a durable block may be written again as it is, to make others durable.
    let rewritesTail: Bool

    init(_ trace: Trace) {
        durable = trace.base
        rewritesTail = trace.setting.disk == .barrierOnly
    }

    /// What a block holds when everything is there that was written, and the epoch of that.
    func newest(_ block: Int) -> (content: Int, epoch: Int) {
        if let last = open.first(where: { $0.block == block })?.versions.last {
            return (last.content, last.epoch)
        }
        return (durable[block] ?? Contents.zero, durableEpochs[block] ?? 0)
    }

    mutating func apply(_ event: TraceEvent) {
        newlyDurable = []
        isTelling = true
        switch event {
        case .write(let block, let content, let sequence, let epoch):
            isTelling = false
            let new = OpenBlock.Version(
                sequence: sequence, content: content, isComplete: false, epoch: epoch)
            if let index = open.firstIndex(where: { $0.block == block }) {
                open[index].versions.append(new)
            } else {
                let old = OpenBlock.Version(
                    sequence: 0, content: durable[block] ?? Contents.zero, isComplete: true,
                    epoch: durableEpochs[block] ?? 0)
                open.append(OpenBlock(block: block, versions: [old, new]))
            }
        case .complete(let sequences): complete(sequences)
        case .durable(let horizon): makeDurable(before: horizon)
        case .issued(let state):
            highest = max(highest, state)
            isTelling = false
        case .busy:
            isIdle = false
            isTelling = false
        case .acknowledged(let state): lowest = max(lowest, state)
        case .idle: isIdle = true
        case .resumed: isReplaying = true
        }
    }

    private mutating func complete(_ sequences: [UInt64]) {
        for index in open.indices {
            for version in open[index].versions.indices
            where sequences.contains(open[index].versions[version].sequence) {
                open[index].versions[version].isComplete = true
            }
        }
    }

    private mutating func makeDurable(before horizon: UInt64) {
        for index in open.indices {
            let last = open[index].versions.lastIndex { $0.isComplete && $0.sequence < horizon }
            guard let last, last > 0 else { continue }
            open[index].versions.removeFirst(last)
            let (block, content) = (open[index].block, open[index].versions[0].content)
            durable[block] = content
            durableEpochs[block] = open[index].versions[0].epoch
            newlyDurable.append((block, content))
        }
        open.removeAll { $0.versions.count < 2 }
        if open.isEmpty { isReplaying = false }
    }
}
