// SPDX-License-Identifier: MIT
// Slabs: runs of pages cut into objects of one size class. The cache of a class is filled from its
// current slab and overflows into the slabs of the objects. Other slabs are full (on no list),
// partial (on the class's list) or empty (one kept in reserve, the rest freed).
//
//     new ──useNextSlab──▶ current ──useNextSlab──▶ full ──putInSlab──▶ partial ──putInSlab──▶ empty
//                             ▲                                            │                     │
//                             └─────────────────useNextSlab────────────────┴─────────────────────┘
//
// Invariant 3: `used` counts the objects that the program or the cache has. A slab that is neither
// current nor full has free objects on its own list. A full one has none, and no room for more.

// SAFETY: a slab entry passed here is the first page of a slab of the class passed with it, and the
// objects lie in that slab. Static methods take `inout Heap`: `self` would cost the fast path a
// saved register.
extension Heap {
    /// Allocates an object when the cache is empty, and fills the cache from a slab.
    @inline(never)
    static func allocateSlowly(
        _ heap: inout Heap, _ state: UnsafeMutablePointer<SizeClassState>,
        _ pages: inout PageAllocator
    ) -> UInt {
        let bytes = unsafe state.pointee.bytes
        var current = unsafe state.pointee.current
        var slab = unsafe pages.map.entry(current)
        if unsafe current == 0
            || slab.pointee.head == 0
                && slab.pointee.made == state.pointee.capacity
        {
            guard unsafe useNextSlab(&heap, state, &pages) else { return heap.refuse() }
            current = unsafe state.pointee.current
            unsafe slab = pages.map.entry(current)
        }
        var object = unsafe slab.pointee.head
        if object != 0 {
            let count = unsafe slab.pointee.made &- slab.pointee.used
            unsafe slab.pointee.used = slab.pointee.made
            unsafe slab.pointee.head = 0
            unsafe state.pointee.room &-= Int16(truncatingIfNeeded: count &- 1)
            unsafe state.pointee.head = link(of: object)
        } else {
            object = unsafe pages.map.address(of: current) &+ UInt(slab.pointee.extent)
            unsafe makeObjects(slab, state, from: object)
        }
        unsafe word(object).pointee = 0
        heap.countAllocation(Int(bytes))
        return object
    }

    /// Creates the next objects of a slab, about 1 KB of them, and caches all but the first.
    @inline(__always)
    private static func makeObjects(
        _ slab: UnsafeMutablePointer<PageEntry>, _ state: UnsafeMutablePointer<SizeClassState>,
        from first: UInt
    ) {
        let bytes = UInt(unsafe state.pointee.bytes)
        let left = unsafe state.pointee.capacity &- slab.pointee.made
        var count: UInt16 = 1
        var object = first
        while count < left && UInt(count) &* bytes < 1024 {
            let next = object &+ bytes
            if object == first {
                unsafe state.pointee.head = next
            } else {
                unsafe word(object).pointee = next ^ mark
            }
            object = next
            count &+= 1
        }
        if object != first { unsafe word(object).pointee = mark }
        unsafe state.pointee.room &-= Int16(truncatingIfNeeded: count &- 1)
        unsafe slab.pointee.made &+= count
        unsafe slab.pointee.used &+= count
        unsafe slab.pointee.extent &+= UInt32(count) &* state.pointee.bytes
    }

    /// Replaces the current slab, which is full, by a partial, an empty or a new one.
    /// - Returns: false, without a current slab, if memory ran out.
    private static func useNextSlab(
        _ heap: inout Heap, _ state: UnsafeMutablePointer<SizeClassState>,
        _ pages: inout PageAllocator
    ) -> Bool {
        unsafe state.pointee.current = 0
        var first = unsafe state.pointee.partial
        if first != 0 {
            unsafe unlink(first, state, pages.map)
        } else {
            first = unsafe state.pointee.empty
            unsafe state.pointee.empty = 0
        }
        if first == 0 {
            first = unsafe newSlab(&heap, state, &pages)
            guard first != 0 else { return false }
        }
        unsafe state.pointee.current = first
        return true
    }

    private static func newSlab(
        _ heap: inout Heap, _ state: UnsafeMutablePointer<SizeClassState>,
        _ pages: inout PageAllocator
    ) -> UInt32 {
        let count = UInt(unsafe slabPages(state))
        var first = pages.takeRun(count)
        if first == 0 && heap.releaseUnused(&pages) { first = pages.takeRun(count) }
        guard first != 0 else { return 0 }
        let kind = PageKind.slab(sizeClass: unsafe state - heap.classes)
        unsafe setKinds(first, state, pages.map, kind: kind)
        let slab = unsafe pages.map.entry(first)
        unsafe slab.pointee.head = 0
        unsafe slab.pointee.extent = 0
        unsafe slab.pointee.made = 0
        unsafe slab.pointee.used = 0
        return first
    }

    /// Sets the kinds of the pages in which objects start, derived from that of the slab's first
    /// page.
    @inline(never)
    private static func setKinds(
        _ first: UInt32, _ state: UnsafeMutablePointer<SizeClassState>, _ map: PageMap,
        kind: UInt16
    ) {
        let bytes = UInt32(unsafe state.pointee.bytes)
        let end = UInt32(unsafe state.pointee.capacity) &* bytes
        var offset: UInt32 = 0
        while offset < end {
            let page = offset &>> 12
            let isSlab = kind != PageKind.none
            map.setKind(
                first &+ page,
                isSlab ? PageKind.page(UInt16(truncatingIfNeeded: page), of: kind) : kind)
            offset &+= Swift.max(bytes, 4096)
        }
    }

