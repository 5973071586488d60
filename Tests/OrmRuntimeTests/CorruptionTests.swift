// Goal: a damaged file is an error or other data, never a trap. Method: random bytes of a good file are
// changed; opening and reading it must return or throw. Each round says what it did through the seed.
import Foundation
import OrmRuntime
import SeededRandom
import TestSupport
import Testing

@testable import Golden

@Suite struct CorruptionTests {
    let folder = TemporaryFolder()

    /// A file with a few hundred rows in all kinds of pages.
    private func goodFile() throws -> [UInt8] {
        let db = try folder.store("good.db") { $0.journal = .rollback }
        var random = SeededRandom(seed: 1)
        try Book.saveAll(
            (0..<100).map { Book.sample($0, stored: Place(city: "x", zip: nil)) }, in: db)
        try Specimen.saveAll((0..<50).map { random.specimen(id: $0) }, in: db)
        try Note.saveAll([Note.sample(1, text: String(repeating: "long ", count: 4_000))], in: db)
        try db.close()
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path("good.db"))))
    }

    private func use(_ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path()))
        let db = try folder.store { $0.journal = .rollback }
        for verb in [readBooks, readSpecimens, readNotes, change] { _ = failure { try verb(db) } }
    }

    private func readBooks(_ db: Store) throws {
        _ = try Book.get(from: db, orderBy: .title)
        _ = try Book.find(in: db, code: 5)
    }
    private func readSpecimens(_ db: Store) throws {
        _ = try Specimen.get(from: db, where: .text(.hasPrefix("a")))
        _ = try Specimen.get(from: db, orderBy: .wide)
    }
    private func readNotes(_ db: Store) throws { _ = try Note.get(from: db) }
    private func change(_ db: Store) throws {
        try Book.update(in: db, where: .all, set: .isLent(true))
        try Book.sample(1_000).save(in: db)
        try Book.delete(from: db, where: .code(.lessThan(50)))
    }

    @Test func flippedBytesNeverTrap() throws {
        let good = try goodFile()
        var random = SeededRandom(seed: Seed.ofThisRun)
        var refused = 0
        for _ in 0..<150 {
            var bytes = good
            for _ in 0...random.below(20) {
                // Half of the damage goes to the start, where the schema is.
                let end = random.isRare(2) ? 4_096 : bytes.count
                bytes[random.below(end)] = UInt8(truncatingIfNeeded: random.next())
            }
            do { try use(bytes) } catch is StoreError { refused += 1 }
        }
        #expect(refused > 0)
        #expect(refused < 150)
    }

    @Test func aTruncatedFileIsAnError() throws {
        let good = try goodFile()
        var random = SeededRandom(seed: Seed.ofThisRun)
        for _ in 0..<40 {
            let bytes = Array(good.prefix(1 + random.below(good.count - 1)))
            do { try use(bytes) } catch is StoreError {}
        }
    }

    @Test func aPageOfNoiseIsCorrupt() throws {
        var bytes = try goodFile()
        // The second page belongs to the catalogue, which opening reads.
        for index in 4_096..<8_192 { bytes[index] = 0xa5 }
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path()))
        guard case .corrupt(path: folder.path(), reason: _) = failure({ _ = try folder.store() })
        else {
            Issue.record("opened, or refused for another reason")
            return
        }
    }
}
