// SPDX-License-Identifier: MIT
// One open database: handle, prepared statements and transaction state. Not thread-safe; a `Store`
// lends it to one caller at a time.
//
// I1  Each element of `statements` is nil or a reset statement. A running statement is not in it.
// I2  `depth` counts the open transactions and savepoints that this library began.
import CSQLite
import Synchronization

// SAFETY: sendable because `ConnectionAccess` lends it to one thread at a time. Other threads touch
// only the atomic `isInterrupted`.
/// An open database with its prepared statements, as the verbs see it.
///
/// A store creates it and lends it to one caller at a time. Programs use ``Store``, ``StoreReader``
/// and transactions.
@safe public final class Connection: @unchecked Sendable {
    let handle: OpaquePointer
    /// The path the store was opened with, as given.
    public let path: String
    /// Idle statements by statement index, known at compile time.
    @usableFromInline let statements: UnsafeMutablePointer<OpaquePointer?>
    @usableFromInline let statementCount: Int
    /// Statements of queries built at run time, by shape.
    var shapes = ShapeCache()
    /// The schema that the connection was opened for.
    let schemaName: String
    @usableFromInline let fingerprint: UInt64
    /// Open transactions and savepoints.
    var depth = 0
    /// The lease of the innermost handle (Lease, I2), and the number of the last one created.
    let lease = Atomic<Int>(0)
    var lastLease = 0
    /// Whether undoing a write failed, so that the open transaction must not commit.
    var isBroken = false
    /// Identifiers that the store assigned in transactions that may roll back.
    var generatedIDs = GeneratedIDs()
    /// The entities being walked through, by number, innermost last.
    var walks: [Int] = []
    /// Whether `walks` has any; checked on each write.
    var isWalking = false
    #if !hasFeature(Embedded)
    /// Reports statements, if a trace is set.
    var tracer: StatementTracer?
    #endif
    /// Commits that are not durable yet and the jobs waiting for them.
    let group = CommitGroup()
    let busyTimeoutMilliseconds: Int32
    /// Set by another thread to stop the work in progress.
    let isInterrupted = Atomic<Bool>(false)
    /// True during a rollback, which must not be interrupted.
    var isUndoing = false

    init(
        handle: OpaquePointer, path: String, statementCount: Int, schemaName: String,
        fingerprint: UInt64, busyTimeoutMilliseconds: Int32
    ) {
        unsafe self.handle = handle
        self.path = path
        self.statementCount = statementCount
        self.schemaName = schemaName
        self.fingerprint = fingerprint
        self.busyTimeoutMilliseconds = busyTimeoutMilliseconds
        unsafe statements = .allocate(capacity: statementCount)
        unsafe statements.initialize(repeating: nil, count: statementCount)
        watchForInterrupts()
        #if !hasFeature(Embedded)
        waitForLocks()
        #endif
    }

    deinit {
        // Closing may write a final checkpoint.
        try? onStorageHost { () throws(StoreError) in close() }
    }

    private func close() {
        // SAFETY: every statement in the table is ours and idle (I1); nobody holds the connection.
        for index in 0..<statementCount {
            if let statement = unsafe statements[index] { _ = unsafe sqlite3_finalize(statement) }
        }
        unsafe statements.deallocate()
        forgetHandlers()
        shapes.finalizeAll()
        _ = unsafe sqlite3_close_v2(handle)
    }
}

