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
    static let commitLog = PriceWork.commitLog

    /// All lines that this SQLite can have.
    static var lines: [PriceLine] {
        let journals = PriceWork.journals.dropFirst(DatabaseTraits.hasBatches ? 0 : 1)
        return PriceWork.commits.flatMap { commit in
            journals.flatMap { journal in
                PriceWork.sizes.map { PriceLine(journal: journal, commit: commit, pages: $0) }
            }
        }
    }

    /// Does the transactions of a journal mode, each size on a disk of its own, warm: no log or journal has to grow any
    /// more, and what is in a log is of the same pages.
    static func measure(_ journal: String, _ commit: String) throws -> [Int: Price] {
        var prices: [Int: Price] = [:]
        let usesCommitLog = journal == commitLog
        for pages in PriceWork.sizes {
            let disk = RAMDisk(blockCount: PriceWork.blockCount)
            let options = VFSOptions(usesCommitLog: usesCommitLog)
            let connection = try TestVFS(on: disk, options: options).open()
            try connection.run(PriceWork.setup(journal, commit, usesCommitLog: usesCommitLog))
            for _ in 0..<PriceWork.warmRounds(pages, usesCommitLog: usesCommitLog) {
                try transactions(pages, connection)
            }
            try connection.run(PriceWork.checkpointAndFlush)
            let before = disk.counters
            try transactions(pages, connection)
            prices[pages] = Price(PriceWork.count(pages), from: before, to: disk.counters)
        }
        return prices
    }

    private static func transactions(_ pages: Int, _ connection: RawConnection) throws {
        for number in 0..<PriceWork.count(pages) {
            try connection.run(PriceWork.transaction(pages, number))
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
