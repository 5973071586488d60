// SPDX-License-Identifier: MIT
// The machine under a guest: the processor's own instructions, and memory at its physical
// addresses.

internal import CBoot
internal import Unikernel

/// An x86-64 processor and its memory, with Xen or without.
final class GuestMachine: Machine {
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

    private func pageRange(_ page: UnsafeMutableRawPointer) -> MemoryRanges.Range {
        let start = UInt(bitPattern: page)
        return MemoryRanges.Range(start: start, end: start + UInt(pageSize))
    }
}
