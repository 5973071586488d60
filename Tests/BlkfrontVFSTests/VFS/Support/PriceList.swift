// What transactions ask of a disk, in each journal mode, beside what they ask for on ext4 (Benchmarks/ext4.sh): the same
// SQL, on a warm connection, summed over the same number of transactions.
import BlkfrontVFS
import BlockIO
import CSQLite

/// A line of the list.
struct PriceLine: Hashable, CustomStringConvertible {
    /// A journal mode, or the commit log.
    var journal: String
    var commit: String
    var pages: Int

    var description: String { "\(journal), \(commit), \(pages)" }
    var usesCommitLog: Bool { journal == PriceList.commitLog }
    /// The cheapest that ext4 has with the same promise stands beside the commit log.
    var modeOnExt4: String { usesCommitLog ? "WAL" : journal }
}

/// What it costs: sums over some transactions.
struct Price {
    var transactions = 0
    var requests = 0
    var blocks = 0
    var bytes = 0
    var flushes = 0
    var waits = 0
}

enum PriceList {
    static let commitLog = "commit log"
    static let sizes = [1, 3, 30, 300]

    /// All lines that this SQLite can have.
    static var lines: [PriceLine] {
        let modes =
            (DatabaseTraits.hasBatches ? [commitLog] : []) + [
                "WAL", "TRUNCATE", "DELETE", "PERSIST", "MEMORY", "OFF",
            ]
        return ["durable", "ordered"].flatMap { commit in
            modes.flatMap { mode in
                sizes.map { PriceLine(journal: mode, commit: commit, pages: $0) }
            }
        }
    }

    /// Does the transactions of a journal mode, each size on a disk of its own, warm: no log or journal has to grow any
    /// more, and what is in a log is of the same pages.
    static func measure(_ journal: String, _ commit: String) throws -> [Int: Price] {
        var prices: [Int: Price] = [:]
        for pages in sizes {
            let disk = RAMDisk(blockCount: 24_000)
            let connection = try open(disk, journal, commit)
            let count = pages < 300 ? 20 : 10
            // Until both halves of a commit log (a thirty-second of the disk each) are of these pages alone.
            let rounds = journal == commitLog ? 1_600 / (pages * count) : 0
            for _ in 0...rounds { try transactions(pages, count, connection) }
            try connection.run("PRAGMA wal_checkpoint; PRAGMA flush")
            let before = disk.counters
            try transactions(pages, count, connection)
            prices[pages] = Price(count, from: before, to: disk.counters)
        }
        return prices
    }

    private static func open(
        _ disk: RAMDisk, _ journal: String, _ commit: String
    ) throws -> RawConnection {
        let options = VFSOptions(usesCommitLog: journal == commitLog)
        let connection = try TestVFS(on: disk, options: options).open()
        try connection.run(
            """
            PRAGMA journal_mode = \(journal == commitLog ? "DELETE" : journal);
            PRAGMA synchronous = FULL;
            PRAGMA commit_mode = \(commit);
            PRAGMA wal_autocheckpoint = 0;
            PRAGMA cache_size = 1000;
            CREATE TABLE t(id INTEGER PRIMARY KEY, a BLOB);
            WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 300)
                INSERT INTO t SELECT id, zeroblob(3000) FROM n;
            """)
        return connection
    }

    private static func transactions(
        _ pages: Int, _ count: Int, _ connection: RawConnection
    ) throws {
        for number in 0..<count {
            try connection.run("UPDATE t SET a = zeroblob(\(2900 + number)) WHERE id <= \(pages)")
        }
    }
}

extension Price {
    fileprivate init(_ count: Int, from before: BlockCounters, to after: BlockCounters) {
        let reads = Int(after.reads - before.reads)
        transactions = count
        flushes = Int(after.flushes - before.flushes)
        requests = Int(after.writes - before.writes) + reads
        blocks = Int(after.segments - before.segments)
        bytes = Int(after.bytesWritten - before.bytesWritten)
        waits = reads + flushes
    }

    /// A sum as a share of one transaction, in tenths, rounded up: no cost disappears.
    func tenths(_ sum: Int) -> Int { (sum * 10 + transactions - 1) / transactions }
}
