// SPDX-License-Identifier: MIT
// Reading and writing. A write is copied into pages and queued. A read copies blocks that are still
// queued and fetches the rest. Pages of the caller's pool may be lent: the transfer then uses them
// in place.

public import BlockIO
internal import Unikernel

extension BlockFront {
    /// Copies the blocks and queues them. Waits while the queue is full
    /// (``BlockOptions/writeBehindLimit``).
    @unsafe public func write(
        to block: UInt64, from buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault) {
        // SAFETY: the caller guarantees the buffers, which are copied.
        try unsafe write(to: block, buffers, lends: false)
    }

    /// Queues pages in place where they can be lent, and copies of all others. A page of the pool
    /// can be lent when no transfer uses it, the backend is trusted, and it does not order by
    /// barriers alone.
    @unsafe public func write(
        to block: UInt64, lending buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault) {
        // SAFETY: the caller guarantees the buffers until the next flush.
        try unsafe write(to: block, buffers, lends: queue.takesLentPages)
    }

    /// Sets the page pool, once for the life of the disk.
    public func adopt(_ pool: PagePool) {
        precondition(pages.pool == nil || pages.pool === pool, "a disk has one pool")
        pages.pool = pool
    }

    @unsafe private func write(
        to block: UInt64, _ buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>, lends: Bool
    ) throws(BlockFault) {
        try checkWritable()
        let length = unsafe buffers.reduce(0) { $0 + $1.count }
        var next = try range(of: block, length: length).start
        for index in buffers.indices {
            let buffer = unsafe buffers[index]
            precondition(buffer.count % blockSize == 0, "a buffer is of whole blocks")
            for offset in stride(from: 0, to: buffer.count, by: blockSize) {
                // SAFETY: the buffer has a block left at the offset.
                try unsafe write(next, from: buffer.baseAddress! + offset, lends: lends)
                next += 1
            }
        }
        service()
    }

    /// Copies blocks that are still queued and reads the rest from the backend, with several
    /// requests at a time (``BlockOptions/readLimit``).
    @unsafe public func read(
        from block: UInt64, into buffers: UnsafeBufferPointer<UnsafeMutableRawBufferPointer>
    ) throws(BlockFault) {
        try checkPresent()
        let length = unsafe buffers.reduce(0) { $0 + $1.count }
        let range = try range(of: block, length: length)
        var targets = unsafe [UnsafeMutableRawPointer]()
        unsafe targets.reserveCapacity(range.count)
        for index in buffers.indices {
            let buffer = unsafe buffers[index]
            precondition(buffer.count % blockSize == 0, "a buffer is of whole blocks")
            for offset in stride(from: 0, to: buffer.count, by: blockSize) {
                // SAFETY: the buffer has a block left at the offset.
                unsafe targets.append(buffer.baseAddress! + offset)
            }
        }
        try unsafe read(range, targets)
    }

    private func range(of block: UInt64, length: Int) throws(BlockFault) -> BlockRange {
        if let range = try? shape.range(from: block, byteCount: length) { return range }
        lookAtBackend(again: true)  // the disk may have grown
        return try shape.range(from: block, byteCount: length)
    }

    // MARK: Writing

    /// Queues one block, in its own page or in a copy.
    @unsafe private func write(
        _ block: UInt64, from bytes: UnsafeRawPointer, lends: Bool
    ) throws(BlockFault) {
        let isLendable = unsafe lends && pages.isLendable(bytes)
        if isLendable, queue.openPage(of: block) == nil,
            queue.bufferedCount >= options.writeBehindLimit
        {
            try makeRoom()
        }
        // The disk may have another backend since the caller's check.
        if isLendable, queue.takesLentPages, let page = unsafe pages.lend(bytes) {
            return put(block, page)
        }
        let page = try page(toWrite: block)
        // SAFETY: the caller's bytes and a page are a block long.
        unsafe page.bytes.copyMemory(from: bytes, byteCount: blockSize)
        counters.copiedBytes += UInt64(blockSize)
    }

    /// Returns a page of the open epoch to copy a block into.
    private func page(toWrite block: UInt64) throws(BlockFault) -> TransferPage {
        let waiting = queue.openPage(of: block)
        if let waiting, !waiting.isLent { return waiting }
        if waiting == nil, queue.bufferedCount >= options.writeBehindLimit { try makeRoom() }
        while true {
            if let page = pages.take() {
                put(block, page)
                return page
            }
            guard queue.bufferedCount > 0 else { throw .outOfMemory }
            try makeRoom()
        }
    }

