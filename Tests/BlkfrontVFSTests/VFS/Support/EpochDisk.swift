// A disk with a cache that loses power: what was flushed is safe, of the rest any prefix of epochs is, and of the
// epoch after that any part of any of its writes. It counts what it is asked to do, epochs among it.
import BlockIO
import SeededRandom

final class EpochDisk: BlockDevice {
    /// A write of the cache.
    struct Write {
        var block: Int
        var bytes: [UInt8]
    }

    var geometry: BlockGeometry
    let durability: DurabilityClass
    private(set) var counters = BlockCounters()
    /// Epochs that were closed with something in them, by flushes too.
    private(set) var closedEpochs = 0
    /// Called before each write, closing of an epoch and flush.
    var beforeEachStep: (() -> Void)?

    /// What reads see.
    private var current: [UInt8]
    /// What survives for certain.
    private var durable: [UInt8]
    /// The cache: closed epochs, the open one last.
    private var epochs: [[Write]] = [[]]

    init(image: [UInt8], durability: DurabilityClass = .barrier) {
        current = image
        durable = image
        geometry = BlockGeometry(
            blockCount: UInt64(image.count / blockSize), blocksPerRequest: 11)
        self.durability = durability
    }

    convenience init(blockCount: Int, durability: DurabilityClass = .barrier) {
        self.init(
            image: [UInt8](repeating: 0, count: blockCount * blockSize), durability: durability)
    }

    /// The bytes as reads see them.
    var image: [UInt8] { current }

    /// One of the images that a power cut can leave at this moment.
    func crashed(_ random: inout SeededRandom) -> [UInt8] {
        var image = durable
        let whole = Int(random.next() % UInt64(epochs.count + 1))
        for write in epochs.prefix(whole).joined() { Self.apply(write, to: &image) }
        guard whole < epochs.count else { return image }
        for write in epochs[whole] where random.next() % 3 != 0 {
            if random.next() % 2 == 0 {
                Self.apply(write, to: &image)
            } else {
                Self.tear(write, into: &image, &random)
            }
        }
        return image
    }

    private static func apply(_ write: Write, to image: inout [UInt8]) {
        image.put(write.bytes, at: write.block * blockSize)
    }

    /// Each sector of 512 bytes is new, old, zero or rubbish.
    private static func tear(
        _ write: Write, into image: inout [UInt8], _ random: inout SeededRandom
    ) {
        for sector in 0..<write.bytes.count / 512 {
            let inside = sector * 512..<sector * 512 + 512
            let start = write.block * blockSize + inside.lowerBound
            switch random.next() % 8 {
            case 0..<4: image.put(write.bytes[inside], at: start)
            case 4: image.put(repeatElement(0, count: 512), at: start)
            case 5:
                let rubbish = (0..<512).map { _ in UInt8(truncatingIfNeeded: random.next()) }
                image.put(rubbish, at: start)
            default: break
            }
        }
    }

    func read(
        from block: UInt64, into buffers: UnsafeBufferPointer<UnsafeMutableRawBufferPointer>
    ) throws(BlockFault) {
        let length = buffers.reduce(0) { $0 + $1.count }
        _ = try geometry.range(from: block, count: length / blockSize)
        counters.reads += 1
        var offset = Int(block) * blockSize
        for buffer in buffers {
            current.withUnsafeBytes { bytes in
                buffer.copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + buffer.count]))
            }
            offset += buffer.count
        }
        counters.segments += UInt64(length / blockSize)
        counters.bytesRead += UInt64(length)
    }

    func write(
        to block: UInt64, from buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault) {
        let write = Write(block: Int(block), bytes: buffers.flatMap { Array($0) })
        _ = try geometry.range(from: block, count: write.bytes.count / blockSize)
        beforeEachStep?()
        counters.writes += 1
        counters.segments += UInt64(write.bytes.count / blockSize)
        counters.bytesWritten += UInt64(write.bytes.count)
        Self.apply(write, to: &current)
        epochs[epochs.count - 1].append(write)
    }

    func closeEpoch() {
        beforeEachStep?()
        guard !epochs[epochs.count - 1].isEmpty else { return }
        closedEpochs += 1
        epochs.append([])
    }

    func flush() {
        beforeEachStep?()
        if !epochs[epochs.count - 1].isEmpty { closedEpochs += 1 }
        counters.flushes += 1
        durable = current
        epochs = [[]]
    }

    func discard(_ blocks: BlockRange) {}

    func reset() {}
}

extension [UInt8] {
    fileprivate mutating func put(_ bytes: some Collection<UInt8>, at start: Int) {
        replaceSubrange(start..<start + bytes.count, with: bytes)
    }
}
