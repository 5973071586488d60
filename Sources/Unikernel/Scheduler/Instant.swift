// SPDX-License-Identifier: MIT
// A moment of the domain's monotonic time: nanoseconds since its first host booted. On that host it
// equals Xen's system time; DomainClock has the difference on later hosts.

/// A moment on the domain's monotonic clock.
public struct Instant: Comparable, Sendable {
    /// Nanoseconds of the domain's time (on its first host, xen.h's `vcpu_time_info.system_time`).
    public var nanoseconds: UInt64

    /// Creates the moment at this many nanoseconds of the domain's time.
    public init(nanoseconds: UInt64) {
        self.nanoseconds = nanoseconds
    }

    /// A moment that never comes.
    public static let never = Instant(nanoseconds: .max)

    /// Returns the moment `nanoseconds` later; `never` when that exceeds the clock's range.
    public func advanced(byNanoseconds nanoseconds: UInt64) -> Instant {
        let (sum, overflow) = self.nanoseconds.addingReportingOverflow(nanoseconds)
        return overflow ? .never : Instant(nanoseconds: sum)
    }

    /// Returns this moment on a clock that is ahead by `offset` nanoseconds, or behind where
    /// negative; `never` stays `never`.
    func shifted(by offset: Int64) -> Instant {
        guard self != .never, offset < 0 else {
            return advanced(byNanoseconds: UInt64(clamping: offset))
        }
        return Instant(nanoseconds: nanoseconds - min(nanoseconds, offset.magnitude))
    }

    /// Returns whether the first moment comes before the second.
    public static func < (first: Instant, second: Instant) -> Bool {
        first.nanoseconds < second.nanoseconds
    }
}
