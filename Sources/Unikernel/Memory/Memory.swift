// SPDX-License-Identifier: MIT
// All memory of a guest in one value: pages, and the heap in them. A global holds it (statically
// empty, `Memory()`), boot code starts it with the usable ranges, and malloc and its family call
// it. Nothing here allocates, locks or recurses: one vCPU, no interrupts. Sizes are those of C
// (`size_t` as Swift imports it); a negative one is a size no memory has. Objects and pages come
// from separate runs: a page granted to a peer domain never holds an object of the heap, nor
// bookkeeping.

/// The pages and the heap of a program.
package struct Memory: ~Copyable {
    private var pages = PageAllocator()
    private var heap = Heap()

    /// Creates empty memory. Nothing may be allocated before ``start(over:)``.
    package init() {}

    /// Starts with the usable ranges of physical memory, in constant time.
    /// - Returns: false if they are too small to hold a page and the bookkeeping for it.
    package mutating func start(over ranges: MemoryRanges) -> Bool {
        guard let table = pages.start(over: ranges, reservedBytes: Heap.tableBytes) else {
            return false
        }
        heap.start(at: table)
        return true
    }

    /// The memory in use now and at its peak.
    package var statistics: HeapStatistics {
        var statistics = heap.counters
        statistics.pagesInUse = pages.pagesInUse
        statistics.peakPages = pages.peakPages
        statistics.pagesTotal = pages.pagesTotal
        return statistics
    }

    /// Pages of bookkeeping: the least that can be in use.
    package var metadataPages: Int { pages.metadataPages }

    /// As malloc: allocates an object aligned to 16, not cleared; nil when memory ran out. No bytes
    /// count as one.
    @inline(__always)
    package mutating func allocate(bytes: Int) -> UnsafeMutableRawPointer? {
        unsafe pointer(heap.allocate(UInt(bitPattern: bytes), pages: &pages))
    }

    /// As aligned_alloc and posix_memalign: allocates an object aligned to a power of two, or
    /// returns nil.
    package mutating func allocate(bytes: Int, alignment: Int) -> UnsafeMutableRawPointer? {
        let object =
            alignment > 0 && alignment & (alignment &- 1) == 0
            ? heap.allocate(
                UInt(bitPattern: bytes), alignment: UInt(bitPattern: alignment), pages: &pages)
            : heap.refuse()
        return unsafe pointer(object)
    }

    /// As calloc: allocates zeroed room for `count` times `bytes`, or returns nil.
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

    /// As free: nil is allowed; an address at which no object in use starts is a memory fault.
    @inline(__always)
    package mutating func deallocate(_ object: UnsafeMutableRawPointer?) {
        guard let object = unsafe object else { return }
        heap.deallocate(UInt(bitPattern: object), pages: &pages)
    }

    /// As realloc: resizes an object, which may move; nil if memory ran out, with the object
    /// unchanged. Given nil it allocates a new object, and no bytes count as one.
    package mutating func reallocate(
        _ object: UnsafeMutableRawPointer?, bytes: Int
    ) -> UnsafeMutableRawPointer? {
        guard let object = unsafe object else { return unsafe allocate(bytes: bytes) }
        return unsafe pointer(
            heap.reallocate(
                UInt(bitPattern: object), to: UInt(bitPattern: bytes), pages: &pages))
    }

    /// As malloc_usable_size: returns the usable size of an object, at least the requested one.
    package func usableBytes(_ object: UnsafeMutableRawPointer) -> Int {
        Int(bitPattern: heap.usableBytes(UInt(bitPattern: object), pages.map))
    }

    /// Allocates a run of pages of 4 KB, not cleared, or returns nil.
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

    /// Frees a whole run of pages.
    package mutating func deallocatePages(_ run: UnsafeMutableRawPointer) {
        unsafe pages.deallocate(run)
    }

    /// Frees the pages that the heap keeps in reserve.
    package mutating func releaseUnusedPages() {
        heap.releaseUnused(&pages)
    }

    // SAFETY: converts a number to a pointer; 0 is nil.
    @inline(__always)
    private func pointer(_ address: UInt) -> UnsafeMutableRawPointer? {
        unsafe UnsafeMutableRawPointer(bitPattern: address)
    }
}
