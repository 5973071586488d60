import BlockIO
// SPDX-License-Identifier: MIT
// Goal: reads in sequence come in requests that grow up to a bound, and no other read fetches what nobody asked for.
// Method: a database of 1,000 pages on a disk that counts; literal numbers of requests and blocks.
import DiskVolume
import Testing
import VolumeSupport

@Suite struct ReadAheadTests {
    private static let pages = 1_000

    /// A disk with a database, and that database, opened anew.
    private func written(limit: Int = 128) throws -> (CrashDisk, VolumeDatabase) {
        let disk = CrashDisk(blockCount: 4_000)
        try Volume.format(disk, identity: (1, 2))
        let database = try mount(disk).open("a", create: true)
        for number in 0..<Self.pages { try database.write(page(number), at: offset(number)) }
        try database.close()
        var options = MountOptions(allowsVolatile: true)
        options.readAheadLimit = limit
        return (disk, try mount(disk, options).open("a", create: false))
    }

    private func page(_ number: Int) -> [UInt8] { bytes(4096, seed: UInt64(number + 1)) }
    private func offset(_ number: Int) -> UInt64 { UInt64(number) * 4096 }

    /// Reads pages and returns the requests and blocks that it took.
    private func cost(
        _ disk: CrashDisk, _ database: VolumeDatabase, of numbers: some Sequence<Int>
    ) throws -> (requests: UInt64, blocks: UInt64) {
        let before = disk.counters
        for number in numbers {
            #expect(try database.read(4096, at: offset(number)) == page(number))
        }
        return (
            disk.counters.reads - before.reads,
            (disk.counters.bytesRead - before.bytesRead) / UInt64(blockSize)
        )
    }

    @Test func windowsGrowWithTheSequence() throws {
        let (disk, database) = try written()
        let cost = try cost(disk, database, of: 0..<Self.pages)
        // 2 pages alone, then 8, 16, 32, 64, 128 and so on, and no block twice.
        #expect(cost.blocks == 1_000)
        #expect(cost.requests == 13)
    }

    @Test func theLimitBoundsTheWindow() throws {
        let (disk, database) = try written(limit: 8)
        let cost = try cost(disk, database, of: 0..<Self.pages)
        #expect(cost.blocks == 1_000)
        #expect(cost.requests == 127)
    }

    @Test func scatteredReadsFetchNothingMore() throws {
        let (disk, database) = try written()
        let numbers = (0..<Self.pages).map { $0 * 377 % Self.pages }
        let cost = try cost(disk, database, of: numbers)
        #expect(cost.blocks == 1_000)
        #expect(cost.requests == 1_000)
    }

    @Test func aNewSequenceBeginsSmall() throws {
        let (disk, database) = try written()
        _ = try cost(disk, database, of: 0..<500)
        let cost = try cost(disk, database, of: 700..<710)
        #expect(cost.blocks == 10)
    }

    @Test func whatIsWrittenInTheWindowIsReadAsWritten() throws {
        let (disk, database) = try written()
        _ = try cost(disk, database, of: 0..<100)
        try database.write(page(5_000), at: offset(110))
        #expect(try database.read(4096, at: offset(110)) == page(5_000))
        _ = try cost(disk, database, of: 111..<200)
    }
}
