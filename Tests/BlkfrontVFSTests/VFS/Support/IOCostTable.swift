// The I/O costs of transactions, in each journal mode, beside those on ext4 (Benchmarks/ext4.sh): the same
// SQL, on a warm connection, summed over the same number of transactions.
import BlkfrontVFS
import BlockIO
import CSQLite

/// A line of the table.
struct IOCostLine: Hashable, CustomStringConvertible {
    /// A journal mode, or the commit log.
    var journal: String
    var commit: String
    var pages: Int

    var description: String { "\(journal), \(commit), \(pages)" }
    var usesCommitLog: Bool { journal == IOCostTable.commitLog }
    /// The cheapest that ext4 has with the same promise stands beside the commit log.
    var modeOnExt4: String { usesCommitLog ? "WAL" : journal }
}

/// The I/O cost of some transactions: sums.
struct IOCost {
    var transactions = 0
    var requests = 0
    var blocks = 0
    var bytes = 0
    var flushes = 0
    var waits = 0
}

enum IOCostTable {
    static let commitLog = CostWorkload.commitLog

    /// All lines that this SQLite can have.
    static var lines: [IOCostLine] {
        let journals = CostWorkload.journals.dropFirst(DatabaseTraits.hasBatches ? 0 : 1)
        return CostWorkload.commits.flatMap { commit in
            journals.flatMap { journal in
                CostWorkload.sizes.map { IOCostLine(journal: journal, commit: commit, pages: $0) }
            }
        }
    }

    /// Does the transactions of a journal mode, each size on a disk of its own, warm: no log or journal has to grow any
    /// more, and what is in a log is of the same pages.
    static func measure(_ journal: String, _ commit: String) throws -> [Int: IOCost] {
        var costs: [Int: IOCost] = [:]
        let usesCommitLog = journal == commitLog
        for pages in CostWorkload.sizes {
            let disk = RAMDisk(blockCount: CostWorkload.blockCount)
            let options = VFSOptions(usesCommitLog: usesCommitLog)
            let connection = try TestVFS(on: disk, options: options).open()
            try connection.run(CostWorkload.setup(journal, commit, usesCommitLog: usesCommitLog))
            for _ in 0..<CostWorkload.warmRounds(pages, usesCommitLog: usesCommitLog) {
                try transactions(pages, connection)
            }
            try connection.run(CostWorkload.checkpointAndFlush)
            let before = disk.counters
            try transactions(pages, connection)
            costs[pages] = IOCost(CostWorkload.count(pages), from: before, to: disk.counters)
        }
        return costs
    }

    private static func transactions(_ pages: Int, _ connection: RawConnection) throws {
        for number in 0..<CostWorkload.count(pages) {
            try connection.run(CostWorkload.transaction(pages, number))
        }
    }
}

extension IOCost {
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
