// SPDX-License-Identifier: MIT
// A disk that stands before another and does with a pool of pages what a cache does with its own: reads into them,
// lends them for writes, and fills each with rubbish as soon as it is its own again. Whoever reads that rubbish from
// the disk has looked at a page too late.

import BlockIO

@testable import Blkfront
@testable import Unikernel

/// The pages of a domain that its cache is made of.
extension PagePool {
    /// A pool in a domain's memory.
    convenience init(of domain: Domain, limit: Int, chunkSize: Int = 7) {
        let machine = domain.machine
        unsafe self.init(
            limit: limit, chunkSize: chunkSize,
            source: Source {
                unsafe machine.allocatePages($0)
            } deallocate: {
                unsafe machine.deallocatePages($0, $1)
            })
    }
}

/// A disk whose blocks go through pages that are lent to another.
final class LendingDisk: BlockDevice {
    let device: BlockFront
    let pool: PagePool
    private var lent: [UnsafeMutableRawPointer] = unsafe []

    init(_ device: BlockFront, _ pool: PagePool) {
        self.device = device
        self.pool = pool
        device.adopt(pool)
    }

    var geometry: BlockGeometry { device.geometry }
    var durability: DurabilityClass { device.durability }
    var counters: BlockCounters { device.counters }

    func read(
        from block: UInt64, into buffers: UnsafeBufferPointer<UnsafeMutableRawBufferPointer>
    ) throws(BlockFault) {
        for index in buffers.indices {
            let buffer = unsafe buffers[index]
            var pages: [UnsafeMutableRawPointer] = unsafe []
            while pages.count < buffer.count / blockSize, let page = pool.take() {
                unsafe pages.append(page)
            }
            defer { for page in unsafe pages { spoil(page) } }
            guard pages.count == buffer.count / blockSize else {
                try unsafe device.read(from: block, into: buffers)
                return
            }
            let targets = unsafe pages.map {
                unsafe UnsafeMutableRawBufferPointer(start: $0, count: blockSize)
            }
            var failure: BlockFault?
            unsafe targets.withUnsafeBufferPointer { targets in
                do throws(BlockFault) {
                    try unsafe device.read(from: block, into: targets)
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
            for (index, page) in unsafe pages.enumerated() {
                unsafe (buffer.baseAddress! + index * blockSize).copyMemory(
                    from: page, byteCount: blockSize)
            }
        }
    }

    func write(
        to block: UInt64, from buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault) {
        var next = block
        for index in buffers.indices {
            let buffer = unsafe buffers[index]
            for offset in stride(from: 0, to: buffer.count, by: blockSize) {
                let bytes = unsafe UnsafeRawBufferPointer(
                    rebasing: buffer[offset..<offset + blockSize])
                // Some blocks are written with a copy, so that both meet in an epoch.
                if next % 5 != 4, let page = pool.take() {
                    unsafe page.copyMemory(from: bytes.baseAddress!, byteCount: blockSize)
                    unsafe lent.append(page)
                    try lend(page, next)
                } else {
                    try unsafe device.write(to: next, from: bytes)
                }
                next += 1
            }
        }
    }

    /// Lends a page of the pool for a write.
    func lend(_ page: UnsafeMutableRawPointer, _ block: UInt64) throws(BlockFault) {
        var one = unsafe UnsafeRawBufferPointer(start: page, count: blockSize)
        try unsafe withUnsafePointer(to: &one) { (pointer) throws(BlockFault) in
            try unsafe device.write(
                to: block, lending: UnsafeBufferPointer(start: pointer, count: 1))
        }
    }

    func flush() throws(BlockFault) {
        // Whether it returns or throws: the pages are the cache's again.
        defer {
            for page in unsafe lent { spoil(page) }
            unsafe lent = []
        }
        try device.flush()
    }

    private func spoil(_ page: UnsafeMutableRawPointer) {
        unsafe page.initializeMemory(as: UInt8.self, repeating: 0xdd, count: blockSize)
        pool.give(page)
    }

    func closeEpoch() throws(BlockFault) { try device.closeEpoch() }
    func discard(_ blocks: BlockRange) throws(BlockFault) { try device.discard(blocks) }
    func reset() throws(BlockFault) { try device.reset() }
}
