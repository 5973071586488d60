// SPDX-License-Identifier: MIT
// Sleeping, by a signal that only cancellation raises.

internal import _Concurrency

extension RunLoop {
    /// Suspends the calling task until the moment; returns false at once when the task is
    /// cancelled.
    public func sleep(until moment: Instant) async -> Bool {
        let signal = Signal(on: self)
        return await withTaskCancellationHandler {
            await !signal.wait(until: moment)
        } onCancel: {
            signal.raise()
        }
    }

    /// Suspends the calling task for at least this many nanoseconds; returns false at once when the
    /// task is cancelled.
    public func sleep(nanoseconds: UInt64) async -> Bool {
        await sleep(until: now.advanced(byNanoseconds: nanoseconds))
    }
}
