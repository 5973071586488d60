// SPDX-License-Identifier: MIT
// Goal: a domain is moved while its disk is at work, again and again: what was written is there, in its order, whatever
// was on its way; a disk that comes back smaller, read-only or less durable is gone. Method: the simulated toolstack
// moves the domain at moments of the seed's; each time another backend serves the same disk.

import BlockIO
import SeededRandom
import TestSupport
import Testing
import XenSimulation
import XenSupport

@testable import Blkfront
@testable import Unikernel

extension BlockWorld {
    /// Has each suspension move the domain to a backend that offers what `offers` says for it.
    func move(as offers: @escaping (Int) -> BlockOffer) {
        var moves = 0
        world.toolstack.outcomeOfSuspension = { [self] in
            moves += 1
            let offer = offers(moves)
            backend.die()
            former.append(backend)
            world.simulation.schedule(afterNanoseconds: 1) { [self] in
                backend = SimulatedBlockBackend(disk, for: world.guest, offer, by: world.toolstack)
            }
            return .newDomain
        }
    }

    /// Runs `body` on a fiber with an opened disk, while `beside` runs as a task.
    static func onFiber(
        _ seed: UInt64, _ offer: BlockOffer, hasCache: Bool = true,
        options: BlockOptions = BlockOptions(), isLost: Bool = false,
        _ body: @escaping @Sendable (BlockWorld, BlockFront) throws -> Void,
        beside: @escaping @Sendable (BlockWorld) async throws -> Void
    ) throws {
        // A fiber's stack is kept for the next one.
        try StoreWorld.check(seed, accepting: { if case .stack = $0 { true } else { false } }) {
            store in
            let world = BlockWorld(store, seed, offer, blockCount: 64, hasCache: hasCache)
            _ = try store.run([
                { @Sendable () async throws in
                    let problem: String? = await world.domain.onFiber {
                        do {
                            let device = try world.domain.disk("xvda", options: options)
                            world.isOpen = true
                            defer {
                                world.isOpen = false
                                device.close()
                                world.domain.grants.reclaim()
                            }
                            try body(world, device)
                            return ""
                        } catch {
                            return "\(error)"
                        }
                    }
                    #expect(problem == "", "seed \(seed)")
                },
                { @Sendable () async throws in
                    while !world.isOpen { await store.sleep(milliseconds: 1) }
                    try await beside(world)
                },
            ])
            for backend in world.former + [world.backend] {
                #expect(backend.violations == [], "seed \(seed)")
            }
        }
    }
}

@Suite struct BlockSuspendTests {
    @Test(arguments: DiskKind.durable, Seed.range(8))
    func aMovedDomainKeepsItsWritesInOrder(kind: DiskKind, seed: UInt64) throws {
        let history = WriteHistory(blockCount: 64)
        try BlockWorld.onFiber(seed, kind.offer, hasCache: kind.hasCache, options: kind.options) {
            world, device in
            var random = SeededRandom(seed: seed)
            for _ in 0..<12 {
                world.backend.onRequest = { _, _ in history.judge(world.disk.powerCut()) }
                try use(device, history, steps: 20, blockCount: 64, &random)
            }
            history.closeEpoch()
            try device.flush()
            history.flushed()
            history.judge(world.disk.powerCut())
            #expect(device.durability == kind.durability)
        } beside: { world in
            world.move { _ in kind.offer }
            var random = SeededRandom(seed: seed &+ 1)
            var moves = 0
            while world.isOpen, moves < 5 {
                await world.world.sleep(
                    milliseconds: .random(in: 0...4, using: &random))
                guard world.isOpen else { break }
                let outcome = try await world.domain.suspend()
                #expect(outcome == .newDomain)
                history.judge(world.disk.powerCut())
                moves += 1
            }
            #expect(moves > 0)
        }
        #expect(history.problems.first == nil, "\(kind), seed \(seed)")
    }

