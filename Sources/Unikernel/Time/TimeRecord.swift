// SPDX-License-Identifier: MIT
// From the processor's time stamp counter to nanoseconds, as Xen has its guests compute it (xen.h, `struct
// vcpu_time_info`). Xen keeps the record sensible; whatever it holds, the result is a number and never a trap.

/// Xen's record of how the time stamp counter runs.
package struct TimeRecord: Equatable {
    /// The counter when the record was written.
    package var timestamp: UInt64
    /// System time at that moment, in nanoseconds.
    package var systemTime: UInt64
    /// Nanoseconds for each unit of the shifted counter, in units of 2^-32.
    package var multiplier: UInt32
    /// Binary places by which a difference of the counter is shifted left, or right where negative.
    package var shift: Int8

    package init(timestamp: UInt64, systemTime: UInt64, multiplier: UInt32, shift: Int8) {
        self.timestamp = timestamp
        self.systemTime = systemTime
        self.multiplier = multiplier
        self.shift = shift
    }

    /// System time when the counter says `counter`: exact, rounded down, while it fits into 64 bits, `never`
    /// beyond. A counter from before the record stands for the moment of the record.
    package func instant(at counter: UInt64) -> Instant {
        guard counter > timestamp else { return Instant(nanoseconds: systemTime) }
        let cycles = counter - timestamp
        guard shift <= 0 || cycles.leadingZeroBitCount >= Int(shift) else { return .never }
        // A shift by more than the width gives zero.
        let shifted = shift >= 0 ? cycles << UInt64(shift) : cycles >> UInt64(shift.magnitude)
        let product = shifted.multipliedFullWidth(by: UInt64(multiplier))
        guard product.high >> 32 == 0 else { return .never }
        return Instant(nanoseconds: systemTime)
            .advanced(byNanoseconds: product.high << 32 | product.low >> 32)
    }
}

/// The time since 1970 at which system time was zero, in UTC (xen.h, `shared_info.wc_sec`).
package struct WallClock: Equatable {
    package var seconds: UInt64
    package var nanoseconds: UInt32

    package init(seconds: UInt64, nanoseconds: UInt32) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// Nanoseconds since 1970 at a moment of system time; `UInt64.max` when that is after the year 2554.
    package func nanosecondsSince1970(at now: Instant) -> UInt64 {
        let (whole, tooLong) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (base, tooFar) = whole.addingReportingOverflow(UInt64(nanoseconds))
        let (sum, tooLate) = base.addingReportingOverflow(now.nanoseconds)
        return tooLong || tooFar || tooLate ? .max : sum
    }
}
