// A disk whose n-th request fails, as BlockDevice has it: a write that fails is lost, and the device throws the fault
// from the next write, closing of an epoch or flush on, until it is reset.
import BlockIO

final class FaultyDisk: BlockDevice {
    private let disk: EpochDisk
    /// Requests until one fails; never when negative.
    var countdown: Int
    private(set) var requests = 0
    private var fault: BlockFault?
    /// What failed.
    private(set) var met: BlockFault?

    init(_ disk: EpochDisk, failing countdown: Int) {
        self.disk = disk
        self.countdown = countdown
    }

    var geometry: BlockGeometry { disk.geometry }
    var durability: DurabilityClass { disk.durability }
    var counters: BlockCounters { disk.counters }

    private func isHit() -> Bool {
        requests += 1
        countdown -= 1
        return countdown == 0
    }

    private func check() throws(BlockFault) {
        if let fault { throw fault }
    }

    func read(
        from block: UInt64, into buffers: UnsafeBufferPointer<UnsafeMutableRawBufferPointer>
    ) throws(BlockFault) {
        if isHit() {
            met = .readFailed(BlockRange(start: block, count: 1))
            throw met!
        }
        try disk.read(from: block, into: buffers)
    }

    func write(
        to block: UInt64, from buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault) {
        try check()
        if isHit() {
            fault = .writeFailed(BlockRange(start: block, count: 1))
            met = fault
            return
        }
        try disk.write(to: block, from: buffers)
    }

    func closeEpoch() throws(BlockFault) {
        try check()
        disk.closeEpoch()
    }

    func flush() throws(BlockFault) {
        try check()
        if isHit() {
            fault = .flushFailed
            met = fault
            throw fault!
        }
        disk.flush()
    }

    func discard(_ blocks: BlockRange) throws(BlockFault) {}

    func reset() { fault = nil }
}
