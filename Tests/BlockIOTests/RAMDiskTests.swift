// Goal: what the contract says of every device holds for the simplest one.
// Method: scattered transfers, and the edge of the disk.
import BlockIO
import Testing

@Suite struct RAMDiskTests {
    @Test func scatteredBlocksComeBackInOrder() throws {
        let disk = RAMDisk(blockCount: 4)
        let first = [UInt8](repeating: 1, count: blockSize)
        let second = [UInt8](repeating: 2, count: blockSize)
        try first.withUnsafeBytes { first in
            try second.withUnsafeBytes { second in
                try [first, second].withUnsafeBufferPointer { try disk.write(to: 2, from: $0) }
            }
        }
        var all = [UInt8](repeating: 0, count: 2 * blockSize)
        try all.withUnsafeMutableBytes { try disk.read(from: 2, into: $0) }
        #expect(all == first + second)
        #expect(disk.counters.segments == 4)
    }

    @Test func nothingBehindTheEndIsTouched() throws {
        let disk = RAMDisk(blockCount: 4)
        var bytes = [UInt8](repeating: 9, count: 2 * blockSize)
        #expect(throws: BlockFault.outOfRange(BlockRange(start: 3, count: 2), blockCount: 4)) {
            try bytes.withUnsafeMutableBytes { try disk.read(from: 3, into: $0) }
        }
        #expect(throws: BlockFault.outOfRange(BlockRange(start: .max, count: 2), blockCount: 4)) {
            try bytes.withUnsafeBytes { try disk.write(to: .max, from: $0) }
        }
    }
}
