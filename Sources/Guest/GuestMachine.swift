// SPDX-License-Identifier: MIT
// The machine under a guest on Xen: real hypercalls, and memory at its physical addresses.

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
        unsafe GuestMemory.deallocatePages(pages)
    }

    func allocateStack(_ pageCount: Int) -> UnsafeMutableRawPointer? {
        // SAFETY: the lowest of the pages is the guard, and the stack is the rest.
        guard let guardPage = unsafe GuestMemory.allocatePages(pageCount + 1) else { return nil }
        guard AddressSpace.unmap(unsafe pageRange(guardPage)) else {
            unsafe GuestMemory.deallocatePages(guardPage)
            return nil
        }
        return unsafe guardPage + pageSize
    }

    func deallocateStack(_ base: UnsafeMutableRawPointer, _ pageCount: Int) {
        let guardPage = unsafe base - pageSize
        // The tables exist already, so mapping it again needs no memory.
        precondition(AddressSpace.map(unsafe pageRange(guardPage)))
        unsafe GuestMemory.deallocatePages(guardPage)
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
        return unsafe UnsafeMutableRawPointer(bitPattern: start)
    }

    func reserveFrames(_ count: Int) -> UnsafeMutableRawPointer? {
        unsafe AddressSpace.takeReserved(count)
    }

    private func pageRange(_ page: UnsafeMutableRawPointer) -> MemoryRanges.Range {
        let start = UInt(bitPattern: page)
        return MemoryRanges.Range(start: start, end: start + UInt(pageSize))
    }
}
