// SPDX-License-Identifier: MIT
// Goal: keys that the store chooses are written into the values and never mean another row. Method: the Ticket fixture.
import OrmRuntime
import Testing

@testable import Golden

@Suite struct GeneratedKeyTests {
    let db: Store

    init() throws {
        db = try Ticket.open(":memory:")
    }

    @Test func savingWritesTheKeyIntoTheValue() throws {
        var first = Ticket(title: "a")
        var second = Ticket(title: "b")
        #expect(try first.save(in: db) == 1)
        #expect(try second.save(in: db) == 2)
        #expect((first.id, second.id) == (1, 2))
        #expect(try Ticket.get(from: db, orderBy: .id) == [first, second])
    }

    @Test func savingAgainReplacesTheRow() throws {
        var ticket = Ticket(title: "a")
        try ticket.save(in: db)
        ticket.title = "b"
        #expect(try ticket.save(in: db) == 1)
        #expect(try Ticket.get(from: db) == [ticket])
    }

    @Test func tasksGetTheKeyToo() async throws {
        var ticket = Ticket(title: "a")
        try await ticket.save(in: db)
        var other = Ticket(title: "b")
        try await other.insert(into: db)
        var more = [Ticket(title: "c"), Ticket(title: "d")]
        #expect(try await Ticket.saveAll(&more, in: db) == [3, 4])
        #expect(try await Ticket.find(in: db, id: 4) == more[1])
        #expect((ticket.id, other.id) == (1, 2))
    }

    @Test func savingManyWritesEachKeyIntoItsValue() throws {
        var old = Ticket(title: "old")
        try old.save(in: db)
        old.title = "new"
        var tickets = [Ticket(title: "a"), old, Ticket(title: "b")]
        #expect(try Ticket.saveAll(&tickets, in: db) == [2, 1, 3])
        #expect(tickets.map(\.id) == [2, 1, 3])
        #expect(try Ticket.find(in: db, id: 1)?.title == "new")
    }

