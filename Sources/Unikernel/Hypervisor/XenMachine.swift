// SPDX-License-Identifier: MIT
// The machine under a domain of Xen: any machine's pages and time, and what Xen adds. A guest's has
// real hypercalls and real frames; the simulation's has a model of Xen. All code above this
// protocol is the same in both.

/// A hypercall, by its number in Xen's interface (xen.h, `__HYPERVISOR_*`).
public enum Hypercall: UInt {
    /// `memory_op` (memory.h).
    case memoryOperation = 12
    /// `xen_version` (version.h).
    case version = 17
    /// `console_io` (xen.h).
    case consoleIO = 18
    /// `grant_table_op` (grant_table.h).
    case grantTableOperation = 20
    /// `vcpu_op` (vcpu.h).
    case vcpuOperation = 24
    /// `sched_op` (sched.h).
    case schedulerOperation = 29
    /// `event_channel_op` (event_channel.h).
    case eventChannelOperation = 32
    /// `hvm_op` (hvm/hvm_op.h).
    case hvmOperation = 34
}

/// A machine that Xen provides.
///
/// A machine does not interpret Xen's answers; the typed hypercalls, built on this protocol alone,
/// do.
public protocol XenMachine: Machine {
    /// Makes a hypercall with up to four arguments and returns Xen's answer: zero or more for
    /// success, a negative Xen error number (errno.h, `XEN_E*`) otherwise.
    ///
    /// Address arguments are those of objects in the domain's memory.
    func hypercall(_ call: Hypercall, _ first: UInt, _ second: UInt, _ third: UInt, _ fourth: UInt)
        -> Int

    /// Returns the guest frame number of the page that holds `address`.
    func frame(of address: UnsafeRawPointer) -> UInt64

    /// Maps a frame that the toolstack placed, such as the console's, for reading and writing.
    /// Returns its address; nil when it cannot be mapped.
    func map(frame: UInt64) -> UnsafeMutableRawPointer?

    /// Reserves `count` pages of unused guest-physical space for frames that Xen places
    /// (XENMEM_add_to_physmap: shared info, grant table). Each call returns other pages; nil when
    /// none are left.
    func reserveFrames(_ count: Int) -> UnsafeMutableRawPointer?
}
