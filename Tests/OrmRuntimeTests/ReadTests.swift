import OrmRuntime
import Testing

// Goal: find, exists, count and each see the rows there are, also inside each other. Method: a few rows;
// walks nested in walks on one transaction; more kinds of query than the connection keeps statements for.
@testable import Golden

@Suite struct ReadTests {
    let folder = TemporaryFolder()

    private func shelf(_ count: Int = 3) throws -> Store {
        let db = try folder.store()
        try Book.saveAll((0..<count).map { Book.sample($0) }, in: db)
        return db
    }

    @Test func uniqueLookUpsFindOneRowOrNone() throws {
        let db = try shelf()
        let book = Book.sample(1)
        #expect(try Book.find(in: db, isbn: "isbn-1") == book)
        #expect(try Book.find(in: db, id: "isbn-1") == book)
        #expect(try Book.find(in: db, code: 1) == book)
        #expect(try Book.find(in: db, title: "Title 1", year: 2000) == book)
        #expect(try Book.find(in: db, title: "Title 1", year: 2001) == nil)
        #expect(try Book.find(in: db, code: .max) == nil)
        #expect(try Note.find(in: db, serial: 1) == nil)
        #expect(try Loan.find(in: db, member: 1, isbn: "x") == nil)
    }

    @Test func uniqueLookUpsWorkFromATask() async throws {
        let db = try shelf()
        let book = Book.sample(1)
        #expect(try await Book.find(in: db, isbn: "isbn-1") == book)
        #expect(try await Book.find(in: db, id: "isbn-1") == book)
        #expect(try await Book.find(in: db, code: 1) == book)
        #expect(try await Book.find(in: db, title: "Title 1", year: 2000) == book)
        #expect(try await Book.find(in: db, isbn: "none") == nil)
    }

    @Test func existsAndCountAgreeWithTheRows() throws {
        let db = try shelf()
        #expect(try Book.exists(in: db))
        #expect(try Book.exists(in: db, where: .code(2)))
        #expect(try Book.exists(in: db, where: .code(3)) == false)
        #expect(try Note.exists(in: db) == false)
        #expect(try Book.count(in: db) == 3)
        #expect(try Book.count(in: db, where: .matching(code: .atLeast(1), isLent: false)) == 2)
    }

    // MARK: each

    @Test func eachVisitsTheRowsInOrder() throws {
        let db = try shelf()
        var codes: [UInt64] = []
        try Book.each(in: db, where: .code(.atLeast(1)), orderBy: .code.descending) { book in
            codes.append(book.code)
        }
        #expect(codes == [2, 1])
    }

    private struct Enough: Error {}

    @Test func anErrorThrownByEachsBodyArrivesAsItselfAndEndsTheWalk() throws {
        let db = try shelf()
        var visits = 0
        #expect(throws: Enough.self) {
            try Book.each(in: db) { _ in
                visits += 1
                if visits == 2 { throw Enough() }
            }
        }
        #expect(visits == 2)
        #expect(throws: StoreError.busy(path: "mine")) {
            try Book.each(in: db) { _ throws(StoreError) in throw .busy(path: "mine") }
        }
        #expect(try Book.count(in: db) == 3, "the statement is free again")
    }

    @Test func walksOfOneShapeMayNest() throws {
        let db = try shelf()
        var pairs: [[UInt64]] = []
        try db.read { tx in
            try Book.each(in: tx, where: .code(.atLeast(1)), orderBy: .code) { outer in
                try Book.each(in: tx, where: .code(.atLeast(2)), orderBy: .code) { inner in
                    let found = try Book.find(in: tx, code: inner.code)
                    pairs.append([outer.code, inner.code, found?.code ?? 99])
                }
            }
        }
        #expect(pairs == [[1, 2, 2], [2, 2, 2]])
        #expect(try Book.get(from: db, where: .code(.atLeast(0)), orderBy: .code).count == 3)
    }

    @Test func aWalkMayWriteOtherTypesThroughItsTransaction() throws {
        let db = try shelf()
        try db.write { tx in
            try Book.each(in: tx, orderBy: .code) { book in
                try Note.sample(Int(book.code)).save(in: tx)
            }
        }
        #expect(try Note.count(in: db) == 3)
    }

    @Test func callingTheStoreFromEachsBodyIsNestedUse() throws {
        let db = try shelf()
        #expect(throws: StoreError.nestedUse) {
            try Book.each(in: db) { _ in try Note.sample(1).save(in: db) }
        }
        #expect(try Note.count(in: db) == 0)
    }

    @Test func eachWorksFromATask() async throws {
        let db = try shelf()
        await #expect(throws: StoreError.busy(path: "mine")) {
            try await Book.each(in: db) { book throws(StoreError) in
                if book.code == 1 { throw StoreError.busy(path: "mine") }
            }
        }
        #expect(try await Book.count(in: db) == 3)
    }

    // MARK: Statements

    @Test func moreShapesThanTheCacheHoldsStillAnswer() throws {
        let db = try shelf(200)
        for _ in 0..<3 {
            for count in 1...150 {
                let codes = (0..<count).map { UInt64($0) }
                let found = try Book.count(in: db, where: .code(.in(codes)))
                #expect(found == count)
            }
        }
    }

    @Test func queriesOfOneShapeOnTwoTablesStayApart() throws {
        let db = try shelf(2)
        try Loan(member: 7, isbn: "isbn-1", since: 0).save(in: db)
        for _ in 0..<2 {
            // Book.isbn is its first column and Loan.member that of loans.
            #expect(try Book.count(in: db, where: .isbn(.equals("isbn-1"))) == 1)
            #expect(try Loan.count(in: db, where: .member(.equals(7))) == 1)
            #expect(try Book.count(in: db, where: .title(.equals("isbn-1"))) == 0)
            #expect(try Loan.count(in: db, where: .isbn(.equals("isbn-1"))) == 1)
        }
    }
}
