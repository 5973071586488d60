// SPDX-License-Identifier: MIT
// Objects above the largest size class. Each is a run of pages of its own, so less than 1/16 of it
// is unused. It is freed at once, and it grows in place where the pages after it are free.

// SAFETY: an entry is read only of a run whose kind says that it is a large object.
extension Heap {
    /// Allocates an object of no size class: a large one, or one of no bytes (which counts as one
    /// byte).
    @inline(never)
    static func allocateUnusual(
        _ heap: inout Heap, _ bytes: UInt, _ pages: inout PageAllocator
    ) -> UInt {
        if bytes == 0 { return heap.allocateOutOfLine(1, &pages) }
        return heap.allocateLarge(bytes, alignment: pageBytes, &pages)
    }

    /// Allocates an object of whole pages; 0 when memory ran out.
    mutating func allocateLarge(
        _ bytes: UInt, alignment: UInt, _ pages: inout PageAllocator
    ) -> UInt {
        let count = Self.pages(for: bytes)
        var run = pages.takeRun(count, alignment: alignment)
        if run == 0 && releaseUnused(&pages) {
            run = pages.takeRun(count, alignment: alignment)
        }
        guard run != 0 else {
            counters.failedAllocations &+= 1
            return 0
        }
        pages.map.setKind(run, PageKind.large)
        countAllocation(Int(bitPattern: count &* pageBytes))
        return pages.map.address(of: run)
    }

    /// Frees a large object, after checking that it is one.
    @inline(never)
    static func deallocateLarge(
        _ heap: inout Heap, _ object: UInt, _ pages: inout PageAllocator
    ) {
        let run = heap.largeRun(object, pages.map)
        let length = unsafe pages.map.entry(run).pointee.length
        heap.counters.frees &+= 1
        heap.counters.bytesInUse &-= Int(UInt(length) &* pageBytes)
        pages.returnRun(run, length: length)
    }

    /// Resizes a large object in place.
    /// - Returns: false if the pages after it are in use.
    mutating func resizeLarge(_ run: UInt32, bytes: UInt, _ pages: inout PageAllocator) -> Bool {
        let count = Self.pages(for: bytes)
        let length = UInt(unsafe pages.map.entry(run).pointee.length)
        if count > length {
            guard pages.growRun(run, to: count) else { return false }
        } else if count < length {
            pages.shrinkRun(run, to: count)
        }
        let inUse = counters.bytesInUse &+ Int(bitPattern: (count &- length) &* pageBytes)
        counters.bytesInUse = inUse
        if inUse > counters.peakBytes { counters.peakBytes = inUse }
        return true
    }

    /// Returns the run of a large object.
    func largeRun(_ object: UInt, _ map: PageMap) -> UInt32 {
        let page = map.number(of: object)
        guard object & (pageBytes &- 1) == 0, page < map.known,
            unsafe map.kinds[Int(bitPattern: page)] == PageKind.large
        else { memoryFault("an address freed at which no object starts, or freed twice") }
        return UInt32(truncatingIfNeeded: page)
    }

    private static func pages(for bytes: UInt) -> UInt {
        (bytes &- 1) / pageBytes &+ 1
    }
}
