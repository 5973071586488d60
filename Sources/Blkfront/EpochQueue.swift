// SPDX-License-Identifier: MIT
// Queued writes, and the order in which they are sent. Only the first epoch is ever in flight;
// later ones wait here. No error, refusal or loss can thus let a later write overtake an earlier
// epoch, whatever the backend does with barriers. (Linux lets requests that follow a barrier pass
// its flush, and a barrier's own payload is not durable before the next flush.)
//
// The separator between epochs depends on the disk's class:
// - barrier: the next epoch's first write is sent alone, as a barrier; its response releases the
//   rest.
// - flush: a flush is sent as late as possible, when the next epoch has something to send.
// - write-through, volatile: none; the earlier epoch's completions suffice, or are all there is.
//
// Invariants:
// 1. Everything in flight belongs to `epochs[0]`, or is the separator before it.
// 2. While a separator is in flight, nothing else is.
// 3. At most one of all epochs is open, the last.
// 4. After a failure nothing is sent until `reset`.
// 5. No block is in flight twice.

internal import BlockIO
internal import Unikernel

/// A request to make.
enum BlockAction {
    case write(BlockTransfer)
    case flush
    case discard(BlockRange)
}

/// The queue of epochs.
struct EpochQueue {
    /// The backend's means of separating epochs.
    struct OrderingCapabilities {
        var barrier = false
        var flush = false
        /// Whether completions alone separate epochs.
        var isNone: Bool { !barrier && !flush }
    }

    /// Blocks in an open epoch at which sending starts.
    let gatherLimit: Int
    private(set) var capabilities: OrderingCapabilities
    /// Whether the caller waits for durability.
    var wantsFlush = false
    /// The first failure since `reset`.
    private(set) var failure: BlockFault?
    /// Blocks that are queued or in flight, and queued discards.
    private(set) var bufferedCount = 0

    private var epochs: [Epoch] = []
    private var underWay: [BlockTransfer] = []
    private var discardsUnderWay: [BlockRange] = []
    private var isSeparating = false
    /// Whether completed writes may not be durable; initially those of an earlier boot.
    private var isUnflushed: Bool
    /// The last written block, repeated as a barrier where only barriers make writes durable.
    private var tail: BufferedBlock?

    init(_ capabilities: OrderingCapabilities, gatherLimit: Int) {
        self.capabilities = capabilities
        self.gatherLimit = gatherLimit
        isUnflushed = !capabilities.isNone
    }

    /// Whether nothing is queued or in flight.
    var isIdle: Bool { epochs.allSatisfy { $0.isSent } && isQuiet }

    /// Whether nothing is in flight.
    var isQuiet: Bool { underWay.isEmpty && discardsUnderWay.isEmpty && !isSeparating }

    /// Whether pages may be lent: not where one may have to be sent again after a flush.
    var takesLentPages: Bool { !capabilities.barrier || capabilities.flush }

    /// Whether any lent page is queued or in flight.
    var hasLent: Bool {
        epochs.contains { $0.blocks.contains { $0.page.isLent } }
            || underWay.contains { $0.pages.contains { $0.isLent } }
    }

    /// Whether every write is durable, as far as the disk's class allows.
    var isDurable: Bool { isIdle && !isUnflushed }

    // MARK: The caller's side

    /// Returns a block's newest content; nil when it is on the disk.
    func page(of block: UInt64) -> TransferPage? {
        for epoch in epochs.reversed() {
            if let page = epoch.page(of: block) { return page }
        }
        for transfer in underWay where transfer.contains(block) {
            return transfer.pages[Int(block - transfer.start)]
        }
        return nil
    }

    /// Returns the page of a block queued in the open epoch, which may be overwritten.
    func openPage(of block: UInt64) -> TransferPage? {
        guard let last = epochs.last, !last.isClosed else { return nil }
        return last.page(of: block)
    }

    /// Adds a block that is not queued in the open epoch.
    mutating func insert(_ block: UInt64, _ page: TransferPage) {
        openEpoch()
        // Pushed blocks are in flight; later ones may gather neighbours again.
        if epochs[epochs.count - 1].isSent { epochs[epochs.count - 1].isPushed = false }
        bufferedCount += 1 - epochs[epochs.count - 1].insert(block, page)
    }

    /// Replaces the page of a block in the open epoch; returns the former, or nil if it is not
    /// queued.
    mutating func replace(_ block: UInt64, _ page: TransferPage) -> TransferPage? {
        guard let last = epochs.last, !last.isClosed else { return nil }
        return epochs[epochs.count - 1].replace(block, page)
    }

