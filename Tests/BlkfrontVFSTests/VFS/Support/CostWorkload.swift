// The transactions whose costs are measured, as SQL text: the tests count what they ask of a disk, and the
// guest CostMeasure (Guests), which has this same file, counts instructions. Benchmarks/transactions.sh has the SQL
// for ext4.

/// What is measured, in which order.
enum CostWorkload {
    static let commitLog = "commit log"
    static let commits = ["durable", "ordered"]
    /// Journal modes and, in the first place, the commit log.
    static let journals = [commitLog, "WAL", "TRUNCATE", "DELETE", "PERSIST", "MEMORY", "OFF"]
    /// Pages of a transaction.
    static let sizes = [1, 3, 30, 300]
    /// Of the disk.
    static let blockCount = 24_000

    /// Transactions that are measured together.
    static func count(_ pages: Int) -> Int { pages < 300 ? 20 : 10 }

    /// How often as many transactions are done before, until no log or journal has to grow any more and both halves of a
    /// commit log (a thirty-second of the disk each) are of these pages alone.
    static func warmRounds(_ pages: Int, usesCommitLog: Bool) -> Int {
        1 + (usesCommitLog ? 1_600 / (pages * count(pages)) : 0)
    }

    /// Opens a database's journal and fills its table.
    static func setup(_ journal: String, _ commit: String, usesCommitLog: Bool) -> String {
        """
        PRAGMA journal_mode = \(usesCommitLog ? "DELETE" : journal);
        PRAGMA synchronous = FULL;
        PRAGMA commit_mode = \(commit);
        PRAGMA wal_autocheckpoint = 0;
        PRAGMA cache_size = 1000;
        CREATE TABLE t(id INTEGER PRIMARY KEY, a BLOB);
        WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 300)
            INSERT INTO t SELECT id, zeroblob(3000) FROM n;
        """
    }

    /// Comes between the transactions that warm and those that are measured.
    static let checkpointAndFlush = "PRAGMA wal_checkpoint; PRAGMA flush"

    /// A transaction; `number` is from 0.
    static func transaction(_ pages: Int, _ number: Int) -> String {
        "UPDATE t SET a = zeroblob(\(2900 + number)) WHERE id <= \(pages)"
    }
}
