// A disk in memory that refuses to flush when a test says so, and from then on.
import BlockIO

final class StubbornDisk: BlockDevice {
    private let disk: RAMDisk
    var refusesToFlush = false

    init(blockCount: Int) { disk = RAMDisk(blockCount: blockCount, durability: .flush) }

    var geometry: BlockGeometry { disk.geometry }
    var durability: DurabilityClass { disk.durability }
    var counters: BlockCounters { disk.counters }

    @unsafe func read(
        from block: UInt64, into buffers: UnsafeBufferPointer<UnsafeMutableRawBufferPointer>
    ) throws(BlockFault) {
        try unsafe disk.read(from: block, into: buffers)
    }

    @unsafe func write(
        to block: UInt64, from buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault) {
        try unsafe disk.write(to: block, from: buffers)
    }

    func closeEpoch() {}

    func flush() throws(BlockFault) {
        if refusesToFlush { throw .flushFailed }
        disk.flush()
    }

    func discard(_ blocks: BlockRange) throws(BlockFault) { try disk.discard(blocks) }

    func reset() {}
}
