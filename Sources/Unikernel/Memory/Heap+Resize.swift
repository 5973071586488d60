// SPDX-License-Identifier: MIT
// Aligned allocation, usable size and reallocation, as C programs expect them.

// SAFETY: an object is moved only after its size was found in the page map, and copied to newly
// allocated memory, which overlaps nothing.
extension Heap {
    /// Allocates an object aligned to a power of two; 0 when memory ran out.
    mutating func allocate(
        _ bytes: UInt, alignment: UInt, pages: inout PageAllocator
    ) -> UInt {
        if alignment <= 16 { return allocateOutOfLine(bytes, &pages) }
        // A size class is aligned like the requested size, up to the slab's alignment of a page
        // (see SizeClass).
        let (padded, overflow) = Swift.max(bytes, 1).addingReportingOverflow(alignment &- 1)
        guard !overflow else { return refuse() }
        let rounded = padded & ~(alignment &- 1)
        if alignment <= pageBytes && rounded <= SizeClass.largestBytes {
            return allocateOutOfLine(rounded, &pages)
        }
        return allocateLarge(
            Swift.max(bytes, 1), alignment: Swift.max(alignment, pageBytes), &pages)
    }

    /// Counts a request that no memory could satisfy.
    mutating func refuse() -> UInt {
        counters.failedAllocations &+= 1
        return 0
    }

    /// Returns the usable size of an object.
    func usableBytes(_ object: UInt, _ map: PageMap) -> UInt {
        let page = map.number(of: object)
        guard page < map.known else { memoryFault("the size asked of an address that is not ours") }
        let kind = unsafe map.kinds[Int(bitPattern: page)]
        if PageKind.isSlab(kind) {
            return UInt(unsafe classes[PageKind.sizeClass(kind)].bytes)
        }
        return UInt(unsafe map.entry(largeRun(object, map)).pointee.length) &* pageBytes
    }

    /// Reallocates an object, in place if its class stays or its run can change.
    /// - Returns: the new address; 0, with the object unchanged, if memory ran out.
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
            // The existing object satisfies the request after all.
            counters.failedAllocations &-= 1
            return object
        }
        unsafe UnsafeMutableRawPointer(Self.word(moved)).copyMemory(
            from: Self.word(object), byteCount: Int(bitPattern: Swift.min(usable, wanted)))
        deallocateOutOfLine(object, &pages)
        return moved
    }
}
