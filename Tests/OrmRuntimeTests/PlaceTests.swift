// Goal: nothing is written to a file that is no longer the store's. Method: the file is deleted, moved or replaced under an
// open store, in both journal modes; every way to begin a write is refused, and the store can be closed and opened again.
import Foundation
import OrmRuntime
import Testing

@testable import Golden

@Suite struct PlaceTests {
    let folder = TemporaryFolder()
    private var files: FileManager { .default }

    enum FileChange: CaseIterable {
        case deleted
        case moved
        case replaced
    }

    private func apply(_ change: FileChange) throws {
        switch change {
        case .deleted: try files.removeItem(atPath: folder.path())
        case .moved: try files.moveItem(atPath: folder.path(), toPath: folder.path("else.db"))
        case .replaced:
            try files.copyItem(atPath: folder.path(), toPath: folder.path("copy.db"))
            // SAFETY: both strings end with a NUL.
            #expect(unsafe rename(folder.path("copy.db"), folder.path()) == 0)
        }
    }

    @Test(arguments: FileChange.allCases, [StoreOptions.Journal.writeAhead, .rollback])
    func nothingIsWrittenToAFileThatWent(
        _ change: FileChange, _ journal: StoreOptions.Journal
    ) throws {
        let db = try folder.store { $0.journal = journal }
        try Note.sample(1).save(in: db)
        try apply(change)
        let moved = StoreError.moved(path: folder.path())
        #expect(failure { try Note.sample(2).save(in: db) } == moved)
        #expect(failure { try db.write { tx in _ = try Note.sample(2).save(in: tx) } } == moved)
        #expect(failure { try Note.delete(from: db, where: .all) } == moved)
        #expect(failure { try db.read { tx in _ = try Note.count(in: tx) } } == moved)
        try db.close()
        let again = try folder.store { $0.journal = journal }
        try Note.sample(3).save(in: again)
    }

    @Test func tasksAreToldToo() async throws {
        let db = try folder.store()
        try apply(.deleted)
        let moved = StoreError.moved(path: folder.path())
        await #expect(throws: moved) { try await Note.sample(2).save(in: db) }
        await #expect(throws: moved) { try await db.write { tx in _ = try Note.count(in: tx) } }
        await #expect(throws: moved) { try await db.read { tx in _ = try Note.count(in: tx) } }
    }

    @Test func aFileThatIsBackIsTheStoreAgain() throws {
        let db = try folder.store()
        try apply(.moved)
        #expect(failure { try Note.sample(1).save(in: db) } == .moved(path: folder.path()))
        try files.moveItem(atPath: folder.path("else.db"), toPath: folder.path())
        try Note.sample(1).save(in: db)
        #expect(try Note.count(in: db) == 1)
    }

    @Test func aLinkOrAFolderThatMovedIsNoticed() throws {
        try files.createDirectory(atPath: folder.path("a"), withIntermediateDirectories: false)
        let db = try folder.store("a/test.db")
        try files.moveItem(atPath: folder.path("a"), toPath: folder.path("b"))
        #expect(
            failure { try Note.sample(1).save(in: db) } == .moved(path: folder.path("a/test.db")))
    }

    @Test func memoryIsNeverElsewhere() throws {
        let db = try GoldenSchema.open(":memory:")
        try Note.sample(1).save(in: db)
        #expect(try db.read { tx in try Note.count(in: tx) } == 1)
    }
}
