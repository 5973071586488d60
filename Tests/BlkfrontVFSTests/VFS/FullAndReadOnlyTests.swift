// Goal: a volume without room and a volume that cannot be written are told from others, and harm nothing.
// Method: SQL until the volume is full, then less of it; and a mount for reading only of what was written before.
import BlkfrontVFS
import BlockIO
import CSQLite
import Testing

@Suite struct FullAndReadOnlyTests {
    private static let fill = """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)
        INSERT INTO contact SELECT i, 'full', zeroblob(20000), 1 FROM n
        """

    @Test(arguments: ["DELETE", "TRUNCATE", "PERSIST", "MEMORY", "WAL"], [5, 5_000])
    func aTransactionThatDoesNotFitIsRolledBack(journal: String, cache: Int) throws {
        let disk = RAMDisk(blockCount: 500)
        let system = try TestVFS(on: disk)
        let connection = try system.open()
        try connection.run("PRAGMA journal_mode = \(journal); PRAGMA cache_size = \(cache)")
        try connection.run(Workload.schema)
        try connection.run("INSERT INTO contact VALUES(1000, 'kept', zeroblob(9000), 2)")
        let content = try connection.contacts()
        for _ in 0..<3 {
            #expect(
                throws: SQLFailure(code: SQLITE_FULL, text: "database or disk is full")
            ) { try connection.run(Self.fill) }
            #expect(try connection.contacts() == content)
            #expect(try connection.value("PRAGMA integrity_check") == "ok")
        }
        try connection.run("INSERT INTO contact VALUES(1001, 'still', zeroblob(9000), 3)")
        #expect(try connection.value("SELECT count(*) FROM contact") == "2")
        connection.close()
        let again = try TestVFS(on: disk, formats: false).open()
        #expect(try again.value("SELECT count(*) FROM contact") == "2")
        #expect(try again.value("PRAGMA integrity_check") == "ok")
    }

    @Test(arguments: ["DELETE", "WAL"])
    func aReadOnlyVolumeIsRead(journal: String) throws {
        let disk = RAMDisk(blockCount: 500)
        do {
            let connection = try TestVFS(on: disk).open()
            try connection.run("PRAGMA journal_mode = \(journal)")
            try connection.run(Workload.schema)
            try connection.run("INSERT INTO contact VALUES(1, 'kept', NULL, 2)")
        }
        let before = disk.counters.writes
        let system = try TestVFS(
            on: disk, formats: false, mount: MountOptions(isReadOnly: true, allowsVolatile: true))
        do {
            let connection = try system.open()
            #expect(sqlite3_db_readonly(connection.handle, "main") == 1)
            #expect(try connection.value("SELECT name FROM contact") == "kept")
            #expect(
                throws: SQLFailure(
                    code: SQLITE_READONLY, text: "attempt to write a readonly database")
            ) { try connection.run("DELETE FROM contact") }
        }
        #expect(throws: SQLFailure.self) { try system.open("new") }
        #expect(disk.counters.writes == before)
    }
}
