// SPDX-License-Identifier: MIT
// Goal: a backend that closes, dies, grows, falls silent or breaks the protocol, at any moment, costs a fault and no
// more: no trap, no wait without an end, no page that is lost. Method: the simulated backend under a random load, with
// each hostile action at a moment of the seed's.

import BlockIO
import SeededRandom
import TestSupport
import Testing
import XenSimulation
import XenSupport

@testable import Blkfront
@testable import Unikernel

private let quick: BlockOptions = {
    var options = BlockOptions()
    options.stepTimeout = 500_000_000
    options.requestTimeout = 2_000_000_000
    return options
}()

@Suite struct BlockLifecycleTests {
    /// Uses the disk until it fails, and returns with what.
    private static func useUntilLost(_ world: BlockWorld, _ device: BlockFront) -> BlockFault? {
        let history = WriteHistory(blockCount: 64)
        do {
            for _ in 0..<30 {
                try use(device, history, steps: 20, blockCount: 64, &world.random)
            }
            return nil
        } catch {
            return error as? BlockFault
        }
    }

    @Test(arguments: Seed.range(30), [false, true])
    func aBackendMayCloseOrDieAtAnyMoment(seed: UInt64, dies: Bool) throws {
        try BlockWorld.check(seed, .varied(by: seed), options: quick) { world, device in
            let moment = UInt64.random(in: 0...20_000_000, using: &world.random)
            world.world.simulation.schedule(afterNanoseconds: moment) {
                if dies { world.backend.die() } else { world.backend.close() }
            }
            let fault = Self.useUntilLost(world, device)
            #expect(fault == .gone(.closed), "seed \(seed)")
            #expect(throws: BlockFault.gone(.closed)) { try device.write(0..<1, version: 1) }
            #expect(throws: BlockFault.gone(.closed)) { try device.reset() }
        }
    }

    @Test(arguments: BlockHostileAction.allCases, Seed.range(12))
    func hostileActionsAreFaultsOrHarmless(action: BlockHostileAction, seed: UInt64) throws {
        let offer = BlockOffer.varied(by: seed, indirectSegments: seed % 4 == 0 ? 32 : 0)
        try BlockWorld.check(seed, offer, options: quick, isHostile: true) { world, device in
            world.backend.hostileAction = action
            world.backend.hostileActionRarity = 20
            let before = world.domain.clock.now.nanoseconds
            let fault = Self.useUntilLost(world, device)
            #expect(world.domain.clock.now.nanoseconds - before < 30_000_000_000)
            world.backend.hostileAction = nil
            switch action {
            case .eventStorm, .keepsPages: #expect(fault == nil, "seed \(seed)")
            case .silence, .noisySilence: #expect(fault == .gone(.silent), "seed \(seed)")
            case .wildStates: #expect(fault == nil || fault == .gone(.closed), "seed \(seed)")
            case .jumpingIndices, .duplicate, .staleIdentifier:
                // A counter may by chance stand where it could be; then a slot's old content is the answer. The last
                // answer of all may come twice and find nobody.
                guard case .gone(.hostile)? = fault else {
                    #expect(fault == .gone(.silent) || fault == nil, "seed \(seed)")
                    return
                }
            case .wrongIdentifier, .wrongOperation, .unknownStatus:
                guard case .gone(.hostile)? = fault else {
                    Issue.record("\(action) came to \(String(describing: fault)), seed \(seed)")
                    return
                }
            }
        }
    }

    @Test func whoLiesIsToldApart() throws {
        let texts: [(BlockHostileAction, StaticText)] = [
            (.wrongIdentifier, "an answer to a request that was not made"),
            (.wrongOperation, "an answer about another operation"),
            (.unknownStatus, "an answer with an unknown status"),
        ]
        for (action, text) in texts {
            try BlockWorld.check(1, isHostile: true) { world, device in
                world.backend.hostileAction = action
                world.backend.hostileActionRarity = 1
                #expect(throws: BlockFault.gone(.hostile(text))) { try device.versions(0..<1) }
                #expect(throws: BlockFault.gone(.hostile(text))) { try device.flush() }
                world.backend.hostileAction = nil
            }
        }
    }

    /// A request has its time from the last answer on, not from when somebody began to wait.
    @Test func answersInTimeMayTakeLongerTogetherThanOneMay() throws {
        try BlockWorld.check(options: quick) { world, device in
            world.backend.plan.latency = 900_000_000
            let start = world.domain.loop.now
            // A block is in one request at a time.
            for version in 1...24 {
                try device.write(0..<1, version: UInt64(version))
                try device.closeEpoch()
            }
            try device.flush()
            #expect(world.domain.loop.now >= start.advanced(byNanoseconds: quick.requestTimeout))
            let versions = try device.versions(0..<1)
            #expect(versions == [24])
        }
    }

    /// As Linux has it when its driver is unbound from the disk and bound again: the ring stays what it was.
    @Test func aBackendMayBeginAnewOnTheSameRing() throws {
        try BlockWorld.check { world, device in
            try device.write(0..<1, version: 1)
            for state in [1, 2, 4] {
                world.backend.setState(state)
                _ = world.domain.loop.waitForAll(until: world.world.milliseconds(20)) { false }
                try device.write(1..<2, version: UInt64(state))
                try device.flush()
            }
            let versions = try device.versions(0..<2)
            #expect(versions == [1, 4])
        }
    }

