// SPDX-License-Identifier: MIT
// Blocks on their way between pages and the disk, as one request.

internal import BlockIO

/// Contiguous blocks that one request moves.
@safe final class BlockTransfer {
    /// What a transfer is for.
    enum Kind {
        case read
        case write
        /// The first write of an epoch, which also makes the disk keep the epochs apart.
        case barrier
        /// A last write once more, to make what came before durable where nothing else does.
        case trailingBarrier
    }

    let kind: Kind
    let start: UInt64
    let pages: [TransferPage]
    /// The page that holds the segments of an indirect request.
    var indirectPage: TransferPage?
    /// How it went; nil while it is on its way.
    var status: BlockStatus?
    /// Whether it is in the ring, or was.
    var isSent = false
    /// Whether there was no memory to send it.
    var isStarved = false
    /// Where the blocks of a read are to go, valid while the call of `read` lasts.
    let targets: [UnsafeMutableRawPointer]

    init(_ kind: Kind, start: UInt64, pages: [TransferPage]) {
        self.kind = kind
        self.start = start
        self.pages = pages
        unsafe targets = []
    }

    /// A read into memory that stays valid for as long as the caller looks at the transfer.
    @unsafe init(
        reading start: UInt64, pages: [TransferPage], into targets: [UnsafeMutableRawPointer]
    ) {
        // SAFETY: only the call that made the transfer looks at its targets, and it outlives neither.
        kind = .read
        self.start = start
        self.pages = pages
        unsafe self.targets = targets
    }

    /// Whether there is nothing to wait for any more.
    var isOver: Bool { status != nil || isStarved }

    /// Every page that goes with it.
    var allPages: [TransferPage] { pages + (indirectPage.map { [$0] } ?? []) }

    var range: BlockRange { BlockRange(start: start, count: pages.count) }

    /// The operation as the ring names it.
    var operation: BlockOperation {
        switch kind {
        case .read: .read
        case .write: .write
        case .barrier, .trailingBarrier: mutant("barrier-as-write") ? .write : .writeBarrier
        }
    }

    func contains(_ block: UInt64) -> Bool {
        block >= start && block - start < UInt64(pages.count)
    }
}

extension BlockRange {
    func contains(_ block: UInt64) -> Bool {
        block >= start && block - start < UInt64(count)
    }

    func overlaps(_ other: BlockRange) -> Bool {
        start < other.end && other.start < end
    }
}
