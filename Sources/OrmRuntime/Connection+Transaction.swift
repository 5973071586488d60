// SPDX-License-Identifier: MIT
// Transactions and savepoints on a connection.
//
//     idle --begin--> open --commit--> idle          SQLite may leave `open` by itself: FULL, IOERR,
//                      | \--rollback--> idle         NOMEM, BUSY and INTERRUPT can roll back the whole
//                      savepoint (nests)             transaction (sqlite.org/lang_transaction.html 3).
//
// SQLite's savepoints stack, so one name serves every depth.
import CSQLite

enum TransactionKind {
    case read
    case write
}

extension Connection {
    /// Whether SQLite has a transaction open.
    var isInTransaction: Bool {
        // SAFETY: the handle is open.
        unsafe sqlite3_get_autocommit(handle) == 0
    }

    /// Runs `body` in a transaction of its own: commits when it returns, rolls back when it throws.
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
            // What a savepoint wrote and did not undo must not be committed with the rest.
            if !(undo(.rollbackTo) && undo(.release)) { isBroken = true }
            throw error
        }
    }

    /// One transaction around several statements: a savepoint where a transaction is open already.
    @usableFromInline
    func atomically<Result>(
        _ body: () throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        depth == 0 ? try transaction(.write, body) : try savepoint(body)
    }

    /// Fails when a transaction was begun and SQLite has ended it: what follows would be committed
    /// statement by statement. Fails as well when a savepoint could not be undone.
    @usableFromInline
    func checkOpen() throws(StoreError) {
        if depth > 0 && (isBroken || !isInTransaction) { throw .rolledBack }
    }

    private func run(_ planned: StaticStatement) throws(StoreError) {
        try withStatement(planned) { statement throws(StoreError) in try statement.run() }
    }

    /// Undoing happens because of an error, which is the one worth reporting. True when it is done.
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