    @Test(arguments: Seed.range(8))
    func aSuspensionThatIsCalledOffChangesNothing(seed: UInt64) throws {
        let history = WriteHistory(blockCount: 64)
        try BlockWorld.onFiber(seed, BlockOffer { $0.persistent = true }) { world, device in
            var random = SeededRandom(seed: seed)
            try use(device, history, steps: 150, blockCount: 64, &random)
            try device.flush()
        } beside: { world in
            for _ in 0..<5 {
                await world.world.sleep(milliseconds: 2)
                let outcome = try await world.domain.suspend()
                #expect(outcome == .sameDomain)
            }
            #expect(world.former.isEmpty)
        }
    }

    @Test func featuresAreReadAnew() throws {
        let first = BlockOffer {
            $0.barrier = true
            $0.persistent = true
            $0.indirectSegments = 32
            $0.ringPageOrder = 2
        }
        var options = BlockOptions()
        options.ringPageOrderLimit = 2
        try BlockWorld.onFiber(1, first, options: options) { world, device in
            try device.write(0..<60, version: 1)
            try device.flush()
            world.wantsMove = true
            try device.write(0..<60, version: 2)
            while world.former.isEmpty {
                _ = device.counters
                try device.closeEpoch()
                let signal = Signal(on: world.domain.loop)
                _ = signal.wait(until: world.world.milliseconds(1)) as Bool
            }
            try device.flush()
            try device.write(0..<60, version: 3)
            try device.closeEpoch()
            try device.write(0..<1, version: 4)
            try device.flush()
            #expect(world.backend.taken[2] == nil, "barriers are not offered any more")
            #expect(world.backend.segmentCounts.max() == 11)
            #expect(device.durability == .barrier, "a flush keeps what a barrier promises")
            let versions = try device.versions(0..<3)
            #expect(versions == [4, 3, 3])
        } beside: { world in
            world.move { _ in BlockOffer() }
            while !world.wantsMove { await world.world.sleep(milliseconds: 1) }
            _ = try await world.domain.suspend()
        }
    }

    @Test(arguments: [
        (BlockOffer { $0.flush = false }, BlockLoss.changed("it is less durable")),
        (BlockOffer { $0.isReadOnly = true }, .changed("it is read-only")),
        (BlockOffer { $0.keys = ["sectors": "504"] }, .changed("it is smaller")),
        (BlockOffer { $0.keys = ["sectors": "x"] }, .hostile("a text where a number belongs")),
        (
            BlockOffer { $0.keys = ["sector-size": "100"] },
            .changed("a disk with sectors of neither 512 nor 4,096 bytes")
        ),
    ])
    func aDiskThatIsLessThanItWasIsGone(offer: BlockOffer, loss: BlockLoss) throws {
        try BlockWorld.onFiber(1, BlockOffer()) { world, device in
            try device.write(0..<5, version: 1)
            try device.flush()
            try device.write(0..<5, version: 2)
            try device.closeEpoch()
            world.wantsMove = true
            #expect(throws: BlockFault.gone(loss)) {
                while true {
                    try device.write(0..<5, version: 3)
                    try device.flush()
                }
            }
            #expect(throws: BlockFault.gone(loss)) { try device.versions(0..<1) }
        } beside: { world in
            world.move { _ in offer }
            while !world.wantsMove { await world.world.sleep(milliseconds: 1) }
            _ = try await world.domain.suspend()
        }
    }

    @Test func aDiskThatDoesNotComeBackIsGone() throws {
        var options = BlockOptions()
        options.stepTimeout = 500_000_000
        try BlockWorld.onFiber(1, BlockOffer(), options: options) { world, device in
            try device.write(0..<5, version: 1)
            world.wantsMove = true
            #expect(throws: BlockFault.gone(.changed("it is not there"))) {
                while true { try device.flush(); try device.write(0..<5, version: 3) }
            }
        } beside: { world in
            world.world.toolstack.outcomeOfSuspension = {
                world.backend.die()
                return .newDomain
            }
            while !world.wantsMove { await world.world.sleep(milliseconds: 1) }
            _ = try await world.domain.suspend()
        }
    }
}
