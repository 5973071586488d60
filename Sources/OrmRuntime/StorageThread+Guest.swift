// SPDX-License-Identifier: MIT
// A guest's storage thread is no thread but the one place where all stores do their work, see StorageHost.
#if hasFeature(Embedded)
import _Concurrency

/// Hands work on, and does it at once where nobody takes it.
final class WorkQueue: Sendable {
    func append(_ job: @escaping @Sendable () -> Void) {
        guard let host = StorageHosts.current else { return job() }
        host.append(job)
    }

    func stop() {}
}

/// Embedded Swift has no continuations that check how often they are resumed.
// SAFETY: StorageJob resumes its continuation once: whoever does takes it out of the job's state.
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

/// With one thread there is nobody to keep out.
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
