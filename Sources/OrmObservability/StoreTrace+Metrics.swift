// SPDX-License-Identifier: MIT
// Statements as numbers, by swift-metrics.
public import Metrics
public import OrmRuntime

extension StoreTrace {
    /// Returns a trace that records how long statements take and counts their rows and failures.
    ///
    /// Each metric has the dimensions given and `verb`: the SQL's first word where that is
    /// `SELECT`, `INSERT`, `UPDATE`, `DELETE`, `BEGIN`, `COMMIT`, `ROLLBACK`, `SAVEPOINT`,
    /// `RELEASE` or `PRAGMA`, and else `other`.
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
    ///   - prefix: What the metrics' labels begin with, in place of `orm`.
    ///   - dimensions: Names and values that each metric has.
    ///   - factory: What makes the metrics: the system's, as it is when the trace is made.
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
