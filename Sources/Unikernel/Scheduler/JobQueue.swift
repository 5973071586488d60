// SPDX-License-Identifier: MIT
// A FIFO queue of jobs of Swift's concurrency runtime. A job has two words for its executor
// (swift/ExecutorImpl.h, `schedulerPrivate`); the first is the link, so queueing allocates nothing.
//
// Invariants:
// 1. `first` is nil exactly when `last` is.
// 2. A job is in one queue at most: the runtime passes it to an executor once for each time it is
//    to run.
// 3. The link of the last job is nil.

internal import CScheduler

/// A job as the runtime passes it.
package typealias Job = UnsafeMutableRawPointer

/// A queue of jobs that allocates nothing.
@safe package struct JobQueue {
    private var first: Job?
    private var last: Job?

    package init() {}

    package var isEmpty: Bool { unsafe first == nil }

    package mutating func append(_ job: Job) {
        // SAFETY: the runtime passes a live job and leaves its private words to the executor until
        // it runs.
        unsafe mirage_job_set_next(job, nil)
        if let last = unsafe last {
            unsafe mirage_job_set_next(last, job)
        } else {
            unsafe first = job
        }
        unsafe last = job
    }

    package mutating func removeFirst() -> Job? {
        guard let job = unsafe first else { return nil }
        // SAFETY: a queued job lives until it is run, and only the queue writes its link.
        unsafe first = mirage_job_next(job)
        if unsafe first == nil { unsafe last = nil }
        return unsafe job
    }

    /// Removes and returns all jobs, in order.
    package mutating func removeAll() -> JobQueue {
        let taken = self
        self = JobQueue()
        return taken
    }
}
