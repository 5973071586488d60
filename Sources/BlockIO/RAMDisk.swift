// SPDX-License-Identifier: MIT
// A disk in memory, for tests and for guests without a disk. Its content is lost with the object,
// so its class is volatile unless a test sets another.

/// A disk in memory.
@safe public final class RAMDisk: BlockDevice {
    /// The geometry, with the block count it was created with. One request transfers up to all
    /// blocks.
    public private(set) var geometry: BlockGeometry
    /// The class it was given. No content outlives this object.
    public let durability: DurabilityClass
    /// The reads, writes and flushes, with their segments and bytes. The other counts stay 0.
    public private(set) var counters = BlockCounters()

    private var bytes: UnsafeMutableRawBufferPointer

    /// Creates a disk of zeros.
    public init(blockCount: Int, durability: DurabilityClass = .volatile) {
        geometry = BlockGeometry(blockCount: UInt64(blockCount), blocksPerRequest: blockCount)
        self.durability = durability
        unsafe bytes = .allocate(byteCount: blockCount * blockSize, alignment: blockSize)
        unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0)
    }

    deinit {
        unsafe bytes.deallocate()
    }

    /// Copies the blocks out of its memory. The only fault is `outOfRange`.
    @unsafe public func read(
        from block: UInt64, into buffers: UnsafeBufferPointer<UnsafeMutableRawBufferPointer>
    ) throws(BlockFault) {
        let byteCount = unsafe buffers.reduce(0) { $0 + $1.count }
        var offset = try geometry.range(from: block, byteCount: byteCount).byteOffset
        counters.reads += 1
        for index in buffers.indices {
            let buffer = unsafe buffers[index]
            // SAFETY: the geometry has checked that all buffers together lie on the disk.
            unsafe buffer.copyMemory(
                from: UnsafeRawBufferPointer(rebasing: bytes[offset...].prefix(buffer.count)))
            offset += buffer.count
            counters.bytesRead += UInt64(buffer.count)
            counters.segments += UInt64(buffer.count / blockSize)
        }
    }

    /// Copies the blocks into its memory. The only fault is `outOfRange`.
    @unsafe public func write(
        to block: UInt64, from buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault) {
        let byteCount = unsafe buffers.reduce(0) { $0 + $1.count }
        var offset = try geometry.range(from: block, byteCount: byteCount).byteOffset
        counters.writes += 1
        for index in buffers.indices {
            let buffer = unsafe buffers[index]
            // SAFETY: as for `read`.
            unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[offset...].prefix(buffer.count))
                .copyMemory(from: buffer)
            offset += buffer.count
            counters.bytesWritten += UInt64(buffer.count)
            counters.segments += UInt64(buffer.count / blockSize)
        }
    }

    /// Does nothing, because the order of the calls is the order of the writes.
    public func closeEpoch() {}

    /// Counts the flush, and does nothing else.
    public func flush() {
        counters.flushes += 1
    }

    /// Leaves the blocks as they are. The only fault is `outOfRange`.
    public func discard(_ blocks: BlockRange) throws(BlockFault) {
        _ = try geometry.range(from: blocks.start, count: blocks.count)
    }

    /// Does nothing, since no write fails.
    public func reset() {}
}
