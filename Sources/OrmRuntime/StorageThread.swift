// SPDX-License-Identifier: MIT
// One thread per store for blocking SQLite calls, since the threads of Swift's pool must not block.
import Synchronization

#if hasFeature(Embedded)
import _Concurrency
#else
import Glibc
#endif

/// Runs jobs one at a time on its own thread, which the first job starts.
final class StorageThread: Sendable {
    private let queue = WorkQueue()
    /// The number of queued writes.
    let waitingWrites = Atomic<Int>(0)

    deinit { queue.stop() }

    /// Runs blocking work while the task is suspended. A cancelled task resumes at once, and the
    /// result of its work is dropped.
    func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        try await hand(.read) { job in
            do throws(StoreError) {
                job.resume(.success(try work()))
            } catch {
                job.resume(.failure(error))
            }
        }
    }

    /// Like `run`, for work that resumes its job itself, now or later.
    func hand<Value: Sendable>(
        _ kind: TransactionKind, _ work: @escaping @Sendable (StorageJob<Value>) -> Void
    ) async throws(StoreError) -> Value {
        let job = StorageJob<Value>()
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard job.suspend(continuation) else { return }
                let count = kind == .write ? 1 : 0
                waitingWrites.add(count, ordering: .relaxed)
                queue.append {
                    self.waitingWrites.subtract(count, ordering: .relaxed)
                    work(job)
                }
            }
        } onCancel: {
            job.cancel()
        }
        return try outcome.get()
    }
}

#if !hasFeature(Embedded)
// The thread retains the queue, not the `StorageThread`, whose deinit can therefore stop it.
// SAFETY: all fields but the mutex and condition are accessed under the mutex.
@safe private final class WorkQueue: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    /// Jobs in order of arrival. Those before `head` are done.
    private var jobs: [(@Sendable () -> Void)?] = []
    private var head = 0
    private var isStarted = false
    private var isStopped = false

    init() {
        // SAFETY: allocated above, initialised once.
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(condition, nil)
    }

    deinit {
        // SAFETY: the thread retains the queue while it runs, so no one waits here any more.
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    func append(_ job: @escaping @Sendable () -> Void) {
        var isServed = true
        locked {
            if !isStarted { isStarted = start() }
            isServed = isStarted
            if isServed { jobs.append(job) }
        }
        // Without a thread, the caller blocks; the job must run in any case.
        if !isServed { job() }
    }

    func stop() {
        locked { isStopped = true }
    }

    private func locked(_ body: () -> Void) {
        // SAFETY: the mutex is initialised. Signalling under it loses no wake-up.
        unsafe pthread_mutex_lock(mutex)
        body()
        unsafe pthread_cond_signal(condition)
        unsafe pthread_mutex_unlock(mutex)
    }

    /// Starts the thread. Returns false if the system cannot create one.
    private func start() -> Bool {
        var thread = pthread_t()
        // SAFETY: the thread owns the retained reference and releases it when it ends.
        let context = unsafe Unmanaged.passRetained(self).toOpaque()
        let code = unsafe pthread_create(
            &thread, nil,
            { context in
                let queue = unsafe Unmanaged<WorkQueue>.fromOpaque(context!).takeRetainedValue()
                queue.work()
                return nil
            }, context)
        guard code == 0 else {
            unsafe Unmanaged<WorkQueue>.fromOpaque(context).release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    private func work() {
        while let job = next() { job() }
    }

    /// Waits for the next job. Returns nil after `stop`.
    private func next() -> (@Sendable () -> Void)? {
        // SAFETY: the mutex and condition are initialised and belong together.
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while head == jobs.count {
            if isStopped { return nil }
            unsafe pthread_cond_wait(condition, mutex)
        }
        let job = jobs[head]
        jobs[head] = nil
        head += 1
        // The queue may never be empty under load, so finished jobs are removed when they are half.
        if head == jobs.count || head >= 1_024 && head * 2 >= jobs.count {
            jobs.removeFirst(head)
            head = 0
        }
        return job
    }
}
#endif
