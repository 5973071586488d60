// Goal: databases come to a volume and leave it, by SQLite's own means.
// Method: VACUUM INTO and the backup interface, between a volume and memory or the system's VFS.
import BlkfrontVFS
import BlockIO
import CSQLite
import Foundation
import TestSupport
import Testing

@Suite struct CopyTests {
    let system: TestVFS

    init() throws { system = try TestVFS(on: RAMDisk(blockCount: 3_000)) }

    /// A database in memory with some megabytes.
    private func source(cache: Int = 2_000) throws -> RawConnection {
        let connection = try RawConnection(
            "file::memory:", vfs: "unix",
            flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI)
        try connection.run(Workload.schema)
        var workload = Workload(seed: Seed.ofThisRun)
        for _ in 0..<40 {
            var transaction = workload.transaction()
            transaction.isCommitted = true
            try connection.run(transaction)
        }
        return connection
    }

    private func backUp(_ from: RawConnection, _ to: RawConnection) -> Int32 {
        guard let backup = sqlite3_backup_init(to.handle, "main", from.handle, "main") else {
            return sqlite3_extended_errcode(to.handle)
        }
        sqlite3_backup_step(backup, -1)
        return sqlite3_backup_finish(backup)
    }

    @Test func vacuumIntoAVolumeMakesChecksumsWhenBytesAreReserved() throws {
        let source = try source()
        var bytes: Int32 = 8
        sqlite3_file_control(source.handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes)
        try source.run("VACUUM INTO 'file:copy?vfs=\(system.vfs.name)'")
        let copy = try system.open("copy")
        #expect(try copy.value("PRAGMA page_checksums") == "on")
        #expect(try copy.contacts() == source.contacts())
        #expect(try copy.value("PRAGMA integrity_check") == "ok")
    }

    @Test(arguments: [3, 2_000]) func aBackupComesToAVolumeByteForByte(cache: Int) throws {
        let source = try source()
        let copy = try system.open("file:copy?checksums=0")
        try copy.run("PRAGMA cache_size = \(cache)")
        #expect(backUp(source, copy) == SQLITE_OK)
        #expect(try copy.contacts() == source.contacts())
        #expect(try copy.value("PRAGMA page_checksums") == "off")
        copy.close()
        let again = try system.open("copy")
        #expect(try again.contacts() == source.contacts())
        #expect(try again.value("PRAGMA page_checksums") == "off")
        try again.run("DELETE FROM contact WHERE id % 2 = 0; VACUUM")
        #expect(try again.value("PRAGMA integrity_check") == "ok")
        #expect(try again.value("PRAGMA page_checksums") == "off")
    }

    @Test func aBackupDoesNotTakeChecksumsAway() throws {
        let copy = try system.open("copy")
        try copy.run("CREATE TABLE mine(a); INSERT INTO mine VALUES(1)")
        #expect(backUp(try source(), copy) & 0xff == SQLITE_IOERR)
        #expect(
            system.vfs.lastFailure?.text
                == "database 'copy' keeps its page size and its checksums for life")
        copy.close()
        let again = try system.open("copy")
        #expect(try again.rows("SELECT a FROM mine") == [["1"]])
        #expect(try again.value("PRAGMA integrity_check") == "ok")
    }

    @Test func aBackupLeavesAVolume() throws {
        let database = try system.open()
        try database.run(Workload.schema)
        try database.run("INSERT INTO contact VALUES(1, 'one', zeroblob(9000), 1)")
        let copy = try RawConnection(":memory:", vfs: "unix")
        #expect(backUp(database, copy) == SQLITE_OK)
        #expect(try copy.contacts() == database.contacts())
        #expect(try copy.value("PRAGMA integrity_check") == "ok")
    }

    @Test func aLargeFirstTransactionHasChecksums() throws {
        let database = try system.open()
        try database.run("PRAGMA cache_size = 3; BEGIN")
        try database.run(Workload.schema)
        for id in 0..<60 {
            try database.run("INSERT INTO contact VALUES(\(id), 'n', zeroblob(9000), 1)")
        }
        try database.run("COMMIT")
        #expect(try database.value("PRAGMA page_checksums") == "on")
        database.close()
        let again = try system.open()
        #expect(try again.value("SELECT sum(length(hex(photo))) FROM contact") == "1080000")
        #expect(try again.value("PRAGMA integrity_check") == "ok")
    }

    @Test func aFirstTransactionThatIsRolledBackLeavesANewDatabase() throws {
        let database = try system.open()
        try database.run("PRAGMA cache_size = 3; BEGIN")
        try database.run(Workload.schema)
        for id in 0..<60 {
            try database.run("INSERT INTO contact VALUES(\(id), 'n', zeroblob(9000), 1)")
        }
        try database.run("ROLLBACK")
        #expect(try database.value("PRAGMA page_checksums") == "new")
        try database.run("PRAGMA page_size = 8192")
        try database.run(Workload.schema)
        #expect(try database.value("PRAGMA page_checksums") == "on")
        #expect(try database.value("PRAGMA integrity_check") == "ok")
    }
}
