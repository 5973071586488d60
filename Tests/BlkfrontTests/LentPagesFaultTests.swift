// SPDX-License-Identifier: MIT
// Goal: whatever fails, no page is anybody's that the backend of the disk may still write, none is lost, and one that
// is not trusted gets to see and change nothing but copies. Method: the simulated backend with faults and hostile actions;
// one changes pages that it kept.

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

extension BlockFront {
    /// Reads a block into a page of the pool.
    fileprivate func read(_ block: UInt64, into page: UnsafeMutableRawPointer) throws {
        let target = unsafe UnsafeMutableRawBufferPointer(start: page, count: blockSize)
        try unsafe read(from: block, into: target)
    }
}

@Suite struct LentPagesFaultTests {
    /// One row: whether the backend is trusted, and whether what it does to pages later is seen.
    @Test(arguments: [(false, false), (true, true)])
    func whoIsNotTrustedChangesNothingLater(isTrusted: Bool, isSeen: Bool) throws {
        let offer = BlockOffer { $0.isTrusted = isTrusted }
        try BlockWorld.check(1, offer, isHostile: true) { world, device in
            let pool = PagePool(of: world.domain, limit: 20)
            device.adopt(pool)
            world.backend.hostileAction = .keepsPages
            world.backend.hostileActionRarity = 1
            let page = pool.take()!
            try device.write(3..<4, version: 6)
            try device.flush()
            try device.read(3, into: page)
            let bytes = unsafe UnsafeRawBufferPointer(start: page, count: blockSize)
            #expect(unsafe version(of: 3, in: bytes) == 6)
            #expect(world.backend.scribble() > 0)
            #expect(unsafe version(of: 3, in: bytes) == (isSeen ? nil : 6))
            // Nobody gets a page that the backend kept, until it lets go.
            #expect(pool.retiredCount == (isTrusted ? 1 : 0))
            pool.give(page)
            let others = unsafe (0..<pool.count - 1).map { _ in unsafe pool.take()! }
            #expect(unsafe others.contains(page) == !isTrusted)
            for page in unsafe others { pool.give(page) }
            world.backend.letGo()
            try device.read(3, into: pool.page(pool.number(of: others[0])!))
            world.backend.hostileAction = nil
            device.close()
            #expect(pool.retiredCount == 0)
        }
    }

    @Test(arguments: Seed.range(10), [false, true])
    func aFailedWriteGivesThePagesBack(seed: UInt64, isPersistent: Bool) throws {
        let offer = BlockOffer { $0.persistent = isPersistent }
        try BlockWorld.check(seed, offer) { world, device in
            let disk = LendingDisk(device, PagePool(of: world.domain, limit: 40))
            world.backend.plan.failingWrites = [17]
            let fault = BlockFault.writeFailed(BlockRange(start: 17, count: 1))
            try disk.write(1..<4, version: 1)
            try disk.write(17..<18, version: 1)
            try disk.write(30..<60, version: 1)
            #expect(throws: fault) { try disk.flush() }
            // Its pages are full of rubbish by now, and none of it may be on the disk.
            #expect(disk.pool.takenCount == 0 && disk.pool.retiredCount == 0)
            #expect(!device.queue.hasLent)
            #expect(throws: fault) { try disk.flush() }
            try device.reset()
            let versions = try disk.versions(0..<64)
            #expect(versions.allSatisfy { $0 == 0 || $0 == 1 })
            world.backend.plan.failingWrites = []
            try disk.write(17..<18, version: 2)
            try disk.flush()
            #expect(try disk.versions(17..<18) == [2])
        }
    }

    /// A fault that comes before the caller waits for the flush.
    @Test func aFlushAfterAFaultGivesThePagesBack() throws {
        try BlockWorld.check { world, device in
            let disk = LendingDisk(device, PagePool(of: world.domain, limit: 40))
            world.backend.plan.failingWrites = [1]
            try disk.write(1..<2, version: 1)
            try disk.closeEpoch()
            try disk.write(5..<9, version: 1)
            _ = world.domain.loop.waitForAll(until: world.world.milliseconds(100)) { false }
            #expect(throws: BlockFault.self) { try disk.flush() }
            #expect(!device.queue.hasLent)
            #expect(throws: BlockFault.self) { try disk.write(5..<9, version: 2) }
            #expect(throws: BlockFault.self) { try disk.flush() }
            try device.reset()
            #expect(try disk.versions(5..<9) == [0, 0, 0, 0])
        }
    }