    @Test func savingManyThatFailsChangesNoValue() throws {
        var tickets = [Ticket(title: "a", code: "x"), Ticket(title: "b", code: "x")]
        let before = tickets
        #expect(throws: StoreError.unique(type: "Ticket", fields: ["code"])) {
            try Ticket.saveAll(&tickets, in: db)
        }
        #expect(tickets == before)
        #expect(try Ticket.count(in: db) == 0)
    }

    @Test func insertingAKeyThatIsTakenFails() throws {
        var ticket = Ticket(title: "a")
        try ticket.insert(into: db)
        #expect(throws: StoreError.unique(type: "Ticket", fields: ["id"])) {
            try ticket.insert(into: db)
        }
        var chosen = Ticket(id: 40, title: "b")
        #expect(try chosen.insert(into: db) == 40)
        var next = Ticket(title: "c")
        #expect(try next.save(in: db) == 41)
    }

    @Test func aKeyIsNotGivenOutAgain() throws {
        var ticket = Ticket(title: "a")
        try ticket.save(in: db)
        try ticket.delete(from: db)
        var other = Ticket(title: "b")
        #expect(try other.save(in: db) == 2)
    }

    /// The value keeps a key that the store has forgotten; saving it later must not replace another row.
    @Test func aKeyOfATransactionThatWasUndoneIsNotGivenOutAgain() throws {
        var lost = Ticket(title: "lost")
        #expect(throws: Undo.self) {
            try db.write { tx in
                try lost.save(in: tx)
                throw Undo()
            }
        }
        #expect(lost.id == 1)
        var other = Ticket(title: "other")
        #expect(try other.save(in: db) == 2)
        try lost.save(in: db)
        #expect(try Ticket.get(from: db, orderBy: .id) == [lost, other])
        var third = Ticket(title: "third")
        #expect(try third.save(in: db) == 3)
    }

    /// What the store has to be told of the key that was lost waits for a time when it can be told.
    @Test func norAfterASaveThatFoundTheStoreLocked() throws {
        let folder = TemporaryFolder()
        var options = StoreOptions()
        options.busyTimeoutMilliseconds = 0
        options.journal = .rollback
        let path = folder.path("locked.db")
        let db = try Ticket.open(path, options: options)
        var lost = Ticket(title: "lost")
        _ = try? db.write { tx in
            try lost.save(in: tx)
            throw Undo()
        }
        let other = try RawDatabase(path)
        try other.run("BEGIN EXCLUSIVE")
        var next = Ticket(title: "next")
        #expect(throws: StoreError.busy(path: path)) { try next.save(in: db) }
        try other.run("ROLLBACK")
        #expect(try next.save(in: db) == 2)
        try lost.save(in: db)
        #expect(try Ticket.count(in: db) == 2)
    }

    /// What was lost is remembered for the type that lost it, though another module's has the same number.
    @Test func norAfterATypeOfAnotherModuleWasRefused() throws {
        _ = try? db.write { tx in
            try Note.sample(1).save(in: tx)
            throw Undo()
        }
        #expect(throws: StoreError.self) { try Stray(text: "x").save(in: db) }
        #expect(try Note.sample(1).save(in: db).rawValue == 2)
    }

    @Test func norIsOneOfASavepointOrOfAFailedBatch() throws {
        var lost = Ticket(title: "lost")
        try db.write { tx in
            _ = try? tx.savepoint { inner in
                try lost.save(in: inner)
                throw Undo()
            }
            var other = Ticket(title: "other")
            let id = try other.save(in: tx)
            #expect(id == 2)
        }
        var batch = [Ticket(title: "x", code: "x"), Ticket(title: "y", code: "x")]
        _ = try? Ticket.saveAll(&batch, in: db)
        var next = Ticket(title: "next")
        #expect(try next.save(in: db) == 4)
    }

    /// The program chose these keys, so SQLite's table may number rows again.
    @Test func aTableOfChosenKeysIsNotTakenForOneOfGeneratedKeys() throws {
        let folder = TemporaryFolder()
        let path = folder.path("chosen.db")
        _ = try ChosenTickets.open(path)
        let found = failure { _ = try GeneratedTickets.open(path) }
        guard case .incompatible("Ticket", let differences) = found else {
            Issue.record("\(String(describing: found))")
            return
        }
        #expect(differences.count == 1)
        #expect(differences[0].description.contains("without AUTOINCREMENT"))
        _ = try GeneratedTickets.openReadOnly(path)
    }

    @Test func anOptionalUniqueFieldIsFoundByWhatItWraps() async throws {
        var ticket = Ticket(title: "a", code: "x")
        try await ticket.save(in: db)
        for title in ["b", "c"] {
            var other = Ticket(title: title)
            try await other.save(in: db)
        }
        #expect(try await Ticket.find(in: db, code: "x") == ticket)
        #expect(try await Ticket.find(in: db, code: "y") == nil)
    }

    @Test func rowsOfTypesWithoutKeyAreNotNumberedAgain() throws {
        let db = try Note.open(":memory:")
        let note = Note(text: "a", stars: nil, serial: 1)
        var old = Stored(id: try note.save(in: db), value: note)
        try old.delete(from: db)
        let id = try Note(text: "b", stars: nil, serial: 2).save(in: db)
        old.value.text = "changed"
        #expect(try old.save(in: db) == false)
        #expect(try Note.find(in: db, id: id)?.text == "b")
    }

    @Test func norAreThoseOfATransactionThatWasUndone() throws {
        let db = try Note.open(":memory:")
        var old: Stored<Note>?
        _ = try? db.write { tx in
            let id = try Note(text: "a", stars: nil, serial: 1).save(in: tx)
            old = try Note.find(in: tx, id: id)
            throw Undo()
        }
        let ids = try Note.saveAll([Note(text: "b", stars: nil, serial: 2)], in: db)
        let stored = try #require(old)
        #expect(ids[0] != stored.id)
        #expect(try stored.save(in: db) == false)
    }
}

private struct Undo: Error {}

private func ticketTable(_ definition: String) -> Table {
    Table(
        type: "Ticket", name: "Ticket", columns: [Column("id", definition, type: "Int")], key: [0])
}

private enum ChosenTickets: HandmadeSchema {
    static var tables: [Table] { [ticketTable("INTEGER NOT NULL PRIMARY KEY")] }
}

private enum GeneratedTickets: HandmadeSchema {
    static var tables: [Table] {
        [ticketTable("INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT")]
    }
}
