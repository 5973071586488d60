// SPDX-License-Identifier: MIT
// The one primitive for waiting, on another part of the domain, a peer or the clock. A raise
// without a waiter is kept for the next wait, so it cannot be lost between a check and the wait.
//
// Invariants:
// 1. At most one waiter.
// 2. `isRaised` is set only while there is no waiter.
// 3. The timer queue holds one timer of this signal exactly when `timerIndex` is not nil, however
//    often it is waited for; while there is a waiter, it comes no later than `deadline`.

internal import _Concurrency

/// A flag that one task or fiber at a time can wait for.
public final class Signal: @unchecked Sendable {  // one virtual CPU
    @safe private enum Waiter {
        case task(UnsafeContinuation<Bool, Never>)
        case fiber(Fiber)
    }

    private let loop: RunLoop
    private var isRaised = false
    private var waiter: Waiter?
    private var hasExpired = false
    private var deadline = Instant.never
    /// The index of this signal's timer in the timer queue, which alone writes it.
    var timerIndex: Int?

    /// Creates a signal that is not raised; its waiters run on `loop`.
    public init(on loop: RunLoop) {
        self.loop = loop
    }

    /// Wakes the waiter, or lets the next wait return at once.
    public func raise() {
        guard waiter != nil else {
            isRaised = true
            return
        }
        wake(raised: true)
    }

    /// Suspends the task until the signal is raised, and clears it; false when `deadline` came
    /// first.
    public func wait(until deadline: Instant = .never) async -> Bool {
        if takeRaise() { return true }
        return await unsafe withUnsafeContinuation { continuation in
            // SAFETY: a continuation is resumed once, here or by `wake`, which clears it. Other
            // code may have run since the first check, if the task changed its executor on the way
            // here.
            guard !takeRaise() else {
                unsafe continuation.resume(returning: true)
                return
            }
            precondition(waiter == nil, "two tasks wait for one signal")
            unsafe waiter = .task(continuation)
            expire(at: deadline)
        }
    }

    /// Waits without suspending until the signal is raised, and clears it; false when `deadline`
    /// came first. In a fiber the fiber parks and everything else runs; elsewhere the whole domain
    /// waits.
    public func wait(until deadline: Instant = .never) -> Bool {
        if takeRaise() { return true }
        precondition(waiter == nil, "two tasks wait for one signal")
        guard let fiber = loop.currentFiber else {
            return loop.waitForAll(until: deadline) { self.takeRaise() }
        }
        waiter = .fiber(fiber)
        expire(at: deadline)
        fiber.park()
        return !hasExpired
    }

    package func timerFired(at now: Instant) {
        guard waiter != nil else { return }
        guard deadline <= now else {
            expire(at: deadline)
            return
        }
        wake(raised: false)
    }

    private func takeRaise() -> Bool {
        defer { isRaised = false }
        return isRaised
    }

    private func expire(at deadline: Instant) {
        self.deadline = deadline
        guard deadline != .never else { return }
        loop.add(.expire(self), at: deadline)
    }

    private func wake(raised: Bool) {
        let woken = waiter
        waiter = nil
        hasExpired = !raised
        switch woken {
        case .task(let continuation): unsafe continuation.resume(returning: raised)
        case .fiber(let fiber): loop.enqueue(fiber)
        case nil: break
        }
    }
}
