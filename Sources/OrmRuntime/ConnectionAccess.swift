// SPDX-License-Identifier: MIT
// Hands a connection to one caller at a time.
//
// I1  The connection is touched only between `acquire` and `release` of the lock, by the thread that
//     acquired it; `isInterrupted`, an atomic, is the one exception.
// I2  A job runs its body at most once, and not at all when it was cancelled before it began.
// I3  A caller that blocks finds everything durable; only jobs run while something is not (CommitGroup).
import Synchronization

#if hasFeature(Embedded)
import _Concurrency
#endif

// SAFETY: I1 makes the unprotected fields safe to share.
final class ConnectionAccess: @unchecked Sendable {
    let path: String
    private let lock = ConnectionLock()
    /// Nil once closed.
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
            // Those whose commits cannot be made durable are told; closing goes on.
            try? connection?.syncCommits()
            connection = nil
        }
    }

    /// Runs `body` on the calling thread; in a guest, on the storage host while the caller waits.
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

    /// Runs `body` on the storage thread while the task is suspended. A cancelled task resumes at once.
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
        // Before anybody is resumed.
        defer { connection.endTrace() }
        guard kind == .write else { return try body(connection) }
        try connection.checkPlace()
        // Alone, a write waits for the disk itself, and nobody notices that there could be groups.
        try connection.setDeferring(isWriteWaiting || connection.group.isUnsynced)
        defer { connection.wroteWithoutWaiting() }
        return try body(connection)
    }

    private var isWriteWaiting: Bool { thread.waitingWrites.load(ordering: .relaxed) > 0 }
}
