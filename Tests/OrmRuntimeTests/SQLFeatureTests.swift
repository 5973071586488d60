// Goal: a guest says of a file that it cannot read what the file needs. Method: files of the host's SQLite, which reads
// all of them, with the errors that an SQLite without those parts has for them.
import Testing

@testable import Golden
@testable import OrmRuntime

@Suite struct SQLFeatureTests {
    let folder = TemporaryFolder()

    private func explained(_ error: StoreError, _ journal: StoreOptions.Journal) throws -> String {
        let db = try folder.store("file.db") { $0.journal = journal }
        return try db.withReadConnection { connection throws(StoreError) in
            "\(connection.explaining(error))"
        }
    }

    @Test func aFileInWALModeIsNamed() throws {
        let error = StoreError.notADatabase(path: "file.db")
        #expect(try explained(error, .writeAhead).contains("WAL mode"))
        #expect(try explained(error, .rollback) == "\(error)")
    }

    @Test func aSchemaThatCannotBeParsedIsNamed() throws {
        let reason = "malformed database schema (t) - near \"TRIGGER\": syntax error"
        let named = try explained(.corrupt(path: "file.db", reason: reason), .rollback)
        #expect(named.contains("--sqlite auto") && named.contains(reason))
        for other in ["malformed database schema (t)", "database disk image is malformed"] {
            let error = StoreError.corrupt(path: "file.db", reason: other)
            #expect(try explained(error, .rollback) == "\(error)")
        }
    }

    @Test func journalsAreKeptApart() {
        let all: [StoreOptions.Journal] = [.automatic, .writeAhead, .rollback]
        #expect(Set(all).count == 3)
        #expect(StoreOptions().journal == .automatic)
    }
}
