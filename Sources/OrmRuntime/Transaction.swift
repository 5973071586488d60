// Transaction handles. Noncopyable and lent as `inout`, they cannot be kept beyond the closure they
// were lent to: the compiler sees to it, but for handles that change places, which their leases see to.
// SPDX-License-Identifier: MIT

/// An open write transaction. Pass it where a store is asked for: `contact.save(in: tx)`.
///
/// It is of use until its closure returns, and rests while the closure of an inner `savepoint` runs: otherwise
/// everything done with it fails with ``StoreError/transactionEnded(path:)``.
public struct Transaction: ~Copyable, WriteSource {
    @usableFromInline let lease: Lease

    init(_ lease: Lease) {
        self.lease = lease
    }

    @inlinable
    public func withReadConnection<Result>(
        _ body: (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try lease.check()
        return try body(lease.connection)
    }

    @inlinable
    public func withWriteConnection<Result>(
        _ body: (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try lease.check()
        return try body(lease.connection)
    }

    /// Runs `body` so that its writes are undone, and only they, when it throws.
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
    @discardableResult
    public func write<Result>(
        _ body: (inout Transaction) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try withWriteConnection { connection throws(StoreError) in
            try connection.write(body)
        }
    }

    /// Runs `body` on the storage thread in a transaction; see the synchronous form.
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
    /// Runs `body` in a read transaction: all it reads is of one moment.
    @discardableResult
    public func read<Result>(
        _ body: (inout ReadTransaction) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try withReadConnection { connection throws(StoreError) in
            try connection.read(body)
        }
    }

    /// Runs `body` on the storage thread in a read transaction.
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
