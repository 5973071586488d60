// The disk alone: written with zeros, so that it counts as blank afterwards, and read, in pieces of a megabyte.
import Blkfront
import BlockIO
import Unikernel

/// Measures a disk without a volume.
@safe struct RawMeasure {
    /// Bytes of a piece.
    private static let piece = 1_048_576

    private let disk: BlockFront
    private let size: Int
    private let buffer: UnsafeMutableRawBufferPointer

    init(_ disk: BlockFront, _ size: Int) {
        self.disk = disk
        self.size = size
        unsafe buffer = .allocate(byteCount: Self.piece, alignment: blockSize)
        // SAFETY: the memory was allocated a line above.
        unsafe buffer.initializeMemory(as: UInt8.self, repeating: 0)
    }

    func run(_ meter: Meter) throws(MeasureFailure) {
        defer { unsafe buffer.deallocate() }
        // What is behind the disk takes memory for what is written first.
        for name in ["disk-first-write", "disk-write"] as [StaticString] {
            try meter.measure(name, size) { () throws(MeasureFailure) in
                try faultless { () throws(BlockFault) in try write() }
            }
        }
        try meter.measure("disk-read", size) { () throws(MeasureFailure) in
            try faultless { () throws(BlockFault) in
                for block in stride(from: 0, to: size / blockSize, by: Self.piece / blockSize) {
                    // SAFETY: the buffer lives until the end of `run`.
                    try unsafe disk.read(from: UInt64(block), into: buffer)
                }
            }
        }
    }

    private func write() throws(BlockFault) {
        for block in stride(from: 0, to: size / blockSize, by: Self.piece / blockSize) {
            // SAFETY: as above.
            try unsafe disk.write(to: UInt64(block), from: UnsafeRawBufferPointer(buffer))
        }
        try disk.flush()
    }

    private func faultless(_ body: () throws(BlockFault) -> Void) throws(MeasureFailure) {
        do throws(BlockFault) {
            try body()
        } catch {
            throw MeasureFailure(reason: "the disk failed")
        }
    }
}
