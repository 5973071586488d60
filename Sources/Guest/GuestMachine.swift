// SPDX-License-Identifier: MIT
// The machine under a guest on Xen: real instructions, and memory whose addresses are physical.

internal import CBoot
internal import Unikernel

/// Xen on x86-64, as a PVH domain sees it.
final class GuestMachine: Machine {
    func hypercall(_ call: Hypercall, _ first: UInt, _ second: UInt, _ third: UInt, _ fourth: UInt)
        -> Int
    {
        mirage_hypercall(call.rawValue, first, second, third, fourth)
    }

    var timestampCounter: UInt64 { mirage_timestamp_counter() }

    func randomWord() -> UInt64 { Entropy.word() }

    func allocatePages(_ count: Int) -> UnsafeMutableRawPointer? {
        guard let pages = unsafe GuestMemory.allocatePages(count) else { return nil }
        return unsafe pages
    }

    func deallocatePages(_ pages: UnsafeMutableRawPointer, _ count: Int) {
        unsafe GuestMemory.deallocatePages(pages, count)
    }

    func allocateStack(_ pageCount: Int) -> UnsafeMutableRawPointer? {
        guard let guardPage = unsafe GuestMemory.allocatePages(pageCount + 1) else { return nil }
        guard AddressSpace.unmap(unsafe pageRange(guardPage)) else {
            unsafe GuestMemory.deallocatePages(guardPage, pageCount + 1)
            return nil
        }
        return unsafe guardPage + pageSize
    }

    func deallocateStack(_ base: UnsafeMutableRawPointer, _ pageCount: Int) {
        let guardPage = unsafe base - pageSize
        // Its tables are there, so mapping it again needs no memory.
        precondition(AddressSpace.map(unsafe pageRange(guardPage)))
        unsafe GuestMemory.deallocatePages(guardPage, pageCount + 1)
    }

    func frame(of address: UnsafeRawPointer) -> UInt64 {
        UInt64(UInt(bitPattern: address)) / UInt64(pageSize)
    }

    func map(frame: UInt64) -> UnsafeMutableRawPointer? {
        let (start, overflow) = frame.multipliedReportingOverflow(by: UInt64(pageSize))
        guard !overflow, start != 0, start < 1 << 46 else { return nil }
        guard AddressSpace.map(PhysicalRange(start: start, end: start + UInt64(pageSize))) else {
            return nil
        }
        return unsafe UnsafeMutableRawPointer(bitPattern: UInt(start))
    }

    func reserveFrames(_ count: Int) -> UnsafeMutableRawPointer? {
        unsafe AddressSpace.takeReserved(count)
    }

    private func pageRange(_ page: UnsafeMutableRawPointer) -> PhysicalRange {
        let start = UInt64(UInt(bitPattern: page))
        return PhysicalRange(start: start, end: start + UInt64(pageSize))
    }
}
