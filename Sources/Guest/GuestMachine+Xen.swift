// SPDX-License-Identifier: MIT
// The machine under a guest on Xen: real hypercalls, and frames that Xen or the toolstack places.

internal import CBoot
internal import Unikernel

/// Xen on x86-64, as a PVH domain sees it.
extension GuestMachine: XenMachine {
    func hypercall(_ call: Hypercall, _ first: UInt, _ second: UInt, _ third: UInt, _ fourth: UInt)
        -> Int
    {
        mirage_hypercall(call.rawValue, first, second, third, fourth)
    }

    func frame(of address: UnsafeRawPointer) -> UInt64 {
        UInt64(UInt(bitPattern: address) / UInt(pageSize))
    }

    func map(frame: UInt64) -> UnsafeMutableRawPointer? {
        guard frame != 0, frame < 1 << 34 else { return nil }
        let start = UInt(frame) * UInt(pageSize)
        guard AddressSpace.map(MemoryRanges.Range(start: start, end: start + UInt(pageSize))) else {
            return nil
        }
        // SAFETY: the page was mapped just now, and stays so.
        return unsafe UnsafeMutableRawPointer(bitPattern: start)
    }

    func reserveFrames(_ count: Int) -> UnsafeMutableRawPointer? {
        unsafe AddressSpace.takeReserved(count)
    }
}
