// SPDX-License-Identifier: MIT
// A disk that does with what it borrows the most that its contract allows: it looks at the bytes when the flush comes, and
// not before. Whoever changes them too early finds the change on the disk.

import BlockIO
import TestSupport
import VolumeSupport

final class LateDisk: BlockDevice {
    let disk: CrashDisk
    /// The same disk, which fails when a test says so.
    let faults: ScriptedDisk
    /// Blocks that were borrowed so far.
    private(set) var borrowedCount = 0
    /// What is borrowed now.
    private var borrowed: [(block: UInt64, bytes: UnsafeRawPointer)] = unsafe []
    /// Epochs that were closed by anything but a flush while something was borrowed.
    private(set) var closedWhileBorrowed = 0

    init(_ disk: CrashDisk) {
        self.disk = disk
        faults = ScriptedDisk(disk)
    }

    var geometry: BlockGeometry { disk.geometry }
    var durability: DurabilityClass { disk.durability }
    var counters: BlockCounters { disk.counters }

    func read(
        from block: UInt64, into buffers: UnsafeBufferPointer<UnsafeMutableRawBufferPointer>
    ) throws(BlockFault) { try unsafe disk.read(from: block, into: buffers) }

    func write(
        to block: UInt64, from buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault) { try unsafe faults.write(to: block, from: buffers) }

    func write(
        to block: UInt64, lending buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault) {
        if faults.refusesBlock { return try unsafe faults.write(to: block, from: buffers) }
        var block = block
        for index in buffers.indices {
            let buffer = unsafe buffers[index]
            for offset in stride(from: 0, to: buffer.count, by: blockSize) {
                unsafe borrowed.append((block, buffer.baseAddress! + offset))
                borrowedCount += 1
                block += 1
            }
        }
    }

    func closeEpoch() throws(BlockFault) {
        if unsafe !borrowed.isEmpty { closedWhileBorrowed += 1 }
        try takeBorrowed()
        try faults.closeEpoch()
    }

    func flush() throws(BlockFault) {
        try takeBorrowed()
        try faults.flush()
    }

    private func takeBorrowed() throws(BlockFault) {
        let taken = unsafe borrowed
        unsafe borrowed = []
        for (block, bytes) in unsafe taken {
            // SAFETY: the caller vouched for the bytes until the flush.
            try unsafe faults.write(
                to: block, from: UnsafeRawBufferPointer(start: bytes, count: blockSize))
        }
    }

    func discard(_ blocks: BlockRange) throws(BlockFault) { disk.discard(blocks) }
    func reset() throws(BlockFault) { try faults.reset() }
}
