// SPDX-License-Identifier: MIT
// Reports of the statements that a store runs (StoreOptions.trace).
#if !hasFeature(Embedded)

/// Receives a report of each SQL statement that a store runs.
///
///     var options = StoreOptions()
///     options.trace = StoreTrace { print($0.sql, $0.nanoseconds, $0.rowsRead) }
///
/// The closure runs on the statement's thread, which holds the store. It should be quick, and
/// calling the store fails with ``StoreError/nestedUse``. Reports arrive in the order in which
/// statements end, each before its call returns. They include transactions, savepoints and the
/// statements of opening.
///
/// OrmObservability has traces for swift-log and swift-metrics.
public struct StoreTrace: Sendable {
    private let receiver: Receiver

    /// Creates a trace that calls a closure with each report.
    ///
    /// - Parameter receive: The closure. One store calls it on one thread at a time. Several stores
    ///   that share the trace may call it concurrently.
    public init(_ receive: @escaping @Sendable (StatementReport) -> Void) {
        receiver = Receiver(receive)
    }

    /// Returns a trace that forwards each report to several others in order.
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

/// A trace equals itself and its copies, because closures cannot be compared.
extension StoreTrace: Hashable {
    /// Whether both are copies of one trace. Two traces with the same closure are not equal.
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
    /// The statement, with `?` for its values. No report contains values.
    public let sql: String
    /// The time from the first step to the last on a monotonic clock. For `each`, it includes the
    /// body's time.
    public let nanoseconds: UInt64
    /// The number of rows that it returned.
    public let rowsRead: Int
    /// The number of rows that it inserted, changed or deleted.
    public let rowsChanged: Int
    /// Why it failed. Nil if it succeeded, or if the caller needed no more of its rows.
    public let failure: StoreError?
}
#endif
