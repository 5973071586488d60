// Goal: a module may name its types like the runtime's. Method: the golden module Shadowed, whose every
// name is one of ours, compiled and run.
import OrmLaws
import OrmRuntime
import TestSupport
import Testing

@testable import Shadowed

@Suite struct ShadowedTests {
    @Test func typesNamedLikeOursAreStoredLikeOthers() throws {
        let db = try Shadowed.Match.open(":memory:")
        let match = Shadowed.Match(
            number: 1, home: "h", order: Order(record: Record(change: 2)), state: .open)
        try match.save(in: db)
        let found = try Shadowed.Match.get(
            from: db, order: .record(.change(.atLeast(2))), state: .equals(.open))
        #expect(found == [match])
        let id = try Shadowed.Transaction(table: "t", row: 3).save(in: db)
        #expect(try Shadowed.Transaction.find(in: db, id: id)?.table == "t")
        try Laws.checkLossless(Shadowed.Match.self, in: db, seed: Seed.ofThisRun)
        try Laws.checkLossless(Shadowed.Table.self, in: db, seed: Seed.ofThisRun)
        try Laws.checkLossless(Shadowed.Transaction.self, in: db, seed: Seed.ofThisRun)
    }
}