    /// Queues a block in the open epoch with this page.
    private func put(_ block: UInt64, _ page: TransferPage) {
        if let former = queue.replace(block, page) {
            pages.release(former)
        } else {
            queue.insert(block, page)
        }
    }

    /// Replaces borrowed pages in the queue by copies, or drops their blocks when memory ran out.
    /// False when any was dropped. No transfer may be outstanding.
    func settleLent() -> Bool {
        let (lent, isWhole) = queue.replaceLent { page in
            guard let copy = pages.take() else { return nil }
            // SAFETY: both are pages.
            unsafe copy.bytes.copyMemory(from: page.bytes, byteCount: blockSize)
            counters.copiedBytes += UInt64(blockSize)
            return copy
        }
        for page in lent { pages.release(page) }
        return isWhole
    }

    /// Waits until a queued write has completed.
    func makeRoom() throws(BlockFault) {
        let count = queue.bufferedCount
        queue.push()
        try wait { self.queue.bufferedCount < count || self.queue.failure != nil }
        if let failure = queue.failure { throw failure }
    }

    // MARK: Reading

    @unsafe private func read(_ range: BlockRange, _ targets: [UnsafeMutableRawPointer])
        throws(BlockFault)
    {
        var failure: BlockFault?
        var index = 0
        while index < range.count || !reads.isEmpty {
            while index < range.count, failure == nil {
                let count = try unsafe startRead(range, index, targets)
                if count == 0 { break }
                index += count
            }
            if failure != nil { index = range.count }
            guard !reads.isEmpty else { continue }
            do throws(BlockFault) {
                try wait { self.reads.contains { $0.isOver } }
            } catch {
                abandonReads()
                throw error
            }
            unsafe finishReads(&failure)
        }
        if let failure { throw failure }
    }

    /// Copies or requests the next blocks and returns their number; zero when an answer must come
    /// first.
    @unsafe private func startRead(
        _ range: BlockRange, _ index: Int, _ targets: [UnsafeMutableRawPointer]
    ) throws(BlockFault) -> Int {
        let first = range.start + UInt64(index)
        if let page = queue.page(of: first) {
            // SAFETY: a page and a target are a block long each.
            unsafe targets[index].copyMemory(from: page.bytes, byteCount: blockSize)
            counters.copiedBytes += UInt64(blockSize)
            return 1
        }
        let room = options.readLimit - reads.reduce(0) { $0 + $1.pages.count }
        guard room > 0 else { return 0 }
        var count = 1
        while count < min(features.segmentLimit, room), index + count < range.count,
            queue.page(of: first + UInt64(count)) == nil
        {
            count += 1
        }
        var taken: [TransferPage] = []
        while taken.count < count,
            let page = unsafe pages.lend(targets[index + taken.count]) ?? pages.take()
        {
            taken.append(page)
        }
        guard !taken.isEmpty else {
            guard reads.isEmpty else { return 0 }
            guard queue.bufferedCount > 0 else { throw .outOfMemory }
            try makeRoom()
            return 0
        }
        // Without a page for segments, the request must be a direct one.
        let indirectPage = taken.count > BlockSegment.perRequest ? pages.take() : nil
        while indirectPage == nil, taken.count > BlockSegment.perRequest {
            pages.release(taken.removeLast())
        }
        let end = index + taken.count
        let transfer = unsafe BlockTransfer(
            reading: first, pages: taken, into: Array(targets[index..<end]))
        transfer.indirectPage = indirectPage
        reads.append(transfer)
        return taken.count
    }

    /// Copies the data of completed reads to the caller.
    @unsafe private func finishReads(_ failure: inout BlockFault?) {
        let done = reads.filter { $0.isOver }
        reads.removeAll { $0.isOver }
        for transfer in done {
            let isWell = transfer.status == .okay
            if let page = transfer.indirectPage { pages.release(page) }
            if !isWell, failure == nil {
                failure = transfer.isStarved ? .outOfMemory : .readFailed(transfer.range)
            }
            for (index, page) in transfer.pages.enumerated() {
                if isWell, !page.isLent {
                    counters.copiedBytes += UInt64(blockSize)
                    // SAFETY: as above; the call whose targets these are has not returned.
                    unsafe transfer.targets[index].copyMemory(
                        from: page.bytes, byteCount: blockSize)
                }
                pages.release(page)
            }
        }
    }

    /// Keeps the pages of abandoned reads, which the peer may still write, until the disk is
    /// closed.
    private func abandonReads() {
        for transfer in reads {
            abandonedPages += transfer.allPages
            for page in transfer.pages where page.isLent { pages.keep(page) }
        }
        reads = []
    }
}
