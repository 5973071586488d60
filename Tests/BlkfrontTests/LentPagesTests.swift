// SPDX-License-Identifier: MIT
// Goal: blocks move to and from a caller's own pages without a copy, where the backend of the disk is trusted, and all
// that holds of copies holds of them: order, durability, and that nobody looks at a page that is its owner's again.
// Method: the simulated backend; what was copied and granted is counted; random use through a disk that fills each page
// with rubbish the moment it may (LendingDisk), judged like that of BlockOrderTests and BlockSuspendTests.

import BlockIO
import SeededRandom
import TestSupport
import Testing
import XenSimulation
import XenSupport

@testable import Blkfront
@testable import Unikernel

private let page = UInt64(blockSize)

/// What a read or write cost.
private struct Cost: Equatable {
    var copied: UInt64
    var grants: UInt64
}

extension BlockDevice {
    fileprivate func cost(_ body: () throws -> Void) rethrows -> Cost {
        let before = counters
        try body()
        return Cost(
            copied: counters.copiedBytes - before.copiedBytes,
            grants: counters.grants - before.grants)
    }
}

@Suite struct LentPagesTests {
    /// One row: a backend, and what three blocks cost that are read, then written durably, on a warm disk.
    @Test(arguments: [
        (true, true, Cost(copied: 0, grants: 0), Cost(copied: 0, grants: 0)),
        (true, false, Cost(copied: 0, grants: 3), Cost(copied: 0, grants: 3)),
        (false, true, Cost(copied: 3 * page, grants: 3), Cost(copied: 3 * page, grants: 3)),
        (false, false, Cost(copied: 3 * page, grants: 3), Cost(copied: 3 * page, grants: 3)),
    ])
    private func onlyWhoIsNotTrustedGetsCopies(
        isTrusted: Bool, isPersistent: Bool, read: Cost, write: Cost
    ) throws {
        let offer = BlockOffer {
            $0.isTrusted = isTrusted
            $0.persistent = isPersistent
        }
        try BlockWorld.check(1, offer) { world, device in
            let pool = PagePool(of: world.domain, limit: 20)
            device.adopt(pool)
            let pages = unsafe (0..<3).map { _ in unsafe pool.take()! }
            let targets = unsafe pages.map {
                unsafe UnsafeMutableRawBufferPointer(start: $0, count: blockSize)
            }
            let sources = targets.map { UnsafeRawBufferPointer($0) }
            for round in 1...2 as ClosedRange<UInt64> {
                let reading = try unsafe targets.withUnsafeBufferPointer { targets in
                    try device.cost { try unsafe device.read(from: 10, into: targets) }
                }
                for (index, page) in unsafe pages.enumerated() {
                    let bytes = unsafe UnsafeRawBufferPointer(start: page, count: blockSize)
                    #expect(unsafe version(of: 10 + UInt64(index), in: bytes) == round - 1)
                    let word = UInt64(10 + index) << 40 | round
                    unsafe page.initializeMemory(as: UInt64.self, repeating: word, count: 512)
                }
                let writing = try unsafe sources.withUnsafeBufferPointer { sources in
                    try device.cost {
                        try unsafe device.write(to: 10, lending: sources)
                        try device.flush()
                    }
                }
                guard round == 2 else { continue }
                #expect(reading == read)
                #expect(writing == write)
            }
            #expect(world.disk.powerCut().count == 3)
            for page in unsafe pages { pool.give(page) }
        }
    }

    @Test(arguments: DiskKind.durable, Seed.range(8))
    func aPowerCutLeavesAPrefixOfEpochs(kind: DiskKind, seed: UInt64) throws {
        let history = WriteHistory(blockCount: 64)
        var offer = kind.offer
        if seed % 3 == 0 { offer.persistent = true }
        try BlockWorld.check(
            seed, offer, blockCount: 64, hasCache: kind.hasCache, options: kind.options,
            before: { world in
                world.backend.plan = kind.plan
                world.backend.onRequest = { _, _ in history.judge(world.disk.powerCut()) }
            }
        ) { world, device in
            let disk = LendingDisk(device, PagePool(of: world.domain, limit: 40))
            try use(disk, history, steps: 150, blockCount: 64, &world.random)
            history.closeEpoch()
            try disk.flush()
            history.flushed()
            for _ in 0..<20 { history.judge(world.disk.powerCut()) }
            #expect(disk.pool.takenCount == 0 && disk.pool.retiredCount == 0)
        }
        #expect(history.problems.first == nil, "\(kind), seed \(seed)")
    }

