// SPDX-License-Identifier: MIT
// All memory of a guest in one value: pages, and the heap that lives in them. A global holds it
// (statically empty, `Memory()`), boot code starts it with the usable ranges, and malloc and its
// family call it. Nothing here allocates, locks or recurses: one vCPU, no interrupts. Sizes are those of C
// (`size_t` as Swift imports it), and a negative one is a size no memory has.
// Objects and pages come from separate runs: what is granted to a peer domain never shares a
// page with an object of the heap, nor with bookkeeping.

/// The pages and the heap of a program.
package struct Memory: ~Copyable {
    private var pages = PageAllocator()
    private var heap = Heap()

    /// No memory yet. Nothing may be allocated before ``start(over:)``.
    package init() {}

    /// Starts with the usable ranges of physical memory, at a cost that does not depend on their size.
    /// - Returns: false if they are too small to hold a page and the bookkeeping for it.
    package mutating func start(over ranges: MemoryRanges) -> Bool {
        guard let table = pages.start(over: ranges, reservedBytes: Heap.tableBytes) else {
            return false
        }
        heap.start(at: table)
        return true
    }

    /// What is in use, and what was.
    package var statistics: HeapStatistics {
        var statistics = heap.counters
        statistics.pagesInUse = pages.pagesInUse
        statistics.peakPages = pages.peakPages
        statistics.pagesTotal = pages.pagesTotal
        return statistics
    }

    /// Pages that bookkeeping takes: the least that can be in use.
    package var metadataPages: Int { pages.metadataPages }

    /// As malloc: an object aligned to 16 that is not cleared, or nil. No bytes are as good as one.
    @inline(__always)
    package mutating func allocate(bytes: Int) -> UnsafeMutableRawPointer? {
        unsafe pointer(heap.allocate(UInt(bitPattern: bytes), pages: &pages))
    }

    /// As aligned_alloc and posix_memalign: an object aligned to a power of two, or nil.
    package mutating func allocate(bytes: Int, alignment: Int) -> UnsafeMutableRawPointer? {
        let object =
            alignment > 0 && alignment & (alignment &- 1) == 0
            ? heap.allocate(
                UInt(bitPattern: bytes), alignment: UInt(bitPattern: alignment), pages: &pages)
            : heap.refuse()
        return unsafe pointer(object)
    }

    /// As calloc: room for `count` times `bytes`, all zero, or nil.
    package mutating func allocateZeroed(count: Int, bytes: Int) -> UnsafeMutableRawPointer? {
        let (size, overflow) = UInt(bitPattern: count)
            .multipliedReportingOverflow(by: UInt(bitPattern: bytes))
        let object = overflow ? heap.refuse() : heap.allocateOutOfLine(size, &pages)
        guard let zeroed = unsafe pointer(object) else { return nil }
        // SAFETY: the object was allocated with at least `size` bytes.
        unsafe zeroed.initializeMemory(
            as: UInt8.self, repeating: 0, count: Int(bitPattern: size))
        return unsafe zeroed
    }

    /// As free: nil is fine, an address at which no object in use starts is a memory fault.
    @inline(__always)
    package mutating func deallocate(_ object: UnsafeMutableRawPointer?) {
        guard let object = unsafe object else { return }
        heap.deallocate(UInt(bitPattern: object), pages: &pages)
    }

    /// As realloc: another size for an object, which may move; nil if there is no memory, and then the
    /// object is as it was. Of nil it makes a new object, and no bytes are as good as one.
    package mutating func reallocate(
        _ object: UnsafeMutableRawPointer?, bytes: Int
    ) -> UnsafeMutableRawPointer? {
        guard let object = unsafe object else { return unsafe allocate(bytes: bytes) }
        return unsafe pointer(
            heap.reallocate(
                UInt(bitPattern: object), to: UInt(bitPattern: bytes), pages: &pages))
    }

    /// As malloc_usable_size: the bytes an object has room for, at least as many as were asked for.
    package func usableBytes(_ object: UnsafeMutableRawPointer) -> Int {
        Int(bitPattern: heap.usableBytes(UInt(bitPattern: object), pages.map))
    }

    /// A run of pages of 4 KB for the caller alone, not cleared, or nil.
    /// - Parameter alignment: a power of two; 2 MB for memory that one superpage maps.
    package mutating func allocatePages(
        count: Int, alignment: Int = 4096
    ) -> UnsafeMutableRawPointer? {
        if let run = unsafe pages.allocate(count: count, alignment: alignment) { return unsafe run }
        if heap.releaseUnused(&pages),
            let run = unsafe pages.allocate(count: count, alignment: alignment)
        {
            return unsafe run
        }
        return unsafe pointer(heap.refuse())
    }

    /// Gives back a run of pages, all of it.
    package mutating func deallocatePages(_ run: UnsafeMutableRawPointer) {
        unsafe pages.deallocate(run)
    }

    /// Gives the pages that the heap keeps for the next objects back to the page allocator.
    package mutating func releaseUnusedPages() {
        heap.releaseUnused(&pages)
    }

    // SAFETY: a number to a pointer; 0 is nil.
    @inline(__always)
    private func pointer(_ address: UInt) -> UnsafeMutableRawPointer? {
        unsafe UnsafeMutableRawPointer(bitPattern: address)
    }
}
