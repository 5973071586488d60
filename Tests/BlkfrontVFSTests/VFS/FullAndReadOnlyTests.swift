import BlockIO
import CSQLite
// Goal: a volume without room and a volume that cannot be written are told from others, and harm nothing.
// Method: SQL until the volume is full, then less of it; and a mount for reading only of what was written before.
import DiskVolume
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

    @Test func aReadOnlyVolumeIsReadFromItsLog() throws {
        let (system, connection) = try inTheMiddle("WAL")
        let image = try #require(system.disk as? EpochDisk).image
        connection.close()
        let disk = EpochDisk(image: image)
        let again = try TestVFS(on: disk, formats: false, mount: MountOptions(isReadOnly: true))
        #expect(try again.open().value("SELECT name FROM contact") == "kept")
        #expect(disk.counters.writes == 0)
    }

    @Test func aReadOnlyVolumeCannotBeRolledBack() throws {
        let (system, connection) = try inTheMiddle("DELETE")
        // Few pages fit into the cache, so that some are in the main file, and their old content in the journal.
        try connection.run("PRAGMA cache_size = 3; BEGIN; DELETE FROM contact")
        for id in 0..<30 {
            try connection.run("INSERT INTO contact VALUES(\(id), 'new', zeroblob(9000), 1)")
        }
        let image = try #require(system.disk as? EpochDisk).image
        try connection.run("ROLLBACK")
        connection.close()
        let reader = try TestVFS(
            on: EpochDisk(image: image), formats: false, mount: MountOptions(isReadOnly: true))
        #expect(
            throws: SQLFailure(
                code: SQLITE_READONLY | 3 << 8, text: "attempt to write a readonly database")
        ) {
            try reader.open().run("SELECT name FROM contact")
        }
        let writer = try TestVFS(on: EpochDisk(image: image), formats: false)
        #expect(try writer.open().rows("SELECT name FROM contact") == [["kept"]])
    }

    /// A store with a row, still open.
    private func inTheMiddle(_ journal: String) throws -> (TestVFS, RawConnection) {
        let system = try TestVFS(on: EpochDisk(blockCount: 500))
        let connection = try system.open()
        try connection.run("PRAGMA journal_mode = \(journal)")
        try connection.run(Workload.schema)
        try connection.run("INSERT INTO contact VALUES(1, 'kept', NULL, 2)")
        return (system, connection)
    }
}
