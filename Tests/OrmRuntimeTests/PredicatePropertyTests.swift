import OrmRuntime
import SeededRandom
import TestSupport
import Testing

// Goal: SQL and memory agree on every condition. Method: random rows, random trees of conditions; what
// `get`, `count`, `exists`, `delete` and `update` touch must be what `matches` keeps. The last test
// changes one side on purpose to show that the comparison notices.
@testable import Golden

@Suite struct PredicatePropertyTests {
    let folder = TemporaryFolder()
    static let rounds = 12
    static let conditionsPerRound = 60

    /// Calls `body` with stores full of random rows and conditions on them.
    private func each(
        _ name: String, _ body: (inout Transaction, [Specimen], Specimen.Where) throws -> Void
    ) throws {
        let db = try folder.store(name)
        var random = SeededRandom(seed: Seed.ofThisRun)
        for _ in 0..<Self.rounds {
            let rows = (0..<random.below(40)).map { random.specimen(id: $0) }
            let conditions = (0..<Self.conditionsPerRound).map { _ in random.predicate() }
            try db.write { tx in
                try Specimen.delete(from: tx, where: .all)
                try Specimen.saveAll(rows, in: tx)
                for condition in conditions { try body(&tx, rows, condition) }
            }
        }
    }

    private func ids(_ rows: [Specimen], _ condition: Specimen.Where) -> [Int] {
        rows.filter(condition.matches).map(\.id)
    }

    @Test func getReturnsTheRowsThatMatchInMemory() throws {
        try each("get.db") { tx, rows, condition in
            let found = try Specimen.get(from: tx, where: condition, orderBy: .id)
            #expect(found.map(\.id) == ids(rows, condition), "\(condition)")
        }
    }

    @Test func countAndExistsAgreeWithMemory() throws {
        try each("count.db") { tx, rows, condition in
            let expected = ids(rows, condition).count
            let count = try Specimen.count(in: tx, where: condition)
            let exists = try Specimen.exists(in: tx, where: condition)
            #expect(count == expected, "\(condition)")
            #expect(exists == (expected > 0), "\(condition)")
        }
    }

    /// Ends a savepoint so that nothing of it stays.
    private struct Undo: Error {}

    @Test func deleteAndUpdateTouchTheRowsThatMatchInMemory() throws {
        try each("change.db") { tx, rows, condition in
            let expected = ids(rows, condition)
            let others = rows.map(\.id).filter { !expected.contains($0) }
            #expect(throws: Undo.self) {
                try tx.savepoint { tx in
                    let count = try Specimen.delete(from: tx, where: condition)
                    #expect(count == expected.count, "\(condition)")
                    let left = try Specimen.get(from: tx, where: .all, orderBy: .id)
                    #expect(left.map(\.id) == others, "\(condition)")
                    throw Undo()
                }
            }
            #expect(throws: Undo.self) {
                try tx.savepoint { tx in
                    let count = try Specimen.update(
                        in: tx, where: condition, set: .text("changed"), .spare(nil))
                    #expect(count == expected.count, "\(condition)")
                    let changed = try Specimen.get(from: tx, where: .text("changed"), orderBy: .id)
                    #expect(changed.map(\.id) == expected, "\(condition)")
                    throw Undo()
                }
            }
        }
    }

    @Test func aWrongEvaluatorIsNoticed() throws {
        var differing = 0
        var total = 0
        try each("canary.db") { tx, rows, condition in
            let found = try Specimen.get(from: tx, where: condition, orderBy: .id)
            let negated = Specimen.Where.not(condition)
            if found.map(\.id) != ids(rows, negated) { differing += 1 }
            if !rows.isEmpty { total += 1 }
        }
        #expect(differing == total, "the opposite condition keeps other rows, always")
    }

    @Test func theConditionsAreNotTrivial() throws {
        var split = 0
        var total = 0
        try each("split.db") { _, rows, condition in
            let kept = ids(rows, condition).count
            if kept > 0 && kept < rows.count { split += 1 }
            total += 1
        }
        #expect(
            split * 4 > total,
            "\(split) of \(total) conditions are met by some rows and not by others")
    }
}