    @Test func aBackendThatComesBackMustBeWorthWhatItWas() throws {
        let changes: [(key: String, value: String, loss: BlockLoss)] = [
            ("sectors", "8", .changed("it is smaller")),
            ("info", "4", .changed("it is read-only")),
            ("feature-flush-cache", "0", .changed("it is less durable")),
        ]
        for change in changes {
            try BlockWorld.check(1, BlockOffer { $0.barrier = false }) { world, device in
                try device.write(0..<1, version: 1)
                world.backend.setState(2)
                _ = world.domain.loop.waitForAll(until: world.world.milliseconds(20)) { false }
                try device.flush()
                world.backend.write(change.key, change.value)
                world.backend.setState(4)
                _ = world.domain.loop.waitForAll(until: world.world.milliseconds(20)) { false }
                _ = device.geometry
                #expect(throws: BlockFault.gone(change.loss)) { try device.flush() }
            }
        }
    }

    @Test func aDiskMayGrowAndNotShrink() throws {
        try BlockWorld.check { world, device in
            world.backend.resize(to: 300)
            _ = world.domain.loop.waitForAll(until: world.world.milliseconds(20)) { false }
            #expect(device.geometry.blockCount == 300)
            try device.write(299..<300, version: 1)
            world.backend.resize(to: 400)
            _ = world.domain.loop.waitForAll(until: world.world.milliseconds(20)) { false }
            let versions = try device.versions(399..<400)
            #expect(versions == [0], "what lies beyond the known end is looked for anew")
            world.backend.resize(to: 399)
            _ = world.domain.loop.waitForAll(until: world.world.milliseconds(20)) { false }
            _ = device.geometry
            #expect(throws: BlockFault.gone(.changed("the disk became smaller"))) {
                try device.versions(0..<1)
            }
        }
    }

    @Test func closedEpochsGoOnWithoutTheirWriter() throws {
        try BlockWorld.check { world, device in
            for round in 1...5 as ClosedRange<UInt64> {
                try device.write(round..<round + 1, version: 1)
                try device.closeEpoch()
            }
            #expect(device.counters.waits == 0)
            _ = world.domain.loop.waitForAll(until: world.world.milliseconds(100)) { false }
            #expect(device.counters.waits == 0)
            #expect(world.backend.taken == [3: 5, 1: 5])
        }
    }

    @Test func aWriterThatExceedsTheLimitWaits() throws {
        var options = BlockOptions()
        options.writeBehindLimit = 16
        try BlockWorld.check(1, options: options) { world, device in
            try device.write(0..<16, version: 1)
            #expect(device.counters.waits == 0)
            try device.write(16..<17, version: 1)
            #expect(device.counters.waits > 0)
        }
    }

    /// One row: the writes in an epoch each, and how many requests of how many segments they come to.
    @Test(
        arguments: [
            ([0..<11], [11]), ([0..<12], [11, 1]), ([0..<33], [11, 11, 11]),
            ([0..<1, 1..<2, 2..<3], [3]), ([2..<3, 1..<2, 0..<1], [3]), ([0..<1, 2..<3], [1, 1]),
            ([0..<4, 2..<6], [6]), ([5..<6, 5..<6, 5..<6], [1]),
            ([0..<60], [11, 11, 11, 11, 11, 5]),
            ([0..<100], [11, 11, 11, 11, 11, 11, 11, 11, 11, 1]),
        ] as [([Range<UInt64>], [Int])])
    func neighboursShareARequest(writes: [Range<UInt64>], segments: [Int]) throws {
        try BlockWorld.check { world, device in
            for blocks in writes { try device.write(blocks, version: 1) }
            try device.flush()
            #expect(world.backend.segmentCounts == segments)
            let counters = device.counters
            #expect(counters.writes == UInt64(segments.count))
            #expect(counters.segments == UInt64(segments.reduce(0, +)))
            #expect(counters.bytesWritten == counters.segments * UInt64(blockSize))
            #expect(counters.flushes == 2, "one before the first write, for an earlier boot's")
            #expect(counters.reads == 0 && counters.discards == 0 && counters.barriers == 0)
        }
    }

    @Test func readsAreCountedExactly() throws {
        try BlockWorld.check { world, device in
            _ = try device.versions(0..<100)
            #expect(device.counters.reads == 10)
            #expect(device.counters.segments == 100)
            #expect(device.counters.bytesRead == 100 * UInt64(blockSize))
            // What has not been sent is read from memory.
            try device.write(0..<4, version: 2)
            _ = try device.versions(0..<4)
            #expect(device.counters.reads == 10)
        }
    }

    @Test func anEpochCostsABarrierOrAFlush() throws {
        for (barrier, barriers, flushes) in [(true, 4, 1), (false, 0, 5)] {
            try BlockWorld.check(1, BlockOffer { $0.barrier = barrier }) { _, device in
                for round in 1...4 as ClosedRange<UInt64> {
                    try device.write(round..<round + 3, version: round)
                    try device.closeEpoch()
                }
                try device.flush()
                #expect(device.counters.writes == 4)
                #expect(device.counters.barriers == UInt64(barriers))
                #expect(device.counters.flushes == UInt64(flushes))
            }
        }
    }
}