extension Connection {
    /// Prepares SQL that will run many times.
    func prepare(_ sql: String) throws(StoreError) -> Statement {
        var text = sql
        // SAFETY: SQLite reads `count` bytes and keeps its own copy.
        var statement: OpaquePointer?
        let code = text.withUTF8 { utf8 in
            unsafe sqlite3_prepare_v3(
                handle, UnsafeRawPointer(utf8.baseAddress!).assumingMemoryBound(to: CChar.self),
                Int32(utf8.count), UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        }
        return try unsafe owned(statement, code)
    }

    @usableFromInline
    func prepare(_ sql: StaticString) throws(StoreError) -> Statement {
        var statement: OpaquePointer?
        // SAFETY: a static string's bytes never move or go away.
        let code = unsafe sqlite3_prepare_v3(
            handle, UnsafeRawPointer(sql.utf8Start).assumingMemoryBound(to: CChar.self),
            Int32(sql.utf8CodeUnitCount), UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        return try unsafe owned(statement, code)
    }

    private func owned(
        _ statement: OpaquePointer?, _ code: Int32
    ) throws(StoreError) -> Statement {
        guard code == SQLITE_OK else { throw failure(code) }
        guard let statement = unsafe statement else { preconditionFailure("empty SQL") }
        return unsafe Statement(owning: statement)
    }

    /// Runs `body` with a planned statement, which is prepared on first use and reset afterwards.
    ///
    /// - Throws: ``StoreError/cancelled`` if the waiting task was cancelled; the error of an
    ///   earlier failed flush; the errors of preparing and of `body`.
    @inlinable
    public func withStatement<Result>(
        _ planned: StaticStatement, _ body: (borrowing Statement) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try checkInterrupt()
        return try withUncheckedStatement(planned, body)
    }

    /// Like `withStatement`, but also for cancelled work.
    @inlinable
    func withUncheckedStatement<Result>(
        _ planned: StaticStatement, _ body: (borrowing Statement) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        precondition(planned.index < statementCount, "statement index out of range")
        let statement = try take(planned)
        do throws(StoreError) {
            let result = try body(statement)
            giveBack(statement, to: planned)
            return result
        } catch {
            traceFailure(error, of: statement)
            giveBack(statement, to: planned)
            throw error
        }
    }

    @inlinable
    func take(_ planned: StaticStatement) throws(StoreError) -> Statement {
        // SAFETY: the position was checked against the count; the table gives up its statement
        // (I1).
        guard let idle = unsafe statements[planned.index] else { return try prepare(planned.sql) }
        unsafe statements[planned.index] = nil
        return unsafe Statement(owning: idle)
    }

    /// Returns a statement to the table, unless a nested call has returned one there.
    @usableFromInline
    func giveBack(_ statement: consuming Statement, to planned: StaticStatement) {
        if planned.bindsBytes { statement.clear() } else { statement.reset() }
        // SAFETY: as in `take`; a statement that is there stays, and ours is finalised.
        if unsafe statements[planned.index] == nil {
            unsafe statements[planned.index] = statement.release()
        }
    }

    /// Runs SQL once.
    func execute(_ sql: String) throws(StoreError) {
        let statement = try prepare(sql)
        do throws(StoreError) {
            try statement.run()
        } catch {
            traceFailure(error, of: statement)
            throw error
        }
    }

    /// Returns the first column of the first row, for PRAGMAs and the like.
    @inline(never) func integer(_ sql: String) throws(StoreError) -> Int64? {
        let statement = try prepare(sql)
        guard try statement.step() else { return nil }
        return try? statement.row.integer(at: 0)
    }

    func text(_ sql: String) throws(StoreError) -> String? {
        let statement = try prepare(sql)
        guard try statement.step() else { return nil }
        return try? statement.row.text(at: 0)
    }

    /// The number of rows that the last statement inserted, changed or deleted.
    @usableFromInline
    var changes: Int {
        // SAFETY: the handle is open.
        Int(unsafe sqlite3_changes64(handle))
    }

    /// The identifier of the last inserted row.
    @usableFromInline
    var lastInsertedRow: Int64 {
        // SAFETY: the handle is open.
        unsafe sqlite3_last_insert_rowid(handle)
    }

    @usableFromInline
    func checkInterrupt() throws(StoreError) {
        if isInterrupted.load(ordering: .relaxed) { throw .cancelled }
        if group.hasFailed, let failure = group.failure { throw failure }
    }

    func failure(_ code: Int32) -> StoreError {
        unsafe StoreError(code: code, connection: handle)
    }
}