    /// The backends that the domain meets one after the other are trusted or not, and keep grants or do not.
    @Test(arguments: DiskKind.durable, Seed.range(8))
    func aMovedDomainKeepsItsWritesInOrder(kind: DiskKind, seed: UInt64) throws {
        let history = WriteHistory(blockCount: 64)
        @Sendable func offer(_ number: Int) -> BlockOffer {
            var offer = kind.offer
            offer.isTrusted = (number + Int(truncatingIfNeeded: seed)) % 3 != 1
            offer.persistent = number % 2 == 0
            return offer
        }
        try BlockWorld.onFiber(seed, offer(0), hasCache: kind.hasCache, options: kind.options) {
            world, device in
            var random = SeededRandom(seed: seed)
            let disk = LendingDisk(device, PagePool(of: world.domain, limit: 40))
            for _ in 0..<12 {
                world.backend.onRequest = { _, _ in history.judge(world.disk.powerCut()) }
                try use(disk, history, steps: 20, blockCount: 64, &random)
            }
            history.closeEpoch()
            try disk.flush()
            history.flushed()
            history.judge(world.disk.powerCut())
            #expect(disk.pool.takenCount == 0 && disk.pool.retiredCount == 0)
        } beside: { world in
            world.move(as: offer)
            var random = SeededRandom(seed: seed &+ 1)
            for _ in 0..<5 {
                await world.world.sleep(milliseconds: .random(in: 0...4, using: &random))
                guard world.isOpen else { break }
                // Every fourth suspension is called off.
                if random.isRare(4) {
                    let move = world.world.toolstack.outcomeOfSuspension
                    world.world.toolstack.outcomeOfSuspension = { .sameDomain }
                    let outcome = try await world.domain.suspend()
                    #expect(outcome == .sameDomain)
                    world.world.toolstack.outcomeOfSuspension = move
                    continue
                }
                let outcome = try await world.domain.suspend()
                #expect(outcome == .newDomain)
                history.judge(world.disk.powerCut())
            }
        }
        #expect(history.problems.first == nil, "\(kind), seed \(seed)")
    }

    @Test func aLentPageIsNeverWrittenInto() throws {
        try BlockWorld.check { world, device in
            let pool = PagePool(of: world.domain, limit: 20)
            let disk = LendingDisk(device, pool)
            let page = pool.take()!
            unsafe page.initializeMemory(as: UInt64.self, repeating: 7 << 40 | 1, count: 512)
            try disk.lend(page, 7)
            // The same block again, by a copy, by the same page and by another one.
            try device.write(7..<8, version: 2)
            let bytes = unsafe UnsafeRawBufferPointer(start: page, count: blockSize)
            #expect(unsafe version(of: 7, in: bytes) == 1)
            #expect(try device.versions(7..<8) == [2])
            try disk.lend(page, 7)
            #expect(try device.versions(7..<8) == [1])
            let other = pool.take()!
            unsafe other.initializeMemory(as: UInt64.self, repeating: 7 << 40 | 3, count: 512)
            try disk.lend(other, 7)
            #expect(unsafe version(of: 7, in: bytes) == 1)
            // And one page for two blocks.
            unsafe page.initializeMemory(as: UInt64.self, repeating: 9 << 40 | 4, count: 512)
            try disk.lend(page, 9)
            try disk.lend(page, 9)
            try device.flush()
            #expect(try device.versions(7..<8) == [3])
            #expect(try device.versions(9..<10) == [4])
            pool.give(page)
            pool.give(other)
        }
    }

    @Test func withoutMemoryBlocksMoveAllTheSame() throws {
        try BlockWorld.check { world, device in
            let pool = PagePool(of: world.domain, limit: 7)
            let disk = LendingDisk(device, pool)
            try disk.write(0..<4, version: 1)
            try disk.flush()
            var pages: [UnsafeMutableRawPointer] = unsafe []
            while let page = unsafe world.domain.machine.allocatePages(1) {
                unsafe pages.append(page)
            }
            device.pages.discardSpare()
            while let page = unsafe world.domain.machine.allocatePages(1) {
                unsafe pages.append(page)
            }
            #expect(throws: BlockFault.outOfMemory) { try device.versions(0..<1) }
            #expect(try disk.versions(0..<4) == [1, 1, 1, 1])
            try disk.write(5..<9, version: 2)
            try disk.flush()
            #expect(try disk.versions(5..<9) == [2, 2, 2, 2])
            for page in unsafe pages { unsafe world.domain.machine.deallocatePages(page, 1) }
        }
    }
}
