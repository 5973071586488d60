// SPDX-License-Identifier: MIT
// Sources to read from and write to. Generated code is generic over them, so one `get` serves
// stores and transactions. The conforming types decide which may write.

/// A source to read from: a store, a read-only store or a transaction.
///
/// All reading verbs accept one: `get`, `first`, `find`, `count`, `exists` and `each`.
public protocol ReadSource: ~Copyable {
    /// Runs `body` with exclusive use of a connection.
    ///
    /// The connection must not be kept beyond the call.
    func withReadConnection<Result>(
        _ body: (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result
}

/// A source to write to: a store or a write transaction.
///
/// All writing verbs accept one: `save`, `insert`, `saveAll`, `update` and `delete`.
public protocol WriteSource: ReadSource, ~Copyable {
    /// Runs `body`, which may write, with exclusive use of a connection.
    ///
    /// The connection must not be kept beyond the call.
    func withWriteConnection<Result>(
        _ body: (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result
}

/// A source that can also serve a task without blocking its thread.
public protocol AsyncReadSource: ReadSource, Sendable {
    /// Runs `body` with exclusive use of a connection, while the task is suspended.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled; what `body` throws.
    func withReadConnection<Result: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(StoreError) -> Result
    ) async throws(StoreError) -> Result
}

/// A source that can also take a task's writes without blocking its thread.
public protocol AsyncWriteSource: WriteSource, AsyncReadSource {
    /// Runs `body`, which may write, with exclusive use of a connection, while the task is
    /// suspended.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled; what `body` throws.
    func withWriteConnection<Result: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(StoreError) -> Result
    ) async throws(StoreError) -> Result
}
