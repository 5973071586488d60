// SPDX-License-Identifier: MIT
// What `open` returns. One connection, one user at a time: callers that wait take the lock, tasks queue
// for the storage thread, which takes the same lock.

/// An open store that can be read and written.
///
/// A store is safe to share between threads and tasks. It is closed when the last reference goes, or
/// by ``close()``.
public final class Store: AsyncWriteSource, Sendable {
    let access: ConnectionAccess

    init(_ connection: Connection) {
        access = ConnectionAccess(connection)
    }

    /// The path that the store was opened with, as the caller wrote it.
    public var path: String { access.path }

    /// Closes the file. Waits for work in progress; everything after fails with
    /// ``StoreError/closed``.
    ///
    /// Closing a store that is closed does nothing.
    ///
    /// - Throws: ``StoreError/nestedUse`` when it is called from a closure that holds the store;
    ///   the store stays open then.
    public func close() throws(StoreError) {
        try access.close()
    }

    /// Runs `body` on the calling thread once nobody else uses the store; in a guest, where all
    /// storage work is done.
    ///
    /// - Throws: ``StoreError/closed``; ``StoreError/nestedUse`` from within a closure that holds
    ///   the store; what `body` throws.
    public func withReadConnection<Result>(
        _ body: (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try access.run(.read, body)
    }

    /// Runs `body`, which may write, on the calling thread once nobody else uses the store; in a
    /// guest, where all storage work is done.
    ///
    /// When `body` fails for want of room, a write-ahead log is checkpointed, so that a smaller
    /// write or a `delete` may succeed after it.
    ///
    /// - Throws: ``StoreError/closed``; ``StoreError/nestedUse`` from within a closure that holds
    ///   the store; ``StoreError/moved(path:)`` when the file is not at its path any more; what
    ///   `body` throws.
    public func withWriteConnection<Result>(
        _ body: (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try access.run(.write) { connection throws(StoreError) in
            try connection.makingRoom { () throws(StoreError) in try body(connection) }
        }
    }

    /// Runs `body` on the store's thread while the task is suspended.
    ///
    /// - Throws: ``StoreError/cancelled``, ``StoreError/closed`` and what `body` throws.
    public func withReadConnection<Result: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(StoreError) -> Result
    ) async throws(StoreError) -> Result {
        try await access.run(.read, body)
    }

    /// Runs `body`, which may write, on the store's thread while the task is suspended.
    ///
    /// The task resumes when the writes are as durable as ``StoreOptions/durability`` says.
    ///
    /// - Throws: ``StoreError/cancelled``, ``StoreError/closed``, ``StoreError/moved(path:)`` and
    ///   what `body` throws.
    public func withWriteConnection<Result: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(StoreError) -> Result
    ) async throws(StoreError) -> Result {
        try await access.run(.write) { connection throws(StoreError) in
            try connection.makingRoom { () throws(StoreError) in try body(connection) }
        }
    }
}

/// An open store that can only be read: writing through it does not compile.
public final class StoreReader: AsyncReadSource, Sendable {
    let access: ConnectionAccess

    init(_ connection: Connection) {
        access = ConnectionAccess(connection)
    }

    /// The path that the store was opened with, as the caller wrote it.
    public var path: String { access.path }

    /// Closes the file. Waits for work in progress; everything after fails with
    /// ``StoreError/closed``.
    ///
    /// Closing a store that is closed does nothing.
    ///
    /// - Throws: ``StoreError/nestedUse`` when it is called from a closure that holds the store;
    ///   the store stays open then.
    public func close() throws(StoreError) {
        try access.close()
    }

    /// Runs `body` on the calling thread once nobody else uses the store; in a guest, where all
    /// storage work is done.
    ///
    /// - Throws: ``StoreError/closed``; ``StoreError/nestedUse`` from within a closure that holds
    ///   the store; what `body` throws.
    public func withReadConnection<Result>(
        _ body: (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try access.run(.read, body)
    }

    /// Runs `body` on the store's thread while the task is suspended.
    ///
    /// - Throws: ``StoreError/cancelled``, ``StoreError/closed`` and what `body` throws.
    public func withReadConnection<Result: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(StoreError) -> Result
    ) async throws(StoreError) -> Result {
        try await access.run(.read, body)
    }
}
