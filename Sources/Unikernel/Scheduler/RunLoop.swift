// SPDX-License-Identifier: MIT
// The heart of a domain: one loop, on one virtual CPU, without interrupts. An iteration runs what was ready when it
// began, then lets timers expire, then hands out events; when nothing is ready it gives the processor away
// until the next timer or event. Everything that became ready during an iteration waits for the next one, so a task
// that keeps yielding cannot keep timers and events out.

internal import CScheduler

/// The loop that runs a domain's tasks and fibers.
public final class RunLoop: @unchecked Sendable {  // one virtual CPU: it is its own only thread
    /// What an iteration of the loop came to.
    package enum Iteration {
        /// Something ran.
        case ran
        /// Nothing was ready; the domain gave the processor away for a while.
        case waited
        /// Nothing is ready, no timer is set and no event can come: waiting would have no end.
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

    /// Makes a job of the concurrency runtime ready.
    package func enqueue(_ job: Job) {
        unsafe jobs.append(job)
    }

    package func enqueue(_ fiber: Fiber) {
        fibers.append(fiber)
    }

    /// Timers that are set.
    package var timerCount: Int { timers.count }

    package func add(_ action: TimerAction, at moment: Instant) {
        timers.add(action, at: moment)
    }

    /// Makes one iteration.
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

    /// Waits on the present stack, running nothing but the hand-out of events, until `isOver` says so.
    package func waitForAll(until deadline: Instant, _ isOver: () -> Bool) -> Bool {
        while true {
            _ = source.dispatch()
            if isOver() { return true }
            if deadline != .never, source.now >= deadline { return false }
            precondition(deadline != .never || source.hasListeners, "a wait without an end")
            source.wait(until: deadline)
        }
    }

    /// Waits on the present stack, which is no fiber's, running fibers but no tasks, until `isOver` says so: for
    /// synchronous code that waits for a fiber's work.
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

    /// Lets everything else that is ready go on before the fiber that calls.
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

    /// Goes on with so many fibers, or with fewer if a job has waited for some of them.
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
