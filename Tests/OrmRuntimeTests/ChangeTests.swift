import OrmRuntime
import Testing

// Goal: update and delete change the rows they name and no others. Method: three rows, one verb, then
// all rows compared.
@testable import Golden

@Suite struct ChangeTests {
    let folder = TemporaryFolder()

    private func shelf() throws -> Store {
        let db = try folder.store()
        try Book.saveAll(
            [.sample(1), .sample(2), .sample(3, stored: Place(city: "Ely", zip: 7))], in: db)
        return db
    }

    private func books(_ db: Store) throws -> [Book] { try Book.get(from: db, orderBy: .code) }

    // MARK: update

    static let changes: [(Assignment<Book>, @Sendable (inout Book) -> Void)] = [
        (.title("New"), { $0.title = "New" }),
        (.price(nil), { $0.price = nil }),
        (.price(.nan), { $0.price = .nan }),
        (.code(.max), { $0.code = .max }),
        (.binding(.paper), { $0.binding = .paper }),
        (.shelf(nil), { $0.shelf = nil }),
        (.printed(Place(city: "York", zip: nil)), { $0.printed = Place(city: "York", zip: nil) }),
        (.printed(.city("York")), { $0.printed.city = "York" }),
        (.printed(.zip(nil)), { $0.printed.zip = nil }),
        (.stored(Place(city: "Bath", zip: nil)), { $0.stored = Place(city: "Bath", zip: nil) }),
        (.stored(nil), { $0.stored = nil }),
        (.cover([]), { $0.cover = [] }),
        (.isLent(true), { $0.isLent = true }),
        (.isbn("other"), { $0.isbn = "other" }),
    ]

    @Test(arguments: changes.indices)
    func updateSetsOneFieldOfTheMatchingRows(_ index: Int) throws {
        let (change, apply) = Self.changes[index]
        let db = try shelf()
        #expect(try Book.update(in: db, where: .code(3), set: change) == 1)
        var third = Book.sample(3, stored: Place(city: "Ely", zip: 7))
        apply(&third)
        let found = try Book.get(from: db, orderBy: .year)
            .sorted { $0.printed.zip ?? 3 < $1.printed.zip ?? 3 }
        #expect(found[0] == .sample(1))
        #expect(found[1] == .sample(2))
        #expect(found[2].ormStoredValues == third.ormStoredValues)
    }

    @Test func updateCountsTheRowsItTouches() throws {
        let db = try shelf()
        #expect(try Book.update(in: db, where: .all, set: .isLent(true)) == 3)
        #expect(try Book.update(in: db, where: .nothing, set: .isLent(false)) == 0)
        #expect(try Book.update(in: db, where: .all) == 0)
        #expect(try Book.count(in: db, where: .isLent(true)) == 3)
    }

    @Test func anUpdateThatViolatesAConstraintChangesNothing() throws {
        let db = try shelf()
        let before = try books(db)
        #expect(throws: StoreError.unique(type: "Book", fields: ["code"])) {
            try Book.update(in: db, where: .all, set: .code(9))
        }
        #expect(throws: StoreError.unique(type: "Book", fields: ["title", "year"])) {
            try Book.update(in: db, where: .code(1), set: .title("Title 2"))
        }
        #expect(throws: StoreError.unique(type: "Book", fields: ["isbn"])) {
            try Book.update(in: db, where: .code(1), set: .isbn("isbn-2"))
        }
        #expect(try books(db) == before)
    }

    @Test func aFieldThatGetsTwoValuesIsNamed() throws {
        let db = try shelf()
        let before = try books(db)
        func conflict(_ field: String) -> StoreError {
            .conflictingChanges(type: "Book", field: field)
        }
        #expect(
            failure {
                try Book.update(in: db, where: .all, set: .title("x"), .year(1), .title("y"))
            }
                == conflict("title"))
        #expect(
            failure { try Book.update(in: db, where: .all, set: .title("x"), .title("x")) }
                == conflict("title"), "also when they are the same")
        let place = Place(city: "x", zip: 1)
        #expect(
            failure {
                try Book.update(in: db, where: .all, set: .printed(place), .printed(.zip(2)))
            }
                == conflict("printed.zip"))
        #expect(
            failure { try Book.update(in: db, where: .all, set: .stored(place), .stored(nil)) }
                == conflict("stored"))
        #expect(conflict("title").description == "Book.title is given two values in one update")
        #expect(try books(db) == before)
        try Book.update(in: db, where: .all, set: .printed(.city("y")), .printed(.zip(2)))
        #expect(try Book.get(from: db).allSatisfy { $0.printed == Place(city: "y", zip: 2) })
    }

    // MARK: delete

    @Test func deletingByValueIDOrCondition() throws {
        let db = try shelf()
        #expect(try Book.sample(1).delete(from: db))
        #expect(try Book.sample(1).delete(from: db) == false)
        #expect(try Book.delete(from: db, id: "isbn-2"))
        #expect(try Book.delete(from: db, id: "isbn-2") == false)
        #expect(try Book.delete(from: db, where: .code(.in([1, 2]))) == 0)
        #expect(try Book.delete(from: db, where: .all) == 1)
        #expect(try Book.count(in: db) == 0)
    }

    @Test func deletingByCompositeKey() throws {
        let db = try folder.store()
        try Loan.saveAll(
            [Loan(member: 1, isbn: "a", since: 0), Loan(member: 2, isbn: "a", since: 0)], in: db)
        #expect(try Loan(member: 1, isbn: "a", since: 99).delete(from: db))
        #expect(try Loan.get(from: db).map(\.member) == [2])
    }

    // MARK: Stored

    @Test func aStoredValueIsReplacedInItsRow() throws {
        let db = try folder.store()
        let id = try Note.sample(1).save(in: db)
        var stored = try #require(try Note.find(in: db, id: id))
        stored.value.text = "changed"
        stored.value.stars = nil
        #expect(try stored.save(in: db))
        #expect(try Note.get(from: db) == [stored])
        #expect(stored.id == id)
        #expect(stored.value == Note(text: "changed", stars: nil, serial: 1))
    }

    @Test func aStoredValueWhoseRowIsGoneIsNotSavedAnew() throws {
        let db = try folder.store()
        let id = try Note.sample(1).save(in: db)
        let stored = try #require(try Note.find(in: db, id: id))
        #expect(try stored.delete(from: db))
        #expect(try stored.delete(from: db) == false)
        #expect(try stored.save(in: db) == false)
        #expect(try Note.count(in: db) == 0)
    }

    @Test func replacingAStoredValueMayViolateAConstraint() throws {
        let db = try folder.store()
        try Note.sample(1).save(in: db)
        let id = try Note.sample(2).save(in: db)
        var stored = try #require(try Note.find(in: db, id: id))
        stored.value.serial = 1
        #expect(throws: StoreError.unique(type: "Note", fields: ["serial"])) {
            try stored.save(in: db)
        }
        #expect(try Note.find(in: db, id: id)?.value.serial == 2)
    }

    @Test func theSameVerbsWorkFromATask() async throws {
        let db = try shelf()
        #expect(try await Book.update(in: db, where: .all, set: .isLent(true)) == 3)
        #expect(try await Book.sample(1).delete(from: db))
        #expect(try await Book.delete(from: db, id: "isbn-2"))
        #expect(try await Book.delete(from: db, where: .all) == 1)
        let id = try await Note.sample(1).save(in: db)
        var stored = try #require(try await Note.find(in: db, id: id))
        stored.value.text = "x"
        #expect(try await stored.save(in: db))
        #expect(try await stored.delete(from: db))
        #expect(try await stored.save(in: db) == false)
    }
}
