// Goal: a store that was closed properly can be read where nothing can be written, and one that was not says what to do.
// Method: child processes that may not write to the folder: one without rights, one that sees it on a read-only medium.
import Foundation
import OrmRuntime
import Testing

@testable import Golden

@Suite struct AtRestTests {
    let folder = TemporaryFolder()

    enum Reader: CaseIterable {
        case withoutRights
        case onReadOnlyMedium
    }

    /// What a child says that reads the store; nil where children cannot have such a medium.
    private func read(_ name: String, _ reader: Reader) throws -> String? {
        let child: ChildProcess
        switch reader {
        case .withoutRights:
            child = try ChildProcess("unprivileged", folder.path(name))
            // The first line is of opening it for writing.
            _ = child.nextLine()
        case .onReadOnlyMedium:
            child = try ChildProcess(readOnly: folder.url.path, "count", folder.path(name))
        }
        let line = child.nextLine()
        let status = child.finish()
        guard status == 99 else { return line }
        print("SKIPPED: reading from a read-only medium, which takes the right to mount")
        if ProcessInfo.processInfo.environment["CI"] == "true" {
            Issue.record("no right to mount")
        }
        return nil
    }

    private func makeStore(_ name: String, _ journal: StoreOptions.Journal) throws {
        let db = try folder.store(name) { $0.journal = journal }
        try LedgerLine(number: 1, batch: 1, text: "x").save(in: db)
        try db.close()
    }

    @Test(
        arguments: [
            "test.db", "a b%41?immutable=0#x&y.db", "file:ünï.db", "\u{1F980}\"'.db",
        ], Reader.allCases)
    func aStoreAtRestIsRead(_ name: String, _ reader: Reader) throws {
        try makeStore(name, .writeAhead)
        guard let line = try read(name, reader) else { return }
        #expect(line == "opened with 1 lines")
        try Data().write(to: URL(fileURLWithPath: folder.path(name) + "-wal"))
        #expect(try read(name, reader) == "opened with 1 lines", "an empty log holds nothing")
    }

    @Test(arguments: Reader.allCases)
    func aStoreWithARollbackJournalIsReadAsEver(_ reader: Reader) throws {
        try makeStore("test.db", .rollback)
        guard let line = try read("test.db", reader) else { return }
        #expect(line == "opened with 1 lines")
    }

    @Test(arguments: Reader.allCases)
    func commitsThatAreLeftInALogAreNotPassedOver(_ reader: Reader) throws {
        let db = try folder.store("live.db")
        try LedgerLine(number: 1, batch: 1, text: "x").save(in: db)
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(
                atPath: folder.path("live.db\(suffix)"), toPath: folder.path("left.db\(suffix)"))
        }
        guard let line = try read("left.db", reader) else { return }
        let path = folder.path("left.db")
        #expect(
            line
                == "error: cannot open '\(path)': '\(path)-wal' holds commits, and its folder cannot "
                + "be written: copy both files to one that can, or open the store for writing once")
    }

    @Test(arguments: Reader.allCases)
    func aTransactionThatIsLeftInAJournalIsNotPassedOver(_ reader: Reader) throws {
        let db = try folder.store("live.db") {
            $0.journal = .rollback
            // So small that pages go to the file before the commit.
            $0.cacheKibibytes = 8
        }
        try LedgerLine.saveAll(
            (0..<200).map {
                LedgerLine(number: $0, batch: 1, text: String(repeating: "x", count: 500))
            },
            in: db)
        try db.write { tx in
            try LedgerLine.update(in: tx, where: .all, set: .text("y"))
            for suffix in ["", "-journal"] {
                try FileManager.default.copyItem(
                    atPath: folder.path("live.db\(suffix)"), toPath: folder.path("left.db\(suffix)")
                )
            }
        }
        guard let line = try read("left.db", reader) else { return }
        let path = folder.path("left.db")
        #expect(
            line
                == "error: cannot open '\(path)': '\(path)-journal' holds a transaction to be undone, "
                + "and its folder cannot be written: copy both files to one that can, or open the store "
                + "for writing once")
    }

    @Test func aMissingFileIsNoStoreAtRest() throws {
        let child = try ChildProcess("count", folder.path("none.db"))
        #expect(
            child.nextLine()
                == "error: cannot open '\(folder.path("none.db"))': unable to open database file")
        #expect(child.finish() == 0)
    }
}
