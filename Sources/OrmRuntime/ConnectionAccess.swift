// SPDX-License-Identifier: MIT
// Lends a connection to one caller at a time.
//
// I1  The connection is used only between `acquire` and `release` of the lock, by the acquiring
//     thread. The atomic `isInterrupted` is the one exception.
// I2  A job runs its body at most once, and never if it was cancelled before it began.
// I3  A blocking caller finds all commits durable. Only jobs run while one is unsynced
//     (CommitGroup).
import Synchronization

#if hasFeature(Embedded)
import _Concurrency
#endif

// SAFETY: I1 makes the unprotected fields safe to share.
final class ConnectionAccess: @unchecked Sendable {
    let path: String
    private let lock = ConnectionLock()
    /// Nil after closing.
    private(set) var connection: Connection?
    let thread = StorageThread()

    init(_ connection: Connection) {
        path = connection.path
        self.connection = connection
    }

    func close() throws(StoreError) {
        try onStorageHost { () throws(StoreError) in
            try lock.acquire()
            defer { lock.release() }
            // A failed sync is reported to its members; closing continues.
            try? connection?.syncCommits()
            connection = nil
        }
    }

    /// Runs `body` on the calling thread, or in a guest on the storage host while the caller waits.
    func run<Result>(
        _ kind: TransactionKind, _ body: (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try onStorageHost { () throws(StoreError) in
            try lock.acquire()
            defer { lock.release() }
            guard let connection else { throw .closed }
            defer { connection.endTrace() }
            try connection.syncCommits()
            if kind == .write {
                try connection.checkPlace()
                try connection.setDeferring(false)
            }
            return try body(connection)
        }
    }

    /// Runs `body` on the storage thread while the task is suspended. A cancelled task resumes at
    /// once.
    func run<Result: Sendable>(
        _ kind: TransactionKind,
        _ body: @escaping @Sendable (Connection) throws(StoreError) -> Result
    ) async throws(StoreError) -> Result {
        try await thread.hand(kind) { job in
            self.serve(job, kind, body)
        }
    }

    private func serve<Value: Sendable>(
        _ job: StorageJob<Value>, _ kind: TransactionKind,
        _ body: (Connection) throws(StoreError) -> Value
    ) {
        do throws(StoreError) { try lock.acquire() } catch { return job.resume(.failure(error)) }
        defer { lock.release() }
        guard let connection else { return job.resume(.failure(.closed)) }
        defer { connection.endTrace() }
        let outcome: Result<Value, StoreError>
        do throws(StoreError) {
            outcome = .success(try attempt(job, kind, on: connection, body))
        } catch {
            outcome = .failure(error)
        }
        connection.answer { failure in
            if let failure { job.resume(.failure(failure)) } else { job.resume(outcome) }
        }
        if connection.group.isFull || !isWriteWaiting { connection.endGroup() }
    }

    private func attempt<Value: Sendable>(
        _ job: StorageJob<Value>, _ kind: TransactionKind, on connection: Connection,
        _ body: (Connection) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        if let failure = connection.group.failure { throw failure }
        guard job.begin(on: connection) else { throw .cancelled }
        defer { job.end(on: connection) }
        // Before any member is resumed.
        defer { connection.endTrace() }
        guard kind == .write else { return try body(connection) }
        try connection.checkPlace()
        // A lone write waits for the disk itself, without group commit.
        try connection.setDeferring(isWriteWaiting || connection.group.isUnsynced)
        defer { connection.wroteWithoutWaiting() }
        return try body(connection)
    }

    private var isWriteWaiting: Bool { thread.waitingWrites.load(ordering: .relaxed) > 0 }
}
