// What `open` returns. One connection, one user at a time: callers that wait take the lock, tasks queue
// for the storage thread, which takes the same lock.
// SPDX-License-Identifier: MIT

/// An open store that can be read and written.
///
/// A store is safe to share between threads and tasks. It is closed when the last reference goes, or
/// by ``close()``.
public final class Store: AsyncWriteSource, Sendable {
    let access: ConnectionAccess

    init(_ connection: Connection) {
        access = ConnectionAccess(connection)
    }

    /// The path the store was opened with.
    public var path: String { access.path }

    /// Closes the file. Waits for work in progress; everything after fails with ``StoreError/closed``.
    public func close() throws(StoreError) {
        try access.close()
    }

    public func withReadConnection<Result>(
        _ body: (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try access.run(.read, body)
    }

    public func withWriteConnection<Result>(
        _ body: (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try access.run(.write) { connection throws(StoreError) in
            try connection.makingRoom { () throws(StoreError) in try body(connection) }
        }
    }

    public func withReadConnection<Result: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(StoreError) -> Result
    ) async throws(StoreError) -> Result {
        try await access.run(.read, body)
    }

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

    /// The path the store was opened with.
    public var path: String { access.path }

    /// Closes the file. Waits for work in progress; everything after fails with ``StoreError/closed``.
    public func close() throws(StoreError) {
        try access.close()
    }

    public func withReadConnection<Result>(
        _ body: (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try access.run(.read, body)
    }

    public func withReadConnection<Result: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(StoreError) -> Result
    ) async throws(StoreError) -> Result {
        try await access.run(.read, body)
    }
}
