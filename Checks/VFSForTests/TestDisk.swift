// SPDX-License-Identifier: MIT
// The disk below SQLite's own tests: a file that is mapped into memory, so that one process finds what another one
// left, and that a test can cut the power of. Then it has a cache that a power cut takes: what was written since the
// last flush reaches the file only as a random prefix of epochs, a random part of the first epoch that is not whole,
// and of that, sectors. `InjectedFault` lists the faults that a test run must find.
//
// Invariants:
//   1. `view` shows what the last write to each block said.
//   2. With a cache, the file has what was flushed, and `pending` the rest in the order of the writes.

import BlockIO
import Glibc

/// A fault that a disk injects, to show that the tests would find it.
enum InjectedFault: String {
    /// Nothing.
    case none
    /// The end of an epoch is forgotten: a power cut mixes what had an order.
    case noOrder = "no-order"
    /// A flush returns at once and keeps nothing safe.
    case noFlush = "no-flush"
    /// Of every 64th request to read, the last bit is wrong.
    case wrongBit = "wrong-bit"
}

/// A disk in a file that is mapped into memory.
@safe final class TestDisk: BlockDevice {
    private struct PendingWrite {
        var block: UInt64
        var bytes: [UInt8]
        var epoch: Int
    }

    private(set) var geometry: BlockGeometry
    let durability = DurabilityClass.flush
    /// Whether the file was made by opening it.
    let isNew: Bool
    private(set) var counters = BlockCounters()

    private let descriptor: Int32
    private let view: UnsafeMutableRawBufferPointer
    private let hasCache: Bool
    private let fault: InjectedFault
    private var pending: [PendingWrite] = []
    private var epoch = 0

    /// Opens the file, which is made if there is none.
    ///
    /// - Parameter hasCache: whether ``cutPower(_:)`` will be called, or may be.
    init?(path: String, blockCount: UInt64, hasCache: Bool, fault: InjectedFault) {
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        let length = Int(blockCount) * blockSize
        isNew = lseek(descriptor, 0, SEEK_END) == 0
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0,
            ftruncate(descriptor, length) == 0
        else { return nil }
        let sharing = hasCache ? MAP_PRIVATE : MAP_SHARED
        let start = unsafe mmap(nil, length, PROT_READ | PROT_WRITE, sharing, descriptor, 0)
        guard let start = unsafe start, unsafe start != MAP_FAILED else { return nil }
        unsafe view = UnsafeMutableRawBufferPointer(start: start, count: length)
        geometry = BlockGeometry(blockCount: blockCount, blocksPerRequest: 32)
        self.hasCache = hasCache
        self.fault = fault
    }

    /// Gives the file to others. The disk has no blocks any more.
    func close() {
        // SAFETY: nobody else has the mapping, and the geometry lets nobody at it.
        unsafe munmap(view.baseAddress, view.count)
        Glibc.close(descriptor)
        geometry.blockCount = 0
    }

    @unsafe func read(
        from block: UInt64, into buffers: UnsafeBufferPointer<UnsafeMutableRawBufferPointer>
    ) throws(BlockFault) {
        let byteCount = unsafe buffers.reduce(0) { $0 + $1.count }
        var offset = try geometry.range(from: block, byteCount: byteCount).byteOffset
        counters.reads += 1
        for index in buffers.indices {
            let buffer = unsafe buffers[index]
            // SAFETY: the geometry has checked that all buffers together lie on the disk.
            unsafe buffer.copyMemory(
                from: UnsafeRawBufferPointer(rebasing: view[offset...].prefix(buffer.count)))
            offset += buffer.count
            if fault == .wrongBit, counters.reads % 64 == 0 {
                unsafe buffer[buffer.count - 1] ^= 1
            }
        }
    }

    @unsafe func write(
        to block: UInt64, from buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault) {
        let byteCount = unsafe buffers.reduce(0) { $0 + $1.count }
        let start = try geometry.range(from: block, byteCount: byteCount).byteOffset
        var offset = start
        counters.writes += 1
        for index in buffers.indices {
            let buffer = unsafe buffers[index]
            // SAFETY: as for `read`.
            unsafe UnsafeMutableRawBufferPointer(rebasing: view[offset...].prefix(buffer.count))
                .copyMemory(from: buffer)
            offset += buffer.count
        }
        guard hasCache else { return }
        let bytes = unsafe Array(UnsafeRawBufferPointer(rebasing: view[start..<offset]))
        pending.append(PendingWrite(block: block, bytes: bytes, epoch: epoch))
    }

    func closeEpoch() {
        if fault != .noOrder { epoch += 1 }
    }

    func flush() throws(BlockFault) {
        counters.flushes += 1
        closeEpoch()
        if fault == .noFlush || fault == .noOrder { return }
        for write in pending { save(write, sectors: nil) }
        pending = []
    }

    func discard(_ blocks: BlockRange) throws(BlockFault) {
        _ = try geometry.range(from: blocks.start, count: blocks.count)
    }

    func reset() {}

    /// Gives the file what a power cut leaves: all epochs before one by chance, and of that one, sectors by chance.
    func cutPower(_ random: @escaping () -> UInt64) {
        let epochs = (pending.last?.epoch ?? 0) - (pending.first?.epoch ?? 0) + 1
        let last = (pending.first?.epoch ?? 0) + Int(random() % UInt64(epochs))
        for write in pending where write.epoch <= last {
            if write.epoch < last || random() % 4 == 0 {
                save(write, sectors: nil)
            } else {
                save(write, sectors: random)
            }
        }
        pending = []
    }

    /// Writes to the file: all of it, or sectors of 512 bytes by chance.
    private func save(_ write: PendingWrite, sectors: (() -> UInt64)?) {
        let start = Int(write.block) * blockSize
        let unit = sectors == nil ? write.bytes.count : 512
        var done = 0
        while done < write.bytes.count {
            if sectors == nil || sectors!() % 2 == 0 {
                // SAFETY: `done` + `unit` is at most the length, which is a multiple of both units.
                unsafe write.bytes.withUnsafeBytes { bytes in
                    let written = unsafe pwrite(
                        descriptor, bytes.baseAddress! + done, unit, start + done)
                    precondition(written == unit, "the file below the test's disk failed")
                }
            }
            done += unit
        }
    }
}
