// A domain with a disk in the simulation, for the tests of block devices. A failure names the seed; at the end nothing
// of the domain may be left over, and the backend must have nothing to say against the front half.
// SPDX-License-Identifier: MIT

import BlockIO
import SeededRandom
import Testing
import XenSimulation

@testable import Unikernel

/// A simulated domain, its daemons and its disk.
final class BlockWorld: @unchecked Sendable {  // the simulation runs one thread at a time
    let world: StoreWorld
    let seed: UInt64
    var disk: SimulatedDisk
    var backend: SimulatedBlockBackend
    var random: SeededRandom

    var domain: Domain { world.domain }

    init(
        _ world: StoreWorld, _ seed: UInt64, _ offer: BlockOffer, blockCount: UInt64,
        hasCache: Bool
    ) {
        self.world = world
        self.seed = seed
        random = SeededRandom(seed: seed)
        disk = SimulatedDisk(blockCount: blockCount, hasCache: hasCache, seed: seed)
        backend = SimulatedBlockBackend(disk, for: world.guest, offer, by: world.toolstack)
    }

    /// Has `body` run with an opened disk, in the domain and outside of fibers, and closes the disk.
    static func check(
        _ seed: UInt64 = testSeed(), _ offer: BlockOffer = BlockOffer(), blockCount: UInt64 = 256,
        hasCache: Bool = true, options: BlockOptions = BlockOptions(), isHostile: Bool = false,
        before: @escaping @Sendable (BlockWorld) throws -> Void = { _ in },
        _ body: @escaping @Sendable (BlockWorld, BlockFront) throws -> Void
    ) throws {
        try StoreWorld.check(
            seed, accepting: { if case .other = $0 { isHostile } else { false } }
        ) { store in
            let world = BlockWorld(store, seed, offer, blockCount: blockCount, hasCache: hasCache)
            try before(world)
            try store.plainly {
                let device = try world.domain.disk("xvda", options: options)
                defer {
                    device.close()
                    world.domain.grants.reclaim()
                }
                try body(world, device)
            }
            if !isHostile { #expect(world.backend.violations == [], "seed \(seed)") }
            #expect(world.domain.grants.counters.lost == 0)
        }
    }
}

/// A block's worth of bytes that tell which block and which version of it they are.
func content(_ block: UInt64, _ version: UInt64) -> [UInt8] {
    var random = SeededRandom(seed: block &* 1_000_003 &+ version)
    var words = [block, version]
    for _ in 0..<6 { words.append(random.next()) }
    let piece = words.flatMap { word in
        (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
    }
    return Array(repeatElement(piece, count: blockSize / piece.count).joined())
}

/// The version in such bytes; 0 for zeros, nil for anything that was never a content of the block.
func version(of block: UInt64, in bytes: some Collection<UInt8>) -> UInt64? {
    let bytes = Array(bytes)
    if bytes.allSatisfy({ $0 == 0 }) { return 0 }
    let version = bytes[8..<16].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    return bytes == content(block, version) ? version : nil
}

extension BlockDevice {
    /// Writes blocks, each with its content of this version.
    func write(_ blocks: Range<UInt64>, version: UInt64) throws {
        let bytes = blocks.flatMap { content($0, version) }
        try unsafe bytes.withUnsafeBytes { bytes in
            try unsafe write(to: blocks.lowerBound, from: bytes)
        }
    }

    /// The versions of blocks.
    func versions(_ blocks: Range<UInt64>) throws -> [UInt64?] {
        var bytes = [UInt8](repeating: 0xee, count: blocks.count * blockSize)
        try unsafe bytes.withUnsafeMutableBytes { bytes in
            try unsafe read(from: blocks.lowerBound, into: bytes)
        }
        return blocks.enumerated().map { index, block in
            version(of: block, in: bytes[index * blockSize..<(index + 1) * blockSize])
        }
    }
}
