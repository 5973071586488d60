// SPDX-License-Identifier: MIT
// A disk that remembers what a power cut may do to it: durable blocks, and the writes of the epochs since the last
// flush. A crash state has all of some epochs, some or none of the writes of the next, torn at 512 bytes, and nothing
// of the later ones.

import BlockIO
import SeededRandom

package final class CrashDisk: BlockDevice {
    package typealias Write = (block: UInt64, bytes: [UInt8])

    package var geometry: BlockGeometry
    package var durability = DurabilityClass.barrier
    package private(set) var counters = BlockCounters()
    package private(set) var durable: [UInt64: [UInt8]] = [:]
    package private(set) var current: [UInt64: [UInt8]] = [:]
    /// Epochs since the last flush; the last one is open.
    package var epochs: [[Write]] { closed + [pending] }
    private var closed: [[Write]] = []
    private var pending: [Write] = []
    private var inEpoch: Set<UInt64> = []

    package init(blockCount: UInt64, blocks: [UInt64: [UInt8]] = [:]) {
        geometry = BlockGeometry(blockCount: blockCount, blocksPerRequest: 8)
        durable = blocks
        current = blocks
    }

    package func block(_ number: UInt64) -> [UInt8] {
        current[number] ?? [UInt8](repeating: 0, count: blockSize)
    }

    package func read(
        from block: UInt64, into buffers: UnsafeBufferPointer<UnsafeMutableRawBufferPointer>
    ) throws(BlockFault) {
        var block = block
        counters.reads += 1
        for buffer in buffers {
            precondition(buffer.count % blockSize == 0)
            counters.bytesRead += UInt64(buffer.count)
            for start in stride(from: 0, to: buffer.count, by: blockSize) {
                _ = try geometry.range(from: block, count: 1)
                UnsafeMutableRawBufferPointer(rebasing: buffer[start..<start + blockSize])
                    .copyBytes(from: self.block(block))
                block += 1
            }
        }
    }

    package func write(
        to block: UInt64, from buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault) {
        var block = block
        counters.writes += 1
        for buffer in buffers {
            precondition(buffer.count % blockSize == 0)
            for start in stride(from: 0, to: buffer.count, by: blockSize) {
                _ = try geometry.range(from: block, count: 1)
                precondition(
                    inEpoch.insert(block).inserted, "block \(block) is written twice in an epoch")
                let bytes = [UInt8](buffer[start..<start + blockSize])
                pending.append((block, bytes))
                current[block] = bytes
                block += 1
            }
        }
    }

    package func closeEpoch() {
        if !pending.isEmpty { closed.append(pending) }
        pending = []
        inEpoch = []
    }

    package func flush() {
        counters.flushes += 1
        durable = current
        closed = []
        pending = []
        inEpoch = []
    }

    package func discard(_ blocks: BlockRange) {}
    package func reset() {}

    /// A disk as a power cut may leave this one.
    package func afterCrash(_ random: inout SeededRandom) -> CrashDisk {
        var blocks = durable
        let whole = Int.random(in: 0...epochs.count, using: &random)
        for epoch in epochs[..<whole] { for write in epoch { blocks[write.block] = write.bytes } }
        if whole < epochs.count {
            for write in epochs[whole] {
                switch random.next() % 4 {
                case 0: break
                case 1:
                    var torn = blocks[write.block] ?? [UInt8](repeating: 0, count: blockSize)
                    for sector in 0..<8 where random.next() & 1 == 0 {
                        let range = sector * 512..<(sector + 1) * 512
                        torn.replaceSubrange(range, with: write.bytes[range])
                    }
                    blocks[write.block] = torn
                default: blocks[write.block] = write.bytes
                }
            }
        }
        return CrashDisk(blockCount: geometry.blockCount, blocks: blocks)
    }

    /// A disk with the same content, all of it durable.
    package func copy(blockCount: UInt64? = nil) -> CrashDisk {
        CrashDisk(blockCount: blockCount ?? geometry.blockCount, blocks: current)
    }

    /// Changes a block behind everybody's back.
    package func change(_ block: UInt64, _ body: (inout [UInt8]) -> Void) {
        var bytes = self.block(block)
        body(&bytes)
        current[block] = bytes
        durable[block] = bytes
    }
}