    private static func slabPages(_ state: UnsafeMutablePointer<SizeClassState>) -> UInt32 {
        unsafe (UInt32(state.pointee.capacity) &* state.pointee.bytes &+ 4095) &>> 12
    }

    @inline(never)
    private static func releaseSlab(
        _ first: UInt32, _ state: UnsafeMutablePointer<SizeClassState>,
        _ pages: inout PageAllocator
    ) {
        unsafe setKinds(first, state, pages.map, kind: PageKind.none)
        pages.returnRun(first, length: unsafe slabPages(state))
    }

    /// Frees an object when the cache is full or the object looks free: its first word may resemble
    /// a link by chance.
    @inline(never)
    static func deallocateSlowly(
        _ object: UInt, _ slab: UnsafeMutablePointer<PageEntry>,
        _ state: UnsafeMutablePointer<SizeClassState>, _ pages: inout PageAllocator
    ) {
        let isOnlyOne = unsafe state.pointee.capacity == 1
        // A slab's only object is not touched: it is long, and often no longer in the CPU's caches.
        if unsafe isOnlyOne || word(object).pointee &>> markShift == mark &>> markShift {
            if unsafe isFree(object, from: state.pointee.head)
                || isFree(object, from: slab.pointee.head)
            {
                memoryFault("an object freed twice")
            }
        }
        let room = unsafe state.pointee.room
        if room > 0 {
            unsafe word(object).pointee = state.pointee.head ^ mark
            unsafe state.pointee.head = object
            unsafe state.pointee.room = room &- 1
        } else if isOnlyOne {
            let first = unsafe pages.map.number(of: slab)
            if unsafe state.pointee.current == first { unsafe state.pointee.current = 0 }
            unsafe releaseSlab(first, state, &pages)
        } else {
            unsafe putInSlab(object, slab, state, &pages)
        }
    }

    /// Puts a free object on its slab's list, and moves the slab to the list for its new state.
    private static func putInSlab(
        _ object: UInt, _ slab: UnsafeMutablePointer<PageEntry>,
        _ state: UnsafeMutablePointer<SizeClassState>, _ pages: inout PageAllocator
    ) {
        let head = unsafe slab.pointee.head
        let used = unsafe slab.pointee.used &- 1
        unsafe word(object).pointee = head ^ mark
        unsafe slab.pointee.head = object
        unsafe slab.pointee.used = used
        guard head == 0 || used == 0 else { return }
        let first = unsafe pages.map.number(of: slab)
        if unsafe first == state.pointee.current { return }
        if used > 0 {
            let next = unsafe state.pointee.partial
            unsafe slab.pointee.previous = 0
            unsafe slab.pointee.next = next
            if next != 0 { unsafe pages.map.entry(next).pointee.previous = first }
            unsafe state.pointee.partial = first
            return
        }
        if head != 0 { unsafe unlink(first, state, pages.map) }
        if unsafe state.pointee.empty == 0 {
            unsafe state.pointee.empty = first
        } else {
            unsafe releaseSlab(first, state, &pages)
        }
    }

    @inline(never)
    private static func unlink(
        _ first: UInt32, _ state: UnsafeMutablePointer<SizeClassState>, _ map: PageMap
    ) {
        let slab = unsafe map.entry(first)
        let (previous, next) = unsafe (slab.pointee.previous, slab.pointee.next)
        if next != 0 { unsafe map.entry(next).pointee.previous = previous }
        if previous != 0 {
            unsafe map.entry(previous).pointee.next = next
        } else {
            unsafe state.pointee.partial = next
        }
    }

    /// Empties the caches and frees all slabs without an object in use. Called before an allocation
    /// fails.
    /// - Returns: whether there were any.
    @inline(never)
    @discardableResult
    mutating func releaseUnused(_ pages: inout PageAllocator) -> Bool {
        let inUse = pages.pagesInUse
        for index in 0..<SizeClass.count {
            let state = unsafe classes + index
            var object = unsafe state.pointee.head
            unsafe state.pointee.head = 0
            unsafe state.pointee.room = SizeClass(index: index).cacheLimit
            while object != 0 {
                let next = Self.link(of: object)
                let page = pages.map.number(of: object)
                let kind = unsafe pages.map.kinds[Int(bitPattern: page)]
                let slab = unsafe pages.map.entry(page &- PageKind.pagesBefore(kind))
                unsafe Self.putInSlab(object, slab, state, &pages)
                object = next
            }
            let empty = unsafe state.pointee.empty
            if empty != 0 {
                unsafe state.pointee.empty = 0
                unsafe Self.releaseSlab(empty, state, &pages)
            }
            let current = unsafe state.pointee.current
            if unsafe current != 0 && pages.map.entry(current).pointee.used == 0 {
                unsafe state.pointee.current = 0
                unsafe Self.releaseSlab(current, state, &pages)
            }
        }
        return pages.pagesInUse < inUse
    }
}
