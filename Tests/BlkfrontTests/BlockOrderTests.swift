// SPDX-License-Identifier: MIT
// Goal: whatever the disk can do, reads see what was written, and after a power cut at any moment the disk holds all
// epochs up to one, and some of that one; what was flushed is there. Method: random writes, epochs, flushes, reads and
// discards by seed, under each set of features, against a list of what was written; the power is cut again and again
// while the disk works, and each crash state is judged.

import BlockIO
import SeededRandom
import TestSupport
import Testing
import XenSimulation
import XenSupport

@testable import Blkfront
@testable import Unikernel

/// A way for a disk to be.
struct DiskKind: Sendable, CustomStringConvertible {
    var name: String
    var durability: DurabilityClass
    var hasCache = true
    var offer: BlockOffer
    var plan = BlockPlan()
    var options = BlockOptions()

    var description: String { name }

    /// Every kind whose flush means something.
    static let durable: [DiskKind] = [
        DiskKind(name: "flush", durability: .flush, offer: BlockOffer()),
        DiskKind(
            name: "flush, indirect, persistent, discard", durability: .flush,
            offer: BlockOffer {
                $0.persistent = true
                $0.indirectSegments = 256
                $0.discard = true
            }),
        DiskKind(
            name: "barrier", durability: .barrier,
            offer: BlockOffer {
                $0.barrier = true
                $0.discard = true
                $0.indirectSegments = 64
            }),
        DiskKind(
            name: "barrier without flush", durability: .barrier,
            offer: BlockOffer {
                $0.barrier = true
                $0.flush = false
                $0.discard = true
            }),
        DiskKind(
            name: "barrier refused later", durability: .barrier,
            offer: BlockOffer { $0.barrier = true },
            plan: {
                var plan = BlockPlan()
                plan.refusesBarriersFrom = 4
                return plan
            }()),
        DiskKind(
            name: "write-through", durability: .writeThrough, hasCache: false,
            offer: BlockOffer { $0.flush = false },
            options: {
                var options = BlockOptions()
                options.assumesWriteThrough = true
                return options
            }()),
        DiskKind(
            name: "flush, little memory", durability: .flush,
            offer: BlockOffer {
                $0.ringPageOrder = 2
                $0.discard = true
            },
            options: {
                var options = BlockOptions()
                options.writeBehindLimit = 11
                options.readLimit = 11
                options.sparePageLimit = 2
                options.ringPageOrderLimit = 1
                return options
            }()),
    ]
    static let volatile = DiskKind(
        name: "volatile", durability: .volatile, offer: BlockOffer { $0.flush = false })
}

/// What was written to a disk, in order.
final class WriteHistory: @unchecked Sendable {  // the simulation runs one thread at a time
    private struct Write {
        var epoch: Int
        var version: UInt64
    }

    private var writes: [UInt64: [Write]] = [:]
    /// Blocks that were discarded, and not written since: they hold anything.
    private var unknown: Set<UInt64> = []
    /// Blocks that were discarded, and of which nothing was flushed since: a power cut may leave anything.
    private var discarded: Set<UInt64> = []
    private(set) var epoch = 1
    private var epochHasContent = false
    private var nextVersion: UInt64 = 1
    private var durable: [UInt64: UInt64] = [:]
    private let blockCount: UInt64
    private(set) var problems: [String] = []

    init(blockCount: UInt64) {
        self.blockCount = blockCount
    }

    func write(_ blocks: Range<UInt64>) -> UInt64 {
        defer { nextVersion += 1 }
        for block in blocks {
            writes[block, default: []].append(Write(epoch: epoch, version: nextVersion))
        }
        unknown.subtract(blocks)
        epochHasContent = true
        return nextVersion
    }

    /// Until they are written again the blocks hold anything.
    func discard(_ blocks: Range<UInt64>) {
        unknown.formUnion(blocks)
        discarded.formUnion(blocks)
    }

    func closeEpoch() {
        if epochHasContent { epoch += 1 }
        epochHasContent = false
    }

    func flushed() {
        for (block, list) in writes { durable[block] = list.last!.version }
        discarded.formIntersection(unknown)
    }

    func expected(_ block: UInt64) -> UInt64? {
        unknown.contains(block) ? nil : writes[block]?.last?.version ?? 0
    }

    /// Judges what a disk holds after a power cut.
    func judge(_ contents: [UInt64: [UInt8]]) {
        var shown: [UInt64: UInt64] = [:]
        for (block, bytes) in contents where !discarded.contains(block) {
            guard let version = version(of: block, in: bytes) else {
                problems.append("block \(block) holds nothing that was written")
                return
            }
            shown[block] = version
        }
        // The latest epoch of which anything is there, and what of the ones before has to be.
        let latest = shown.map { block, version in epochOf(block, version) }.max() ?? 0
        for (block, list) in writes where !discarded.contains(block) {
            let version = shown[block] ?? 0
            let needed = list.last { $0.epoch < latest }?.version ?? 0
            if version < needed {
                problems.append(
                    "block \(block) has version \(version), not \(needed), and epoch \(latest) began"
                )
            }
            if version < durable[block] ?? 0 {
                problems.append("block \(block) has \(version), but \(durable[block]!) was flushed")
            }
        }
    }

