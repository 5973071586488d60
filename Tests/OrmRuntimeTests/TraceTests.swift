// Goal: a trace gets each statement once, in order, with its rows and its outcome, and no values. Method: the reports of single
// verbs, compared with what they did.
import OrmRuntime
import Synchronization
import Testing

@testable import Golden

@Suite struct TraceTests {
    let folder = TemporaryFolder()

    /// Keeps reports.
    private final class Log: Sendable {
        private let reports = Mutex<[StatementReport]>([])

        var trace: StoreTrace {
            StoreTrace { report in self.reports.withLock { $0.append(report) } }
        }

        /// What came since it was asked last, each as its verb, rows and failure.
        func take() -> [StatementReport] {
            reports.withLock { reports in
                defer { reports = [] }
                return reports
            }
        }

        func lines() -> [String] {
            take().map { report in
                let verb = report.sql.split(separator: " ").first ?? ""
                let failure = report.failure.map { " \($0)" } ?? ""
                return "\(verb) \(report.rowsRead) \(report.rowsChanged)\(failure)"
            }
        }
    }

    private func traced() throws -> (Store, Log) {
        let log = Log()
        let db = try folder.store { $0.trace = log.trace }
        #expect(log.take().contains { $0.sql.hasPrefix("CREATE TABLE") }, "opening is traced")
        return (db, log)
    }

    @Test func eachStatementIsReportedOnceWithItsRows() throws {
        let (db, log) = try traced()
        try Note.sample(1).save(in: db)
        #expect(log.lines() == ["INSERT 0 1"])
        try Note.saveAll([.sample(2), .sample(3)], in: db)
        #expect(
            log.lines() == ["BEGIN 0 0", "INSERT 0 1", "INSERT 0 1", "COMMIT 0 0"])
        _ = try Note.get(from: db, where: .all)
        _ = try Note.find(in: db, serial: 2)
        #expect(log.lines() == ["SELECT 3 0", "SELECT 1 0"])
        try Note.update(in: db, where: .serial(.atLeast(2)), set: .stars(1))
        try Note.delete(from: db, where: .serial(3))
        #expect(log.lines() == ["UPDATE 0 2", "DELETE 0 1"])
        try db.write { tx in
            try tx.savepoint { tx in _ = try Note.sample(4).save(in: tx) }
        }
        #expect(
            log.lines() == [
                "BEGIN 0 0", "SAVEPOINT 0 0", "INSERT 0 1", "RELEASE 0 0", "COMMIT 0 0",
            ])
    }

    @Test func reportsSayWhereWhatAndHowLong() throws {
        let (db, log) = try traced()
        try Note.sample(1, text: "secret").save(in: db)
        _ = try Note.get(from: db, text: "secret")
        let reports = log.take()
        #expect(reports.count == 2)
        #expect(reports.allSatisfy { $0.path == folder.path() && $0.nanoseconds > 0 })
        #expect(reports[1].sql.hasSuffix(#"WHERE "text" = ?"#))
        #expect(!reports.contains { "\($0)".contains("secret") })
    }

    @Test func failuresAreReportedWithTheStatementTheyBelongTo() throws {
        let (db, log) = try traced()
        try Note.sample(1).save(in: db)
        _ = log.take()
        #expect(throws: StoreError.self) { try Note.sample(1).save(in: db) }
        #expect(log.lines() == ["INSERT 0 0 a Note with the same serial exists already"])
        #expect(throws: StoreError.self) {
            try db.write { tx in
                try Note.sample(2).save(in: tx)
                try Note.sample(1).save(in: tx)
            }
        }
        #expect(
            log.lines() == [
                "BEGIN 0 0", "INSERT 0 1", "INSERT 0 0 a Note with the same serial exists already",
                "ROLLBACK 0 0",
            ])
        try RawDatabase(folder.path()).run("DROP TABLE Book")
        #expect(throws: StoreError.self) { _ = try Book.get(from: db) }
        #expect(log.lines() == ["SELECT 0 0 SQLite error 1: no such table: Book"])
    }

    @Test func anErrorOfAWalksBodyIsNoneOfTheStatements() throws {
        let (db, log) = try traced()
        try Note.saveAll([.sample(1), .sample(2)], in: db)
        _ = log.take()
        struct Enough: Error {}
        #expect(throws: Enough.self) {
            try db.write { tx in
                try Note.each(in: tx) { _ in
                    try Book.sample(1).save(in: tx)
                    throw Enough()
                }
            }
        }
        #expect(log.lines() == ["BEGIN 0 0", "INSERT 0 1", "SELECT 1 0", "ROLLBACK 0 0"])
    }

    @Test func nestedStatementsAreReportedAsTheyEnd() throws {
        let (db, log) = try traced()
        try Note.saveAll([.sample(1), .sample(2)], in: db)
        _ = log.take()
        try db.read { tx in
            try Note.each(in: tx) { _ in _ = try Book.count(in: tx, where: .all) }
        }
        #expect(
            log.lines() == ["BEGIN 0 0", "SELECT 1 0", "SELECT 1 0", "SELECT 2 0", "COMMIT 0 0"])
    }

    @Test func aTaskHasItsReportsWhenItGoesOn() async throws {
        let (db, log) = try traced()
        try await Note.sample(1).save(in: db)
        #expect(log.lines() == ["INSERT 0 1"])
        _ = try await Note.get(from: db)
        #expect(log.lines() == ["SELECT 1 0"])
        await #expect(throws: StoreError.self) { try await Note.sample(1).save(in: db) }
        #expect(log.lines() == ["INSERT 0 0 a Note with the same serial exists already"])
    }

    @Test func readersAreTracedToo() throws {
        try folder.store().close()
        let log = Log()
        var options = StoreOptions()
        options.trace = log.trace
        let db = try GoldenSchema.openReadOnly(folder.path(), options: options)
        _ = log.take()
        _ = try Note.count(in: db)
        #expect(log.lines() == ["SELECT 1 0"])
    }

    @Test func theStoreIsInUseWithinATrace() throws {
        let stores = Mutex<Store?>(nil)
        let failures = Mutex<[StoreError?]>([])
        let db = try folder.store {
            $0.trace = StoreTrace { _ in
                guard let db = stores.withLock({ $0 }) else { return }
                let refused = failure { _ = try Note.count(in: db) }
                failures.withLock { $0.append(refused) }
            }
        }
        stores.withLock { $0 = db }
        try Note.sample(1).save(in: db)
        stores.withLock { $0 = nil }
        #expect(failures.withLock { $0 } == [.nestedUse])
    }

    @Test func tracesAreComparedByIdentityAndCombined() throws {
        let (one, two) = (Log(), Log())
        let trace = one.trace
        var options = StoreOptions()
        options.trace = trace
        let copy = options
        #expect(copy == options && Set([copy, options]).count == 1)
        options.trace = one.trace
        #expect(copy != options)
        let db = try folder.store { $0.trace = .all(trace, two.trace) }
        _ = (one.take(), two.take())
        try Note.sample(1).save(in: db)
        #expect(one.lines() == ["INSERT 0 1"] && two.lines() == ["INSERT 0 1"])
    }
}
