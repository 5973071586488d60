// Goal: a transaction of any number of pages leaves what it wrote, and one that finds no room leaves nothing.
// Method: rows as large as a page, of which a transaction changes one, two and so on, past the pages that a cache and half
// a commit log have; in each journal mode. What a model says is read in the transaction, after it, and by another mount.
import BlkfrontVFS
import BlockIO
import CSQLite
import SeededRandom
import TestSupport
import Testing

@Suite struct TransactionSizeTests {
    private static let rowCount = 60
    private static let values = "SELECT value FROM page ORDER BY id"

    private func table(_ system: TestVFS, _ journal: String, _ cache: Int) throws -> RawConnection {
        let connection = try system.open()
        try connection.run(
            """
            PRAGMA journal_mode = \(journal); PRAGMA cache_size = \(cache);
            PRAGMA wal_autocheckpoint = 100 -- the log of a thousand pages would not fit
            """)
        try connection.run(
            """
            CREATE TABLE page(id INTEGER PRIMARY KEY, value INTEGER NOT NULL, filler BLOB NOT NULL);
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < \(Self.rowCount - 1))
            INSERT INTO page SELECT i, 0, zeroblob(3500) FROM n
            """)
        return connection
    }

    private func values(_ connection: RawConnection) throws -> [Int] {
        try connection.rows(Self.values).map { try #require(Int($0[0])) }
    }

    @Test(arguments: journalModes, [3, 20, 2_000])
    func contentIsThatOfTheModel(journal: String, cache: Int) throws {
        let disk = EpochDisk(blockCount: 600)
        let system = try TestVFS(on: disk)
        let connection = try table(system, journal, cache)
        var random = SeededRandom(seed: Seed.ofThisRun)
        var model = [Int](repeating: 0, count: Self.rowCount)
        for size in 1...Self.rowCount {
            let first = Int(random.next() % UInt64(Self.rowCount - size + 1))
            var changed = model
            for id in first..<first + size { changed[id] = size }
            let change =
                "UPDATE page SET value = \(size) WHERE id >= \(first) AND id < \(first + size)"
            // Without a journal, nothing can be rolled back.
            if journal != "OFF", size % 5 == 0 {
                try findNoRoom(connection, change, changed)
                #expect(try values(connection) == model, "\(size) pages without room")
            }
            try connection.run("BEGIN; \(change)")
            #expect(try values(connection) == changed, "\(size) pages in their transaction")
            try connection.run("COMMIT")
            model = changed
            #expect(try values(connection) == model, "\(size) pages")
            if size % 12 == 0 { try expect(model, on: disk.image) }
        }
        #expect(try connection.value("PRAGMA integrity_check") == "ok")
        #expect(connection.close() == SQLITE_OK)
        try expect(model, on: disk.image)
    }

    /// Begins a transaction with this change, which then writes more than the disk has.
    private func findNoRoom(
        _ connection: RawConnection, _ change: String, _ changed: [Int]
    ) throws {
        try connection.run("BEGIN; \(change)")
        #expect(try values(connection) == changed)
        #expect(throws: SQLFailure(code: SQLITE_FULL, text: "database or disk is full")) {
            // A cache that has it all sees at the end only that there is no room.
            try connection.run("INSERT INTO page VALUES(1000, 0, zeroblob(4000000)); COMMIT")
        }
        if sqlite3_get_autocommit(connection.handle) == 0 { try connection.run("ROLLBACK") }
    }

    /// Another mount finds the same, as it would after the machine stopped.
    private func expect(_ model: [Int], on image: [UInt8]) throws {
        let system = try TestVFS(on: EpochDisk(image: image), formats: false)
        let connection = try system.open()
        #expect(try values(connection) == model)
        #expect(try connection.value("PRAGMA integrity_check") == "ok")
    }
}
