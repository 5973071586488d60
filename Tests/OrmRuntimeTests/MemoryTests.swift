import OrmRuntime
import Testing

// Goal: `each` needs no more memory for a million rows than for a thousand, and makes none for a row of
// numbers. Method: another process walks over them and reports its peak memory and calls of malloc.
@testable import Golden

@Suite struct MemoryTests {
    let folder = TemporaryFolder()
    static let rows = 1_000_000
    static let boundInKiB = 16 * 1_024

    /// What a command of the child took to read a million rows.
    private func cost(_ command: String) throws -> (kibibytes: Int, allocations: Int) {
        let db = try folder.store()
        try Reading(id: 0, first: 0.5, second: 0).save(in: db)
        try db.close()
        try RawDatabase(folder.path()).run(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(Self.rows - 1))
            INSERT INTO Reading SELECT i, 0.5, i FROM n
            """)
        let child = try ChildProcess(command, folder.path())
        let line = try #require(child.nextLine())
        #expect(child.finish() == 0)
        let numbers = line.split { !$0.isNumber && $0 != "-" }.compactMap { Int($0) }
        try #require(numbers.count == 3)
        #expect(numbers[0] == Self.rows)
        return (numbers[1], numbers[2])
    }

    @Test func walkingOverAMillionRowsTakesConstantMemory() throws {
        let cost = try cost("walk")
        #expect(cost.kibibytes < Self.boundInKiB)
        // SQLite reads pages of many rows each into its cache; a row by itself needs nothing.
        #expect(cost.allocations < Self.rows / 20)
    }

    @Test func theMeasuresNoticeAnArrayAndAnObjectPerRow() throws {
        let cost = try cost("gather")
        #expect(cost.kibibytes > Self.boundInKiB)
        #expect(cost.allocations > Self.rows)
    }
}
