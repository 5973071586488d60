// SPDX-License-Identifier: MIT
// What a store tells of the statements it runs, to those who ask (StoreOptions.trace).
#if !hasFeature(Embedded)

/// Receives a report of each SQL statement that a store has run.
///
///     var options = StoreOptions()
///     options.trace = StoreTrace { print($0.sql, $0.nanoseconds, $0.rowsRead) }
///
/// The closure runs on the thread that ran the statement, which has the store meanwhile: it should be quick, and calls to
/// the store fail with ``StoreError/nestedUse``. Reports come in the order in which statements end, each of them before
/// the call that ran it returns. Transactions, savepoints and what opening does are statements too.
///
/// OrmObservability has traces for swift-log and swift-metrics.
public struct StoreTrace: Sendable {
    private let receiver: Receiver

    /// Creates a trace that calls a closure with each report.
    ///
    /// - Parameter receive: The closure. A store calls it on one thread at a time, several stores
    ///   that share the trace may call it at once.
    public init(_ receive: @escaping @Sendable (StatementReport) -> Void) {
        receiver = Receiver(receive)
    }

    /// Returns a trace that gives each report to several others, in their order.
    ///
    ///     options.trace = .all(.logging(to: Logger(label: "store")), .metrics())
    public static func all(_ traces: StoreTrace...) -> StoreTrace {
        StoreTrace { report in
            for trace in traces { trace.receive(report) }
        }
    }

    func receive(_ report: StatementReport) { receiver.receive(report) }

    /// Gives the closure an identity.
    private final class Receiver: Sendable {
        let receive: @Sendable (StatementReport) -> Void

        init(_ receive: @escaping @Sendable (StatementReport) -> Void) {
            self.receive = receive
        }
    }
}

/// Closures cannot be compared: a trace equals itself and its copies.
extension StoreTrace: Hashable {
    /// Whether both are one trace or copies of it. Two traces of one closure are not equal.
    public static func == (left: StoreTrace, right: StoreTrace) -> Bool {
        left.receiver === right.receiver
    }

    /// Hashes the trace's identity.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(receiver))
    }
}

/// One run of an SQL statement.
public struct StatementReport: Sendable {
    /// The path of the store, as it was opened.
    public let path: String
    /// The statement with `?` for its values, which are in no report.
    public let sql: String
    /// From its first step to its last by a clock that only goes forward; for `each`, with the time that its body took.
    public let nanoseconds: UInt64
    /// The rows that it returned.
    public let rowsRead: Int
    /// The rows that it inserted, changed or deleted.
    public let rowsChanged: Int
    /// Why it did not succeed; nil when it did, or when nobody wanted more of its rows.
    public let failure: StoreError?
}
#endif
