// Goal: a store on a volume has the content that the same work gives on the system's own VFS, in every journal mode.
// Method: random transactions, seeded, run side by side; compared after each reopening on a fresh mount of the disk.
import BlkfrontVFS
import BlockIO
import CSQLite
import Foundation
import SeededRandom
import TestSupport
import Testing

let journalModes = ["DELETE", "TRUNCATE", "PERSIST", "MEMORY", "OFF", "WAL"]

@Suite struct JournalModeTests {
    @Test(arguments: journalModes, Seed.range(2))
    func contentIsThatOfTheSystemsVFS(journal: String, seed: UInt64) throws {
        let path = FileManager.default.temporaryDirectory.appending(
            path: "vfs-\(ProcessInfo.processInfo.processIdentifier)-\(journal)-\(seed)"
        ).path
        defer {
            for suffix in ["", "-journal", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
            }
        }
        let disk = RAMDisk(blockCount: 6_000)
        var workload = Workload(seed: seed)
        for round in 0..<4 {
            let system = try TestVFS(on: disk, formats: round == 0, seed: seed)
            let ours = try system.open()
            let theirs = try RawConnection(path, vfs: "unix")
            for connection in [ours, theirs] {
                try connection.run("PRAGMA journal_mode = \(journal)")
                // Few pages, so that transactions spill.
                try connection.run("PRAGMA cache_size = \(round % 2 == 0 ? 5 : 200)")
                if round == 0 { try connection.run(Workload.schema) }
            }
            for _ in 0..<25 {
                var transaction = workload.transaction()
                // Without a journal, nothing can be rolled back.
                if journal == "OFF" { transaction.isCommitted = true }
                try ours.run(transaction)
                try theirs.run(transaction)
            }
            if round == 2, journal != "WAL" { try ours.run("VACUUM") }
            try ours.run("CREATE TEMP TABLE sorted AS SELECT * FROM contact ORDER BY photo, name")
            #expect(try ours.contacts() == theirs.contacts())
            #expect(try ours.value("PRAGMA integrity_check") == "ok")
            #expect(try ours.value("PRAGMA page_checksums") == "on")
            #expect(ours.close() == SQLITE_OK)
        }
    }

    @Test func modesCanFollowEachOther() throws {
        let disk = RAMDisk(blockCount: 6_000)
        var random = SeededRandom(seed: Seed.ofThisRun)
        var workload = Workload(seed: Seed.ofThisRun)
        let system = try TestVFS(on: disk)
        var connection = try system.open()
        try connection.run(Workload.schema)
        for _ in 0..<30 {
            let mode = journalModes[Int(random.next() % 6)]
            #expect(try connection.value("PRAGMA journal_mode = \(mode)") == mode.lowercased())
            var transaction = workload.transaction()
            if mode == "OFF" { transaction.isCommitted = true }
            try connection.run(transaction)
            let content = try connection.contacts()
            if random.next() % 3 == 0 {
                connection.close()
                connection = try system.open()
            }
            #expect(try connection.contacts() == content)
            #expect(try connection.value("PRAGMA integrity_check") == "ok")
        }
    }
}
