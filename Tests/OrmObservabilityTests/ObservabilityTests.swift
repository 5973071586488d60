// Goal: statements arrive in swift-log and swift-metrics, errors in Foundation, with what they are about and without values.
// Method: a handler and a factory that keep what they get.
import Foundation
import Logging
import Metrics
import MetricsTestKit
import OrmFoundation
import OrmObservability
import OrmRuntime
import Synchronization
import Testing

@testable import Golden

@Suite struct ObservabilityTests {
    /// Keeps lines in memory.
    private struct Keeper: LogHandler {
        final class Lines: Sendable {
            let all = Mutex<[(Logger.Level, String, Logger.Metadata)]>([])
        }

        let lines: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            lines.all.withLock { all in
                all.append((event.level, event.message.description, event.metadata ?? [:]))
            }
        }
    }

    private func note(_ serial: Int) -> Note { Note(text: "secret", stars: nil, serial: serial) }

    private func store(_ trace: StoreTrace) throws -> Store {
        var options = StoreOptions()
        options.trace = trace
        return try GoldenSchema.open(":memory:", options: options)
    }

    @Test func statementsAreLoggedWithoutValues() throws {
        let lines = Keeper.Lines()
        let logger = Logger(label: "store") { _ in Keeper(lines: lines) }
        let db = try store(.logging(to: logger))
        lines.all.withLock { $0 = [] }
        try note(1).save(in: db)
        #expect(throws: StoreError.self) { try note(1).save(in: db) }
        let logged = lines.all.withLock { $0 }
        #expect(logged.map(\.0) == [.debug, .info])
        #expect(logged.map(\.1) == ["statement", "statement failed"])
        #expect(logged[0].2["rows-changed"] == "1")
        #expect(logged[0].2["path"] == ":memory:")
        #expect(logged[0].2["sql"]?.description.hasPrefix("INSERT INTO") == true)
        #expect(logged[0].2["error"] == nil)
        #expect(logged[1].2["error"] == "a Note with the same serial exists already")
        #expect(!logged.contains { "\($0)".contains("secret") })
    }

    @Test func slowStatementsAreWarnings() throws {
        let lines = Keeper.Lines()
        let logger = Logger(label: "store") { _ in Keeper(lines: lines) }
        let db = try store(.logging(to: logger, slow: 0))
        lines.all.withLock { $0 = [] }
        try note(1).save(in: db)
        #expect(lines.all.withLock { $0.map(\.0) } == [.warning])
        #expect(lines.all.withLock { $0.map(\.1) } == ["slow statement"])
    }

    @Test func statementsAreCounted() throws {
        let metrics = TestMetrics()
        let db = try store(.metrics(dimensions: [("store", "notes")], factory: metrics))
        for serial in 1...3 { try note(serial).save(in: db) }
        #expect(throws: StoreError.self) { try note(1).save(in: db) }
        _ = try Note.get(from: db)
        try Note.delete(from: db, where: .all)
        func sum(_ name: String, _ verb: String) throws -> Int64 {
            try metrics.expectCounter("orm.\(name)", [("store", "notes"), ("verb", verb)])
                .totalValue
        }
        #expect(try sum("statement.failures", "INSERT") == 1)
        #expect(try sum("statement.failures", "SELECT") == 0)
        #expect(try sum("rows.changed", "DELETE") == 3)
        #expect(try sum("rows.read", "SELECT") >= 3)
        let timer = try metrics.expectTimer(
            "orm.statement.duration", [("store", "notes"), ("verb", "DELETE")])
        #expect(timer.values.count == 1)
    }

    @Test func foundationSaysWhatTheErrorSays() {
        let errors: [any Error] = [
            StoreError.closed, StoreError.unique(type: "Note", fields: ["serial"]),
            StoreError.cannotOpen(path: "/x", reason: "it is a folder"),
        ]
        for error in errors {
            #expect(error.localizedDescription == "\(error)")
            #expect((error as NSError).localizedDescription == "\(error)")
        }
    }
}
