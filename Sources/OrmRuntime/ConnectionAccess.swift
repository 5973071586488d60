// Hands a connection to one caller at a time.
//
// I1  The connection is touched only between `acquire` and `release` of the lock, by the thread that
//     acquired it; `isInterrupted`, an atomic, is the one exception.
// I2  A job runs its body at most once, and not at all when it was cancelled before it began.
// SPDX-License-Identifier: MIT

#if hasFeature(Embedded)
import _Concurrency
#endif

// SAFETY: I1 makes the unprotected fields safe to share.
final class ConnectionAccess: @unchecked Sendable {
    let path: String
    private let lock = ConnectionLock()
    /// Nil once closed.
    private var connection: Connection?
    private let thread = StorageThread()

    init(_ connection: Connection) {
        path = connection.path
        self.connection = connection
    }

    func close() throws(StoreError) {
        try onStorageHost { () throws(StoreError) in
            try lock.acquire()
            defer { lock.release() }
            connection = nil
        }
    }

    /// Runs `body` on the calling thread; in a guest, on the storage host while the caller waits.
    func run<Result>(
        _ body: (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try onStorageHost { () throws(StoreError) in
            try lock.acquire()
            defer { lock.release() }
            guard let connection else { throw .closed }
            return try body(connection)
        }
    }

    /// Runs `body` on the storage thread while the task is suspended. A cancelled task resumes at once.
    func run<Result: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(StoreError) -> Result
    ) async throws(StoreError) -> Result {
        try await thread.run { job throws(StoreError) in
            try self.run { connection throws(StoreError) in
                guard job.begin(on: connection) else { throw .cancelled }
                defer { job.end(on: connection) }
                return try body(connection)
            }
        }
    }
}
