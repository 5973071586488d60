// SPDX-License-Identifier: MIT
// The types that `open` returns. One connection with one user at a time: blocking callers take the
// lock, tasks queue for the storage thread, which takes the same lock.

/// An open store that can be read and written.
///
/// A store can be shared between threads and tasks. It closes when its last reference is released,
/// or by ``close()``.
public final class Store: AsyncWriteSource, Sendable {
    let access: ConnectionAccess

    init(_ connection: Connection) {
        access = ConnectionAccess(connection)
    }

    /// The path the store was opened with, as given.
    public var path: String { access.path }

    /// Closes the file after work in progress has finished. Later calls fail with
    /// ``StoreError/closed``.
    ///
    /// Closing a closed store does nothing.
    ///
    /// - Throws: ``StoreError/nestedUse`` if called from a closure that holds the store, which then
    ///   stays open.
    public func close() throws(StoreError) {
        try access.close()
    }

    /// Runs `body` on the calling thread with exclusive use of the store; in a guest, on the
    /// storage host.
    ///
    /// - Throws: ``StoreError/closed``; ``StoreError/nestedUse`` from within a closure that holds
    ///   the store; what `body` throws.
    public func withReadConnection<Result>(
        _ body: (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try access.run(.read, body)
    }

    /// Runs `body`, which may write, on the calling thread with exclusive use of the store; in a
    /// guest, on the storage host.
    ///
    /// If `body` fails for lack of space, a write-ahead log is checkpointed, so that a smaller
    /// write or a `delete` may succeed afterwards.
    ///
    /// - Throws: ``StoreError/closed``; ``StoreError/nestedUse`` from within a closure that holds
    ///   the store; ``StoreError/moved(path:)`` if the file is no longer at its path; what `body`
    ///   throws.
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
    /// The task resumes once the writes are as durable as ``StoreOptions/durability`` says.
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

/// An open store that is read-only: writing through it does not compile.
public final class StoreReader: AsyncReadSource, Sendable {
    let access: ConnectionAccess

    init(_ connection: Connection) {
        access = ConnectionAccess(connection)
    }

    /// The path the store was opened with, as given.
    public var path: String { access.path }

    /// Closes the file after work in progress has finished. Later calls fail with
    /// ``StoreError/closed``.
    ///
    /// Closing a closed store does nothing.
    ///
    /// - Throws: ``StoreError/nestedUse`` if called from a closure that holds the store, which then
    ///   stays open.
    public func close() throws(StoreError) {
        try access.close()
    }

    /// Runs `body` on the calling thread with exclusive use of the store; in a guest, on the
    /// storage host.
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
