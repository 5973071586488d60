// SPDX-License-Identifier: MIT
// Jobs of Swift's concurrency runtime, first in, first out. A job has two words for its executor's use
// (swift/ExecutorImpl.h, `schedulerPrivate`); the first is the link, so that queueing allocates nothing.
//
// Invariants: 1. `first` is nil exactly when `last` is. 2. A job is in one queue at most: the runtime hands it
// to an executor once for each time it is to run. 3. The link of the last job is nil.

internal import CScheduler

/// A job as the runtime hands it over.
package typealias Job = UnsafeMutableRawPointer

/// A queue of jobs without memory of its own.
@safe package struct JobQueue {
    private var first: Job?
    private var last: Job?

    package init() {}

    package var isEmpty: Bool { unsafe first == nil }

    package mutating func append(_ job: Job) {
        // SAFETY: the runtime hands over a live job and leaves its private words to the executor until it runs.
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
        // SAFETY: a queued job stays alive until it is run, and only the queue writes its link.
        unsafe first = mirage_job_next(job)
        if unsafe first == nil { unsafe last = nil }
        return unsafe job
    }

    /// Takes all jobs out, in order, and leaves the queue empty.
    package mutating func removeAll() -> JobQueue {
        let taken = self
        self = JobQueue()
        return taken
    }
}
