// SPDX-License-Identifier: MIT
// What else C programs ask of a heap: aligned objects, an object's usable size, and a new size for one.

// SAFETY: objects are moved only after their sizes were found in the page map, and copied to memory just
// allocated, which overlaps nothing.
extension Heap {
    /// An object aligned to a power of two, or 0.
    mutating func allocate(
        _ bytes: UInt, alignment: UInt, pages: inout PageAllocator
    ) -> UInt {
        if alignment <= 16 { return allocateOutOfLine(bytes, &pages) }
        // Classes keep the alignment of a size up to that of the slab, a page (see SizeClass).
        let (padded, overflow) = Swift.max(bytes, 1).addingReportingOverflow(alignment &- 1)
        guard !overflow else { return refuse() }
        let rounded = padded & ~(alignment &- 1)
        if alignment <= pageBytes && rounded <= SizeClass.largestBytes {
            return allocateOutOfLine(rounded, &pages)
        }
        return allocateLarge(
            Swift.max(bytes, 1), alignment: Swift.max(alignment, pageBytes), &pages)
    }

    /// Counts a request that no memory could answer.
    mutating func refuse() -> UInt {
        counters.failedAllocations &+= 1
        return 0
    }

    /// The bytes an object has room for.
    func usableBytes(_ object: UInt, _ map: PageMap) -> UInt {
        let page = map.number(of: object)
        guard page < map.known else { memoryFault("the size asked of an address that is not ours") }
        let kind = unsafe map.kinds[Int(bitPattern: page)]
        if PageKind.isSlab(kind) {
            return UInt(unsafe classes[PageKind.sizeClass(kind)].bytes)
        }
        return UInt(unsafe map.entry(largeRun(object, map)).pointee.length) &* pageBytes
    }

    /// Gives an object another size; it stays where it is if its class stays or its run can change.
    /// - Returns: where the object is now; 0, and it is where it was, if there is no memory.
    mutating func reallocate(_ object: UInt, to bytes: UInt, pages: inout PageAllocator) -> UInt {
        let usable = usableBytes(object, pages.map)
        let wanted = Swift.max(bytes, 1)
        if wanted > SizeClass.largestBytes {
            if usable > SizeClass.largestBytes
                && resizeLarge(largeRun(object, pages.map), bytes: wanted, &pages)
            {
                return object
            }
        } else if usable <= SizeClass.largestBytes
            && SizeClass(holding: wanted) == SizeClass(holding: usable)
        {
            return object
        }
        let moved = allocateOutOfLine(wanted, &pages)
        guard moved != 0 else {
            guard wanted <= usable else { return 0 }
            // The request was met after all, by what is there.
            counters.failedAllocations &-= 1
            return object
        }
        unsafe UnsafeMutableRawPointer(Self.word(moved)).copyMemory(
            from: Self.word(object), byteCount: Int(bitPattern: Swift.min(usable, wanted)))
        deallocateOutOfLine(object, &pages)
        return moved
    }
}
