// SPDX-License-Identifier: MIT
// A disk that begins as a template and keeps what was changed apart, so that each input costs only what it touches. It
// counts, and stops whoever asks for more than any sane work on so small a disk can need.

import BlockIO

final class ImageDisk: BlockDevice {
    /// Blocks that are moved at most.
    static let workLimit: UInt64 = 60_000

    private let template: [[UInt8]]
    private(set) var changed: [UInt64: [UInt8]] = [:]
    private(set) var counters = BlockCounters()
    private(set) var geometry: BlockGeometry
    let durability = DurabilityClass.flush
    /// Blocks that were moved.
    private(set) var work: UInt64 = 0
    /// Called where an epoch ends.
    var onOrder: (() -> Void)?

    init(_ template: [[UInt8]], blockCount: UInt64? = nil, isReadOnly: Bool = false) {
        self.template = template
        geometry = BlockGeometry(
            blockCount: blockCount ?? UInt64(template.count), isReadOnly: isReadOnly)
    }

    /// Whether more was asked for than can be needed.
    var isOverworked: Bool { work > Self.workLimit }

    subscript(block: UInt64) -> [UInt8] {
        get {
            changed[block]
                ?? (block < template.count
                    ? template[Int(block)] : [UInt8](repeating: 0, count: blockSize))
        }
        set { changed[block] = newValue }
    }

    /// All blocks as they are now.
    var content: [[UInt8]] { (0..<geometry.blockCount).map { self[$0] } }

    private func count(_ block: UInt64, _ length: Int) throws(BlockFault) {
        _ = try geometry.range(from: block, count: length / blockSize)
        work += UInt64(length / blockSize)
        // An error ends what an endless loop would go on with.
        if work > 2 * Self.workLimit { throw .gone(.silent) }
    }

    @unsafe func read(
        from block: UInt64, into buffers: UnsafeBufferPointer<UnsafeMutableRawBufferPointer>
    ) throws(BlockFault) {
        try count(block, unsafe buffers.reduce(0) { $0 + $1.count })
        var next = block
        for index in buffers.indices {
            let buffer = unsafe buffers[index]
            for offset in stride(from: 0, to: buffer.count, by: blockSize) {
                // SAFETY: the offset leaves a block of the buffer.
                unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[offset..<offset + blockSize])
                    .copyBytes(from: self[next])
                next += 1
            }
        }
    }

    @unsafe func write(
        to block: UInt64, from buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault) {
        guard !geometry.isReadOnly else { throw .readOnly }
        try count(block, unsafe buffers.reduce(0) { $0 + $1.count })
        var next = block
        for index in buffers.indices {
            let buffer = unsafe buffers[index]
            for offset in stride(from: 0, to: buffer.count, by: blockSize) {
                // SAFETY: as above.
                changed[next] = unsafe Array(
                    UnsafeRawBufferPointer(rebasing: buffer[offset..<offset + blockSize]))
                next += 1
            }
        }
    }

    func closeEpoch() throws(BlockFault) { onOrder?() }

    func flush() throws(BlockFault) { onOrder?() }

    func discard(_ blocks: BlockRange) throws(BlockFault) {
        _ = try geometry.range(from: blocks.start, count: blocks.count)
    }

    func reset() throws(BlockFault) {}
}
