// SPDX-License-Identifier: MIT
// A guest's storage thread: no thread, but the host that runs all storage work (StorageHost).
#if hasFeature(Embedded)
import _Concurrency

/// Passes jobs to the host, or runs them at once if there is none.
final class WorkQueue: Sendable {
    func append(_ job: @escaping @Sendable () -> Void) {
        guard let host = StorageHosts.current else { return job() }
        host.append(job)
    }

    func stop() {}
}

/// An unchecked continuation; Embedded Swift has no `CheckedContinuation`.
// SAFETY: StorageJob resumes it once, since resuming removes it from the job's state.
@safe struct CheckedContinuation<Value: Sendable, Failure: Error>: Sendable {
    fileprivate let continuation: UnsafeContinuation<Value, Failure>

    func resume(returning value: Value) {
        unsafe continuation.resume(returning: value)
    }
}

func withCheckedContinuation<Value: Sendable>(
    _ body: (CheckedContinuation<Value, Never>) -> Void
) async -> Value {
    await unsafe withUnsafeContinuation { unsafe body(CheckedContinuation(continuation: $0)) }
}

/// A mutex for a single thread, which needs no lock.
@safe struct Mutex<Value: ~Copyable>: ~Copyable, @unchecked Sendable {
    private let value: UnsafeMutablePointer<Value>

    init(_ initial: consuming sending Value) {
        unsafe value = .allocate(capacity: 1)
        unsafe value.initialize(to: initial)
    }

    deinit {
        unsafe value.deinitialize(count: 1)
        unsafe value.deallocate()
    }

    borrowing func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
        unsafe body(&value.pointee)
    }
}
#endif
