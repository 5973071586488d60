// SPDX-License-Identifier: MIT
// The guest's memory: one value that holds the pages and the heap, and the allocation functions for
// C code and Swift's runtime (CBoot/heap.c). Swift cannot continue without memory, so a refusal
// ends in a crash report with the bytes requested and the bytes in use. Code that can continue
// calls `allocate`.
//
// The page tables come between the memory map and the heap: the heap's page map lies at the end of
// memory, which must be mapped by then. The tables' pages are the lowest of the memory, which the
// boot code has mapped.

internal import CBoot
internal import Unikernel

/// The memory of the guest.
enum GuestMemory {
    private nonisolated(unsafe) static var memory = Memory()
    private nonisolated(unsafe) static var hasStarted = false
    /// The domain's memory, less the image and the first page tables.
    private(set) nonisolated(unsafe) static var ranges = MemoryRanges()

    /// Takes the memory map; only page tables can be allocated so far.
    static func begin(with ranges: MemoryRanges) {
        unsafe self.ranges = ranges
    }

    /// Starts the heap on all remaining memory, which must be mapped.
    static func start() {
        guard unsafe memory.start(over: ranges) else {
            Guest.panic("there is too little memory for a heap")
        }
        unsafe hasStarted = true
    }

    /// Returns a zeroed page for a table; before the heap starts, one that ends at or below
    /// `limit`.
    static func allocateTable(below limit: UInt) -> UnsafeMutableRawPointer? {
        if unsafe hasStarted { return unsafe allocatePages(1) }
        let page = unsafe UnsafeMutableRawPointer(bitPattern: ranges.takePage(below: limit))
        // SAFETY: a whole page that nothing else uses.
        unsafe page?.initializeMemory(as: UInt8.self, repeating: 0, count: pageSize)
        return unsafe page
    }

    static var statistics: HeapStatistics { unsafe memory.statistics }

    /// Returns zeroed pages, or nil.
    static func allocatePages(_ count: Int) -> UnsafeMutableRawPointer? {
        guard let pages = unsafe memory.allocatePages(count: count) else { return nil }
        // SAFETY: the allocator returned `count` pages.
        unsafe pages.initializeMemory(as: UInt8.self, repeating: 0, count: count * pageSize)
        return unsafe pages
    }

    static func deallocatePages(_ pages: UnsafeMutableRawPointer) {
        unsafe memory.deallocatePages(pages)
    }

    @inline(__always)
    static func allocate(_ count: Int, alignment: Int) -> UnsafeMutableRawPointer? {
        if alignment <= 16 { return unsafe memory.allocate(bytes: count) }
        return unsafe memory.allocate(bytes: count, alignment: alignment)
    }

    static func reallocate(_ object: UnsafeMutableRawPointer?, _ count: Int)
        -> UnsafeMutableRawPointer?
    {
        unsafe memory.reallocate(object, bytes: count)
    }

    static func usableBytes(_ object: UnsafeMutableRawPointer) -> Int {
        unsafe memory.usableBytes(object)
    }

    static func deallocate(_ object: UnsafeMutableRawPointer?) {
        unsafe memory.deallocate(object)
    }

    /// Reports that memory ran out, and ends the guest.
    @inline(never)
    static func exhausted(_ count: Int) -> Never {
        let statistics = statistics
        FaultReport.panic {
            Report.write("out of memory: ")
            Report.writeDecimal(UInt64(UInt(bitPattern: count)))
            Report.write(" bytes asked for, ")
            Report.writeDecimal(UInt64(statistics.bytesInUse))
            Report.write(" in use, ")
            Report.writeDecimal(UInt64(statistics.pagesInUse))
            Report.write(" of ")
            Report.writeDecimal(UInt64(statistics.pagesTotal))
            Report.write(" pages")
        }
    }
}

@c(mirage_allocate) func allocateObject(_ count: Int, _ alignment: Int) -> UnsafeMutableRawPointer {
    guard let object = unsafe GuestMemory.allocate(count, alignment: alignment) else {
        GuestMemory.exhausted(count)
    }
    return unsafe object
}

/// For callers that can continue without (SQLite): returns nil when memory ran out.
@c(mirage_try_allocate) func tryAllocate(_ count: Int) -> UnsafeMutableRawPointer? {
    unsafe GuestMemory.allocate(count, alignment: 16)
}

@c(mirage_try_reallocate) func tryReallocate(_ object: UnsafeMutableRawPointer?, _ count: Int)
    -> UnsafeMutableRawPointer?
{
    unsafe GuestMemory.reallocate(object, count)
}

@c(mirage_reallocate) func reallocateObject(_ object: UnsafeMutableRawPointer?, _ count: Int)
    -> UnsafeMutableRawPointer
{
    guard let moved = unsafe GuestMemory.reallocate(object, count) else {
        GuestMemory.exhausted(count)
    }
    return unsafe moved
}

@c(mirage_usable_size) func usableSize(_ object: UnsafeMutableRawPointer) -> Int {
    unsafe GuestMemory.usableBytes(object)
}

@c(mirage_deallocate) func deallocateObject(_ object: UnsafeMutableRawPointer?) {
    unsafe GuestMemory.deallocate(object)
}
