// SPDX-License-Identifier: MIT
// Closures that throw any error. Swift 6.3 infers `any Error` for a throwing closure, so without
// these overloads `db.write { tx in … }` would have to declare its error type. Embedded Swift has
// no `any Error` and only the typed form.
#if !hasFeature(Embedded)
import Synchronization

/// Passes any error through functions that throw only `StoreError`.
private final class FailureBox: Sendable {
    /// The closure's error, and the `StoreError` thrown in its place.
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

    /// Returns the kept error if `error` is its stand-in, and otherwise `error` itself. The latter
    /// happens if `body` failed after reading commits whose sync then failed.
    func original(_ error: StoreError) -> any Error {
        failure.withLock { kept in
            guard let kept, kept.standIn == error else { return error }
            return kept.original
        }
    }
}

extension Store {
    /// Runs `body`, which may throw any error, in a transaction. Commits when it returns; rolls
    /// back and rethrows when it throws.
    ///
    ///     try db.write { tx in
    ///         guard try Contact.count(in: tx) < 100 else { throw AddressBookFull() }
    ///         try contact.save(in: tx)
    ///     }
    ///
    /// - Parameter body: Reads and writes through its handle. Its result is returned.
    /// - Throws: What `body` throws, or a ``StoreError`` as the form with typed errors does.
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
    /// task is suspended. See the synchronous form.
    ///
    /// - Parameter body: Reads and writes through its handle. Its result is returned.
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled; what the synchronous form
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
    /// Runs `body`, which may throw any error, and undoes only its writes if it throws.
    ///
    /// - Parameter body: Reads and writes through its handle. Its result is returned.
    /// - Throws: What `body` throws, or a ``StoreError`` as the form with typed errors does.
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
    /// Runs `body`, which may throw any error, in a read transaction, which reads from one
    /// snapshot.
    ///
    /// - Parameter body: Reads through its handle. Its result is returned.
    /// - Throws: What `body` throws, or a ``StoreError`` as the form with typed errors does.
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
    /// - Parameter body: Reads through its handle. Its result is returned.
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled; what the synchronous form
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
    /// Calls `body`, which may throw any error, with one row at a time, without building an array.
    ///
    /// Otherwise it behaves as the form with typed errors.
    ///
    /// - Parameters:
    ///   - source: A store, a read-only store or a transaction.
    ///   - predicate: The condition; `.all` for every row.
    ///   - orderBy: The fields to sort by, most significant first. Without any, the order is
    ///     undefined.
    ///   - body: Called for each row. An error that it throws ends the walk and is rethrown.
    /// - Throws: What `body` throws, or a ``StoreError`` as the form with typed errors does.
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

    /// Calls `body` with one row at a time and skips rows that cannot be decoded. Both closures may
    /// throw any error.
    ///
    /// - Parameters:
    ///   - source: A store, a read-only store or a transaction.
    ///   - predicate: The condition; `.all` for every row.
    ///   - orderBy: The fields to sort by, most significant first. Without any, the order is
    ///     undefined.
    ///   - skip: Receives the error with type, field and row. The walk continues if it returns and
    ///     ends if it throws.
    ///   - body: Called for each row that can be decoded. An error that it throws ends the walk and
    ///     is rethrown.
    /// - Throws: What the closures throw, or a ``StoreError`` as the form with typed errors does.
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
