import BlockIO
// SPDX-License-Identifier: MIT
// Goal: a read of a log asks the disk for the blocks it needs, and for more only when reads follow one another. Method: a
// write-ahead log of 100 frames on a disk that counts; literal numbers of requests and blocks.
import DiskVolume
import Testing
import VolumeSupport

@Suite struct LogReadTests {
    private static let frames = 100

    /// A disk with a log, and its database, opened anew.
    private func written() throws -> (CrashDisk, VolumeDatabase) {
        let disk = CrashDisk(blockCount: 4_000)
        try Volume.format(disk, identity: (1, 2))
        let database = try mount(disk).open("a", create: true)
        try database.writeAheadLog.write(bytes(32, seed: 0), at: 0)
        for number in 0..<Self.frames {
            try database.writeAheadLog.write(frame(number), at: offset(number))
        }
        try database.close()
        return (disk, try mount(disk).open("a", create: false))
    }

    private func frame(_ number: Int) -> [UInt8] { bytes(4120, seed: UInt64(number + 1)) }
    private func offset(_ number: Int) -> UInt64 { 32 + UInt64(number) * 4120 }

    /// Reads frames, headers and pages apart, and returns the requests and blocks that it took.
    private func cost(
        _ disk: CrashDisk, _ database: VolumeDatabase, of numbers: some Sequence<Int>
    ) throws -> (requests: UInt64, blocks: UInt64) {
        let before = disk.counters
        for number in numbers {
            let header = try database.writeAheadLog.read(24, at: offset(number))
            let page = try database.writeAheadLog.read(4096, at: offset(number) + 24)
            #expect(header + page == frame(number))
        }
        return (
            disk.counters.reads - before.reads,
            (disk.counters.bytesRead - before.bytesRead) / UInt64(blockSize)
        )
    }

    @Test func framesHereAndThereFetchNothingMore() throws {
        let (disk, database) = try written()
        let before = disk.counters
        // Each page is in 2 blocks, one in 3; frame 0 begins in the head, which is apart.
        for number in (1..<Self.frames).map({ $0 * 37 % Self.frames }) where number != 0 {
            let page = try database.writeAheadLog.read(4096, at: offset(number) + 24)
            #expect(page == Array(frame(number).dropFirst(24)))
        }
        #expect(disk.counters.reads - before.reads == 99)
        #expect((disk.counters.bytesRead - before.bytesRead) / UInt64(blockSize) == 199)
    }

    @Test func windowsGrowWithTheSequence() throws {
        let (disk, database) = try written()
        let cost = try cost(disk, database, of: 0..<Self.frames)
        // The head, then 2, 4, 8, 16 blocks and so on, and no block twice.
        #expect(cost.blocks == 103)
        #expect(cost.requests == 10)
    }

    @Test func aNewSequenceBeginsSmall() throws {
        let (disk, database) = try written()
        _ = try cost(disk, database, of: 0..<40)
        let cost = try cost(disk, database, of: [80])
        #expect(cost.blocks <= 3)
    }
}
