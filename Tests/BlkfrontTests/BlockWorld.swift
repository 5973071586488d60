// SPDX-License-Identifier: MIT
// A domain with a disk in the simulation, for the tests of block devices. A failure names the seed; at the end nothing
// of the domain may be left over, and the backend must have nothing to say against the frontend.

import BlockIO
import SeededRandom
import TestSupport
import Testing
import XenSimulation
import XenSupport

@testable import Blkfront
@testable import Unikernel

#if canImport(Glibc)
import Glibc
#endif

/// A simulated domain, its daemons and its disk.
final class BlockWorld: @unchecked Sendable {  // the simulation runs one thread at a time
    let world: StoreWorld
    let seed: UInt64
    var disk: SimulatedDisk
    var backend: SimulatedBlockBackend
    var random: SeededRandom
    /// Backends of earlier incarnations of the domain.
    var former: [SimulatedBlockBackend] = []
    /// Whether the disk is open, and whether whoever uses it wants to be moved.
    var isOpen = false
    var wantsMove = false

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
        _ seed: UInt64 = Seed.ofThisRun, _ offer: BlockOffer = BlockOffer(),
        blockCount: UInt64 = 256,
        hasCache: Bool = true, options: BlockOptions = BlockOptions(), isHostile: Bool = false,
        losesXenstore: Bool = false,
        before: @escaping @Sendable (BlockWorld) throws -> Void = { _ in },
        _ body: @escaping @Sendable (BlockWorld, BlockFront) throws -> Void
    ) throws {
        try StoreWorld.check(
            seed,
            accepting: { leak in
                switch leak {
                case .other: isHostile || losesXenstore
                case .grant, .pages: losesXenstore
                default: false
                }
            }
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

/// The word that a block of this version is full of.
private func word(_ block: UInt64, _ version: UInt64) -> UInt64 { block << 40 | version }

/// The version in a block's bytes; 0 for zeros, nil for anything that was never a content of the block.
func version(of block: UInt64, in bytes: UnsafeRawBufferPointer) -> UInt64? {
    // SAFETY: the caller has a block's bytes.
    let first = unsafe bytes.loadUnaligned(as: UInt64.self)
    // Every byte is as the one a word before it: the block is of one word.
    guard unsafe memcmp(bytes.baseAddress!, bytes.baseAddress! + 8, blockSize - 8) == 0 else {
        return nil
    }
    if first == 0 { return 0 }
    return first >> 40 == block ? first & (1 << 40 - 1) : nil
}

/// The same for bytes of a simulated disk.
func version(of block: UInt64, in bytes: [UInt8]) -> UInt64? {
    bytes.withUnsafeBytes { unsafe version(of: block, in: $0) }
}

extension BlockOffer {
    /// One that keeps pages mapped, or knows barriers, or both, or neither, as a seed has it.
    static func varied(by seed: UInt64, indirectSegments: Int = 0) -> BlockOffer {
        BlockOffer {
            $0.persistent = seed % 2 == 0
            $0.barrier = seed % 3 == 0
            $0.indirectSegments = indirectSegments
        }
    }
}

extension BlockDevice {
    /// Writes blocks, each with its content of this version.
    func write(_ blocks: Range<UInt64>, version: UInt64) throws {
        var words: [UInt64] = []
        for block in blocks {
            words += [UInt64](repeating: word(block, version), count: blockSize / 8)
        }
        try words.withUnsafeBytes { bytes in
            try unsafe write(to: blocks.lowerBound, from: bytes)
        }
    }

    /// The versions of blocks.
    func versions(_ blocks: Range<UInt64>) throws -> [UInt64?] {
        var bytes = [UInt8](repeating: 0xee, count: blocks.count * blockSize)
        try bytes.withUnsafeMutableBytes { bytes in
            try unsafe read(from: blocks.lowerBound, into: bytes)
        }
        return unsafe bytes.withUnsafeBytes { bytes in
            blocks.enumerated().map { index, block in
                let start = index * blockSize
                return unsafe version(
                    of: block,
                    in: UnsafeRawBufferPointer(rebasing: bytes[start..<start + blockSize]))
            }
        }
    }
}