    private func epochOf(_ block: UInt64, _ version: UInt64) -> Int {
        writes[block]?.first { $0.version == version }?.epoch ?? 0
    }
}

/// Uses a disk at random.
func use(
    _ device: any BlockDevice, _ history: WriteHistory, steps: Int, blockCount: UInt64,
    _ random: inout SeededRandom
) throws {
    for _ in 0..<steps {
        let start = UInt64.random(in: 0..<blockCount, using: &random)
        let count = UInt64.random(in: 1...(random.isRare(4) ? 40 : 6), using: &random)
        let blocks = start..<min(start + count, blockCount)
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<9: try device.write(blocks, version: history.write(blocks))
        case 9..<13:
            try device.closeEpoch()
            history.closeEpoch()
        case 13:
            history.closeEpoch()
            try device.flush()
            history.flushed()
        case 14:
            let blocks = start..<min(start + 3, blockCount)
            history.discard(blocks)
            try device.discard(BlockRange(start: start, count: blocks.count))
        default:
            let versions = try device.versions(blocks)
            for (block, version) in zip(blocks, versions) {
                guard let expected = history.expected(block) else { continue }
                #expect(version == expected, "block \(block)")
            }
        }
    }
}

@Suite struct BlockOrderTests {
    @Test(arguments: DiskKind.durable, Seed.range(12))
    func aPowerCutLeavesAPrefixOfEpochs(kind: DiskKind, seed: UInt64) throws {
        let history = WriteHistory(blockCount: 64)
        try BlockWorld.check(
            seed, kind.offer, blockCount: 64, hasCache: kind.hasCache, options: kind.options,
            before: { world in
                world.backend.plan = kind.plan
                // The power goes at any request, and at any moment.
                world.backend.onRequest = { _, _ in history.judge(world.disk.powerCut()) }
                cutSoon(world, history)
            }
        ) { world, device in
            #expect(device.durability == kind.durability)
            try use(device, history, steps: 150, blockCount: 64, &world.random)
            history.closeEpoch()
            try device.flush()
            history.flushed()
            for _ in 0..<20 { history.judge(world.disk.powerCut()) }
        }
        #expect(history.problems.first == nil, "\(kind), seed \(seed)")
    }

    @Test(arguments: Seed.range(12))
    func aVolatileDiskReadsWhatWasWritten(seed: UInt64) throws {
        let kind = DiskKind.volatile
        try BlockWorld.check(seed, kind.offer, blockCount: 64) { world, device in
            #expect(device.durability == .volatile)
            let history = WriteHistory(blockCount: 64)
            try use(device, history, steps: 300, blockCount: 64, &world.random)
        }
    }

    @Test(arguments: Seed.range(4))
    func onAFiberOthersGoOn(seed: UInt64) throws {
        // The fiber's stack is kept for the next one.
        try StoreWorld.check(seed, accepting: { if case .stack = $0 { true } else { false } }) {
            store in
            let world = BlockWorld(store, seed, BlockOffer(), blockCount: 64, hasCache: true)
            let ticks = Ticks()
            _ = try store.run([
                { @Sendable () async throws -> Bool in
                    let problem: String? = await world.domain.onFiber {
                        do {
                            let device = try world.domain.disk("xvda")
                            let history = WriteHistory(blockCount: 64)
                            var random = SeededRandom(seed: seed)
                            try use(device, history, steps: 200, blockCount: 64, &random)
                            device.close()
                            return ""
                        } catch {
                            return "\(error)"
                        }
                    }
                    ticks.isOver = true
                    #expect(problem == "")
                    return true
                },
                { @Sendable () async throws -> Bool in
                    while !ticks.isOver {
                        _ = await world.domain.loop.sleep(nanoseconds: 100_000)
                        ticks.count += 1
                    }
                    return true
                },
            ])
            #expect(ticks.count > 20)
            #expect(world.backend.violations == [])
        }
    }
}

private final class Ticks: @unchecked Sendable {  // as above
    var count = 0
    var isOver = false
}

/// Cuts the power every now and then, as long as the backend has requests.
private func cutSoon(_ world: BlockWorld, _ history: WriteHistory) {
    let simulation = world.world.simulation
    for _ in 0..<100 {
        let moment = UInt64.random(in: 0...60_000_000, using: &world.random)
        simulation.schedule(afterNanoseconds: moment) { history.judge(world.disk.powerCut()) }
    }
}