    /// Replaces each queued lent page by the result of `copy`, or drops its block when that is nil.
    /// Returns the lent pages, and whether no block was dropped.
    mutating func replaceLent(
        _ copy: (TransferPage) -> TransferPage?
    ) -> (pages: [TransferPage], isWhole: Bool) {
        var pages: [TransferPage] = []
        var dropped = 0
        for index in epochs.indices {
            let (lent, count) = epochs[index].replaceLent(copy)
            pages += lent
            dropped += count
        }
        bufferedCount -= dropped
        return (pages, dropped == 0)
    }

    /// Adds a discard; returns the pages that it makes needless.
    mutating func discard(_ range: BlockRange) -> [TransferPage] {
        openEpoch()
        let dropped = epochs[epochs.count - 1].discard(range)
        bufferedCount += 1 - dropped.count
        return dropped
    }

    /// Ends the open epoch, if it has content.
    mutating func closeEpoch() {
        guard let last = epochs.last, last.hasContent else { return }
        epochs[epochs.count - 1].isClosed = true
    }

    /// Sends the open epoch's blocks without waiting for neighbours.
    mutating func push() {
        guard !epochs.isEmpty else { return }
        epochs[epochs.count - 1].isPushed = true
    }

    private mutating func openEpoch() {
        if epochs.last?.isClosed ?? true { epochs.append(Epoch()) }
    }

    // MARK: The disk's side

    /// Returns the next request, of at most `limit` segments, and counts it as in flight. Nil when
    /// a response or another write must come first.
    mutating func next(limit: Int) -> BlockAction? {
        guard failure == nil, !isSeparating else { return nil }
        retire()
        guard let front = epochs.first, !front.isSent || !isQuiet
        else { return durabilityAction() }
        if !front.isSeparated {
            if isUnflushed, !capabilities.isNone { return separator(limit: limit) }
            epochs[0].isSeparated = true
        }
        guard front.isClosed || front.isPushed || front.blocks.count >= gatherLimit else {
            return nil
        }
        let isGathering = !front.isClosed && !front.isPushed
        if let transfer = takeRun(.write, limit: limit, isFull: isGathering)
            ?? takeRun(.write, limit: limit, isFull: false)
        {
            return .write(transfer)
        }
        return discardAction()
    }

    private mutating func retire() {
        guard isQuiet else { return }
        while let front = epochs.first, front.isClosed, front.isSent { epochs.removeFirst() }
    }

    /// Returns the separator before the first epoch.
    private mutating func separator(limit: Int) -> BlockAction? {
        let front = epochs[0]
        guard isQuiet, !front.isSent else { return nil }
        guard capabilities.barrier else {
            isSeparating = true
            return .flush
        }
        guard front.isClosed || front.isPushed || front.blocks.count >= gatherLimit else {
            return nil
        }
        if front.blocks.isEmpty, capabilities.flush {
            isSeparating = true
            return .flush
        }
        if front.blocks.isEmpty {
            // A barrier is always a write; the hint of a discard is not worth one.
            bufferedCount -= epochs[0].discards.count
            epochs[0].discards = []
            return next(limit: limit)
        }
        isSeparating = true
        let barrierLimit = min(limit, BlockSegment.perRequest)
        return takeRun(.barrier, limit: barrierLimit, isFull: false).map { .write($0) }
    }

    /// Returns the request that makes everything durable, once everything is sent and answered.
    private mutating func durabilityAction() -> BlockAction? {
        guard wantsFlush, isUnflushed, isQuiet else { return nil }
        if capabilities.flush {
            isSeparating = true
            return .flush
        }
        guard let tail else {
            isUnflushed = false
            return nil
        }
        isSeparating = true
        let transfer = BlockTransfer(.trailingBarrier, start: tail.block, pages: [tail.page])
        underWay.append(transfer)
        return .write(transfer)
    }

    private mutating func takeRun(_ kind: BlockTransfer.Kind, limit: Int, isFull: Bool)
        -> BlockTransfer?
    {
        let (busy, discards) = (underWay, discardsUnderWay)
        let run = epochs[0].removeRun(limit: limit, isFull: isFull) { block in
            busy.contains { $0.contains(block) } || discards.contains { $0.contains(block) }
        }
        guard let run else { return nil }
        let transfer = BlockTransfer(kind, start: run.start, pages: run.pages)
        underWay.append(transfer)
        return transfer
    }

    private mutating func discardAction() -> BlockAction? {
        let busy = underWay
        let index = epochs[0].discards.firstIndex { range in
            !busy.contains { $0.range.overlaps(range) }
        }
        guard let index else { return nil }
        let range = epochs[0].discards.remove(at: index)
        discardsUnderWay.append(range)
        bufferedCount -= 1
        return .discard(range)
    }

    // MARK: Answers

