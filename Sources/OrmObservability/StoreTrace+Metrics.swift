// Statements as numbers, by swift-metrics.
// SPDX-License-Identifier: MIT
public import Metrics
public import OrmRuntime

extension StoreTrace {
    /// Counts statements. Each metric has the dimension `verb`, the SQL's first word, and those given:
    ///
    /// | Metric | Kind |
    /// | --- | --- |
    /// | `orm.statement.duration` | timer |
    /// | `orm.statement.failures` | counter |
    /// | `orm.rows.read`, `orm.rows.changed` | counters |
    ///
    ///     options.trace = .metrics(dimensions: [("store", "contacts")])
    ///
    /// - Parameters:
    ///   - prefix: what the metrics' labels begin with.
    ///   - factory: the system's, unless given.
    public static func metrics(
        prefix: String = "orm", dimensions: [(String, String)] = [],
        factory: any MetricsFactory = MetricsSystem.factory
    ) -> StoreTrace {
        let verbs = [
            "SELECT", "INSERT", "UPDATE", "DELETE", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT",
            "RELEASE", "PRAGMA",
        ]
        func meters(_ verb: String) -> StatementMeters {
            StatementMeters(prefix, dimensions + [("verb", verb)], factory)
        }
        let known = Dictionary(uniqueKeysWithValues: verbs.map { ($0, meters($0)) })
        let others = meters("other")
        return StoreTrace { report in
            let verb = report.sql.prefix { $0 != " " }
            (known[String(verb)] ?? others).count(report)
        }
    }
}

/// The metrics of the statements with one verb.
private struct StatementMeters: Sendable {
    let duration: Timer
    let failures: Counter
    let rowsRead: Counter
    let rowsChanged: Counter

    init(_ prefix: String, _ dimensions: [(String, String)], _ factory: any MetricsFactory) {
        func counter(_ name: String) -> Counter {
            Counter(label: "\(prefix).\(name)", dimensions: dimensions, factory: factory)
        }
        duration = Timer(
            label: "\(prefix).statement.duration", dimensions: dimensions, factory: factory)
        failures = counter("statement.failures")
        rowsRead = counter("rows.read")
        rowsChanged = counter("rows.changed")
    }

    func count(_ report: StatementReport) {
        duration.recordNanoseconds(Int64(clamping: report.nanoseconds))
        if report.failure != nil { failures.increment() }
        if report.rowsRead > 0 { rowsRead.increment(by: report.rowsRead) }
        if report.rowsChanged > 0 { rowsChanged.increment(by: report.rowsChanged) }
    }
}
