// SPDX-License-Identifier: MIT
// Slabs: runs of pages cut into objects of one size class. Each class takes objects from its current
// slab; the others are full (on no list), partial (on the class's list) or empty (one kept, the
// rest given back). Untouched objects follow the slab's `extent`, freed ones hang on its list.
//
//     new ──useNextSlab──▶ current ──useNextSlab──▶ full ──settle──▶ partial ──settle──▶ empty
//                             ▲                                         │                  │
//                             └───────────────useNextSlab───────────────┴──────────────────┘
//
// Invariant 3: the current slab is pinned: `used` counts `pin` more and `limit` is the greatest, so that
// frees in it never take the slow path. Any other slab has the limit `capacity - 2`, and so a free that
// leaves it empty (0 - 1 wraps) or finds it full takes that path: one comparison tells both.

// SAFETY: the slab entries handed around are first pages of slabs of the class handed with them.
extension Heap {
    /// An object where the current slab has no freed one: a fresh one, or one of another slab.
    @inline(never)
    mutating func allocateSlowly(
        _ state: UnsafeMutablePointer<SizeClassState>, _ pages: inout PageAllocator
    ) -> UInt {
        let bytes = unsafe state.pointee.bytes
        var slab = unsafe state.pointee.current
        let end = UInt32(unsafe state.pointee.capacity) &* bytes
        if unsafe slab.pointee.extent >= end {
            let found = unsafe useNextSlab(state, &pages)
            guard found else {
                counters.failedAllocations &+= 1
                return 0
            }
            unsafe slab = state.pointee.current
        }
        var object = unsafe slab.pointee.head
        if object != 0 {
            unsafe slab.pointee.head = Self.word(object).pointee ^ Self.mark
        } else {
            object =
                unsafe pages.map.address(of: pages.map.number(of: slab))
                &+ UInt(slab.pointee.extent)
            unsafe slab.pointee.extent &+= bytes
        }
        unsafe Self.word(object).pointee = 0
        unsafe slab.pointee.used &+= 1
        countAllocation(Int(bytes))
        return object
    }

    /// Replaces the current slab, which is full, by a partial, an empty or a new one.
    /// - Returns: false, and no slab is current, if there is no memory.
    private mutating func useNextSlab(
        _ state: UnsafeMutablePointer<SizeClassState>, _ pages: inout PageAllocator
    ) -> Bool {
        unsafe unpin(state)
        var first = unsafe state.pointee.partial
        if first != 0 {
            unsafe unlink(first, state, pages.map)
        } else {
            first = unsafe state.pointee.empty
            unsafe state.pointee.empty = 0
        }
        if first == 0 {
            first = unsafe newSlab(state, &pages)
            guard first != 0 else { return false }
        }
        let slab = unsafe pages.map.entry(first)
        unsafe slab.pointee.used &+= Self.pin
        unsafe slab.pointee.limit = .max
        unsafe state.pointee.current = slab
        return true
    }

    private func unpin(_ state: UnsafeMutablePointer<SizeClassState>) {
        let slab = unsafe state.pointee.current
        if unsafe slab == noSlab { return }
        unsafe slab.pointee.used &-= Self.pin
        unsafe slab.pointee.limit = state.pointee.capacity &- 2
        unsafe state.pointee.current = noSlab
    }

    private mutating func newSlab(
        _ state: UnsafeMutablePointer<SizeClassState>, _ pages: inout PageAllocator
    ) -> UInt32 {
        let count = unsafe state.pointee.pages
        var first = pages.takeRun(UInt(count))
        if first == 0 && releaseEmptySlabs(&pages) { first = pages.takeRun(UInt(count)) }
        guard first != 0 else { return 0 }
        let kind = PageKind.slab | UInt8(truncatingIfNeeded: unsafe state - classes)
        for index in 0..<count {
            let page = first &+ UInt32(index)
            pages.map.setKind(page, kind)
            unsafe pages.map.entry(page).pointee.back = index
        }
        let slab = unsafe pages.map.entry(first)
        unsafe slab.pointee.head = 0
        unsafe slab.pointee.extent = 0
        unsafe slab.pointee.used = 0
        return first
    }

    private func releaseSlab(
        _ first: UInt32, _ state: UnsafeMutablePointer<SizeClassState>,
        _ pages: inout PageAllocator
    ) {
        let count = UInt32(unsafe state.pointee.pages)
        for index in 0..<count { pages.map.setKind(first &+ index, PageKind.none) }
        pages.returnRun(first, length: count)
    }

    /// After a free in a slab that is not current: it was full and is partial now, or it is empty now.
    @inline(never)
    func settle(
        _ slab: UnsafeMutablePointer<PageEntry>, _ state: UnsafeMutablePointer<SizeClassState>,
        _ pages: inout PageAllocator
    ) {
        let (used, capacity) = unsafe (slab.pointee.used, state.pointee.capacity)
        let first = unsafe pages.map.number(of: slab)
        guard used == 0 else {
            guard used == capacity &- 1 else { memoryFault("a slab's count of objects is wrong") }
            let next = unsafe state.pointee.partial
            unsafe slab.pointee.previous = 0
            unsafe slab.pointee.next = next
            if next != 0 { unsafe pages.map.entry(next).pointee.previous = first }
            unsafe state.pointee.partial = first
            return
        }
        unsafe unlink(first, state, pages.map)
        if unsafe state.pointee.empty == 0 {
            unsafe state.pointee.empty = first
        } else {
            unsafe releaseSlab(first, state, &pages)
        }
    }

    private func unlink(
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

    /// Gives the pages of all slabs without an object back; done before memory is said to be out.
    /// - Returns: whether there were any.
    @inline(never)
    @discardableResult
    mutating func releaseEmptySlabs(_ pages: inout PageAllocator) -> Bool {
        var released = false
        for index in 0..<SizeClass.count {
            let state = unsafe classes + index
            let empty = unsafe state.pointee.empty
            if empty != 0 {
                unsafe state.pointee.empty = 0
                unsafe releaseSlab(empty, state, &pages)
                released = true
            }
            let current = unsafe state.pointee.current
            if unsafe current != noSlab && current.pointee.used == Self.pin {
                unsafe unpin(state)
                unsafe releaseSlab(pages.map.number(of: current), state, &pages)
                released = true
            }
        }
        return released
    }
}
