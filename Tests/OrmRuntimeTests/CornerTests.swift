// Goal: names that collide with SQLite's, Swift's and ours, keys of every kind and SQL defaults work.
// Method: the golden types of Corners.swift on real SQLite, by our verbs and through the sqlite3 library.
import OrmLaws
import OrmRuntime
import TestSupport
import Testing

@testable import Golden

@Suite struct CornerTests {
    private let corner = Corner(
        code: .max, rowid: 7, oid: nil, text: "t", negative: 1, top: 0, ratio: 0, small: 0,
        flag: false, nothing: 3)

    @Test func fieldsNamedLikeSQLitesRowIdentifierAreOrdinary() throws {
        let db = try Corner.open(":memory:")
        try corner.save(in: db)
        #expect(try Corner.find(in: db, code: .max) == corner)
        #expect(try Corner.get(from: db, rowid: 7, oid: .isNil) == [corner])
        let plain = Plain(label: "a", value: 1, rowid: -9, all: true, matching: "m")
        let id = try plain.save(in: db)
        let stored = try #require(try Plain.find(in: db, id: id))
        #expect(stored.value == plain)
        #expect(stored.rowid == -9)
        #expect(try Plain.get(from: db, label: "a", all: true, matching: "m").count == 1)
        #expect(try Plain.count(in: db, where: .and(.all(true), .not(.matching("n")))) == 1)
    }

    @Test func aTypeOfKeysOnlyCanBeSavedTwice() throws {
        let db = try Tag.open(":memory:")
        let tag = Tag(kind: .all, isOpen: true, bytes: [])
        try tag.save(in: db)
        try tag.save(in: db)
        #expect(try Tag.count(in: db) == 1)
        let id = Tag.ID(kind: .all, isOpen: true, bytes: [])
        #expect(try Tag.find(in: db, id: id) == tag)
        #expect(try Tag.find(in: db, kind: .none, isOpen: true, bytes: []) == nil)
        #expect(throws: StoreError.unique(type: "Tag", fields: ["kind", "isOpen", "bytes"])) {
            try tag.insert(into: db)
        }
    }

    @Test func keywordsAndLabelsOfVerbsAreFieldsLikeOthers() throws {
        let db = try Archive.Page.open(":memory:")
        let page = Archive.Page(
            number: 1, label: "l", entry: nil, var: 2, `inout`: 3, from: 4, source: 5)
        try page.save(in: db)
        let found = try Archive.Page.get(from: db, var: 2, `inout`: 3, from: 4, source: 5)
        #expect(found == [page])
        #expect(try Archive.Page.count(in: db, where: .matching(entry: .isNil)) == 1)
    }

    @Test func literalDefaultsAreTheColumnsToo() throws {
        let folder = TemporaryFolder()
        let path = folder.path("defaults.db")
        let db = try Corner.open(path)
        let raw = try RawDatabase(path)
        try raw.run(#"INSERT INTO "odd ""table"" name"(code, rowid) VALUES (0, 0)"#)
        let found = try #require(try Corner.first(from: db))
        #expect(found.code == 1 << 63)
        #expect(found.text == "it's \"quoted\"")
        #expect(found.negative == -5)
        #expect(found.top == .max)
        #expect(found.ratio == 3)
        #expect(found.small == -0.25)
        #expect(found.flag)
        #expect(found.nothing == nil)
    }

    @Test func cornersAreLossless() throws {
        let db = try Corner.open(":memory:")
        let seed = Seed.ofThisRun
        try Laws.checkLossless(Corner.self, in: db, seed: seed)
        try Laws.checkLossless(Tag.self, in: db, seed: seed)
        try Laws.checkLossless(Plain.self, in: db, seed: seed)
        try Laws.checkLossless(Archive.Page.self, in: db, seed: seed)
    }
}
