// Goal: what a connection to a volume is like before any transaction matters: names, settings, pragmas, limits.
// Method: SQL and file controls against the system's SQLite on a volume in memory.
import BlkfrontVFS
import BlockIO
import CSQLite
import DiskVolume
import Testing

@Suite struct ConnectionTests {
    let system: TestVFS

    init() throws { system = try TestVFS(on: RAMDisk(blockCount: 2_000)) }

    @Test(arguments: journalModes)
    func whatIsWrittenIsThereAfterReopening(journal: String) throws {
        let first = try system.open()
        #expect(try first.value("PRAGMA journal_mode=\(journal)") == journal.lowercased())
        try first.run("CREATE TABLE t(a); INSERT INTO t VALUES('one'),('two')")
        first.close()
        let second = try system.open()
        #expect(try second.rows("SELECT a FROM t ORDER BY a") == [["one"], ["two"]])
        #expect(try second.value("PRAGMA integrity_check") == "ok")
    }

    @Test func connectionsLockExclusivelyAndReserveTheChecksum() throws {
        let connection = try system.open()
        #expect(try connection.value("PRAGMA locking_mode") == "exclusive")
        try connection.run("CREATE TABLE t(a)")
        var bytes: Int32 = -1
        #expect(
            sqlite3_file_control(connection.handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes)
                == SQLITE_OK)
        #expect(bytes == 32)
        #expect(try connection.value("PRAGMA page_checksums") == "on")
    }

    @Test func connectionsToOtherFilesystemsAreLeftAlone() throws {
        let connection = try RawConnection(":memory:", vfs: "unix")
        #expect(try connection.value("PRAGMA locking_mode") == "normal")
        #expect(try connection.value("PRAGMA commit_mode") == nil)
    }

    @Test func leadingSlashesDoNotMatter() throws {
        let first = try system.open("/data")
        try first.run("CREATE TABLE t(a)")
        #expect(String(cString: sqlite3_db_filename(first.handle, "main")) == "data")
        first.close()
        #expect(try system.open("file:///data").value("SELECT count(*) FROM t") == "0")
        #expect(system.volume.exists("data"))
    }

    @Test func aDatabaseIsOpenOnce() throws {
        let first = try system.open()
        try first.run("CREATE TABLE t(a)")
        #expect(throws: SQLFailure(code: SQLITE_BUSY, text: "database is locked")) {
            try system.open()
        }
        #expect(
            system.vfs.lastFailure
                == StorageFailure(SQLITE_BUSY, "database 'data' is open already"))
        #expect(throws: SQLFailure.self) { try first.run("ATTACH 'data' AS again") }
        first.close()
        _ = try system.open()
    }

    @Test func severalDatabasesAreOpenAtATime() throws {
        let one = try system.open("one")
        let two = try system.open("two")
        try one.run("CREATE TABLE t(a); INSERT INTO t VALUES(1)")
        try two.run("CREATE TABLE t(a); INSERT INTO t VALUES(2)")
        #expect(try one.value("SELECT a FROM t") == "1")
        #expect(try two.value("SELECT a FROM t") == "2")
    }

    @Test(arguments: [
        (
            "data-journal",
            "no database's name ends in -journal or -wal, which are its journal and its log"
        ),
        (
            "data-wal",
            "no database's name ends in -journal or -wal, which are its journal and its log"
        ),
        (
            String(repeating: "n", count: 129),
            "a database's name is 1 to 128 bytes of UTF-8, not 129"
        ),
        (
            String(repeating: "n", count: 600),
            "a database's name is 1 to 128 bytes of UTF-8, not 600"
        ),
        ("//", "a database's name is 1 to 128 bytes of UTF-8, not 0"),
        ("/:memory:", "no database's name is ':memory:', which SQLite stores nowhere"),
    ])
    func namesThatCannotBe(name: String, text: String) throws {
        #expect(throws: SQLFailure(code: SQLITE_CANTOPEN, text: "unable to open database file")) {
            try system.open(name)
        }
        #expect(system.vfs.lastFailure == StorageFailure(SQLITE_CANTOPEN, text))
    }

    @Test func aDatabaseThatIsNotThereIsNotMadeUnlessAsked() throws {
        #expect(throws: SQLFailure(code: SQLITE_CANTOPEN, text: "unable to open database file")) {
            try system.open("data", flags: SQLITE_OPEN_READWRITE)
        }
        #expect(!system.volume.exists("data"))
    }

    @Test func transactionsOverSeveralDatabasesNeedWriteAheadLogs() throws {
        let connection = try system.open()
        try connection.run("CREATE TABLE t(a); ATTACH 'other' AS other; CREATE TABLE other.u(a)")
        try connection.run("BEGIN; INSERT INTO t VALUES(1); INSERT INTO u VALUES(1)")
        #expect(throws: SQLFailure(code: SQLITE_CANTOPEN, text: "unable to open database file")) {
            try connection.run("COMMIT")
        }
        #expect(
            system.vfs.lastFailure
                == StorageFailure(
                    SQLITE_CANTOPEN,
                    "a transaction changes several databases, which no super-journal can make one here"
                ))
        _ = try? connection.run("ROLLBACK")
        #expect(try connection.value("SELECT count(*) FROM t") == "0")
        #expect(try connection.value("SELECT count(*) FROM u") == "0")
    }

    @Test func attachedDatabasesWithLogsCommitTogetherUnlessPowerIsCut() throws {
        let connection = try system.open()
        try connection.run("PRAGMA journal_mode = WAL; CREATE TABLE t(a)")
        try connection.run("ATTACH 'other' AS other; PRAGMA other.journal_mode = WAL")
        try connection.run("CREATE TABLE other.u(a)")
        try connection.run("BEGIN; INSERT INTO t VALUES(1); INSERT INTO u VALUES(2); COMMIT")
        #expect(try connection.rows("SELECT a FROM t UNION SELECT a FROM u") == [["1"], ["2"]])
        #expect(try connection.value("PRAGMA other.locking_mode") == "exclusive")
        #expect(try connection.value("PRAGMA other.page_checksums") == "off")
        connection.close()
        #expect(try system.open("other").value("SELECT a FROM u") == "2")
    }

    @Test func temporaryTablesAreInMemory() throws {
        let connection = try system.open()
        try connection.run("PRAGMA temp_store = FILE; PRAGMA cache_size = 5; CREATE TABLE t(a)")
        let before = system.disk.counters
        try connection.run(
            """
            CREATE TEMP TABLE big(a, b);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
            INSERT INTO big SELECT i, hex(randomblob(200)) FROM n;
            CREATE INDEX temp.byB ON big(b);
            SAVEPOINT s; DELETE FROM big WHERE a > 100; ROLLBACK TO s; RELEASE s;
            """)
        #expect(try connection.value("SELECT count(*) FROM big") == "5000")
        #expect(try connection.value("SELECT count(DISTINCT b) FROM big") == "5000")
        #expect(try connection.value("PRAGMA temp.integrity_check") == "ok")
        #expect(system.disk.counters == before)
    }

    @Test func environmentGivesTheTime() throws {
        let connection = try system.open()
        #expect(
            try connection.value("SELECT strftime('%Y-%m-%d %H:%M:%S', 'now')")
                == "2023-11-14 22:13:20")
    }
}

