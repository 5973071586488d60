// SPDX-License-Identifier: MIT
// A moment of the domain's monotonic time: nanoseconds since the host booted on which the domain began. Xen counts
// the same way, and on that host the two agree; DomainClock says by how much they differ on a later one.

/// A moment on the domain's monotonic clock.
public struct Instant: Comparable, Sendable {
    /// Nanoseconds of the domain's time (on its first host, xen.h's `vcpu_time_info.system_time`).
    public var nanoseconds: UInt64

    /// The moment at so many nanoseconds of the domain's time.
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

    /// This moment on a clock that is so many nanoseconds ahead, or behind where negative; `never` on any.
    func shifted(by offset: Int64) -> Instant {
        guard self != .never, offset < 0 else {
            return advanced(byNanoseconds: UInt64(clamping: offset))
        }
        return Instant(nanoseconds: nanoseconds - min(nanoseconds, offset.magnitude))
    }

    /// Whether the first moment comes before the second.
    public static func < (first: Instant, second: Instant) -> Bool {
        first.nanoseconds < second.nanoseconds
    }
}
