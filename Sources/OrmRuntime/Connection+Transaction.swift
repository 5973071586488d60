// SPDX-License-Identifier: MIT
// Transactions and savepoints on a connection.
//
//     idle --begin--> open --commit--> idle          SQLite may leave `open` by itself: FULL, IOERR,
//                      | \--rollback--> idle         NOMEM, BUSY and INTERRUPT can roll back the whole
//                      savepoint (nests)             transaction (sqlite.org/lang_transaction.html 3).
//
// SQLite's savepoints nest, so one name serves every depth.
import CSQLite

enum TransactionKind {
    case read
    case write
}

extension Connection {
    /// Whether a transaction is open in SQLite.
    var isInTransaction: Bool {
        // SAFETY: the handle is open.
        unsafe sqlite3_get_autocommit(handle) == 0
    }

    /// Runs `body` in a transaction. Commits when it returns and rolls back when it throws.
    func transaction<Result>(
        _ kind: TransactionKind, _ body: () throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        precondition(depth == 0, "a transaction is open already")
        try run(kind == .read ? .begin : .beginImmediate)
        depth = 1
        defer {
            depth = 0
            isBroken = false
        }
        do throws(StoreError) {
            let result = try body()
            try checkOpen()
            try checkInterrupt()
            try run(.commit)
            generatedIDs.transactionEnded(.committed)
            return result
        } catch {
            _ = undo(.rollback)
            generatedIDs.transactionEnded(.rolledBack)
            throw error
        }
    }

    /// Runs `body` in a savepoint inside the open transaction.
    func savepoint<Result>(
        _ body: () throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try checkOpen()
        try run(.savepoint)
        depth += 1
        defer { depth -= 1 }
        do throws(StoreError) {
            let result = try body()
            try checkOpen()
            try run(.release)
            return result
        } catch {
            generatedIDs.savepointRolledBack()
            // Writes of a savepoint that could not be undone must not be committed.
            if !(undo(.rollbackTo) && undo(.release)) { isBroken = true }
            throw error
        }
    }

    /// Runs several statements atomically: in a transaction, or in a savepoint if one is open.
    @usableFromInline
    func atomically<Result>(
        _ body: () throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        depth == 0 ? try transaction(.write, body) : try savepoint(body)
    }

    /// Throws if SQLite has ended the open transaction, since further statements would commit one
    /// by one. Also throws if a savepoint could not be undone.
    @usableFromInline
    func checkOpen() throws(StoreError) {
        if depth > 0 && (isBroken || !isInTransaction) { throw .rolledBack }
    }

    private func run(_ planned: StaticStatement) throws(StoreError) {
        try withStatement(planned) { statement throws(StoreError) in try statement.run() }
    }

    /// Rolls back after an error and returns whether that worked. The original error is the one to
    /// report.
    private func undo(_ planned: StaticStatement) -> Bool {
        guard isInTransaction else { return true }
        isUndoing = true
        defer { isUndoing = false }
        return
            (try? withUncheckedStatement(planned) { statement throws(StoreError) in
                try statement.run()
            }) != nil
    }
}
