// SPDX-License-Identifier: MIT
// The fixed memory map of a guest. Memory is mapped at its physical addresses:
//
//     0            nothing: a null pointer faults
//     1 MB         the image: code (executable), constants (read-only), data, the stacks with
//                  guard pages below them
//     after it     the heap, pages for peers, stacks of fibers, up to the end of memory, in
//                  2 MB pages
//     a hole       frames that Xen places: shared info, the grant table
//     below 4 GB   pages that the toolstack placed: console, xenstore
//
// Invariant: from `protect` on, no page is both writable and executable.

internal import CBoot
internal import Unikernel

/// The mapping of the domain's memory.
enum AddressSpace {
    // SAFETY: one virtual CPU and no interrupts, so changes are never concurrent.
    private nonisolated(unsafe) static var tables: PageTables?
    private nonisolated(unsafe) static var nextReserved: UInt = 0
    private nonisolated(unsafe) static var reservedEnd: UInt = 0

    /// The end of the boot code's mapping: the first gigabyte, writable and executable.
    static let bootEnd: UInt = 1 << 30
    private static let reservedByteCount: UInt = 16 << 20

    /// Replaces the boot code's mapping by the final one; false when memory for tables ran out.
    static func protect() -> Bool {
        let memory = unsafe GuestMemory.ranges
        let tables = unsafe PageTables(
            root: UnsafeMutableRawPointer(bitPattern: mirage_page_map())!,
            allocatePage: { unsafe GuestMemory.allocateTable(below: bootEnd) },
            flush: { mirage_flush_page(UInt($0)) })
        unsafe self.tables = tables
        reserveFrames(beside: memory)
        return protectImage(tables) && tables.map(memory, from: bootEnd)
    }

    /// Protects the image first, because the running code must stay executable throughout.
    private static func protectImage(_ tables: PageTables) -> Bool {
        tables.map(range(mirage_image_start(), mirage_text_end()), .execute)
            && tables.map(range(mirage_text_end(), mirage_constants_end()), .read)
            && tables.map(MemoryRanges.Range(start: 0, end: UInt(mirage_image_start())), .readWrite)
            && tables.map(
                MemoryRanges.Range(start: UInt(mirage_constants_end()), end: bootEnd), .readWrite)
            && tables.map(symbols(), .read)
            && tables.unmap(range(mirage_stack_guard(), mirage_stack_bottom()))
            && tables.unmap(range(mirage_fault_stack_guard(), mirage_fault_stack_bottom()))
            && tables.unmap(MemoryRanges.Range(start: 0, end: UInt(pageSize)))
    }

    /// Returns the pages of the symbol table behind the image; empty when there is none.
    private static func symbols() -> MemoryRanges.Range {
        let start = UInt(mirage_symbol_table_address())
        let end = start + UInt(mirage_symbol_table_size())
        return range(start, (end + UInt(pageSize) - 1) & ~(UInt(pageSize) - 1))
    }

    private static func range(_ start: UInt, _ end: UInt) -> MemoryRanges.Range {
        MemoryRanges.Range(start: UInt(start), end: UInt(end))
    }

    /// Reserves unused guest-physical space for frames that Xen places. It follows the memory below
    /// 4 GB, where nothing lies until the toolstack's pages near the end. In a domain whose memory
    /// fills that space it follows all memory.
    private static func reserveFrames(beside memory: MemoryRanges) {
        let alignment: UInt = 16 << 20
        let devices: UInt = 0xf000_0000
        var low: UInt = 0
        for index in 0..<memory.count where memory[index].start < devices {
            low = max(low, memory[index].end)
        }
        var start = (low + alignment - 1) & ~(alignment - 1)
        if start + reservedByteCount > devices {
            start = (memory.end + bootEnd - 1) & ~(bootEnd - 1)
        }
        unsafe nextReserved = start
        unsafe reservedEnd = start + reservedByteCount
    }

    /// Takes pages of unused guest-physical space and maps them; nil when none are left.
    static func takeReserved(_ count: Int) -> UnsafeMutableRawPointer? {
        let start = unsafe nextReserved
        let end = start + UInt(count * pageSize)
        guard unsafe end <= reservedEnd, map(MemoryRanges.Range(start: start, end: end)) else {
            return nil
        }
        unsafe nextReserved = end
        return unsafe UnsafeMutableRawPointer(bitPattern: UInt(start))
    }

    /// Maps pages for reading and writing; false when memory for tables ran out.
    static func map(_ range: MemoryRanges.Range) -> Bool {
        unsafe tables?.map(range, .readWrite) ?? false
    }

    /// Unmaps pages; false when memory for tables ran out.
    static func unmap(_ range: MemoryRanges.Range) -> Bool {
        unsafe tables?.unmap(range) ?? false
    }

    static func mapping(at address: UInt) -> PageMapping? {
        unsafe tables?.mapping(at: address)
    }

    /// Returns whether an address lies in unmapped memory; only the guard pages below fibers'
    /// stacks do.
    static func isGuardPage(_ address: UInt) -> Bool {
        unsafe GuestMemory.ranges.contains(address) && mapping(at: address) == nil
    }

    /// Returns whether `byteCount` bytes can be read without a fault.
    static func isReadable(_ address: UInt, byteCount: UInt) -> Bool {
        let (last, overflow) = address.addingReportingOverflow(byteCount - 1)
        guard !overflow else { return false }
        guard let tables = unsafe tables else { return last < bootEnd }
        return tables.mapping(at: address) != nil && tables.mapping(at: last) != nil
    }
}
