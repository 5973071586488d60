// SPDX-License-Identifier: MIT
// The offsets that the guest code writes out, because Embedded Swift has no key paths, are those of Xen's headers.
// Method: compare with the imported structures.

import CXen
import Testing
import Unikernel

@Test func sharedInfoIsLaidOutAsInTheHeader() {
    let time = MemoryLayout<vcpu_info>.offset(of: \.time)!
    let fields: [(Int?, Int)] = [
        (MemoryLayout<vcpu_time_info>.offset(of: \.version)! + time, SharedInfo.Offset.version),
        (
            MemoryLayout<vcpu_time_info>.offset(of: \.tsc_timestamp)! + time,
            SharedInfo.Offset.timestamp
        ),
        (
            MemoryLayout<vcpu_time_info>.offset(of: \.system_time)! + time,
            SharedInfo.Offset.systemTime
        ),
        (
            MemoryLayout<vcpu_time_info>.offset(of: \.tsc_to_system_mul)! + time,
            SharedInfo.Offset.multiplier
        ),
        (MemoryLayout<vcpu_time_info>.offset(of: \.tsc_shift)! + time, SharedInfo.Offset.shift),
        (MemoryLayout<shared_info>.offset(of: \.evtchn_pending), SharedInfo.Offset.pending),
        (MemoryLayout<shared_info>.offset(of: \.evtchn_mask), SharedInfo.Offset.mask),
        (MemoryLayout<shared_info>.offset(of: \.wc_version), SharedInfo.Offset.wallVersion),
        (MemoryLayout<shared_info>.offset(of: \.wc_sec), SharedInfo.Offset.wallSeconds),
        (MemoryLayout<shared_info>.offset(of: \.wc_nsec), SharedInfo.Offset.wallNanoseconds),
        (MemoryLayout<shared_info>.offset(of: \.wc_sec_hi), SharedInfo.Offset.wallSecondsHigh),
    ]
    for (header, ours) in fields { #expect(header == ours) }
    // The shift is read as the fifth byte of the word that the multiplier begins.
    #expect(SharedInfo.Offset.shift == SharedInfo.Offset.multiplier + 4)
}

@Test func grantEntriesAreLaidOutAsInTheHeader() {
    #expect(MemoryLayout<grant_entry_v1>.size == 8)
    #expect(MemoryLayout<grant_entry_v1>.offset(of: \.flags) == 0)
    #expect(MemoryLayout<grant_entry_v1>.offset(of: \.domid) == 2)
    #expect(MemoryLayout<grant_entry_v1>.offset(of: \.frame) == 4)
}

@Test func faultsHaveXensNames() {
    let faults: [(HypervisorFault, String, String, Int)] = [
        (HypervisorFault(.bindPort, answer: -22), "EVTCHNOP_bind_interdomain", "EINVAL", 22),
        (HypervisorFault(.poll, answer: -14), "SCHEDOP_poll", "EFAULT", 14),
        (HypervisorFault(.poll, answer: -4000), "SCHEDOP_poll", "an error", 4000),
        (
            HypervisorFault(.mapGrant, .grantStatus(-8)), "GNTTABOP_map_grant_ref",
            "GNTST_permission_denied", -8
        ),
        (HypervisorFault(.revokeGrant, .busy), "revoke grant", "the peer still uses it", 0),
    ]
    for (fault, operation, reason, number) in faults {
        #expect("\(fault.operationName)" == operation)
        #expect("\(fault.reasonName)" == reason)
        #expect(fault.number == number)
    }
}
