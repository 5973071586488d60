// SPDX-License-Identifier: MIT
// Transaction handles. They are noncopyable and passed as `inout`, so they cannot outlive their
// closure. Their leases catch the exception, handles exchanged with `swap`.

/// An open write transaction. Pass it in place of a store: `contact.save(in: tx)`.
///
/// It is valid until its closure returns, except while an inner `savepoint` runs. Otherwise using
/// it fails with ``StoreError/transactionEnded(path:)``.
public struct Transaction: ~Copyable, WriteSource {
    @usableFromInline let lease: Lease

    init(_ lease: Lease) {
        self.lease = lease
    }

    /// Runs `body` with the transaction's connection.
    ///
    /// - Throws: ``StoreError/transactionEnded(path:)`` if the handle is not valid; what `body`
    ///   throws.
    @inlinable
    public func withReadConnection<Result>(
        _ body: (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try lease.check()
        return try body(lease.connection)
    }

    /// Runs `body`, which may write, with the transaction's connection.
    ///
    /// - Throws: ``StoreError/transactionEnded(path:)`` if the handle is not valid; what `body`
    ///   throws.
    @inlinable
    public func withWriteConnection<Result>(
        _ body: (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try lease.check()
        return try body(lease.connection)
    }

    /// Runs `body` and undoes only its writes if it throws.
    ///
    ///     try db.write { tx in
    ///         try contact.save(in: tx)
    ///         try? tx.savepoint { inner in try Card(for: contact).insert(into: inner) }
    ///     }
    ///
    /// Savepoints nest. `body` must use its own handle; this one is not valid meanwhile.
    ///
    /// - Parameter body: Reads and writes through its handle. Its result is returned.
    /// - Throws: What `body` throws; ``StoreError/rolledBack`` if an earlier error rolled the
    ///   transaction back; ``StoreError/transactionEnded(path:)`` if the handle is not valid.
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

/// An open read transaction, which reads from one snapshot. It is valid until its closure returns.
public struct ReadTransaction: ~Copyable, ReadSource {
    @usableFromInline let lease: Lease

    init(_ lease: Lease) {
        self.lease = lease
    }

    /// Runs `body` with the transaction's connection.
    ///
    /// - Throws: ``StoreError/transactionEnded(path:)`` if the handle is not valid; what `body`
    ///   throws.
    @inlinable
    public func withReadConnection<Result>(
        _ body: (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try lease.check()
        return try body(lease.connection)
    }
}

extension Store {
    /// Runs `body` in a transaction. Commits when it returns and rolls back when it throws.
    ///
    ///     try db.write { tx throws(StoreError) in
    ///         try old.delete(from: tx)
    ///         try new.save(in: tx)
    ///     }
    ///
    /// Use `tx` inside, not the store: calling the store fails with ``StoreError/nestedUse``. The
    /// transaction locks out other writers from its beginning. When the call returns, the writes
    /// are as durable as ``StoreOptions/durability`` says.
    ///
    /// - Parameter body: Reads and writes through its handle. Its result is returned.
    /// - Throws: What `body` throws. ``StoreError/busy(path:)`` if another connection holds the
    ///   file for longer than ``StoreOptions/busyTimeoutMilliseconds``. ``StoreError/rolledBack``
    ///   if `body` continued after an error that made SQLite roll back.
    ///   ``StoreError/moved(path:)``, ``StoreError/closed`` and the errors of the disk. The writes
    ///   of `body` are undone then.
    @discardableResult
    public func write<Result>(
        _ body: (inout Transaction) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try withWriteConnection { connection throws(StoreError) in
            try connection.write(body)
        }
    }

    /// Runs `body` on the store's thread in a transaction, while the task is suspended. See the
    /// synchronous form.
    ///
    /// - Parameter body: Reads and writes through its handle. It must not wait for anything else,
    ///   since other tasks' writes may be waiting for it.
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled. The writes of `body` are then
    ///   stored completely or not at all.
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
    /// Runs `body` in a read transaction, which reads from the snapshot of its first read.
    ///
    ///     let (people, total) = try db.read { tx throws(StoreError) in
    ///         (try Contact.get(from: tx, where: .all, limit: 20), try Contact.count(in: tx))
    ///     }
    ///
    /// Use the handle inside, not the store: calling the store fails with ``StoreError/nestedUse``.
    ///
    /// - Parameter body: Reads through its handle. Its result is returned.
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

    /// Runs `body` on the store's thread in a read transaction, while the task is suspended. See
    /// the synchronous form.
    ///
    /// - Parameter body: Reads through its handle. Its result is returned.
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled; what the synchronous form
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
