// SPDX-License-Identifier: MIT
// What a domain stands on. A guest has one of these over real instructions and real frames; the simulation
// has one over a model of Xen, so that everything above this line is the same code in both.

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

/// The instructions and the memory that a domain gets from below.
///
/// Nothing here interprets an answer: that is the work of the typed tier, which is built on this protocol
/// alone. Calls are made from one virtual CPU and never at the same time.
public protocol Machine: AnyObject {
    /// Makes a hypercall with up to four arguments and returns Xen's answer: zero or more for success, a
    /// negative Xen error number (errno.h, `XEN_E*`) otherwise.
    ///
    /// Arguments that are addresses are those of objects in the domain's memory.
    func hypercall(_ call: Hypercall, _ first: UInt, _ second: UInt, _ third: UInt, _ fourth: UInt)
        -> Int

    /// The time stamp counter (RDTSC), in the cycles that shared info's time record converts.
    var timestampCounter: UInt64 { get }

    /// A word nobody can predict: RDRAND where the processor has it, seeded in the simulation.
    func randomWord() -> UInt64

    /// Whole pages of 4,096 bytes, one after the other, zeroed and aligned to a page; nil when there are
    /// none left. Nothing else shares them, so they may be granted to another domain.
    func allocatePages(_ count: Int) -> UnsafeMutableRawPointer?

    /// Takes back pages that `allocatePages` gave with the same count.
    func deallocatePages(_ pages: UnsafeMutableRawPointer, _ count: Int)

    /// A stack of `pageCount` pages with an unmapped page below it; its lowest address, or nil when there is
    /// no memory for it.
    func allocateStack(_ pageCount: Int) -> UnsafeMutableRawPointer?

    /// Takes back a stack that `allocateStack` gave with the same count.
    func deallocateStack(_ base: UnsafeMutableRawPointer, _ pageCount: Int)

    /// The guest frame number of the page that holds `address`.
    func frame(of address: UnsafeRawPointer) -> UInt64

    /// Makes a frame readable and writable that the toolstack placed, such as the console's, and returns
    /// its address; nil when it cannot be.
    func map(frame: UInt64) -> UnsafeMutableRawPointer?

    /// The address of `count` pages of unused guest-physical space, in which Xen places frames of its own
    /// (XENMEM_add_to_physmap: shared info, grant table). Each call gives other pages; nil when there are
    /// none left.
    func reserveFrames(_ count: Int) -> UnsafeMutableRawPointer?
}
