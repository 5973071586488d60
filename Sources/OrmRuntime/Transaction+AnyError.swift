// SPDX-License-Identifier: MIT
// Closures that throw errors of their own. Swift 6.3 infers `any Error` for a closure that tries, so
// without these `db.write { tx in … }` would need its error type spelled out. Embedded Swift has no
// `any Error`; there the typed form is the only one.
#if !hasFeature(Embedded)
import Synchronization

/// Carries an error of any type past functions that throw `StoreError` only.
private final class FailureBox: Sendable {
    /// The closure's error, and the one that stands for it meanwhile.
    private let failure = Mutex<(original: any Error, standIn: StoreError)?>(nil)

    func keep<Result>(_ body: () throws -> Result) throws(StoreError) -> Result {
        do {
            return try body()
        } catch {
            let standIn = (error as? StoreError) ?? .rolledBack
            failure.withLock { $0 = (error, standIn) }
            throw standIn
        }
    }

    /// The error that was kept, if what came out is what stood for it, or else the one from the store itself: that a
    /// body failed may be because of others' commits, which are not known to be durable when their sync failed.
    func original(_ error: StoreError) -> any Error {
        failure.withLock { kept in
            guard let kept, kept.standIn == error else { return error }
            return kept.original
        }
    }
}

extension Store {
    /// Runs `body`, which may throw any error, in a transaction: commits when it returns, rolls
    /// back and rethrows when it throws.
    ///
    ///     try db.write { tx in
    ///         guard try Contact.count(in: tx) < 100 else { throw AddressBookFull() }
    ///         try contact.save(in: tx)
    ///     }
    ///
    /// - Parameter body: Reads and writes through its handle; its result is returned.
    /// - Throws: What `body` throws, or a ``StoreError`` as the form for typed errors does.
    @_disfavoredOverload @discardableResult
    public func write<Result>(_ body: (inout Transaction) throws -> Result) throws -> Result {
        let box = FailureBox()
        do throws(StoreError) {
            return try write { tx throws(StoreError) in try box.keep { try body(&tx) } }
        } catch {
            throw box.original(error)
        }
    }

    /// Runs `body`, which may throw any error, on the store's thread in a transaction, while the
    /// task is suspended; see the synchronous form.
    ///
    /// - Parameter body: Reads and writes through its handle; its result is returned.
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled; what the synchronous form
    ///   throws.
    @_disfavoredOverload @discardableResult
    public func write<Result: Sendable>(
        _ body: @escaping @Sendable (inout Transaction) throws -> Result
    ) async throws -> Result {
        let box = FailureBox()
        do throws(StoreError) {
            return try await write { tx throws(StoreError) in try box.keep { try body(&tx) } }
        } catch {
            throw box.original(error)
        }
    }
}

extension Transaction {
    /// Runs `body`, which may throw any error, so that its writes are undone, and only they, when
    /// it throws.
    ///
    /// - Parameter body: Reads and writes through its handle; its result is returned.
    /// - Throws: What `body` throws, or a ``StoreError`` as the form for typed errors does.
    @_disfavoredOverload @discardableResult
    public mutating func savepoint<Result>(
        _ body: (inout Transaction) throws -> Result
    ) throws -> Result {
        let box = FailureBox()
        do throws(StoreError) {
            return try savepoint { tx throws(StoreError) in try box.keep { try body(&tx) } }
        } catch {
            throw box.original(error)
        }
    }
}

extension ReadSource where Self: AsyncReadSource {
    /// Runs `body`, which may throw any error, in a read transaction: all it reads is of one
    /// moment.
    ///
    /// - Parameter body: Reads through its handle; its result is returned.
    /// - Throws: What `body` throws, or a ``StoreError`` as the form for typed errors does.
    @_disfavoredOverload @discardableResult
    public func read<Result>(_ body: (inout ReadTransaction) throws -> Result) throws -> Result {
        let box = FailureBox()
        do throws(StoreError) {
            return try read { tx throws(StoreError) in try box.keep { try body(&tx) } }
        } catch {
            throw box.original(error)
        }
    }

    /// Runs `body`, which may throw any error, on the store's thread in a read transaction, while
    /// the task is suspended.
    ///
    /// - Parameter body: Reads through its handle; its result is returned.
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled; what the synchronous form
    ///   throws.
    @_disfavoredOverload @discardableResult
    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (inout ReadTransaction) throws -> Result
    ) async throws -> Result {
        let box = FailureBox()
        do throws(StoreError) {
            return try await read { tx throws(StoreError) in try box.keep { try body(&tx) } }
        } catch {
            throw box.original(error)
        }
    }
}

extension Entity {
    /// Calls `body`, which may throw any error, with one row after the other, without an array of
    /// them.
    ///
    /// The rules are those of the form for typed errors.
    ///
    /// - Parameters:
    ///   - source: A store, a read-only store or a transaction.
    ///   - predicate: The condition; `.all` for every row.
    ///   - orderBy: The fields to sort by, the most significant first; without any, SQLite chooses
    ///     the order.
    ///   - body: Called for each row. An error that it throws ends the walk and is rethrown.
    /// - Throws: What `body` throws, or a ``StoreError`` as the form for typed errors does.
    @_disfavoredOverload
    public static func each(
        in source: borrowing some ReadSource & ~Copyable, where predicate: Where = .all,
        orderBy: Ordering<Self>..., do body: (OrmRecord) throws -> Void
    ) throws {
        let box = FailureBox()
        do throws(StoreError) {
            try source.withReadConnection { connection throws(StoreError) in
                try walk(connection, predicate, orderBy) { record throws(StoreError) in
                    try box.keep { try body(record) }
                }
            }
        } catch {
            throw box.original(error)
        }
    }

    /// Calls `body` with one row after the other, going on where a row cannot be read; both
    /// closures may throw any error.
    ///
    /// - Parameters:
    ///   - source: A store, a read-only store or a transaction.
    ///   - predicate: The condition; `.all` for every row.
    ///   - orderBy: The fields to sort by, the most significant first; without any, SQLite chooses
    ///     the order.
    ///   - skip: Gets the error that names type, field and row. The walk goes on when it returns
    ///     and ends when it throws.
    ///   - body: Called for each row that can be read. An error that it throws ends the walk and is
    ///     rethrown.
    /// - Throws: What the closures throw, or a ``StoreError`` as the form for typed errors does.
    @_disfavoredOverload
    public static func each(
        in source: borrowing some ReadSource & ~Copyable, where predicate: Where = .all,
        orderBy: Ordering<Self>..., onUndecodable skip: (StoreError) throws -> Void,
        do body: (OrmRecord) throws -> Void
    ) throws {
        let box = FailureBox()
        do throws(StoreError) {
            try source.withReadConnection { connection throws(StoreError) in
                try walk(connection, predicate, orderBy) { fault throws(StoreError) in
                    try box.keep { try skip(fault) }
                } _: { record throws(StoreError) in
                    try box.keep { try body(record) }
                }
            }
        } catch {
            throw box.original(error)
        }
    }
}
#endif
