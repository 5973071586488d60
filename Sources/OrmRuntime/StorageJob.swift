// SPDX-License-Identifier: MIT
// One task's wait for the storage thread.
//
//     created --suspend--> queued --begin--> running --end--> finishing --resume--> done
//        \                    \                 \                \
//         `------cancel--------`-----cancel------`----cancel------`--> done (task resumed at once)
//
// The mutex guards every state change, so a cancellation interrupts only its own job.
import Synchronization

#if hasFeature(Embedded)
import _Concurrency
#endif

final class StorageJob<Value: Sendable>: Sendable {
    typealias Outcome = Result<Value, StoreError>

    private struct State {
        /// The suspended task; nil before it suspends and after it resumes.
        var continuation: CheckedContinuation<Outcome, Never>?
        var isCancelled = false
        /// The connection while the body runs.
        var running: Connection?
    }

    private let state: Mutex<State>

    init() {
        state = Mutex(State())
    }

    /// Stores the task's continuation. Returns false if the job was cancelled and the task resumed.
    func suspend(_ continuation: CheckedContinuation<Outcome, Never>) -> Bool {
        let isCancelled = state.withLock { state in
            if !state.isCancelled { state.continuation = continuation }
            return state.isCancelled
        }
        if isCancelled { continuation.resume(returning: .failure(.cancelled)) }
        return !isCancelled
    }

    /// Called before the body runs. Returns false if the job was cancelled while queued.
    func begin(on connection: Connection) -> Bool {
        state.withLock { state in
            if state.isCancelled { return false }
            state.running = connection
            return true
        }
    }

    /// Called after the body. From here on a cancellation cannot interrupt the connection.
    func end(on connection: Connection) {
        state.withLock { $0.running = nil }
        connection.isInterrupted.store(false, ordering: .relaxed)
    }

    func resume(_ outcome: Outcome) {
        let continuation = state.withLock { state in
            defer { state.continuation = nil }
            return state.continuation
        }
        continuation?.resume(returning: outcome)
    }

    func cancel() {
        let continuation = state.withLock { state in
            state.isCancelled = true
            state.running?.isInterrupted.store(true, ordering: .relaxed)
            defer { state.continuation = nil }
            return state.continuation
        }
        continuation?.resume(returning: .failure(.cancelled))
    }
}
