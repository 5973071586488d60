// Goal: a walk meets the rows of the moment it began, and ends. Method: every verb that writes, from within walks of
// its own type and of others, nested, through transactions and savepoints; a limit on the visits, so that a walk that does not end fails.
import OrmRuntime
import Synchronization
import Testing

@testable import Golden

@Suite struct WalkTests {
    let folder = TemporaryFolder()

    private func filled() throws -> Store {
        let db = try folder.store()
        try Note.saveAll((1...3).map { .sample($0) }, in: db)
        try Book.saveAll([.sample(1), .sample(2)], in: db)
        return db
    }

    private func serials(_ db: Store) throws -> [Int] {
        try Note.get(from: db, orderBy: .serial).map(\.value.serial)
    }

    @Test func noVerbWritesTheRowsThatAreWalkedThrough() throws {
        let db = try filled()
        let refused = StoreError.changeWithinWalk(type: "Note")
        var failures: [StoreError?] = []
        var visits = 0
        try db.write { tx in
            try Note.each(in: tx) { note in
                visits += 1
                guard visits < 10 else { throw StoreError.busy(path: "endless") }
                var changed = note
                changed.value.stars = 5
                failures += [
                    failure { _ = try Note.sample(visits + 100).save(in: tx) },
                    failure { _ = try Note.saveAll([.sample(visits + 200)], in: tx) },
                    failure { _ = try changed.save(in: tx) },
                    failure { _ = try note.delete(from: tx) },
                    failure { _ = try Note.delete(from: tx, id: note.id) },
                    failure { _ = try Note.delete(from: tx, where: .all) },
                    failure { _ = try Note.update(in: tx, where: .all, set: .stars(1)) },
                ]
            }
        }
        #expect(visits == 3)
        #expect(failures == Array(repeating: refused, count: 21))
        #expect(try serials(db) == [1, 2, 3])
        #expect(try Note.get(from: db).allSatisfy { $0.value.stars == 3 })
    }

    @Test func keyedTypesAreRefusedToo() throws {
        let db = try filled()
        let refused = StoreError.changeWithinWalk(type: "Book")
        try db.write { tx in
            try Book.each(in: tx) { book in
                #expect(failure { _ = try Book.sample(7).save(in: tx) } == refused)
                #expect(failure { _ = try Book.sample(7).insert(into: tx) } == refused)
                #expect(failure { _ = try Book.saveAll([book], in: tx) } == refused)
                #expect(failure { _ = try book.delete(from: tx) } == refused)
            }
        }
        #expect(try Book.count(in: db, where: .all) == 2)
    }

    @Test func otherTypesMayBeWritten() throws {
        let db = try filled()
        try db.write { tx in
            try Book.each(in: tx, orderBy: .isbn) { book in
                try Note.sample(Int(book.code) + 10).save(in: tx)
            }
        }
        #expect(try serials(db) == [1, 2, 3, 11, 12])
    }

    @Test func theRowsMayBeWrittenAfterTheWalkAndAfterOneThatFailed() throws {
        let db = try filled()
        try db.write { tx in
            try Note.each(in: tx) { _ in }
            try Note.sample(4).save(in: tx)
            #expect(throws: StoreError.busy(path: "mine")) {
                try Note.each(in: tx) { _ in throw StoreError.busy(path: "mine") }
            }
            try Note.sample(5).save(in: tx)
        }
        #expect(try serials(db) == [1, 2, 3, 4, 5])
    }

    @Test func anInnerWalkThatEndsLeavesTheOuterOneProtected() throws {
        let db = try filled()
        var pairs = 0
        try db.write { tx in
            try Note.each(in: tx) { _ in
                try Note.each(in: tx) { _ in pairs += 1 }
                try Book.each(in: tx) { _ in }
                #expect(
                    failure { _ = try Note.sample(9).save(in: tx) }
                        == .changeWithinWalk(type: "Note"))
                // The walk through the books is over.
                try Book.sample(3).save(in: tx)
            }
        }
        #expect(pairs == 9)
        #expect(try Book.count(in: db, where: .all) == 3)
    }

    @Test func walksWithinAReadTransactionNest() throws {
        let db = try filled()
        var pairs = 0
        try db.read { tx in
            try Note.each(in: tx) { _ in try Note.each(in: tx) { _ in pairs += 1 } }
        }
        #expect(pairs == 9)
    }

    @Test func aTasksWalkIsProtectedToo() async throws {
        let db = try filled()
        await #expect(throws: StoreError.changeWithinWalk(type: "Note")) {
            try await db.write { tx in
                try Note.each(in: tx) { note in try note.delete(from: tx) }
            }
        }
        let count = try await Note.count(in: db, where: .all)
        #expect(count == 3)
    }

    // MARK: Rows that cannot be read

    /// Three notes and two books, one book's price is a text.
    private func spoilt() throws -> Store {
        let db = try filled()
        try RawDatabase(folder.path()).run("UPDATE Book SET price = 'dear' WHERE isbn = 'isbn-1'")
        return db
    }

    private static let fault = StoreError.decode(
        type: "Book", field: "price", row: 1,
        problem: .storageClass(expected: .real, found: .text))

    private struct Enough: Error {}

    @Test func aRowThatCannotBeReadEndsAWalkUnlessItIsSkipped() throws {
        let db = try spoilt()
        var read: [String] = []
        var faults: [StoreError] = []
        #expect(failure { try Book.each(in: db) { read.append($0.isbn) } } == Self.fault)
        #expect(read == [])
        try Book.each(in: db, onUndecodable: { faults.append($0) }) { read.append($0.isbn) }
        #expect(read == ["isbn-2"])
        #expect(faults == [Self.fault])
    }

    @Test func aWalkThatSkipsHasConditionsAndAnOrder() throws {
        let db = try spoilt()
        try Book.sample(3).save(in: db)
        var events: [String] = []
        try Book.each(
            in: db, where: .code(.atMost(2)), orderBy: .code.descending,
            onUndecodable: { _ in events.append("fault") },
            do: { book in events.append(book.isbn) })
        #expect(events == ["isbn-2", "fault"])
    }

    @Test func theHandlerMayEndTheWalk() throws {
        let db = try spoilt()
        #expect(throws: Enough.self) {
            try Book.each(in: db, orderBy: .code, onUndecodable: { _ in throw Enough() }) { _ in
                Issue.record("the walk went on")
            }
        }
        #expect(throws: StoreError.busy(path: "mine")) {
            try Book.each(
                in: db, onUndecodable: { _ throws(StoreError) in throw .busy(path: "mine") },
                do: { _ throws(StoreError) in })
        }
    }

    @Test func theHandlerGetsNoOtherErrors() throws {
        let db = try spoilt()
        var faults = 0
        #expect(throws: Enough.self) {
            try Book.each(in: db, onUndecodable: { _ in faults += 1 }) { _ in throw Enough() }
        }
        try db.close()
        #expect(
            failure { try Book.each(in: db, onUndecodable: { _ in faults += 1 }) { _ in } }
                == .closed)
        #expect(faults == 1)
    }

    @Test func aTasksWalkMaySkipToo() async throws {
        let db = try spoilt()
        let faults = Mutex<[StoreError]>([])
        let read = Mutex<[String]>([])
        try await Book.each(
            in: db, onUndecodable: { fault in faults.withLock { $0.append(fault) } },
            do: { book in read.withLock { $0.append(book.isbn) } })
        #expect(read.withLock { $0 } == ["isbn-2"])
        #expect(faults.withLock { $0 } == [Self.fault])
    }
}
