// SPDX-License-Identifier: MIT
// What time it is in a domain: system time from Xen's time record and the time stamp counter, without a
// hypercall, and the time of day from shared info.
//
// Invariant: `now` never goes back, whatever the record says and however often the domain is moved.

/// A domain's clock.
public final class DomainClock: @unchecked Sendable {  // one virtual CPU
    private let machine: any Machine
    private let sharedInfo: SharedInfo
    private var latest = Instant(nanoseconds: 0)

    package init(on machine: any Machine, _ sharedInfo: SharedInfo) {
        self.machine = machine
        self.sharedInfo = sharedInfo
    }

    /// The present moment of system time. While Xen is writing the record, the last moment that was read.
    public var now: Instant {
        guard let record = sharedInfo.timeRecord() else { return latest }
        // The counter is read after the record, so it is not from before it.
        latest = max(latest, record.instant(at: machine.timestampCounter))
        return latest
    }

    /// Nanoseconds since the beginning of 1970 in UTC, as the host's clock has it. It can jump when the host's
    /// clock is set.
    ///
    /// Nil when Xen was writing it at every look, and while the host has not said: Xen tells a PVH domain when
    /// dom0 sets the time or, at its start, when the toolstack gives it an offset (xl.cfg, `rtc_timeoffset`).
    public var nanosecondsSince1970: UInt64? {
        guard let wallClock = sharedInfo.wallClock(), wallClock.seconds > 0 else { return nil }
        return wallClock.nanosecondsSince1970(at: now)
    }
}