    @Test(arguments: [false, true])
    func aPageOfAReadThatNobodyAnswersIsRetired(isPersistent: Bool) throws {
        let offer = BlockOffer { $0.persistent = isPersistent }
        try BlockWorld.check(1, offer, options: quick, isHostile: true) { world, device in
            let pool = PagePool(of: world.domain, limit: 20)
            device.adopt(pool)
            let page = pool.take()!
            try device.read(3, into: page)
            world.backend.hostileAction = .silence
            world.backend.hostileActionRarity = 1
            #expect(throws: BlockFault.gone(.silent)) { try device.read(4, into: page) }
            #expect(pool.retiredCount == 1)
            pool.give(page)
            let others = unsafe (0..<pool.count - 1).map { _ in unsafe pool.take()! }
            #expect(unsafe !others.contains(page))
            #expect(unsafe pool.number(of: page) != nil)
            device.close()
            // The backend has closed too, and has no page any more.
            #expect(pool.retiredCount == 0)
            #expect(unsafe pool.take() == page)
            for other in unsafe others + [page] { pool.give(other) }
        }
    }

    /// A backend that does not even let go when the disk is closed.
    @Test func aPageThatIsNeverLetGoOfIsNeverUsedAgain() throws {
        let offer = BlockOffer { $0.persistent = true }
        try BlockWorld.check(
            1, offer, options: quick, isHostile: true, losesXenstore: true
        ) { world, device in
            let pool = PagePool(of: world.domain, limit: 20)
            device.adopt(pool)
            let page = pool.take()!
            try device.read(3, into: page)
            world.backend.isStuck = true
            device.close()
            let grants = world.domain.grants
            #expect(grants.counters.quarantined > 0 && pool.retiredCount == 1)
            pool.give(page)
            while let other = unsafe pool.take() { #expect(unsafe other != page) }
            // Its reference can be used again after all, which gives no page of the pool to the machine.
            world.backend.die()
            grants.reclaim()
            #expect(grants.counters.quarantined == 0)
        }
    }

    @Test(arguments: Seed.range(20), [false, true])
    func aBackendMayCloseOrDieAtAnyMoment(seed: UInt64, dies: Bool) throws {
        try BlockWorld.check(seed, .varied(by: seed), options: quick) { world, device in
            let disk = LendingDisk(device, PagePool(of: world.domain, limit: 40))
            let moment = UInt64.random(in: 0...20_000_000, using: &world.random)
            world.world.simulation.schedule(afterNanoseconds: moment) {
                if dies { world.backend.die() } else { world.backend.close() }
            }
            let history = WriteHistory(blockCount: 64)
            #expect(throws: BlockFault.gone(.closed)) {
                try use(disk, history, steps: 600, blockCount: 64, &world.random)
            }
            #expect(throws: BlockFault.gone(.closed)) { try disk.flush() }
            device.close()
            #expect(disk.pool.takenCount == 0 && disk.pool.retiredCount == 0)
        }
    }

    @Test(arguments: BlockHostileAction.allCases, Seed.range(8))
    func hostileActionsLoseNoPage(action: BlockHostileAction, seed: UInt64) throws {
        let offer = BlockOffer.varied(by: seed, indirectSegments: seed % 4 == 0 ? 32 : 0)
        try BlockWorld.check(seed, offer, options: quick, isHostile: true) { world, device in
            let disk = LendingDisk(device, PagePool(of: world.domain, limit: 40))
            world.backend.hostileAction = action
            world.backend.hostileActionRarity = 20
            let history = WriteHistory(blockCount: 64)
            do {
                try use(disk, history, steps: 300, blockCount: 64, &world.random)
            } catch { #expect(error is BlockFault) }
            try? disk.flush()
            world.backend.hostileAction = nil
            device.close()
            #expect(disk.pool.takenCount == 0)
            #expect(disk.pool.retiredCount == 0, "\(action), seed \(seed)")
        }
    }
}
