// Goal: `make io` tells what transactions of 1 to 300 pages ask of the disk in each journal mode, and
// with the commit log.
// Method: a warm connection on a disk in memory; a table of its counters, when MIRAGE_IO_TABLE is set.
import BlkfrontVFS
import BlockIO
import CSQLite
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite struct CostTable {
    private static let modes = ["DELETE", "TRUNCATE", "PERSIST", "MEMORY", "WAL", "OFF"]

    @Test(.enabled(if: unsafe getenv("MIRAGE_IO_TABLE") != nil))
    func transactionsInTheDisksTerms() throws {
        print("IO | Journal | Commit | Pages | Requests | Segments | KB | Flushes | Waits |")
        print("IO |---|---|---|---|---|---|---|---|")
        for commit in ["durable", "ordered"] {
            if DatabaseTraits.hasBatches {
                try printRows("commit log", commit, VFSOptions(), "DELETE")
            }
            for mode in Self.modes {
                try printRows(mode, commit, VFSOptions(usesCommitLog: false), mode)
            }
        }
    }

    private func printRows(
        _ name: String, _ commit: String, _ options: VFSOptions, _ mode: String
    ) throws {
        // The commit log is large enough for 300 pages.
        let disk = RAMDisk(blockCount: 16_000)
        let connection = try TestVFS(on: disk, options: options).open()
        // A row of most of a page each.
        try connection.run(
            """
            PRAGMA journal_mode = \(mode);
            PRAGMA synchronous = FULL;
            PRAGMA commit_mode = \(commit);
            PRAGMA wal_autocheckpoint = 0;
            PRAGMA cache_size = 1000;
            CREATE TABLE t(id INTEGER PRIMARY KEY, a BLOB);
            WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 300)
                INSERT INTO t SELECT id, zeroblob(3000) FROM n;
            """)
        // The largest first, so that no log or journal has to grow later.
        _ = try cost(300, 2_900, disk, connection)
        for pages in [1, 3, 30, 300] {
            let (before, after) = try cost(pages, 2_900 + pages, disk, connection)
            let written = after.bytesWritten - before.bytesWritten
            let reads = after.reads - before.reads
            let flushes = after.flushes - before.flushes
            print(
                "IO | \(name) | \(commit) | \(pages) | \(reads + after.writes - before.writes + flushes)"
                    + " | \(after.segments - before.segments) | \(written / 1_024) | \(flushes)"
                    + " | \(reads + flushes) |")
        }
    }

    private func cost(
        _ pages: Int, _ bytes: Int, _ disk: RAMDisk, _ connection: RawConnection
    ) throws -> (BlockCounters, BlockCounters) {
        try connection.run("PRAGMA wal_checkpoint")
        let before = disk.counters
        try connection.run("UPDATE t SET a = zeroblob(\(bytes)) WHERE id <= \(pages)")
        return (before, disk.counters)
    }
}
