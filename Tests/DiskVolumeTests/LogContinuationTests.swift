// SPDX-License-Identifier: MIT
// Goal: what a power cut left behind the end of a log stays away, also when the log grows over it later.
// Method: the first mount fills a log's blocks and writes more; its power cut keeps all blocks and takes the descriptor
// that gave the last of them to the log. The second mount finds the log without them and writes something else; its power
// cut keeps the descriptor and takes the blocks. The explorer of crash states found it (Fixtures/CrashStates).

import BlockIO
import Testing
import VolumeSupport

@testable import DiskVolume

@Suite struct LogContinuationTests {
    /// Payload bytes of a block of a log.
    private let payload = 4032

    @Test func leftOverBlocksDoNotContinueALogThatGrows() throws {
        let disk = try formatted(120, slots: 1)
        var size = 0
        let first = try mount(disk, seed: 1).open("a", create: true)
        // One block at a time, until the next one needs more blocks than the log has.
        repeat {
            try first.writeAheadLog.write(bytes(payload, seed: UInt64(size)), at: UInt64(size))
            try first.makeDurable()
            size += payload
        } while try !growsNext(disk.copy(), size)
        let more = bytes(6 * payload, seed: 1_000)
        try first.writeAheadLog.write(more, at: UInt64(size))
        try first.order()
        let afterFirst = disk.keeping { $0 >= 4 }

        let found = try mount(afterFirst.copy(), seed: 2).open("a", create: false)
            .writeAheadLog.content
        #expect(found.count < size + more.count, "some of the blocks belong to nobody")
        let second = try mount(afterFirst, seed: 3).open("a", create: false)
        try second.writeAheadLog.write(bytes(payload, seed: 2_000), at: UInt64(found.count))
        try second.order()
        let afterSecond = afterFirst.keeping { $0 < 4 }

        let third = try mount(afterSecond, seed: 4).open("a", create: false)
        #expect(
            try third.writeAheadLog.content == found, "what the second mount did not find is back")
    }

    /// Whether the next block changes the descriptor, which is in blocks 2 and 3.
    private func growsNext(_ disk: CrashDisk, _ size: Int) throws -> Bool {
        let database = try mount(disk, seed: 9).open("a", create: false)
        try database.writeAheadLog.write(bytes(payload, seed: 5), at: UInt64(size))
        try database.order()
        return disk.epochs.joined().contains { $0.block == 2 || $0.block == 3 }
    }
}

extension CrashDisk {
    /// The disk after a power cut that kept all of the closed epochs but the last, and of that the blocks that are wanted.
    fileprivate func keeping(_ isWanted: (UInt64) -> Bool) -> CrashDisk {
        var blocks = durable
        let closed = epochs.filter { !$0.isEmpty }
        for (index, epoch) in closed.enumerated() {
            for write in epoch where index < closed.count - 1 || isWanted(write.block) {
                blocks[write.block] = write.bytes
            }
        }
        return CrashDisk(blockCount: geometry.blockCount, blocks: blocks)
    }
}
