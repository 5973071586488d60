// SPDX-License-Identifier: MIT
// The scheduler of a domain: one loop, on one virtual CPU, without interrupts. An iteration runs
// what was ready at its start, then expires timers, then dispatches events. When nothing is ready
// it yields the processor until the next timer or event. Work that becomes ready during an
// iteration waits for the next one, so a task that keeps yielding cannot starve timers and events.

internal import CScheduler

/// The loop that runs a domain's tasks and fibers.
public final class RunLoop: @unchecked Sendable {  // one virtual CPU: it is its own only thread
    /// The result of an iteration.
    package enum Iteration {
        /// Something ran.
        case ran
        /// Nothing was ready; the loop yielded the processor for a while.
        case waited
        /// Nothing is ready, no timer is set and no event can come: waiting would never end.
        case stuck
    }

    private let source: any EventSource
    private var jobs = JobQueue()
    private var fibers: [Fiber] = []
    private var timers = TimerQueue()
    package private(set) var currentFiber: Fiber?

    package init(over source: any EventSource) {
        self.source = source
    }

    /// The present moment.
    public var now: Instant { source.now }

    /// Enqueues a job of the concurrency runtime.
    package func enqueue(_ job: Job) {
        unsafe jobs.append(job)
    }

    package func enqueue(_ fiber: Fiber) {
        fibers.append(fiber)
    }

    /// The number of set timers.
    package var timerCount: Int { timers.count }

    package func add(_ action: TimerAction, at moment: Instant) {
        timers.add(action, at: moment)
    }

    /// Runs one iteration.
    package func iterate() -> Iteration {
        let ran = runReady()
        let expired = expireTimers()
        let happened = source.dispatch()
        if ran || expired || happened { return .ran }
        if !jobs.isEmpty || !fibers.isEmpty { return .ran }
        guard let moment = timers.next else {
            guard source.hasListeners else { return .stuck }
            source.wait(until: .never)
            return .waited
        }
        source.wait(until: moment)
        return .waited
    }

    /// Waits on the present stack until `isOver` returns true; only dispatches events. False when
    /// `deadline` came first.
    package func waitForAll(until deadline: Instant, _ isOver: () -> Bool) -> Bool {
        while true {
            _ = source.dispatch()
            if isOver() { return true }
            if deadline != .never, source.now >= deadline { return false }
            precondition(deadline != .never || source.hasListeners, "a wait without an end")
            source.wait(until: deadline)
        }
    }

    /// Waits on the present stack, which is no fiber's, until `isOver` returns true. Runs fibers
    /// but no tasks: for synchronous code that waits for a fiber's work.
    package func waitForFibers(_ isOver: () -> Bool) {
        precondition(currentFiber == nil, "a fiber waits by parking")
        while !isOver() {
            runFibers(fibers.count)
            let expired = expireTimers()
            let happened = source.dispatch()
            if expired || happened || !fibers.isEmpty || isOver() { continue }
            precondition(timers.next != nil || source.hasListeners, "a wait without an end")
            source.wait(until: timers.next ?? .never)
        }
    }

    /// Yields the calling fiber to everything else that is ready.
    package func yieldFiber() {
        guard let fiber = currentFiber else { return }
        fibers.append(fiber)
        fiber.park()
    }

    private func runReady() -> Bool {
        var ready = jobs.removeAll()
        let readyFibers = fibers.count
        guard !ready.isEmpty || readyFibers > 0 else { return false }
        while let job = unsafe ready.removeFirst() {
            // SAFETY: the runtime keeps a job alive until it has run.
            unsafe mirage_job_run(job)
        }
        runFibers(readyFibers)
        return true
    }

    /// Resumes this many fibers, or fewer if a job has waited for some of them.
    private func runFibers(_ count: Int) {
        for _ in 0..<min(count, fibers.count) where !fibers.isEmpty {
            let fiber = fibers.removeFirst()
            currentFiber = fiber
            fiber.resume()
            currentFiber = nil
        }
    }

    private func expireTimers() -> Bool {
        guard timers.next != nil else { return false }
        let now = source.now
        var any = false
        while let action = timers.removeDue(at: now) {
            any = true
            switch action {
            case .run(let job): unsafe jobs.append(job)
            case .expire(let signal): signal.timerFired(at: now)
            }
        }
        return any
    }
}
