import OrmRuntime
import Testing

// Goal: save, insert and saveAll store whole values, all of them or none. Method: write, then count and
// read back what is there.
@testable import Golden
@testable import struct Shadowed.Match

@Suite struct SaveTests {
    let folder = TemporaryFolder()

    @Test func savingTwiceReplacesTheRow() throws {
        let db = try folder.store()
        #expect(try Book.sample(1).save(in: db) == "isbn-1")
        let changed = Book.sample(1, title: "Changed", stored: Place(city: "Ely", zip: nil))
        try changed.save(in: db)
        #expect(try Book.get(from: db) == [changed])
    }

    @Test func insertingTwiceFailsAndNamesTheKey() throws {
        let db = try folder.store()
        let first = Book.sample(1)
        let sameKey = Book.sample(1, title: "Other", code: 99)
        #expect(try first.insert(into: db) == "isbn-1")
        #expect(throws: StoreError.unique(type: "Book", fields: ["isbn"])) {
            try sameKey.insert(into: db)
        }
        #expect(try Book.get(from: db) == [first])
    }

    @Test func compositeKeysAreNamedWhole() throws {
        let db = try folder.store()
        try Loan(member: 1, isbn: "a", since: 1).insert(into: db)
        try Loan(member: 1, isbn: "b", since: 2).insert(into: db)
        #expect(throws: StoreError.unique(type: "Loan", fields: ["member", "isbn"])) {
            try Loan(member: 1, isbn: "a", since: 3).insert(into: db)
        }
        try Loan(member: 1, isbn: "a", since: 4).save(in: db)
        #expect(try Loan.find(in: db, member: 1, isbn: "a")?.since == 4)
        #expect(try Loan.count(in: db) == 2)
    }

    static let clashes: [(Book, [String])] = [
        (Book.sample(2, code: 1), ["code"]),
        (Book.sample(2, title: "Title 1"), ["title", "year"]),
    ]

    @Test(arguments: clashes.indices)
    func aUniqueViolationNamesTheFields(_ index: Int) throws {
        let (book, fields) = Self.clashes[index]
        let db = try folder.store()
        try Book.sample(1).save(in: db)
        #expect(throws: StoreError.unique(type: "Book", fields: fields)) { try book.save(in: db) }
        #expect(throws: StoreError.unique(type: "Book", fields: fields)) {
            try book.insert(into: db)
        }
        #expect(try Book.count(in: db) == 1)
    }

    @Test func aUniqueFieldOfATypeWithoutKeyIsNamed() throws {
        let db = try folder.store()
        let first = try Note.sample(1).save(in: db)
        let second = try Note.sample(2).save(in: db)
        #expect(first != second)
        #expect(throws: StoreError.unique(type: "Note", fields: ["serial"])) {
            try Note.sample(1).save(in: db)
        }
        #expect(try Note.count(in: db) == 2)
    }

    @Test func saveAllStoresEveryValueAndReturnsTheKeys() throws {
        let db = try folder.store()
        let books = (0..<10).map { Book.sample($0) }
        #expect(try Book.saveAll(books, in: db) == books.map(\.isbn))
        #expect(try Book.get(from: db, orderBy: .code) == books)
        let ids = try Note.saveAll([.sample(1), .sample(2)], in: db)
        #expect(try ids.map { try Note.find(in: db, id: $0)?.serial } == [1, 2])
        #expect(try Book.saveAll([], in: db) == [])
    }

    @Test func aSequenceThatRunsOnceStillGivesItsKeys() throws {
        let db = try folder.store()
        var next = 0
        let books = AnyIterator<Book> {
            next += 1
            return next <= 3 ? .sample(next) : nil
        }
        #expect(try Book.saveAll(books, in: db) == ["isbn-1", "isbn-2", "isbn-3"])
        #expect(try Book.count(in: db) == 3)
    }

    @Test func aViolationInTheMiddleOfSaveAllLeavesNothing() throws {
        let db = try folder.store()
        try Book.sample(5).save(in: db)
        let books = [Book.sample(1), .sample(2), .sample(7, code: 5), .sample(3)]
        #expect(throws: StoreError.unique(type: "Book", fields: ["code"])) {
            try Book.saveAll(books, in: db)
        }
        #expect(try Book.get(from: db) == [.sample(5)])
        #expect(throws: StoreError.unique(type: "Note", fields: ["serial"])) {
            try Note.saveAll([.sample(1), .sample(2), .sample(1)], in: db)
        }
        #expect(try Note.count(in: db) == 0)
    }

    @Test func insideATransactionAFailedSaveAllLeavesTheRest() throws {
        let db = try folder.store()
        try db.write { tx in
            try Book.sample(5).save(in: tx)
            #expect(throws: StoreError.unique(type: "Book", fields: ["code"])) {
                try Book.saveAll([.sample(1), .sample(7, code: 5)], in: tx)
            }
            try Book.sample(6).save(in: tx)
        }
        #expect(try Book.get(from: db, orderBy: .code) == [.sample(5), .sample(6)])
    }

    @Test func theSameVerbsWorkFromATask() async throws {
        let db = try folder.store()
        let sameKey = Book.sample(1, title: "Other", code: 99)
        #expect(try await Book.sample(1).save(in: db) == "isbn-1")
        #expect(try await Book.sample(2).insert(into: db) == "isbn-2")
        #expect(try await Book.saveAll([.sample(3), .sample(4)], in: db) == ["isbn-3", "isbn-4"])
        let id = try await Note.sample(1).save(in: db)
        let ids = try await Note.saveAll([.sample(2)], in: db)
        #expect(try await Note.count(in: db) == 2)
        #expect(ids != [id])
        #expect(try await Book.count(in: db) == 4)
        await #expect(throws: StoreError.unique(type: "Book", fields: ["isbn"])) {
            try await sameKey.insert(into: db)
        }
    }

    @Test func aTypeOfAnotherModuleIsRefusedWithBothModulesAndThePath() throws {
        let db = try folder.store()
        let foreign = StoreError.foreignType(
            type: "Match", module: "Shadowed", store: "Golden", path: folder.path())
        #expect(
            foreign.description
                == "Match is a type of module Shadowed, and '\(folder.path())' "
                + "was opened as the store of Golden")
        #expect(throws: foreign) {
            try Match.count(in: db, where: .all)
        }
        #expect(throws: foreign) {
            try Match(number: 1, home: "x", order: nil, state: .open).save(in: db)
        }
        #expect(throws: foreign) {
            try Match.find(in: db, number: 1)
        }
    }

    /// Swift 6.3 crashes on `catch StoreError.unique` here, where a call that rethrows stands beside.
    @Test func anErrorIsCaughtAndLookedAt() throws {
        let db = try folder.store()
        try Note.sample(1).save(in: db)
        var isTaken = false
        do {
            _ = [1].contains { $0 == 1 }
            try Note.sample(1).save(in: db)
        } catch {
            guard case .unique = error else { throw error }
            isTaken = true
        }
        #expect(isTaken)
    }
}
