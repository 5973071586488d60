// SPDX-License-Identifier: MIT
// Builds reports from SQLite's trace events (sqlite.org/c3ref/trace_v2.html). Events are enabled
// only if a trace is set.
//
//     running --SQLITE_TRACE_PROFILE--> ended --the next statement begins, or the call ends--> reported: success
//                                         `-----its error reaches the connection-------------> reported: failure
//
// SQLite reports the end of a statement before its result is known, so an ended statement waits for
// one of the two events.
#if !hasFeature(Embedded)
import CSQLite

/// The statements of one connection. Used by one thread at a time, like the connection.
final class StatementTracer {
    private struct Run {
        /// The statement's address, which identifies it.
        let statement: Int
        let beginning = monotonicNanoseconds()
        let changesBefore: Int64
        var rows = 0
    }

    private let trace: StoreTrace
    private let path: String
    /// Innermost last.
    private var running: [Run] = []
    private var ended: (statement: Int, report: StatementReport)?

    init(_ trace: StoreTrace, path: String) {
        self.trace = trace
        self.path = path
    }

    /// Enables SQLite's trace events on a connection, which keeps the tracer while it is open.
    func watch(_ handle: OpaquePointer) {
        let events = SQLITE_TRACE_STMT | SQLITE_TRACE_PROFILE | SQLITE_TRACE_ROW
        // SAFETY: SQLite calls back within calls on the handle, with a statement and, for the first
        // event, a text.
        _ = unsafe sqlite3_trace_v2(
            handle, UInt32(events),
            { event, context, statement, text in
                let tracer = unsafe Unmanaged<StatementTracer>.fromOpaque(context!)
                    .takeUnretainedValue()
                guard let statement = OpaquePointer(statement) else { return 0 }
                switch Int32(event) {
                case SQLITE_TRACE_ROW: unsafe tracer.hasRow(statement)
                case SQLITE_TRACE_PROFILE: unsafe tracer.hasEnded(statement)
                default:
                    let words = unsafe text?.assumingMemoryBound(to: UInt8.self)
                    // SQLite reports a trigger's start as a comment and does not report its end.
                    if unsafe words?[0] != UInt8(ascii: "-") { unsafe tracer.begins(statement) }
                }
                return 0
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Reports the ended statement, with the error of a call if it was the same statement.
    func flush(_ error: StoreError? = nil, of statement: Int? = nil) {
        guard let last = ended else { return }
        ended = nil
        trace.receive(last.statement == statement ? last.report.failing(error) : last.report)
    }

    private func begins(_ statement: OpaquePointer) {
        flush()
        let changes = unsafe changes(statement)
        running.append(Run(statement: Int(bitPattern: statement), changesBefore: changes))
    }

    private func hasRow(_ statement: OpaquePointer) {
        if let index = unsafe index(of: statement) { running[index].rows += 1 }
    }

    private func hasEnded(_ statement: OpaquePointer) {
        guard let index = unsafe index(of: statement) else { return }
        flush()
        let run = running.remove(at: index)
        let nanoseconds = monotonicNanoseconds() &- run.beginning
        // SAFETY: the statement is live, and its text with it, which is copied.
        let isReading = unsafe sqlite3_stmt_readonly(statement) != 0
        let sql = unsafe sqlite3_sql(statement).map { unsafe String(cString: $0) }
        let changed = unsafe isReading ? 0 : changes(statement) - run.changesBefore
        let report = StatementReport(
            path: path, sql: sql ?? "", nanoseconds: nanoseconds, rowsRead: run.rows,
            rowsChanged: Int(changed), failure: nil)
        ended = (run.statement, report)
    }

    private func index(of statement: OpaquePointer) -> Int? {
        let address = Int(bitPattern: statement)
        return running.lastIndex { $0.statement == address }
    }

    private func changes(_ statement: OpaquePointer) -> Int64 {
        // SAFETY: a live statement has a connection.
        unsafe sqlite3_total_changes64(sqlite3_db_handle(statement))
    }
}

extension StatementReport {
    fileprivate func failing(_ error: StoreError?) -> StatementReport {
        StatementReport(
            path: path, sql: sql, nanoseconds: nanoseconds, rowsRead: rowsRead,
            rowsChanged: rowsChanged, failure: error)
    }
}
#endif
