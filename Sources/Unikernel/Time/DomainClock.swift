// SPDX-License-Identifier: MIT
// A domain's time: system time from Xen's time record and the time stamp counter, without a
// hypercall, and the time of day from shared info.
//
// Invariant: `now` never goes back, whatever the record says and however often the domain is
// migrated. Hosts did not boot at the same moment, so after a migration Xen's system time and the
// domain's time differ by `lead`.

/// A domain's clock.
public final class DomainClock: @unchecked Sendable {  // one virtual CPU
    private let machine: any Machine
    private let sharedInfo: SharedInfo
    private var latest = Instant(nanoseconds: 0)
    /// Nanoseconds by which the domain's time is ahead of Xen's system time.
    private var lead: Int64 = 0

    package init(on machine: any Machine, _ sharedInfo: SharedInfo) {
        self.machine = machine
        self.sharedInfo = sharedInfo
    }

    /// The present moment; while Xen is writing the record, the last moment read. Time spent
    /// suspended does not count.
    public var now: Instant {
        guard let record = sharedInfo.timeRecord() else { return latest }
        // The counter is read after the record, so it is not older.
        latest = max(latest, record.instant(at: machine.timestampCounter).shifted(by: lead))
        return latest
    }

    /// Converts a moment to Xen's system time, for a hypercall.
    func systemTime(at moment: Instant) -> Instant {
        moment.shifted(by: 0 &- lead)
    }

    /// Continues from the last moment read, in a domain with another system time.
    func goOn() {
        var record = sharedInfo.timeRecord()
        // Xen writes the record now and then, never continuously.
        while record == nil { record = sharedInfo.timeRecord() }
        guard let systemTime = record?.instant(at: machine.timestampCounter) else { return }
        lead = Int64(truncatingIfNeeded: latest.nanoseconds &- systemTime.nanoseconds)
    }

    /// Nanoseconds since the beginning of 1970 in UTC, by the host's clock. It can jump when the
    /// host's clock is set.
    ///
    /// Nil when Xen was writing it at every attempt, and before the host has set it: Xen tells a
    /// PVH domain when dom0 sets the time or, at its start, when the toolstack gives it an offset
    /// (xl.cfg, `rtc_timeoffset`).
    public var nanosecondsSince1970: UInt64? {
        guard let wallClock = sharedInfo.wallClock(), wallClock.seconds > 0 else { return nil }
        return wallClock.nanosecondsSince1970(at: systemTime(at: now))
    }
}
