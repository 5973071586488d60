// Goal: what a transaction costs in the disk's terms is known, and stays so: epochs closed, flushes, blocks written.
// Method: a warm connection on a disk that counts; literal numbers for transactions of one page and of three pages.
import BlkfrontVFS
import BlockIO
import CSQLite
import Foundation
import Testing

/// What a transaction asked of the disk.
struct Cost: Equatable, CustomStringConvertible {
    var epochs: Int
    var flushes: Int
    var requests: Int
    var blocks: Int
    var description: String {
        "Cost(epochs: \(epochs), flushes: \(flushes), requests: \(requests), blocks: \(blocks))"
    }
}

struct CostCase: CustomStringConvertible {
    var journal: String
    var settings: String
    var onePage: Cost
    var threePages: Cost
    var description: String { "\(journal) \(settings)" }
}

@Suite struct CostTests {
    static let durable = "PRAGMA synchronous = FULL; PRAGMA commit_mode = durable"
    static let ordered = "PRAGMA synchronous = FULL; PRAGMA commit_mode = ordered"
    static let normal = "PRAGMA synchronous = NORMAL; PRAGMA commit_mode = durable"

    static let off = "PRAGMA synchronous = OFF; PRAGMA commit_mode = durable"
    /// Here SQLite deletes the journal, and writes page 1 each time.
    static let unlocked = "PRAGMA locking_mode = NORMAL; PRAGMA synchronous = FULL"

    static let cases = [
        CostCase(
            journal: "DELETE", settings: durable,
            onePage: Cost(epochs: 3, flushes: 1, requests: 4, blocks: 4),
            threePages: Cost(epochs: 3, flushes: 1, requests: 4, blocks: 8)),
        CostCase(
            journal: "TRUNCATE", settings: durable,
            onePage: Cost(epochs: 3, flushes: 1, requests: 3, blocks: 4),
            threePages: Cost(epochs: 3, flushes: 1, requests: 3, blocks: 8)),
        CostCase(
            journal: "PERSIST", settings: durable,
            onePage: Cost(epochs: 3, flushes: 1, requests: 4, blocks: 4),
            threePages: Cost(epochs: 3, flushes: 1, requests: 4, blocks: 8)),
        CostCase(
            journal: "MEMORY", settings: durable,
            onePage: Cost(epochs: 1, flushes: 1, requests: 1, blocks: 1),
            threePages: Cost(epochs: 1, flushes: 1, requests: 1, blocks: 3)),
        CostCase(
            journal: "WAL", settings: durable,
            onePage: Cost(epochs: 1, flushes: 1, requests: 1, blocks: 2),
            threePages: Cost(epochs: 1, flushes: 1, requests: 1, blocks: 4)),
        CostCase(
            journal: "PERSIST", settings: ordered,
            onePage: Cost(epochs: 3, flushes: 0, requests: 4, blocks: 4),
            threePages: Cost(epochs: 3, flushes: 0, requests: 4, blocks: 8)),
        CostCase(
            journal: "WAL", settings: ordered,
            onePage: Cost(epochs: 1, flushes: 0, requests: 1, blocks: 2),
            threePages: Cost(epochs: 1, flushes: 0, requests: 1, blocks: 4)),
        CostCase(
            journal: "WAL", settings: normal,
            onePage: Cost(epochs: 1, flushes: 0, requests: 1, blocks: 2),
            threePages: Cost(epochs: 1, flushes: 0, requests: 1, blocks: 4)),
        CostCase(
            journal: "TRUNCATE", settings: normal,
            onePage: Cost(epochs: 3, flushes: 0, requests: 3, blocks: 4),
            threePages: Cost(epochs: 3, flushes: 0, requests: 3, blocks: 8)),
        CostCase(
            journal: "DELETE", settings: normal,
            onePage: Cost(epochs: 3, flushes: 1, requests: 4, blocks: 4),
            threePages: Cost(epochs: 3, flushes: 1, requests: 4, blocks: 8)),
        CostCase(
            journal: "DELETE", settings: off,
            onePage: Cost(epochs: 3, flushes: 0, requests: 4, blocks: 4),
            threePages: Cost(epochs: 3, flushes: 0, requests: 4, blocks: 8)),
        CostCase(
            journal: "WAL", settings: off,
            onePage: Cost(epochs: 1, flushes: 0, requests: 1, blocks: 2),
            threePages: Cost(epochs: 1, flushes: 0, requests: 1, blocks: 4)),
        CostCase(
            journal: "OFF", settings: durable,
            onePage: Cost(epochs: 1, flushes: 1, requests: 1, blocks: 1),
            threePages: Cost(epochs: 1, flushes: 1, requests: 1, blocks: 3)),
        CostCase(
            journal: "DELETE", settings: unlocked,
            onePage: Cost(epochs: 3, flushes: 1, requests: 5, blocks: 6),
            threePages: Cost(epochs: 3, flushes: 1, requests: 5, blocks: 10)),
    ]

