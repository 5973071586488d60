// SPDX-License-Identifier: MIT
// A disk that fails as its policy says and as BlockDevice has it: after a write or a flush has failed, every write,
// closing of an epoch and flush throws the fault again, until the disk is reset.

import BlockIO

/// A disk that stands before another and does what that does, until something fails.
package final class ScriptedDisk: BlockDevice {
    /// What fails next, and once.
    package enum Policy: Equatable {
        /// Nothing.
        case obey
        /// The n-th read, write or flush from now on. A write that fails returns all the same.
        case failRequest(Int)
        /// The write of the block after so many from now on, at once.
        case failBlock(after: Int)
        /// The next flush.
        case failFlush
    }

    package let disk: any BlockDevice
    package var policy: Policy
    /// What failed last.
    package private(set) var met: BlockFault?
    /// What writes, closings and flushes throw.
    private var failure: BlockFault?

    package init(_ disk: any BlockDevice, _ policy: Policy = .obey) {
        self.disk = disk
        self.policy = policy
    }

    /// Whether the write of a block would throw now.
    package var refusesBlock: Bool { failure != nil || policy == .failBlock(after: 0) }

    package var geometry: BlockGeometry { disk.geometry }
    package var durability: DurabilityClass { disk.durability }
    package var counters: BlockCounters { disk.counters }

    /// Counts a request; true when it is the one that fails.
    private func isHit() -> Bool {
        guard case .failRequest(let number) = policy else { return false }
        policy = number == 1 ? .obey : .failRequest(number - 1)
        return number == 1
    }

    private func check() throws(BlockFault) {
        if let failure { throw failure }
    }

    private func fail(_ fault: BlockFault) -> BlockFault {
        (failure, met) = (fault, fault)
        return fault
    }

    @unsafe package func read(
        from block: UInt64, into buffers: UnsafeBufferPointer<UnsafeMutableRawBufferPointer>
    ) throws(BlockFault) {
        if isHit() {
            let fault = BlockFault.readFailed(BlockRange(start: block, count: 1))
            met = fault
            throw fault
        }
        try unsafe disk.read(from: block, into: buffers)
    }

    @unsafe package func write(
        to block: UInt64, from buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault) {
        try check()
        if isHit() {
            _ = fail(.writeFailed(BlockRange(start: block, count: 1)))
        } else if case .failBlock(let count) = policy {
            try unsafe write(to: block, from: buffers, failingAfter: count)
        } else {
            try unsafe disk.write(to: block, from: buffers)
        }
    }

    @unsafe private func write(
        to block: UInt64, from buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>,
        failingAfter count: Int
    ) throws(BlockFault) {
        var (next, left) = (block, count)
        for index in buffers.indices {
            let buffer = unsafe buffers[index]
            for offset in stride(from: 0, to: buffer.count, by: blockSize) {
                guard left > 0 else {
                    policy = .obey
                    throw fail(.writeFailed(BlockRange(start: next, count: 1)))
                }
                // SAFETY: the offset leaves a block of the buffer.
                let bytes = unsafe UnsafeRawBufferPointer(
                    rebasing: buffer[offset..<offset + blockSize])
                try unsafe disk.write(to: next, from: bytes)
                (next, left) = (next + 1, left - 1)
            }
        }
        policy = .failBlock(after: left)
    }

    package func closeEpoch() throws(BlockFault) {
        try check()
        try disk.closeEpoch()
    }

    package func flush() throws(BlockFault) {
        try check()
        if isHit() { throw fail(.flushFailed) }
        if policy == .failFlush {
            policy = .obey
            throw fail(.flushFailed)
        }
        try disk.flush()
    }

    package func discard(_ blocks: BlockRange) throws(BlockFault) { try disk.discard(blocks) }

    /// Forgets the failure, and keeps the policy.
    package func reset() throws(BlockFault) {
        failure = nil
        try disk.reset()
    }
}
