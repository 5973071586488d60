// Closures that throw errors of their own. Swift 6.3 infers `any Error` for a closure that tries, so
// without these `db.write { tx in … }` would need its error type spelled out. Embedded Swift has no
// `any Error`; there the typed form is the only one.
// SPDX-License-Identifier: MIT
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
    /// Runs `body` in a transaction: commits when it returns, rolls back and rethrows when it throws.
    @_disfavoredOverload @discardableResult
    public func write<Result>(_ body: (inout Transaction) throws -> Result) throws -> Result {
        let box = FailureBox()
        do throws(StoreError) {
            return try write { tx throws(StoreError) in try box.keep { try body(&tx) } }
        } catch {
            throw box.original(error)
        }
    }

    /// Runs `body` on the storage thread in a transaction.
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
    /// Runs `body` so that its writes are undone, and only they, when it throws.
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
    /// Runs `body` in a read transaction: all it reads is of one moment.
    @_disfavoredOverload @discardableResult
    public func read<Result>(_ body: (inout ReadTransaction) throws -> Result) throws -> Result {
        let box = FailureBox()
        do throws(StoreError) {
            return try read { tx throws(StoreError) in try box.keep { try body(&tx) } }
        } catch {
            throw box.original(error)
        }
    }

    /// Runs `body` on the storage thread in a read transaction.
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
    /// Calls `body` with one row after the other, without an array of them.
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

    /// The same, going on where a row cannot be read: `onUndecodable` gets the error that names type, field and row, and
    /// decides whether the walk goes on or, by throwing, ends.
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
