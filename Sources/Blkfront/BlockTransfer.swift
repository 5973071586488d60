// SPDX-License-Identifier: MIT
// A request that moves blocks between pages and the disk.

internal import BlockIO
internal import Unikernel

/// A request for contiguous blocks.
@safe final class BlockTransfer {
    /// The kind of a transfer.
    enum Kind {
        case read
        case write
        /// The first write of an epoch, sent as a barrier that separates the epochs.
        case barrier
        /// The last write repeated as a barrier, which makes earlier writes durable where there is
        /// no flush.
        case trailingBarrier
    }

    let kind: Kind
    let start: UInt64
    let pages: [TransferPage]
    /// The page that holds the segments of an indirect request.
    var indirectPage: TransferPage?
    /// The response's status; nil while there is none.
    var status: BlockStatus?
    /// Whether it was put into the ring.
    var isSent = false
    /// Whether it failed for lack of memory.
    var isStarved = false
    /// The destinations of a read's blocks, valid during the call of `read`.
    let targets: [UnsafeMutableRawPointer]

    init(_ kind: Kind, start: UInt64, pages: [TransferPage]) {
        self.kind = kind
        self.start = start
        self.pages = pages
        unsafe targets = []
    }

    /// Creates a read; the targets must stay valid while the caller uses the transfer.
    @unsafe init(
        reading start: UInt64, pages: [TransferPage], into targets: [UnsafeMutableRawPointer]
    ) {
        // SAFETY: only the call that made the transfer uses its targets, and they outlive the call.
        kind = .read
        self.start = start
        self.pages = pages
        unsafe self.targets = targets
    }

    /// Whether it has completed or failed.
    var isOver: Bool { status != nil || isStarved }

    /// All its pages, with the one for segments.
    var allPages: [TransferPage] { pages + (indirectPage.map { [$0] } ?? []) }

    var range: BlockRange { BlockRange(start: start, count: pages.count) }

    /// The operation as the ring names it.
    var operation: BlockOperation {
        switch kind {
        case .read: .read
        case .write: .write
        case .barrier, .trailingBarrier: .writeBarrier
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
