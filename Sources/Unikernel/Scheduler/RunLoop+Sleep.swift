// SPDX-License-Identifier: MIT
// Sleeping: a wait for a signal that only cancellation raises.

internal import _Concurrency

extension RunLoop {
    /// Suspends the calling task until the moment has come; false, at once, when the task is cancelled before.
    public func sleep(until moment: Instant) async -> Bool {
        let signal = Signal(on: self)
        return await withTaskCancellationHandler {
            await !signal.wait(until: moment)
        } onCancel: {
            signal.raise()
        }
    }

    /// Suspends the calling task for at least so many nanoseconds; false, at once, when it is cancelled before.
    public func sleep(nanoseconds: UInt64) async -> Bool {
        await sleep(until: now.advanced(byNanoseconds: nanoseconds))
    }
}