    /// Handles a write's response; returns the pages that are no longer needed.
    mutating func finish(_ transfer: BlockTransfer, _ status: BlockStatus) -> [TransferPage] {
        underWay.removeAll { $0 === transfer }
        let isBarrier = transfer.kind != .write
        if isBarrier { isSeparating = false }
        switch status {
        case .okay: return finishWell(transfer)
        case .notSupported where isBarrier:
            // The epoch is resent after a flush; if that is refused too, the disk has failed.
            capabilities.barrier = false
            capabilities.flush = true
        case .error, .notSupported:
            fail(.writeFailed(transfer.range))
        }
        return putBack(transfer)
    }

    private mutating func finishWell(_ transfer: BlockTransfer) -> [TransferPage] {
        if transfer.kind == .trailingBarrier {
            isUnflushed = false
            return []
        }
        bufferedCount -= transfer.pages.count
        if transfer.kind == .barrier { epochs[0].isSeparated = true }
        isUnflushed = !capabilities.isNone
        guard capabilities.barrier, !capabilities.flush else { return transfer.pages }
        let replaced = tail
        tail = BufferedBlock(block: transfer.start, page: transfer.pages[0])
        return transfer.pages.dropFirst() + (replaced.map { [$0.page] } ?? [])
    }

    /// Handles a flush's response.
    mutating func finishFlush(_ status: BlockStatus) {
        isSeparating = false
        guard status == .okay else { return fail(.flushFailed) }
        isUnflushed = false
        if !epochs.isEmpty { epochs[0].isSeparated = true }
    }

    /// Handles a discard's response; its status does not matter.
    mutating func finishDiscard(_ range: BlockRange) {
        if let index = discardsUnderWay.firstIndex(of: range) { discardsUnderWay.remove(at: index) }
    }

    /// Stops sending until `reset`.
    mutating func fail(_ fault: BlockFault) {
        if failure == nil { failure = fault }
    }

    /// Returns a write that was not sent or not done to its epoch.
    mutating func putBack(_ transfer: BlockTransfer) -> [TransferPage] {
        underWay.removeAll { $0 === transfer }
        guard transfer.kind != .trailingBarrier else { return [] }
        var needless: [TransferPage] = []
        for (index, page) in transfer.pages.enumerated() {
            let block = transfer.start + UInt64(index)
            if epochs[0].page(of: block) == nil {
                bufferedCount -= epochs[0].insert(block, page)
            } else {
                needless.append(page)  // overwritten meanwhile
            }
        }
        bufferedCount -= needless.count
        return needless
    }

    /// Marks the separator as not sent.
    mutating func retractSeparator() {
        isSeparating = false
    }

    // MARK: Beginning again

    /// Returns what was in flight on the lost connection to its epoch; unflushed writes count as
    /// not durable.
    mutating func requeue(_ capabilities: OrderingCapabilities) -> [TransferPage] {
        self.capabilities = capabilities
        var needless: [TransferPage] = []
        let transfers = underWay
        for transfer in transfers {
            if let page = transfer.indirectPage { needless.append(page) }
            transfer.indirectPage = nil
            needless += putBack(transfer)
        }
        if !epochs.isEmpty { epochs[0].discards += discardsUnderWay }
        bufferedCount += discardsUnderWay.count
        discardsUnderWay = []
        isSeparating = false
        isUnflushed = !capabilities.isNone
        if !epochs.isEmpty { epochs[0].isSeparated = false }
        return needless
    }

    /// Drops everything queued, and the failure. Nothing may be in flight.
    mutating func reset() -> [TransferPage] {
        precondition(isQuiet, "a reset waits for what is on its way")
        let pages = removeAll()
        failure = nil
        isUnflushed = !capabilities.isNone
        return pages
    }

    /// Removes every page, including those in flight.
    mutating func removeAll() -> [TransferPage] {
        var pages: [TransferPage] = []
        for transfer in underWay {
            if let page = transfer.indirectPage { pages.append(page) }
            if transfer.kind != .trailingBarrier { pages += transfer.pages }
        }
        if let tail { pages.append(tail.page) }
        for index in epochs.indices { pages += epochs[index].removeAll() }
        epochs = []
        underWay = []
        discardsUnderWay = []
        tail = nil
        bufferedCount = 0
        wantsFlush = false
        isSeparating = false
        return pages
    }

    /// Calls `body` with every page once.
    func forEachPage(_ body: (TransferPage) -> Void) {
        for epoch in epochs { for block in epoch.blocks { body(block.page) } }
        for transfer in underWay where transfer.kind != .trailingBarrier {
            for page in transfer.allPages { body(page) }
        }
        if let tail { body(tail.page) }
    }
}
