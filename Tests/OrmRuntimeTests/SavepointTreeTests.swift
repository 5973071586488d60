// Goal: a transaction with savepoints inside savepoints leaves exactly what was not undone, and no identifier is given out
// twice. Method: random trees of writes and savepoints, some of which fail at any depth, against a model that copies the
// rows where a savepoint begins. The rows are compared after each step, through the transaction that has not ended.
import OrmRuntime
import SeededRandom
import TestSupport
import Testing

@testable import Golden

@Suite struct SavepointTreeTests {
    let folder = TemporaryFolder()

    /// What a transaction or a savepoint does.
    private indirect enum Step {
        case save(serial: Int)
        /// Of all rows from a serial on.
        case delete(from: Int)
        /// A savepoint, which may end with an error of the program's.
        case savepoint([Step], fails: Bool)
    }

    private struct Undo: Error {}

    private struct Model {
        /// Of the rows that must be there.
        var serials: Set<Int> = []
        /// All that were ever given out, also in what was undone.
        var identifiers: Set<RowID<Note>> = []
    }

    private static func steps(_ random: inout SeededRandom, depth: Int) -> [Step] {
        (0..<random.below(6)).map { _ in
            switch random.below(depth < 6 ? 5 : 3) {
            case 0, 1: .save(serial: random.below(12))
            case 2: .delete(from: random.below(16))
            default:
                .savepoint(
                    steps(&random, depth: depth + 1), fails: random.below(2) == 0)
            }
        }
    }

    private func perform(
        _ steps: [Step], in tx: inout Transaction, _ model: inout Model
    ) throws {
        for step in steps {
            switch step {
            case .save(let serial): try save(serial, in: &tx, &model)
            case .delete(let first):
                try Note.delete(from: tx, where: .serial(.atLeast(first)))
                model.serials = model.serials.filter { $0 < first }
            case .savepoint(let inner, let fails):
                try savepoint(inner, fails: fails, in: &tx, &model)
            }
            let found = try Note.get(from: tx, orderBy: .serial).map(\.value.serial)
            #expect(found == model.serials.sorted(), "after \(step)")
        }
    }

    /// Saves a note. One whose serial is taken is refused, and nothing else is undone.
    private func save(_ serial: Int, in tx: inout Transaction, _ model: inout Model) throws {
        guard !model.serials.contains(serial) else {
            #expect(throws: StoreError.unique(type: "Note", fields: ["serial"])) {
                try Note.sample(serial).save(in: tx)
            }
            return
        }
        let id = try Note.sample(serial).save(in: tx)
        #expect(model.identifiers.insert(id).inserted, "\(id) was given out before")
        model.serials.insert(serial)
    }

    private func savepoint(
        _ steps: [Step], fails: Bool, in tx: inout Transaction, _ model: inout Model
    ) throws {
        let serials = model.serials
        do {
            try tx.savepoint { inner in
                try perform(steps, in: &inner, &model)
                if fails { throw Undo() }
            }
        } catch is Undo {
            model.serials = serials
        }
    }

    @Test func savepointsOfAnyShapeLeaveWhatTheModelHas() throws {
        var random = SeededRandom(seed: Seed.ofThisRun)
        let db = try folder.store()
        var model = Model()
        for _ in 0..<150 {
            let steps = Self.steps(&random, depth: 0)
            let (serials, fails) = (model.serials, random.below(4) == 0)
            do {
                try db.write { tx in
                    try perform(steps, in: &tx, &model)
                    if fails { throw Undo() }
                }
            } catch is Undo {
                model.serials = serials
            }
            let found = try Note.get(from: db, orderBy: .serial).map(\.value.serial)
            #expect(found == model.serials.sorted(), "after \(steps)")
        }
        let others = try folder.store()
        #expect(try Note.count(in: others) == model.serials.count)
    }
}
