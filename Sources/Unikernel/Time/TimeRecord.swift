// SPDX-License-Identifier: MIT
// Converts the processor's time stamp counter to nanoseconds, as Xen specifies for its guests
// (xen.h, `struct vcpu_time_info`). Xen keeps the record valid; whatever it holds, the result is a
// number and never a trap.

/// Xen's record for converting the time stamp counter.
package struct TimeRecord: Equatable {
    /// The counter at the time of the record.
    package var timestamp: UInt64
    /// System time at the time of the record, in nanoseconds.
    package var systemTime: UInt64
    /// Nanoseconds for each unit of the shifted counter, in units of 2^-32.
    package var multiplier: UInt32
    /// The left shift of a counter difference in bits; a right shift where negative.
    package var shift: Int8

    package init(timestamp: UInt64, systemTime: UInt64, multiplier: UInt32, shift: Int8) {
        self.timestamp = timestamp
        self.systemTime = systemTime
        self.multiplier = multiplier
        self.shift = shift
    }

    /// Returns the system time at counter value `counter`: exact, rounded down, while it fits into
    /// 64 bits, `never` beyond. A counter from before the record counts as the record's.
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

/// The time of system time zero since 1970, in UTC (xen.h, `shared_info.wc_sec`).
package struct WallClock: Equatable {
    package var seconds: UInt64
    package var nanoseconds: UInt32

    package init(seconds: UInt64, nanoseconds: UInt32) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// Returns nanoseconds since 1970 at a moment of system time; `UInt64.max` when that is after
    /// the year 2554.
    package func nanosecondsSince1970(at now: Instant) -> UInt64 {
        let (whole, tooLong) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (base, tooFar) = whole.addingReportingOverflow(UInt64(nanoseconds))
        let (sum, tooLate) = base.addingReportingOverflow(now.nanoseconds)
        return tooLong || tooFar || tooLate ? .max : sum
    }
}
