// SPDX-License-Identifier: MIT
// `Task.sleep(for:)`, which the embedded standard library leaves out. It behaves as on other
// systems, also when the task is cancelled.

internal import Unikernel
public import _Concurrency

extension Task where Success == Never, Failure == Never {
    /// Suspends the task for at least `duration`; throws as soon as the task is cancelled.
    ///
    /// A negative duration counts as zero; one of 584 years or more never ends.
    public static func sleep(for duration: Duration) async throws(_Concurrency.CancellationError) {
        guard await Guest.loop.sleep(nanoseconds: nanoseconds(in: duration)) else {
            throw _Concurrency.CancellationError()
        }
    }

    private static func nanoseconds(in duration: Duration) -> UInt64 {
        let (seconds, attoseconds) = duration.components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        let (whole, overflow) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        if overflow { return .max }
        // Rounds up: a sleep may be late, never early.
        let (sum, sumOverflow) = whole.addingReportingOverflow(
            UInt64(attoseconds + 999_999_999) / 1_000_000_000)
        return sumOverflow ? .max : sum
    }
}
