// SPDX-License-Identifier: MIT
// Goal: what a commit lent and nobody answered goes out again after a move, from the very pages, or from copies where the
// new end of the disk is not trusted; and a flush that fails gives all pages back first. Method: a backend that is slower
// than the move, or fails; copies and the disk's content are looked at.

import BlockIO
import Testing
import XenSimulation
import XenSupport

@testable import Blkfront
@testable import Unikernel

/// Three pages of a pool that a commit is made of, for the blocks from 10 on.
@safe private struct Commit {
    let pool: PagePool
    let pages: [UnsafeMutableRawPointer]

    init(_ world: BlockWorld, _ device: BlockFront) {
        pool = PagePool(of: world.domain, limit: 20)
        device.adopt(pool)
        let pool = pool
        unsafe pages = (0..<3).map { _ in unsafe pool.take()! }
    }

    func fill(version: UInt64) {
        for (index, page) in unsafe pages.enumerated() {
            let word = UInt64(10 + index) << 40 | version
            unsafe page.initializeMemory(as: UInt64.self, repeating: word, count: 512)
        }
    }

    func write(to device: BlockFront) throws {
        let sources = unsafe pages.map {
            unsafe UnsafeRawBufferPointer(start: $0, count: blockSize)
        }
        try unsafe sources.withUnsafeBufferPointer {
            try unsafe device.write(to: 10, lending: $0)
        }
    }

    func end() { for page in unsafe pages { pool.give(page) } }
}

@Suite struct LentAgainTests {
    @Test(arguments: [true, false], [true, false])
    func whatWasNotAnsweredGoesOutAgain(isTrusted: Bool, isPersistent: Bool) throws {
        try BlockWorld.onFiber(1, BlockOffer { $0.persistent = isPersistent }) { world, device in
            let commit = Commit(world, device)
            commit.fill(version: 1)
            world.backend.plan.latency = 500_000_000
            world.wantsMove = true
            try commit.write(to: device)
            try device.flush()
            #expect(world.former.count == 1)
            #expect(device.counters.copiedBytes == (isTrusted ? 0 : 3 * UInt64(blockSize)))
            // The pages are their owner's again.
            commit.fill(version: 2)
            #expect(world.disk.powerCut().count == 3)
            #expect(try device.versions(10..<13) == [1, 1, 1])
            commit.end()
            #expect(commit.pool.takenCount == 0 && commit.pool.retiredCount == 0)
        } beside: { world in
            world.move { _ in
                BlockOffer {
                    $0.isTrusted = isTrusted
                    $0.persistent = isPersistent
                }
            }
            while !world.wantsMove { await world.world.sleep(milliseconds: 1) }
            await world.world.sleep(milliseconds: 3)
            let outcome = try await world.domain.suspend()
            #expect(outcome == .newDomain)
        }
    }

    @Test(arguments: [true, false]) func aFlushThatFailsHasGivenAllPagesBack(writes: Bool) throws {
        try BlockWorld.check { world, device in
            let commit = Commit(world, device)
            commit.fill(version: 1)
            try commit.write(to: device)
            try device.flush()
            commit.fill(version: 2)
            if writes {
                world.backend.plan.failingWrites = [11]
            } else {
                world.backend.plan.failsFlushesFrom = 2
            }
            try? commit.write(to: device)
            #expect(throws: BlockFault.self) { try device.flush() }
            #expect(!device.queue.hasLent)
            commit.fill(version: 3)
            try device.reset()
            for found in try device.versions(10..<13) { #expect(found == 1 || found == 2) }
            commit.end()
            #expect(commit.pool.retiredCount == 0)
        }
    }
}