@Suite struct PragmaTests {
    let system: TestVFS
    let connection: RawConnection

    init() throws {
        system = try TestVFS(on: RAMDisk(blockCount: 2_000, durability: .barrier))
        connection = try system.open()
    }

    @Test func commitModeIsAskedAndSet() throws {
        #expect(try connection.value("PRAGMA commit_mode") == "durable")
        #expect(try connection.value("PRAGMA commit_mode = ORDERED") == "ordered")
        #expect(try connection.value("PRAGMA \"commit\"") == "ordered")
        #expect(try connection.value("PRAGMA \"commit\" = durable") == "durable")
        #expect(
            throws: SQLFailure(
                code: SQLITE_ERROR, text: "a commit is durable, ordered or gathered, not 'quick'")
        ) { try connection.run("PRAGMA commit_mode = quick") }
    }

    @Test func theDisksPromiseAndWorkAreTold() throws {
        #expect(try connection.value("PRAGMA durability_class") == "barrier")
        let text = try #require(try connection.value("PRAGMA io_counters"))
        #expect(text.hasPrefix("reads="))
        #expect(text.contains(" flushes="))
    }

    @Test func checksumsAreNewThenOnOrOff() throws {
        #expect(try connection.value("PRAGMA page_checksums") == "new")
        try connection.run("CREATE TABLE t(a)")
        #expect(try connection.value("PRAGMA page_checksums") == "on")
        let other = try system.open("file:other?checksums=0")
        try other.run("CREATE TABLE t(a)")
        #expect(try other.value("PRAGMA page_checksums") == "off")
    }

    @Test func smallPagesAreRefused() throws {
        #expect(
            throws: SQLFailure(
                code: SQLITE_ERROR,
                text:
                    "database 'data' would have pages of 1024 bytes; here a page has 4096 at least"
            )
        ) { try connection.run("PRAGMA page_size = 1024") }
        try connection.run("PRAGMA page_size = 8192; CREATE TABLE t(a)")
        #expect(try connection.value("PRAGMA page_size") == "8192")
    }

    @Test func pagesKeepTheirSize() throws {
        try connection.run("CREATE TABLE t(a)")
        #expect(
            throws: SQLFailure(
                code: SQLITE_ERROR,
                text: "database 'data' keeps its page size of 4096 for life; make a new one")
        ) { try connection.run("PRAGMA page_size = 8192; VACUUM") }
        try connection.run("PRAGMA page_size = 4096; VACUUM")
        #expect(try connection.value("PRAGMA page_size") == "4096")
    }

    @Test func smallPagesWorkWhereTheyAreAllowed() throws {
        let system = try TestVFS(
            on: RAMDisk(blockCount: 2_000), options: VFSOptions(allowsSmallPages: true))
        for size in [512, 1024, 2048] {
            let connection = try system.open("small\(size)")
            try connection.run("PRAGMA page_size = \(size)")
            try connection.run(Workload.schema)
            var workload = Workload(seed: UInt64(size))
            for _ in 0..<20 { try connection.run(workload.transaction()) }
            #expect(try connection.value("PRAGMA page_size") == String(size))
            #expect(try connection.value("PRAGMA page_checksums") == "on")
            #expect(try connection.value("PRAGMA integrity_check") == "ok")
        }
    }

    @Test func fileControlsAnswer() throws {
        var value: Int32 = -1
        func ask(_ operation: Int32, _ given: Int32 = -1) -> Int32 {
            value = given
            return sqlite3_file_control(connection.handle, "main", operation, &value)
        }
        #expect(ask(SQLITE_FCNTL_PERSIST_WAL) == SQLITE_OK && value == 0)
        #expect(ask(SQLITE_FCNTL_PERSIST_WAL, 1) == SQLITE_OK)
        #expect(ask(SQLITE_FCNTL_PERSIST_WAL) == SQLITE_OK && value == 1)
        #expect(ask(SQLITE_FCNTL_POWERSAFE_OVERWRITE) == SQLITE_OK && value == 1)
        #expect(ask(SQLITE_FCNTL_HAS_MOVED) == SQLITE_OK && value == 0)
        #expect(ask(SQLITE_FCNTL_WIN32_AV_RETRY) == SQLITE_NOTFOUND)
        var name: UnsafeMutablePointer<CChar>?
        #expect(
            sqlite3_file_control(connection.handle, "main", SQLITE_FCNTL_VFSNAME, &name)
                == SQLITE_OK)
        #expect(name.map { String(cString: $0) } == system.vfs.name)
        sqlite3_free(name)
    }

    @Test func aLogCanStayWhenTheDatabaseIsClosed() throws {
        try connection.run("PRAGMA journal_mode = WAL; CREATE TABLE t(a)")
        var keep: Int32 = 1
        _ = sqlite3_file_control(connection.handle, "main", SQLITE_FCNTL_PERSIST_WAL, &keep)
        connection.close()
        let database = try system.volume.open("data", create: false)
        #expect(database.writeAheadLog.exists)
        try database.close()
        let again = try system.open()
        #expect(try again.value("SELECT count(*) FROM t") == "0")
        again.close()
        let second = try system.volume.open("data", create: false)
        #expect(!second.writeAheadLog.exists)
        try second.close()
    }
}