    @Test(arguments: cases)
    func transactionsCostWhatTheyAreSaidTo(_ example: CostCase) throws {
        try check(example, VFSOptions(usesCommitLog: false))
    }

    private func check(_ example: CostCase, _ options: VFSOptions) throws {
        let disk = EpochDisk(blockCount: 6_000)
        let system = try TestVFS(on: disk, options: options)
        let connection = try system.open()
        try connection.run("PRAGMA journal_mode = \(example.journal); \(example.settings)")
        // Rows of most of a page, each in a page of its own. The disk is large enough for the log not to grow.
        try connection.run(
            """
            CREATE TABLE t(id INTEGER PRIMARY KEY, a BLOB);
            INSERT INTO t VALUES(1, zeroblob(3000)), (2, zeroblob(3000)), (3, zeroblob(3000)), (4, zeroblob(3000));
            """)
        func cost(_ sql: String) throws -> Cost {
            let before = (disk.counters, disk.closedEpochs)
            try connection.run(sql)
            return Cost(
                epochs: disk.closedEpochs - before.1,
                flushes: Int(disk.counters.flushes - before.0.flushes),
                requests: Int(disk.counters.writes - before.0.writes),
                blocks: Int(disk.counters.bytesWritten - before.0.bytesWritten) / blockSize)
        }
        var costs: [(Cost, Cost)] = []
        for round in 0..<4 {
            let one = try cost("UPDATE t SET a = zeroblob(300\(round)) WHERE id = 2")
            let three = try cost("UPDATE t SET a = zeroblob(200\(round)) WHERE id IN (2, 3, 4)")
            costs.append((one, three))
        }
        for (one, three) in costs.dropFirst() {
            #expect(one == example.onePage)
            #expect(three == example.threePages)
        }
    }

    /// With the commit log: no journal at all, and no epoch for order.
    static let batches: [CostCase] =
        ["MEMORY", "OFF"].map { batch($0, durable, epochs: 1, flushes: 1) }
        + ["MEMORY", "OFF"].map { batch($0, ordered, epochs: 0, flushes: 0) }
        + ["DELETE", "TRUNCATE", "PERSIST"].flatMap {
            !DatabaseTraits.hasBatches
                ? []
                : [
                    batch($0, durable, epochs: 1, flushes: 1),
                    batch($0, ordered, epochs: 0, flushes: 0),
                    batch($0, normal, epochs: 1, flushes: 1), batch($0, off, epochs: 0, flushes: 0),
                ]
        }

    private static func batch(
        _ journal: String, _ settings: String, epochs: Int, flushes: Int
    ) -> CostCase {
        CostCase(
            journal: journal, settings: settings,
            onePage: Cost(epochs: epochs, flushes: flushes, requests: 1, blocks: 1),
            threePages: Cost(epochs: epochs, flushes: flushes, requests: 1, blocks: 3))
    }

