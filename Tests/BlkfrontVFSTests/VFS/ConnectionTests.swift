// Goal: what a connection to a volume is like before any transaction matters.
// Method: SQL against the system's SQLite on a volume in memory.
import BlkfrontVFS
import BlockIO
import CSQLite
import Testing

@Suite struct ConnectionTests {
    let system: TestVFS

    init() throws { system = try TestVFS(on: RAMDisk(blockCount: 2_000)) }

    @Test(arguments: ["DELETE", "TRUNCATE", "PERSIST", "MEMORY", "OFF", "WAL"])
    func whatIsWrittenIsThereAfterReopening(journal: String) throws {
        let first = try system.open()
        #expect(try first.value("PRAGMA journal_mode=\(journal)") == journal.lowercased())
        try first.run("CREATE TABLE t(a); INSERT INTO t VALUES('one'),('two')")
        first.close()
        let second = try system.open()
        #expect(try second.rows("SELECT a FROM t ORDER BY a") == [["one"], ["two"]])
        #expect(try second.value("PRAGMA integrity_check") == "ok")
    }
}
