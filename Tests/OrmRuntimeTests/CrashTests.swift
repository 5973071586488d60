import OrmRuntime
import SeededRandom
import TestSupport
import Testing

// Goal: what was reported as committed survives the death of the process, and nothing else does. Method:
// another process commits batches and says so; it is killed between transactions, inside one and at
// random moments; then the file is opened, checked by SQLite and compared with what was said.
@testable import Golden

@Suite(.serialized) struct CrashTests {
    let folder = TemporaryFolder()

    enum Moment: CaseIterable {
        case betweenTransactions
        case insideATransaction
        case anyTime
    }

    static let cases = ["write-ahead", "rollback"].flatMap { journal in
        Moment.allCases.map { (journal, $0) }
    }

    @Test(arguments: cases)
    func killing(_ journal: String, _ moment: Moment) throws {
        var random = SeededRandom(seed: Seed.ofThisRun)
        for _ in 0..<4 {
            let reported = try runAndKill(journal, moment, &random)
            try checkFile(reported)
        }
    }

    /// The number of the last batch that was reported; nil when none was.
    private func runAndKill(
        _ journal: String, _ moment: Moment, _ random: inout SeededRandom
    ) throws -> Int? {
        let child = try ChildProcess(journal, folder.path())
        let word = moment == .betweenTransactions ? "committed" : "inside"
        var toWaitFor = 2 + random.below(25)
        var reported: Int?
        while toWaitFor > 0, let line = child.nextLine() {
            if line.hasPrefix("committed") { reported = Int(line.split(separator: " ")[1]) }
            if line.hasPrefix(word) { toWaitFor -= 1 }
        }
        #expect(toWaitFor == 0, "the child ended by itself")
        if moment == .anyTime { Pause.milliseconds(random.below(8)) }
        child.kill()
        // What was said between the decision to kill and the death counts as well.
        while let line = child.nextLine() {
            if line.hasPrefix("committed") { reported = Int(line.split(separator: " ")[1]) }
        }
        return reported
    }

    private func checkFile(_ reported: Int?) throws {
        let db = try folder.store()
        let batches = try LedgerLine.get(from: db, orderBy: .number).map(\.batch)
        let newest = try #require(batches.last)
        // A commit may be done and not yet reported, but only the one after the last report.
        if let reported { #expect(newest == reported || newest == reported + 1) }
        let expected = (max(0, newest - 4)...newest).flatMap { Ledger.lines(ofBatch: $0) }
        let found = try LedgerLine.get(from: db, orderBy: .number)
        #expect(found == expected)
        try db.close()
        let raw = try RawDatabase(folder.path())
        #expect(try raw.texts("PRAGMA integrity_check") == ["ok"])
    }
}
