import Testing
import OrmRuntime
import OrmLaws
@testable import Golden
import Foundation

@Test func smoke() async throws {
    let path = NSTemporaryDirectory() + "smoke-\(UUID()).db"
    let db = try await Book.open(path)
    let b = Book(isbn: "1", title: "T", year: 1999, price: 1.5, code: .max, binding: .cloth, shelf: .upper, printed: Place(city: "Cambridge", zip: nil), stored: nil, cover: [1,2,3])
    try await b.save(in: db)
    let found = try await Book.find(in: db, isbn: "1")
    #expect(found == b)
    let x = try await Book.get(from: db, title: .contains("T"), printed: .city(.hasPrefix("Cam")), orderBy: .year.descending, .title, limit: 3)
    #expect(x == [b])
    #expect(throws: StoreError.unique(type: "Book", fields: ["code"])) {
        var c = b; c.isbn = "2"; c.title = "x"
        try c.save(in: db)
    }
    try await db.write { tx in
        try Book.update(in: tx, where: .isbn("1"), set: .price(nil), .stored(Place(city: "A", zip: 1)))
    }
    let y = try await Book.get(from: db, stored: .zip(.atLeast(1)))
    #expect(y.count == 1)
    #expect(try await Book.count(in: db, stored: .zip(.lessThan(1))) == 0)
    let id = try await Note(text: "x", stars: nil, serial: 2).save(in: db)
    let n = try await Note.find(in: db, id: id)
    #expect(n?.text == "x")
    try Laws.checkLossless(Book.self, in: db, seed: 3)
    try Laws.checkLossless(Note.self, in: db, seed: 4)
    try Laws.checkLossless(Loan.self, in: db, seed: 5)
    try Laws.checkLossless(Archive.Entry.self, in: db, seed: 6)
    #expect(throws: StoreError.nestedUse) { try db.write { tx in try Book.count(in: db) } }
}
