// SPDX-License-Identifier: MIT
// Transaction handles. Noncopyable and lent as `inout`, they cannot be kept beyond the closure they
// were lent to: the compiler sees to it, but for handles that change places, which their leases see to.

/// An open write transaction. Pass it where a store is asked for: `contact.save(in: tx)`.
///
/// It is of use until its closure returns, and rests while the closure of an inner `savepoint` runs: otherwise
/// everything done with it fails with ``StoreError/transactionEnded(path:)``.
public struct Transaction: ~Copyable, WriteSource {
    @usableFromInline let lease: Lease

    init(_ lease: Lease) {
        self.lease = lease
    }

    /// Runs `body` with the transaction's connection.
    ///
    /// - Throws: ``StoreError/transactionEnded(path:)`` when it is not this handle's turn; what
    ///   `body` throws.
    @inlinable
    public func withReadConnection<Result>(
        _ body: (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try lease.check()
        return try body(lease.connection)
    }

    /// Runs `body`, which may write, with the transaction's connection.
    ///
    /// - Throws: ``StoreError/transactionEnded(path:)`` when it is not this handle's turn; what
    ///   `body` throws.
    @inlinable
    public func withWriteConnection<Result>(
        _ body: (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try lease.check()
        return try body(lease.connection)
    }

    /// Runs `body` so that its writes are undone, and only they, when it throws.
    ///
    ///     try db.write { tx in
    ///         try contact.save(in: tx)
    ///         try? tx.savepoint { inner in try Card(for: contact).insert(into: inner) }
    ///     }
    ///
    /// Savepoints nest. Inside, use the handle that `body` is given: this one rests meanwhile.
    ///
    /// - Parameter body: Reads and writes through its handle; its result is returned.
    /// - Throws: What `body` throws; ``StoreError/rolledBack`` when the transaction was rolled back
    ///   by an earlier error; ``StoreError/transactionEnded(path:)`` when it is not this handle's
    ///   turn.
    @discardableResult
    public mutating func savepoint<Result>(
        _ body: (inout Transaction) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try lease.check()
        let connection = lease.connection
        return try connection.savepoint { () throws(StoreError) in
            try connection.lend { lease throws(StoreError) in
                var inner = Transaction(lease)
                return try body(&inner)
            }
        }
    }
}

/// An open read transaction: everything read through it is of one moment. It is of use until its closure returns.
public struct ReadTransaction: ~Copyable, ReadSource {
    @usableFromInline let lease: Lease

    init(_ lease: Lease) {
        self.lease = lease
    }

    /// Runs `body` with the transaction's connection.
    ///
    /// - Throws: ``StoreError/transactionEnded(path:)`` when it is not this handle's turn; what
    ///   `body` throws.
    @inlinable
    public func withReadConnection<Result>(
        _ body: (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try lease.check()
        return try body(lease.connection)
    }
}

extension Store {
    /// Runs `body` in a transaction: commits when it returns, rolls back when it throws.
    ///
    ///     try db.write { tx throws(StoreError) in
    ///         try old.delete(from: tx)
    ///         try new.save(in: tx)
    ///     }
    ///
    /// Inside, use `tx` and not the store: calling the store fails with ``StoreError/nestedUse``.
    /// The database is locked for other writers from the beginning. When the call returns, the
    /// writes are as durable as ``StoreOptions/durability`` says.
    ///
    /// - Parameter body: Reads and writes through its handle; its result is returned.
    /// - Throws: What `body` throws. ``StoreError/busy(path:)`` when another connection holds the
    ///   file for longer than ``StoreOptions/busyTimeoutMilliseconds``. ``StoreError/rolledBack``
    ///   when `body` went on after an error that made SQLite roll back.
    ///   ``StoreError/moved(path:)``, ``StoreError/closed`` and the errors of the disk. What `body`
    ///   wrote is undone then.
    @discardableResult
    public func write<Result>(
        _ body: (inout Transaction) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try withWriteConnection { connection throws(StoreError) in
            try connection.write(body)
        }
    }

    /// Runs `body` on the store's thread in a transaction, while the task is suspended; see the
    /// synchronous form.
    ///
    /// - Parameter body: Reads and writes through its handle, and waits for nothing else: other
    ///   tasks' writes may be waiting for its end.
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled; what `body` wrote is then
    ///   stored whole or not at all.
    @discardableResult
    public func write<Result: Sendable>(
        _ body: @escaping @Sendable (inout Transaction) throws(StoreError) -> Result
    ) async throws(StoreError) -> Result {
        try await withWriteConnection { connection throws(StoreError) in
            try connection.write(body)
        }
    }
}

// `read` for stores of both kinds.
extension ReadSource where Self: AsyncReadSource {
    /// Runs `body` in a read transaction: all it reads is of one moment, that of its first read.
    ///
    ///     let (people, total) = try db.read { tx throws(StoreError) in
    ///         (try Contact.get(from: tx, where: .all, limit: 20), try Contact.count(in: tx))
    ///     }
    ///
    /// Inside, use the handle and not the store: calling the store fails with
    /// ``StoreError/nestedUse``.
    ///
    /// - Parameter body: Reads through its handle; its result is returned.
    /// - Throws: What `body` throws; ``StoreError/moved(path:)``, ``StoreError/closed`` and the
    ///   errors of the disk.
    @discardableResult
    public func read<Result>(
        _ body: (inout ReadTransaction) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try withReadConnection { connection throws(StoreError) in
            try connection.read(body)
        }
    }

    /// Runs `body` on the store's thread in a read transaction, while the task is suspended; see
    /// the synchronous form.
    ///
    /// - Parameter body: Reads through its handle; its result is returned.
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled; what the synchronous form
    ///   throws.
    @discardableResult
    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (inout ReadTransaction) throws(StoreError) -> Result
    ) async throws(StoreError) -> Result {
        try await withReadConnection { connection throws(StoreError) in
            try connection.read(body)
        }
    }
}

extension Connection {
    fileprivate func write<Result>(
        _ body: (inout Transaction) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try transaction(.write) { () throws(StoreError) in
            try lend { lease throws(StoreError) in
                var handle = Transaction(lease)
                return try body(&handle)
            }
        }
    }

    fileprivate func read<Result>(
        _ body: (inout ReadTransaction) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try checkPlace()
        return try transaction(.read) { () throws(StoreError) in
            try lend { lease throws(StoreError) in
                var handle = ReadTransaction(lease)
                return try body(&handle)
            }
        }
    }
}
