// SPDX-License-Identifier: MIT
// Goal: what a power cut left behind the end of a commit log stays away, and hides nothing, whatever the next mount writes.
// Method: a first mount's last epoch survives in part; a second mount goes on and survives as far as it was promised; a third
// looks.

import BlockIO
import DiskVolume
import Testing
import VolumeSupport

@Suite struct CommitLogContinuationTests {
    /// The second mount does again what the first had done last, as a program may that found it missing: the same page in
    /// the same place. What the first mount wrote after it must not come back.
    @Test func aBatchThatIsRepeatedBringsNothingBack() throws {
        let (disk, first) = try prepared()
        try first.commit([1], seed: 5)
        try first.commit([2], seed: 6)
        let records = disk.blocks(ofEpoch: 0)
        try #require(records.count == 2)
        let afterFirst = disk.keeping { $0 != records[0] }

        let second = try mount(afterFirst, seed: 2).open("a", create: false)
        #expect(second.pagesInCommitLog == 0)
        try second.commit([1], seed: 5)
        try second.makeDurable()
        let third = try mount(afterFirst.copy(), seed: 3).open("a", create: false)
        #expect(third.pagesInCommitLog == 1, "a commit of the first mount is back")
    }

    /// Both mounts write page 1 alike and page 2 otherwise, in one batch each. Of the first mount page 2 survives, of the
    /// second page 1.
    @Test func partsOfTwoMountsAreNoBatch() throws {
        let (disk, first) = try prepared()
        try first.put(1, seed: 5)
        try first.put(2, seed: 6)
        try first.finishBatch()
        let records = disk.blocks(ofEpoch: 0)
        let afterFirst = disk.keeping { $0 != records[0] }

        let second = try mount(afterFirst, seed: 2).open("a", create: false)
        try second.put(1, seed: 5)
        try second.put(2, seed: 7)
        try second.finishBatch()
        let afterSecond = afterFirst.keeping { $0 == records[0] }
        let third = try mount(afterSecond, seed: 3).open("a", create: false)
        #expect(third.pagesInCommitLog == 0)
    }

    /// Both mounts are torn in one block: the last sector is the first mount's, the others are those that both have.
    @Test func sectorsOfTwoMountsAreNoRecord() throws {
        let (disk, first) = try prepared()
        try first.put(1, seed: 5)
        try first.put(2, seed: 6)
        try first.finishBatch()
        let records = disk.blocks(ofEpoch: 0)
        let whole = disk.block(records[0])
        let afterFirst = disk.keeping { _ in true }
        afterFirst.change(records[0]) {
            $0.replaceSubrange(0..<3584, with: repeatElement(0, count: 3584))
        }

        let second = try mount(afterFirst, seed: 2).open("a", create: false)
        #expect(second.pagesInCommitLog == 0)
        try second.put(1, seed: 5)
        try second.finishBatch()
        let afterSecond = afterFirst.keeping { _ in true }
        if afterFirst.epochs[0].contains(where: {
            $0.block == records[0] && $0.bytes[0..<3584] == whole[0..<3584]
        }) {
            afterSecond.change(records[0]) { $0.replaceSubrange(3584..<4096, with: whole[3584...]) }
        }
        let third = try mount(afterSecond, seed: 3).open("a", create: false)
        #expect(third.pagesInCommitLog == 0)
    }

    /// The first mount makes the log; its power cut keeps the records and takes the descriptor that gave them their place.
    @Test func recordsOfALogThatNeverWasDoNotCount() throws {
        let disk = try formatted(1000, slots: 2)
        let made = try mount(disk).open("a", create: true)
        try made.setSealedPages(size: 4096, reservedBytes: 32)
        for page in UInt32(1)...10 { try made.writePlainly(page, seed: 100) }
        try made.makeDurable()
        #expect(made.prepareForBatches())
        try made.commit([1, 2], seed: 5)
        try made.order()
        let afterFirst = disk.keeping { $0 >= 6 }
        #expect(
            try mount(afterFirst.copy(), seed: 2).open("a", create: false).pagesInCommitLog == 0)

        let second = try mount(afterFirst, seed: 2).open("a", create: false)
        let content = try second.content
        #expect(second.prepareForBatches())
        #expect(second.pagesInCommitLog == 0)
        #expect(try second.content == content)
        // The descriptor that gives the log its blocks survives, and nothing else of that mount.
        try second.commit([3], seed: 6)
        let records = afterFirst.epochs.last?.map(\.block) ?? []
        try second.order()
        try #require(records.count == 1 && records[0] >= 6)
        let afterSecond = afterFirst.copy()
        afterSecond.change(records[0]) { $0 = [UInt8](repeating: 0, count: blockSize) }
        let third = try mount(afterSecond, seed: 3).open("a", create: false)
        #expect(third.canHaveBatches && third.pagesInCommitLog == 0)
        #expect(try third.content == content)
    }

    /// A batch of the first mount is torn, and the batch of the second does not fit where that one was, so that it begins
    /// the other half. The torn one must not hide it.
    @Test func aTornBatchDoesNotHideTheOtherHalf() throws {
        let (disk, first) = try prepared(blocks: 600)  // 2 × 18 records
        try first.commit(Array(1...12), seed: 1)
        try first.makeDurable()
        try first.commit([1, 2, 3], seed: 2)
        let records = disk.blocks(ofEpoch: 0)
        let afterFirst = disk.keeping { $0 == records[0] }

        let second = try mount(afterFirst, seed: 2).open("a", create: false)
        try second.commit(Array(1...10), seed: 3)
        try second.makeDurable()
        let content = try Pages(second, size: 4096)
        let third = try mount(afterFirst.copy(), seed: 3).open("a", create: false)
        #expect(try Pages(third, size: 4096) == content, "a durable commit is lost")

        // Damage to the second mount's batch is noticed all the same.
        try second.commit([4], seed: 4)
        try second.makeDurable()
        let last = try #require(place(of: 10, seed: 3, in: afterFirst))
        let damaged = afterFirst.copy()
        damaged.change(last) { $0[100] ^= 1 }
        #expect(throws: VolumeError.self) {
            _ = try mount(damaged, seed: 4).open("a", create: false)
        }
    }
}

/// Where a disk has what a test wrote into a page.
private func place(of page: UInt32, seed: UInt64, in disk: CrashDisk) -> UInt64? {
    let start = bytes(64, seed: seed &* 1000 &+ UInt64(page))
    return disk.current.keys.first { disk.block($0).prefix(64) == start[...] }
}

extension VolumeDatabase {
    fileprivate func commit(_ pages: [UInt32], seed: UInt64) throws {
        for page in pages { try put(page, seed: seed) }
        try finishBatch()
    }
}

extension CrashDisk {
    /// Blocks that were written in an epoch since the last flush, in order.
    fileprivate func blocks(ofEpoch epoch: Int) -> [UInt64] { epochs[epoch].map(\.block) }

    /// The disk after a power cut in the first epoch since the last flush, which kept the blocks that are wanted.
    fileprivate func keeping(_ isWanted: (UInt64) -> Bool) -> CrashDisk {
        var blocks = durable
        for write in epochs[0] where isWanted(write.block) { blocks[write.block] = write.bytes }
        return CrashDisk(blockCount: geometry.blockCount, blocks: blocks)
    }
}
