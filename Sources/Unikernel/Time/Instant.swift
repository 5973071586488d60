// SPDX-License-Identifier: MIT
// A moment of the domain's monotonic time, as Xen counts it: nanoseconds since the host booted. SCHEDOP_poll
// takes its deadline in the same unit, so no conversion stands between a timer and the hypervisor.

/// A moment on the domain's monotonic clock.
public struct Instant: Comparable, Sendable {
    /// Nanoseconds of system time (xen.h, `vcpu_time_info.system_time`).
    public var nanoseconds: UInt64

    /// The moment at so many nanoseconds of system time.
    public init(nanoseconds: UInt64) {
        self.nanoseconds = nanoseconds
    }

    /// A moment that never comes.
    public static let never = Instant(nanoseconds: .max)

    /// This moment and `nanoseconds` more; `never` when that is past what the clock can say.
    public func advanced(byNanoseconds nanoseconds: UInt64) -> Instant {
        let (sum, overflow) = self.nanoseconds.addingReportingOverflow(nanoseconds)
        return overflow ? .never : Instant(nanoseconds: sum)
    }

    /// Whether the first moment comes before the second.
    public static func < (first: Instant, second: Instant) -> Bool {
        first.nanoseconds < second.nanoseconds
    }
}