    /// `Tests/swift-tests.sh batch` says that they are to be there.
    @Test(.enabled(if: unsafe getenv("MIRAGE_EXPECTS_BATCHES") != nil))
    func batchesAreThereWhereTheyAreExpected() throws {
        #expect(DatabaseTraits.hasBatches)
    }

    @Test(arguments: batches)
    func batchesCostTheirPagesAndNothingElse(_ example: CostCase) throws {
        try check(example, VFSOptions())
    }

    @Test func aCheckpointWaitsForNothing() throws {
        let disk = EpochDisk(blockCount: 6_000)
        let connection = try TestVFS(on: disk).open()
        try connection.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        try connection.run(Workload.schema)
        try connection.run("INSERT INTO contact VALUES(1, 'one', zeroblob(30000), 1)")
        let before = (disk.counters, disk.closedEpochs)
        #expect(try connection.rows("PRAGMA wal_checkpoint") == [["0", "14", "14"]])
        #expect(disk.counters.flushes == before.0.flushes)
        #expect(disk.closedEpochs == before.1 + 1)
    }

    @Test func orderedCommitsAreMadeDurableByAFlushOrByClosing() throws {
        let disk = EpochDisk(blockCount: 1_000)
        let connection = try TestVFS(on: disk).open()
        try connection.run("PRAGMA journal_mode = WAL; PRAGMA commit_mode = ordered")
        try connection.run("CREATE TABLE t(a)")
        var flushes = disk.counters.flushes
        try connection.run("INSERT INTO t VALUES(1); INSERT INTO t VALUES(2)")
        #expect(disk.counters.flushes == flushes)
        try connection.run("PRAGMA flush")
        #expect(disk.counters.flushes == flushes + 1)
        try connection.run("PRAGMA flush")
        #expect(disk.counters.flushes == flushes + 1)
        try connection.run("INSERT INTO t VALUES(3)")
        flushes = disk.counters.flushes
        connection.close()
        #expect(disk.counters.flushes == flushes + 1)
    }

    @Test func deferredCommitsAreOneEpochAndOneFlush() throws {
        let disk = EpochDisk(blockCount: 6_000)
        let connection = try TestVFS(on: disk).open()
        try connection.run("PRAGMA journal_mode = WAL; PRAGMA commit_mode = gathered")
        try connection.run("CREATE TABLE t(a)")
        try connection.run("PRAGMA flush")
        let before = (disk.counters, disk.closedEpochs)
        for number in 0..<64 { try connection.run("INSERT INTO t VALUES(\(number))") }
        #expect(disk.closedEpochs == before.1)
        try connection.run("PRAGMA flush")
        #expect(disk.closedEpochs == before.1 + 1)
        #expect(disk.counters.flushes == before.0.flushes + 1)
        // 64 frames of a page and a header, in requests of as many blocks as gather.
        let blocks = Int(disk.counters.bytesWritten - before.0.bytesWritten) / blockSize
        #expect(blocks == 66)
        #expect(disk.counters.writes - before.0.writes == 5)
    }

    @Test func readingCostsNoWrites() throws {
        let disk = EpochDisk(blockCount: 6_000)
        let system = try TestVFS(on: disk, options: VFSOptions(usesCommitLog: false))
        do {
            let connection = try system.open()
            try connection.run(Workload.schema)
            try connection.run("INSERT INTO contact VALUES(1, 'one', zeroblob(100000), 1)")
        }
        let connection = try system.open()
        let before = disk.counters
        #expect(try connection.value("SELECT length(hex(photo)) FROM contact") == "200000")
        #expect(disk.counters.writes == before.writes)
        #expect(disk.counters.flushes == before.flushes)
        // 25 pages of a blob, read ahead.
        #expect(disk.counters.reads - before.reads == 5)
    }
}
