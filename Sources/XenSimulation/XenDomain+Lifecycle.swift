// SPDX-License-Identifier: MIT
// A domain's time record, its end, and its leaks.
//
// SAFETY: the offsets are those of fields of the shared info page, and entries those of the table.

internal import CXen
internal import Synchronization
internal import Unikernel

extension XenDomain {
    /// Writes the time record as Xen does: the version is odd during the write (xen.h, `struct
    /// vcpu_time_info`).
    func writeTimeRecord(at now: UInt64) {
        let version = unsafe at(SharedInfo.Offset.version, as: UInt32.self)
        unsafe version.pointee.wrappingAdd(1, ordering: .acquiringAndReleasing)
        unsafe at(SharedInfo.Offset.timestamp, as: UInt64.self).pointee.store(
            Counter.reading(at: now) &+ counterLead, ordering: .relaxed)
        unsafe at(SharedInfo.Offset.systemTime, as: UInt64.self).pointee.store(
            now &+ systemTimeLead, ordering: .relaxed)
        unsafe at(SharedInfo.Offset.multiplier, as: UInt32.self).pointee.store(
            Counter.multiplier, ordering: .relaxed)
        unsafe version.pointee.wrappingAdd(1, ordering: .acquiringAndReleasing)
    }

    /// Sets the time of day at system time zero.
    func writeWallClock(seconds: UInt64, nanoseconds: UInt32) {
        let version = unsafe at(SharedInfo.Offset.wallVersion, as: UInt32.self)
        unsafe version.pointee.wrappingAdd(1, ordering: .acquiringAndReleasing)
        unsafe at(SharedInfo.Offset.wallSeconds, as: UInt32.self).pointee.store(
            UInt32(truncatingIfNeeded: seconds), ordering: .relaxed)
        unsafe at(SharedInfo.Offset.wallSecondsHigh, as: UInt32.self).pointee.store(
            UInt32(truncatingIfNeeded: seconds >> 32), ordering: .relaxed)
        unsafe at(SharedInfo.Offset.wallNanoseconds, as: UInt32.self).pointee.store(
            nanoseconds, ordering: .relaxed)
        unsafe version.pointee.wrappingAdd(1, ordering: .acquiringAndReleasing)
    }

    /// Releases what the domain shares with others, as Xen does when a domain dies.
    func destroy(_ reason: UInt32) {
        for port in ports.states.indices where ports.states[port] != .free {
            try? closePort(UInt32(port))
        }
        for handle in mappings.keys.sorted() {
            endMapping(handle)
        }
        shutdownReason = reason
    }

    /// Returns whether another domain uses a page, or could by a valid entry.
    func isShared(_ frame: UInt64) -> Bool {
        if let entry = memory[frame],
            grants.pins.values.contains(where: { $0.frame == entry.frame })
        {
            return true
        }
        return (0..<grants.entryCount).contains { reference in
            let entry = grantEntry(reference)
            return entry.flags & UInt16(GTF_type_mask) != 0 && UInt64(entry.frame) == frame
        }
    }

    /// Returns the domain's grants, ports and mappings, except for those of the toolstack.
    func kept(except toolstackPorts: Set<UInt32>) -> [Leak] {
        var leaks: [Leak] = []
        for reference in UInt32(GNTTAB_NR_RESERVED_ENTRIES)..<max(grants.entryCount, 8)
        where grantEntry(reference).flags != 0 {
            leaks.append(.grant(id, GrantReference(reference)))
        }
        for (port, state) in ports.states.enumerated() where state != .free && state != .reserved {
            guard !toolstackPorts.contains(UInt32(port)) else { continue }
            leaks.append(.port(id, EventPort(UInt32(port))))
        }
        for mapping in mappings.sorted(by: { $0.key < $1.key }).map(\.value) {
            leaks.append(.mapping(id, of: mapping.owner, GrantReference(mapping.reference)))
        }
        return leaks
    }
}

extension Simulation {
    /// Returns what the running domains have not released, and what they released too early.
    public func leaks() -> [Leak] {
        var leaks: [Leak] = []
        for domain in started where domain.shutdownReason == nil {
            leaks += domain.machine.xen.kept(except: domain.machine.toolstackPorts)
            leaks += domain.machine.kept
            leaks += domain.machine.violations
        }
        return leaks + leakSources.flatMap { $0() }
    }
}
