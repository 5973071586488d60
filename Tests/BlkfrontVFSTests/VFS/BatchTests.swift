// Goal: transactions are batches wherever they can be, and are what they always were where they cannot.
// Method: SQL on a disk that counts; the rollback journal's region and the disk's counters tell which way was gone.
import BlkfrontVFS
import BlockIO
import CSQLite
import DiskVolume
import Testing

@Suite(.enabled(if: DatabaseTraits.hasBatches)) struct BatchTests {
    let disk = EpochDisk(blockCount: 6_000)
    let system: TestVFS
    let connection: RawConnection

    init() throws {
        system = try TestVFS(on: disk)
        connection = try system.open()
        #expect(try connection.value("PRAGMA commit_log") == "new")
        try connection.run(Workload.schema)
        try connection.run(
            """
            WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 400)
            INSERT INTO contact SELECT id, 'name ' || id, zeroblob(3000), id FROM n
            """)
        #expect(try connection.value("PRAGMA commit_log") == "on")
    }

    /// Requests and flushes of some SQL.
    private func cost(_ sql: String) throws -> (writes: UInt64, flushes: UInt64) {
        let before = disk.counters
        try connection.run(sql)
        return (disk.counters.writes - before.writes, disk.counters.flushes - before.flushes)
    }

    @Test(arguments: ["DELETE", "TRUNCATE", "PERSIST"])
    func aBatchFollowsATransactionThatSpilled(mode: String) throws {
        try connection.run("PRAGMA journal_mode = \(mode)")
        let change = "UPDATE contact SET age = age + 1 WHERE id = 7"
        try connection.run(change)
        #expect(try cost(change) == (1, 1))
        try connection.run("PRAGMA cache_size = 10")
        #expect(try cost("UPDATE contact SET age = age + 1").writes > 40)
        // The journal is closed at the end of that, and pages are checkpointed.
        try connection.run(change)
        #expect(try cost(change) == (1, 1))
        #expect(try cost("BEGIN; \(change); ROLLBACK") == (0, 0))
        #expect(try cost(change) == (1, 1))
        #expect(try connection.value("SELECT age FROM contact WHERE id = 7") == "13")
        #expect(try connection.value("SELECT age FROM contact WHERE id = 8") == "9")
    }

    @Test func aTransactionLargerThanTheLogTakesTheJournal() throws {
        try connection.run("PRAGMA cache_size = 2000")
        // 400 pages; a half of the log has 187.
        let (writes, flushes) = try cost("UPDATE contact SET age = age + 1")
        #expect(writes > 60)
        #expect(flushes == 1)
        #expect(system.volume.databases[0].journalBlocks > 400)
        #expect(try connection.value("SELECT sum(age) FROM contact") == "80600")
        #expect(try connection.value("PRAGMA integrity_check") == "ok")
    }

    @Test func theFileGrowsAndShrinksWithTheLog() throws {
        try connection.run("PRAGMA cache_size = 2000")
        for round in 0..<20 {
            try connection.run(
                "INSERT INTO contact VALUES(\(1000 + round), 'x', zeroblob(50000), 1)")
            try connection.run("DELETE FROM contact WHERE id = \(1000 + round - 3)")
        }
        let content = try connection.contacts()
        try connection.run("DELETE FROM contact WHERE id <= 380; VACUUM")
        #expect(try connection.contacts() == content.filter { Int($0[0])! > 380 })
        #expect(try connection.value("PRAGMA integrity_check") == "ok")
        connection.close()
        let again = try TestVFS(on: EpochDisk(image: disk.image), formats: false).open()
        #expect(try again.contacts() == content.filter { Int($0[0])! > 380 })
        #expect(try again.value("PRAGMA integrity_check") == "ok")
    }

    @Test func aLiveLogIsReadFromAReadOnlyVolumeAndChecked() throws {
        for round in 0..<60 {
            try connection.run("UPDATE contact SET age = \(round) WHERE id = \(round)")
        }
        let content = try connection.contacts()
        connection.close()
        let copy = EpochDisk(image: disk.image)
        let counters = copy.counters
        let system = try TestVFS(on: copy, formats: false, mount: MountOptions(isReadOnly: true))
        let reader = try system.open(flags: SQLITE_OPEN_READONLY)
        #expect(try reader.contacts() == content)
        #expect(try reader.value("PRAGMA commit_log") == "off")
        reader.close()
        #expect(try system.volume.check() == [])
        #expect(copy.counters.writes == counters.writes)
        #expect(copy.counters.flushes == counters.flushes)
    }

    @Test func withoutTheOptionThereAreNoBatches() throws {
        connection.close()
        let plain = try TestVFS(
            on: EpochDisk(image: disk.image), formats: false,
            options: VFSOptions(usesCommitLog: false))
        let reader = try plain.open()
        #expect(try reader.value("PRAGMA commit_log") == "off")
        let before = plain.disk.counters
        try reader.run("UPDATE contact SET age = 2 WHERE id = 1")
        #expect(plain.disk.counters.writes - before.writes > 3)
        #expect(try reader.value("PRAGMA integrity_check") == "ok")
    }

    @Test func severalDatabasesHaveALogEach() throws {
        let other = try system.open("other")
        try other.run("CREATE TABLE t(a); INSERT INTO t VALUES(1)")
        for round in 0..<30 {
            try connection.run("UPDATE contact SET age = \(round) WHERE id = 5")
            try other.run("UPDATE t SET a = \(round)")
        }
        #expect(system.volume.databases.allSatisfy { $0.commitLogBlocks == 374 })
        try system.volume.device.flush()
        let again = try TestVFS(on: EpochDisk(image: disk.image), formats: false)
        #expect(try again.open().value("SELECT age FROM contact WHERE id = 5") == "29")
        #expect(try again.open("other").value("SELECT a FROM t") == "29")
    }

    @Test func aWALBeginsWhenTheLogIsLive() throws {
        try connection.run("UPDATE contact SET age = 100 WHERE id = 1")
        try connection.run("PRAGMA journal_mode = WAL")
        try connection.run("UPDATE contact SET age = 200 WHERE id = 1; PRAGMA wal_checkpoint")
        try connection.run(
            "UPDATE contact SET age = 300 WHERE id = 1; PRAGMA journal_mode = DELETE")
        try connection.run("UPDATE contact SET age = 400 WHERE id = 1")
        #expect(try cost("UPDATE contact SET age = 500 WHERE id = 1") == (1, 1))
        #expect(try connection.value("SELECT age FROM contact WHERE id = 1") == "500")
        #expect(try connection.value("PRAGMA integrity_check") == "ok")
    }

    @Test func checkpointingCostsAboutAPageForAPage() throws {
        let before = (disk.counters, disk.closedEpochs)
        for round in 0..<2_000 {
            try connection.run(
                "UPDATE contact SET age = age + 1 WHERE id = \(1 + round * 37 % 400)")
        }
        let written = disk.counters.bytesWritten - before.0.bytesWritten
        #expect(disk.counters.flushes - before.0.flushes == 2_000)
        #expect(disk.closedEpochs - before.1 < 2_050)
        // Each page once to the log and at most once to the main file, and few descriptors.
        #expect(written / 4096 < 4_100)
        #expect(disk.counters.reads == before.0.reads)
    }
}
