// Goal: `each` needs no more memory for a million rows than for a thousand. Method: another process walks
// over them and reports the growth of its peak memory.
@testable import Golden
import OrmRuntime
import Testing

@Suite struct MemoryTests {
    let folder = TemporaryFolder()
    static let boundInKiB = 16 * 1_024

    /// How much memory a command of the child took to read a million rows.
    private func growth(_ command: String) throws -> Int {
        let db = try folder.store()
        try Reading(id: 0, first: 0.5, second: 0).save(in: db)
        try db.close()
        try RawDatabase(folder.path()).run(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 999999)
            INSERT INTO Reading SELECT i, 0.5, i FROM n
            """)
        let child = try ChildProcess(command, folder.path())
        let line = try #require(child.nextLine())
        #expect(child.finish() == 0)
        let words = line.split(separator: " ")
        #expect(words.first == "1000000")
        return try #require(words.count == 5 ? Int(words[2]) : nil)
    }

    @Test func walkingOverAMillionRowsTakesConstantMemory() throws {
        let growth = try growth("walk")
        #expect(growth < Self.boundInKiB)
    }

    @Test func theMeasureNoticesAnArrayOfTheRows() throws {
        let growth = try growth("gather")
        #expect(growth > Self.boundInKiB)
    }
}
