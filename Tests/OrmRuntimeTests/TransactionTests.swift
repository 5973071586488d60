// Goal: a transaction happens whole or not at all, and says why when it does not. Method: each way out of
// a closure, in and out of savepoints, then the rows are counted; SQLite's own roll-back is provoked with
// a store that may not grow.
import CSQLite
import Testing

@testable import Golden
@testable import OrmRuntime

extension Transaction {
    /// What the handle stands for, as long as it does.
    fileprivate var connection: Connection {
        var found: Connection?
        try! withReadConnection { connection throws(StoreError) in found = connection }
        return found!
    }
}

@Suite struct TransactionTests {
    let folder = TemporaryFolder()

    private struct Mine: Error, Equatable {
        let number: Int
    }

    @Test func returningCommitsAndGivesBackTheResult() throws {
        let db = try folder.store()
        let count = try db.write { tx in
            try Note.sample(1).save(in: tx)
            return try Note.count(in: tx)
        }
        #expect(count == 1)
        #expect(try Note.count(in: db) == 1)
    }

    @Test func throwingRollsBackAndTheErrorArrivesAsItself() throws {
        let db = try folder.store()
        #expect(throws: Mine(number: 7)) {
            try db.write { tx in
                try Note.sample(1).save(in: tx)
                throw Mine(number: 7)
            }
        }
        #expect(throws: StoreError.unique(type: "Note", fields: ["serial"])) {
            try db.write { tx in
                try Note.sample(1).save(in: tx)
                try Note.sample(1).save(in: tx)
            }
        }
        #expect(throws: StoreError.busy(path: "mine")) {
            try db.write { tx throws(StoreError) in
                try Note.sample(1).save(in: tx)
                throw StoreError.busy(path: "mine")
            }
        }
        #expect(throws: Mine(number: 8)) {
            try db.read { tx in
                _ = try Note.count(in: tx)
                throw Mine(number: 8)
            }
        }
        #expect(try Note.count(in: db) == 0)
    }

    @Test func throwingRollsBackFromATaskToo() async throws {
        let db = try folder.store()
        await #expect(throws: Mine(number: 7)) {
            try await db.write { tx in
                try Note.sample(1).save(in: tx)
                throw Mine(number: 7)
            }
        }
        await #expect(throws: Mine(number: 8)) {
            try await db.read { tx in
                _ = try Note.count(in: tx)
                throw Mine(number: 8)
            }
        }
        let count = try await db.write { tx throws(StoreError) in
            try Note.sample(2).save(in: tx)
            return try Note.count(in: tx)
        }
        #expect(count == 1)
    }

    @Test func aCaughtErrorLeavesTheTransactionOpen() throws {
        let db = try folder.store()
        try db.write { tx in
            try Note.sample(1).save(in: tx)
            #expect(throws: StoreError.unique(type: "Note", fields: ["serial"])) {
                try Note.sample(1).save(in: tx)
            }
            try Note.sample(2).save(in: tx)
        }
        #expect(try Note.count(in: db) == 2)
    }

    // MARK: Savepoints

    @Test func aSavepointUndoesItsOwnWritesOnly() throws {
        let db = try folder.store()
        try db.write { tx in
            try Note.sample(1).save(in: tx)
            try tx.savepoint { tx in
                try Note.sample(2).save(in: tx)
                #expect(throws: Mine(number: 1)) {
                    try tx.savepoint { tx in
                        try Note.sample(3).save(in: tx)
                        try tx.savepoint { tx in _ = try Note.sample(4).save(in: tx) }
                        throw Mine(number: 1)
                    }
                }
                try Note.sample(5).save(in: tx)
            }
        }
        #expect(try Note.get(from: db, orderBy: .serial).map(\.value.serial) == [1, 2, 5])
    }

    @Test func aSavepointsWritesGoWithItsTransaction() throws {
        let db = try folder.store()
        #expect(throws: Mine(number: 1)) {
            try db.write { tx in
                try tx.savepoint { tx in _ = try Note.sample(1).save(in: tx) }
                throw Mine(number: 1)
            }
        }
        #expect(try Note.count(in: db) == 0)
    }

    @Test func aSavepointThatCannotBeUndoneEndsTheTransaction() throws {
        let db = try folder.store()
        try Note.saveAll([.sample(1), .sample(2)], in: db)
        #expect(throws: StoreError.rolledBack) {
            try db.write { tx in
                try Book.sample(1).save(in: tx)
                // A walk is under way, so an interruption also stops the savepoint's roll-back.
                try? Book.each(in: tx) { _ in
                    let connection = tx.connection
                    try connection.savepoint { () throws(StoreError) in
                        try Note.sample(3).save(in: tx)
                        // SAFETY: the connection is open and this thread has it.
                        unsafe sqlite3_interrupt(connection.handle)
                        throw .busy(path: "mine")
                    }
                }
            }
        }
        #expect(try Note.count(in: db) == 2)
    }

    // MARK: SQLite rolls back by itself

    private func full() throws -> Store {
        let db = try folder.store { $0.maximumBytes = 400_000 }
        try Note.sample(1).save(in: db)
        return db
    }

    private static let tooMuch = String(repeating: "x", count: 600_000)

    @Test func aFullStoreSaysSoAndGoesOn() throws {
        let db = try full()
        #expect(throws: StoreError.full(path: folder.path())) {
            try Note.sample(2, text: Self.tooMuch).save(in: db)
        }
        try Note.sample(3).save(in: db)
        #expect(try Note.get(from: db, orderBy: .serial).map(\.value.serial) == [1, 3])
    }

    @Test func nothingIsCommittedAfterSQLiteRolledBack() throws {
        let db = try full()
        var failures: [StoreError?] = []
        let outcome = failure {
            try db.write { tx in
                try Note.sample(2).save(in: tx)
                let large = Note.sample(3, text: Self.tooMuch)
                failures.append(failure { try large.save(in: tx) })
                #expect(!tx.connection.isInTransaction, "SQLite rolled back by itself")
                failures.append(failure { try Note.sample(4).save(in: tx) })
                failures.append(failure { _ = try Note.count(in: tx) })
                failures.append(failure { _ = try Note.find(in: tx, serial: 1) })
                failures.append(failure { try Note.delete(from: tx, where: .all) })
                failures.append(failure { try Note.saveAll([.sample(4)], in: tx) })
                failures.append(
                    failure { try tx.savepoint { tx in _ = try Note.sample(5).save(in: tx) } })
            }
        }
        #expect(outcome == .rolledBack)
        #expect(failures.first == .full(path: folder.path()))
        #expect(failures.dropFirst().allSatisfy { $0 == .rolledBack })
        #expect(failures.count == 7)
        #expect(try Note.get(from: db).map(\.value.serial) == [1])
        try Note.sample(6).save(in: db)
        #expect(try Note.count(in: db) == 2)
    }

    @Test func aFullStoreInsideASavepointEndsTheWholeTransaction() throws {
        let db = try full()
        #expect(throws: StoreError.rolledBack) {
            try db.write { tx in
                try Note.sample(2).save(in: tx)
                try? tx.savepoint { tx in _ = try Note.sample(3, text: Self.tooMuch).save(in: tx) }
            }
        }
        #expect(try Note.get(from: db).map(\.value.serial) == [1])
    }

    @Test func aWalkDoesNotSurviveTheRollBack() throws {
        let db = try full()
        var visits = 0
        #expect(throws: StoreError.rolledBack) {
            try db.write { tx in
                try Note.saveAll((10..<20).map { Note.sample($0) }, in: tx)
                try Note.each(in: tx) { _ in
                    visits += 1
                    _ = try? Book.sample(1, title: Self.tooMuch).save(in: tx)
                }
            }
        }
        #expect(visits == 1)
    }

    // MARK: Nested use

    @Test func usingTheStoreInsideItsTransactionIsNestedUse() throws {
        let db = try folder.store()
        #expect(throws: StoreError.nestedUse) {
            try db.write { tx in
                try Note.sample(1).save(in: tx)
                _ = try Note.count(in: db)
            }
        }
        #expect(throws: StoreError.nestedUse) {
            try db.write { _ in try db.write { tx in _ = try Note.sample(1).save(in: tx) } }
        }
        #expect(throws: StoreError.nestedUse) { try db.read { _ in try db.close() } }
        #expect(try Note.count(in: db) == 0)
    }

    @Test func usingTheStoreInsideItsTransactionIsNestedUseFromATaskToo() async throws {
        let db = try folder.store()
        await #expect(throws: StoreError.nestedUse) {
            try await db.write { tx in
                try Note.sample(1).save(in: tx)
                _ = try Note.count(in: db)
            }
        }
        #expect(try await Note.count(in: db) == 0)
    }

    @Test func twoStoresMayBeUsedInsideEachOther() throws {
        let (one, two) = (try folder.store("1.db"), try folder.store("2.db"))
        try one.write { tx in
            try Note.sample(1).save(in: tx)
            try two.write { other in
                try Note.sample(2).save(in: other)
                try Note.sample(3).save(in: tx)
            }
        }
        #expect(try Note.count(in: one) == 2)
        #expect(try Note.count(in: two) == 1)
    }

    // MARK: Handles that outlive their transaction

    private func ended(_ name: String) -> StoreError {
        .transactionEnded(path: folder.path(name))
    }

    @Test func aHandleThatChangedPlacesEndsWithItsOwnTransaction() throws {
        let (one, two) = (try folder.store("1.db"), try folder.store("2.db"))
        var failures: [StoreError?] = []
        try one.write { tx in
            try two.write { other in
                swap(&tx, &other)
                // Both transactions are open: each handle still means its own.
                try Note.sample(2).save(in: tx)
                try Note.sample(1).save(in: other)
            }
            failures.append(failure { _ = try Note.sample(3).save(in: tx) })
            failures.append(failure { _ = try Note.count(in: tx) })
            failures.append(failure { try tx.savepoint { _ in } })
            try two.close()
            failures.append(failure { _ = try Note.sample(3).save(in: tx) })
        }
        #expect(failures == Array(repeating: ended("2.db"), count: 4))
        #expect(try Note.get(from: one).map(\.value.serial) == [1])
        #expect(try Note.get(from: folder.store("2.db")).map(\.value.serial) == [2])
    }

    @Test func aHandleIsNoneOfALaterTransaction() throws {
        let (one, two) = (try folder.store("1.db"), try folder.store("2.db"))
        try one.write { tx in
            try two.write { other in swap(&tx, &other) }
            try two.write { _ in
                #expect(failure { _ = try Note.sample(1).save(in: tx) } == ended("2.db"))
            }
        }
        #expect(try Note.count(in: two) == 0)
    }

    @Test func aSavepointsHandleEndsWithTheSavepoint() throws {
        let (one, two) = (try folder.store("1.db"), try folder.store("2.db"))
        try one.write { tx in
            try two.write { other in
                try tx.savepoint { inner in swap(&inner, &other) }
                #expect(failure { _ = try Note.sample(1).save(in: other) } == ended("1.db"))
                // The outer handle is what it was.
                try Note.sample(2).save(in: tx)
            }
        }
        #expect(try Note.get(from: one).map(\.value.serial) == [2])
        #expect(try Note.count(in: two) == 0)
    }

    @Test func anOuterHandleRestsWhileASavepointRuns() throws {
        let (one, two) = (try folder.store("1.db"), try folder.store("2.db"))
        try one.write { tx in
            try two.write { other in
                swap(&tx, &other)
                // `other` is the first store's now, so the exclusive access is that to `other`.
                try other.savepoint { inner in
                    swap(&inner, &tx)
                    #expect(failure { _ = try Note.sample(1).save(in: inner) } == nil)
                    swap(&inner, &tx)
                    try Note.sample(2).save(in: inner)
                }
                swap(&tx, &other)
            }
            try Note.sample(3).save(in: tx)
        }
        #expect(try Note.get(from: one, orderBy: .serial).map(\.value.serial) == [2, 3])
        #expect(try Note.get(from: two).map(\.value.serial) == [1])
    }

    @Test func aReadingHandleEndsWithItsTransactionToo() throws {
        let (one, two) = (try folder.store("1.db"), try folder.store("2.db"))
        try one.read { tx in
            try two.read { other in swap(&tx, &other) }
            #expect(failure { _ = try Note.count(in: tx) } == ended("2.db"))
        }
    }

    @Test func aFailedTransactionsHandleHasEnded() throws {
        let (one, two) = (try folder.store("1.db"), try folder.store("2.db"))
        try one.write { tx in
            #expect(throws: Mine(number: 1)) {
                try two.write { other in
                    swap(&tx, &other)
                    throw Mine(number: 1)
                }
            }
            #expect(failure { _ = try Note.sample(1).save(in: tx) } == ended("2.db"))
        }
        #expect(try Note.count(in: two) == 0)
    }
}
