// SPDX-License-Identifier: MIT
// What values can be read from and written to. Generated code takes these, so one `get` serves stores
// and transactions alike; the types that conform decide who may write.

/// Something to read from: a store, a read-only store or a transaction.
///
/// The verbs that read take any of them: `get`, `first`, `find`, `count`, `exists` and `each`.
public protocol ReadSource: ~Copyable {
    /// Runs `body` with a connection that nobody else uses meanwhile.
    ///
    /// The connection must not be kept beyond the call.
    func withReadConnection<Result>(
        _ body: (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result
}

/// Something to write to: a store or a write transaction.
///
/// The verbs that write take either: `save`, `insert`, `saveAll`, `update` and `delete`.
public protocol WriteSource: ReadSource, ~Copyable {
    /// Runs `body`, which may write, with a connection that nobody else uses meanwhile.
    ///
    /// The connection must not be kept beyond the call.
    func withWriteConnection<Result>(
        _ body: (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result
}

/// A source that can also serve a task without blocking its thread.
public protocol AsyncReadSource: ReadSource, Sendable {
    /// Runs `body` with a connection that nobody else uses meanwhile, while the task is suspended.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled; what `body` throws.
    func withReadConnection<Result: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(StoreError) -> Result
    ) async throws(StoreError) -> Result
}

/// A source that can also take a task's writes without blocking its thread.
public protocol AsyncWriteSource: WriteSource, AsyncReadSource {
    /// Runs `body`, which may write, with a connection that nobody else uses meanwhile, while the
    /// task is suspended.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled; what `body` throws.
    func withWriteConnection<Result: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(StoreError) -> Result
    ) async throws(StoreError) -> Result
}
