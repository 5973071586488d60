// SPDX-License-Identifier: MIT
// Goal: what a disk refuses or fails to do is told, no later write is sent over a hole, and no flush is reported that
// did not happen. Method: the simulated backend with a plan of what goes wrong.

import BlockIO
import TestSupport
import Testing
import XenSimulation
import XenSupport

@testable import Blkfront
@testable import Unikernel

private func plan(_ choose: (inout BlockPlan) -> Void) -> BlockPlan {
    var plan = BlockPlan()
    choose(&plan)
    return plan
}

@Suite struct BlockFaultTests {
    @Test func aFailedReadNamesItsBlocksAndHarmsNothingElse() throws {
        try BlockWorld.check { world, device in
            world.backend.plan = plan { $0.failingReads = [20] }
            #expect(throws: BlockFault.readFailed(BlockRange(start: 11, count: 11))) {
                try device.versions(0..<50)
            }
            let versions = try device.versions(0..<20)
            #expect(versions == Array(repeating: 0, count: 20))
            try device.write(20..<21, version: 5)
            try device.flush()
        }
    }

    @Test(arguments: Seed.range(10))
    func aFailedWritePoisonsTheDiskUntilReset(seed: UInt64) throws {
        try BlockWorld.check(seed) { world, device in
            world.backend.plan = plan { $0.failingWrites = [7] }
            let fault = BlockFault.writeFailed(BlockRange(start: 7, count: 1))
            try device.write(1..<2, version: 1)
            try device.write(7..<8, version: 1)
            try device.closeEpoch()
            do { try device.write(3..<4, version: 1) } catch {
                #expect(error as? BlockFault == fault)
            }
            #expect(throws: fault) { try device.flush() }
            #expect(throws: fault) { try device.flush() }
            #expect(throws: fault) { try device.write(9..<10, version: 1) }
            #expect(throws: fault) { try device.closeEpoch() }
            #expect(throws: fault) { try device.discard(BlockRange(start: 1, count: 1)) }
            let versions = try device.versions(7..<8)
            #expect(versions == [1], "what was written is read, until it is forgotten")
            try device.reset()
            let after = try device.versions(0..<8)
            #expect(after == [0, 1, 0, 0, 0, 0, 0, 0], "a later epoch was sent over a hole")
            world.backend.plan = BlockPlan()
            try device.write(7..<8, version: 2)
            try device.flush()
            let last = try device.versions(7..<8)
            #expect(last == [2])
        }
    }

    @Test func aFailedFlushIsNotTriedAgain() throws {
        try BlockWorld.check { world, device in
            try device.write(1..<2, version: 1)
            world.backend.plan = plan { $0.failsFlushesFrom = 2 }
            #expect(throws: BlockFault.flushFailed) { try device.flush() }
            let count = world.backend.taken[3]
            #expect(throws: BlockFault.flushFailed) { try device.flush() }
            #expect(world.backend.taken[3] == count)
            world.backend.plan = BlockPlan()
            #expect(throws: BlockFault.flushFailed) { try device.flush() }
            try device.reset()
            try device.flush()
            // After a reset, what came before may or may not be there; a flush is asked for all the same.
            #expect(world.backend.taken[3] == count! + 1)
        }
    }

    @Test func aRefusedFlushIsAFailure() throws {
        try BlockWorld.check { world, device in
            world.backend.plan = plan { $0.refusesFlushesFrom = 1 }
            try device.write(1..<2, version: 1)
            #expect(throws: BlockFault.flushFailed) { try device.flush() }
        }
    }

    @Test(arguments: 1...6)
    func aRefusedBarrierBecomesAFlush(first: Int) throws {
        try BlockWorld.check(1, BlockOffer { $0.barrier = true }) { world, device in
            world.backend.plan = plan { $0.refusesBarriersFrom = first }
            for round in 1...10 as ClosedRange<UInt64> {
                try device.write(round..<round + 2, version: round)
                try device.closeEpoch()
            }
            try device.flush()
            #expect(world.backend.taken[2] == first)
            #expect(device.durability == .barrier)
            for round in 1...10 as ClosedRange<UInt64> {
                let versions = try device.versions(round..<round + 1)
                #expect(versions == [round])
            }
        }
    }

    @Test func aRefusedBarrierAndARefusedFlushAreAFailure() throws {
        try BlockWorld.check(1, BlockOffer { $0.barrier = true }) { world, device in
            world.backend.plan = plan {
                $0.refusesBarriersFrom = 2
                $0.refusesFlushesFrom = 1
            }
            for round in 1...3 as ClosedRange<UInt64> {
                try device.write(round..<round + 1, version: round)
                try? device.closeEpoch()
            }
            #expect(throws: BlockFault.flushFailed) { try device.flush() }
            #expect(world.disk.powerCut()[3] == nil)
            try device.reset()
            let versions = try device.versions(1..<4)
            #expect(versions == [1, 0, 0])
        }
    }

    @Test func aRefusedDiscardIsNotAskedForAgain() throws {
        try BlockWorld.check(1, BlockOffer { $0.discard = true }) { world, device in
            #expect(device.geometry.discardGranularity == 1)
            world.backend.plan = plan { $0.refusesDiscards = true }
            try device.write(0..<8, version: 1)
            try device.flush()
            for _ in 0..<3 {
                try device.discard(BlockRange(start: 2, count: 3))
                try device.flush()
            }
            #expect(world.backend.taken[5] == 1)
            let versions = try device.versions(0..<8)
            #expect(versions == Array(repeating: 1, count: 8))
        }
    }

    @Test(arguments: Seed.range(20), [3, 10])
    func whatXenRefusesNowAndThenIsMadeUpFor(seed: UInt64, rarity: UInt64) throws {
        // When a notification is refused, xenstore's connection ends, and there is no closing the disk without it.
        try BlockWorld.check(seed, losesXenstore: true) { world, device in
            world.world.simulation.faults = .one(in: rarity)
            defer { world.world.simulation.faults = .none }
            let history = WriteHistory(blockCount: 64)
            do {
                try use(device, history, steps: 40, blockCount: 64, &world.random)
            } catch let fault as BlockFault {
                // The disk goes on all the same.
                Issue.record("\(fault), seed \(seed)")
            }
        }
    }

    @Test func aDomainWithoutMemorySaysSo() throws {
        try BlockWorld.check { world, device in
            var pages: [UnsafeMutableRawPointer] = unsafe []
            while let page = unsafe world.domain.machine.allocatePages(1) {
                unsafe pages.append(page)
            }
            #expect(throws: BlockFault.outOfMemory) { try device.write(0..<1, version: 1) }
            #expect(throws: BlockFault.outOfMemory) { try device.versions(0..<1) }
            // With two pages everything works, one after the other.
            for _ in 0..<2 { unsafe world.domain.machine.deallocatePages(pages.removeLast(), 1) }
            try device.write(0..<40, version: 2)
            try device.flush()
            let versions = try device.versions(0..<40)
            #expect(versions == Array(repeating: 2, count: 40))
            for page in unsafe pages { unsafe world.domain.machine.deallocatePages(page, 1) }
        }
    }

    @Test func littleMemoryDoesForIndirectRequests() throws {
        try BlockWorld.check(1, BlockOffer { $0.indirectSegments = 32 }) { world, device in
            var pages: [UnsafeMutableRawPointer] = unsafe []
            while let page = unsafe world.domain.machine.allocatePages(1) {
                unsafe pages.append(page)
            }
            for _ in 0..<20 { unsafe world.domain.machine.deallocatePages(pages.removeLast(), 1) }
            try device.write(0..<100, version: 2)
            try device.flush()
            let versions = try device.versions(0..<100)
            #expect(versions == Array(repeating: 2, count: 100))
            for page in unsafe pages { unsafe world.domain.machine.deallocatePages(page, 1) }
        }
    }
}
