// SPDX-License-Identifier: MIT
// What any machine has, with Xen or without: pages, stacks, a counter, random words. Memory, fibers
// and the run loop need nothing more of one; the loop's time and its waiting are an `EventSource`.

/// The instructions and the memory under a program.
///
/// Calls come from one virtual CPU and never concurrently.
public protocol Machine: AnyObject {
    /// The time stamp counter (RDTSC), in cycles.
    var timestampCounter: UInt64 { get }

    /// Returns an unpredictable word: RDRAND where the processor has it, seeded in the simulation.
    func randomWord() -> UInt64

    /// Allocates contiguous zeroed pages of 4,096 bytes; nil when none are left. Nothing else
    /// shares them, so a device or another domain may be given access to them.
    func allocatePages(_ count: Int) -> UnsafeMutableRawPointer?

    /// Frees pages that `allocatePages` returned for the same count.
    func deallocatePages(_ pages: UnsafeMutableRawPointer, _ count: Int)

    /// Allocates a stack of `pageCount` pages with an unmapped page below it. Returns its lowest
    /// address; nil when memory ran out.
    func allocateStack(_ pageCount: Int) -> UnsafeMutableRawPointer?

    /// Frees a stack that `allocateStack` returned for the same count.
    func deallocateStack(_ base: UnsafeMutableRawPointer, _ pageCount: Int)
}
