// SPDX-License-Identifier: MIT
// malloc and free. Objects of a size class come from slabs (Heap+Slabs), larger ones are runs of
// pages (Heap+Large). Each class has a cache, a short stack of free objects between slabs and
// program: most allocations pop it and most frees push it. A free object holds the link to the next
// one in its first word, in a form that no valid pointer has: its upper 16 bits are `mark`. A freed
// object is thus recognised, which finds double frees. A link that was overwritten is not, which
// finds uses after free at the next allocation. A program that follows a link, as it would a
// pointer to a class's metadata, faults at a non-canonical address. Objects never share a page with
// the pages of `PageAllocator.allocate`, which may be granted to peer domains.

/// The free objects and slabs of a size class.
@unsafe
struct SizeClassState {
    /// The cache: the next free object, or 0.
    var head: UInt = 0
    var bytes: UInt32
    var reciprocal: UInt32
    /// The free places of the cache; below 0 if it got more from a slab.
    var room: Int16
    /// Objects in a slab.
    var capacity: UInt16
    /// The slab that fills the cache, or 0.
    var current: UInt32 = 0
    /// The first of the other slabs with both free and used objects.
    var partial: UInt32 = 0
    /// A slab with no object in use, kept in reserve, or 0.
    var empty: UInt32 = 0
}

// SAFETY: `classes` points to the state of all classes, carved at the start and never freed. An
// address is accessed only after the page map said that its page belongs to a slab and an object of
// the size class starts there. Links are followed only with their mark, and lead to objects of the
// same slab.
/// The heap of a program, in the pages of a `PageAllocator` that is passed to each call.
@safe
package struct Heap: ~Copyable {
    var counters = HeapStatistics()
    private var table: UnsafeMutablePointer<SizeClassState>?

    /// Creates an empty heap, for a global that gets its memory later.
    package init() {}

    /// The upper 16 bits of a free object's first word.
    static var mark: UInt { 0xdead_0000_0000_0000 }
    static var markShift: UInt { 48 }

    /// The size of the state of all classes.
    static var tableBytes: UInt {
        UInt(unsafe SizeClass.count &* MemoryLayout<SizeClassState>.stride)
    }

    var classes: UnsafeMutablePointer<SizeClassState> {
        @inline(__always) get { unsafe table.unsafelyUnwrapped }
    }

    /// Starts with no objects; `address` has ``tableBytes`` for the state of the classes.
    mutating func start(at address: UInt) {
        unsafe table = UnsafeMutablePointer(bitPattern: address)
        for index in 0..<SizeClass.count {
            let size = SizeClass(index: index)
            unsafe (classes + index).initialize(
                to: SizeClassState(
                    bytes: UInt32(truncatingIfNeeded: size.bytes), reciprocal: size.reciprocal,
                    room: size.cacheLimit,
                    capacity: UInt16(truncatingIfNeeded: size.slabCapacity)))
        }
    }

    @inline(__always)
    static func word(_ address: UInt) -> UnsafeMutablePointer<UInt> {
        unsafe UnsafeMutablePointer(bitPattern: address).unsafelyUnwrapped
    }

    /// Allocates an object of at least `bytes`, aligned to 16; 0 when memory ran out.
    @inline(__always)
    mutating func allocate(_ bytes: UInt, pages: inout PageAllocator) -> UInt {
        guard bytes &- 1 < SizeClass.largestBytes else {
            return Self.allocateUnusual(&self, bytes, &pages)
        }
        let state = unsafe classes + SizeClass(holding: bytes).index
        let object = unsafe state.pointee.head
        guard object != 0 else { return unsafe Self.allocateSlowly(&self, state, &pages) }
        let next = unsafe Self.word(object).pointee ^ Self.mark
        guard next &>> Self.markShift == 0 else { Self.faultOnLink() }
        unsafe state.pointee.head = next
        unsafe state.pointee.room &+= 1
        unsafe Self.word(object).pointee = 0
        countAllocation(Int(unsafe state.pointee.bytes))
        return object
    }

    /// Frees an object.
    @inline(__always)
    mutating func deallocate(_ object: UInt, pages: inout PageAllocator) {
        let page = pages.map.number(of: object)
        guard page < pages.map.known else { Self.faultOnAddress() }
        let kind = unsafe pages.map.kinds[Int(bitPattern: page)]
        guard PageKind.isSlab(kind) else { return Self.deallocateLarge(&self, object, &pages) }
        let state = unsafe classes + PageKind.sizeClass(kind)
        let before = PageKind.pagesBefore(kind)
        let offset = UInt32(truncatingIfNeeded: object & (pageBytes &- 1) &+ before &<< 12)
        let slab = unsafe pages.map.entry(page &- before)
        guard unsafe offset &* state.pointee.reciprocal < state.pointee.reciprocal,
            unsafe offset < slab.pointee.extent
        else { Self.faultOnAddress() }
        counters.frees &+= 1
        counters.bytesInUse &-= Int(unsafe state.pointee.bytes)
        let room = unsafe state.pointee.room
        let word = unsafe Self.word(object).pointee
        guard room > 0, word &>> Self.markShift != Self.mark &>> Self.markShift else {
            return unsafe Self.deallocateSlowly(object, slab, state, &pages)
        }
        unsafe Self.word(object).pointee = state.pointee.head ^ Self.mark
        unsafe state.pointee.head = object
        unsafe state.pointee.room = room &- 1
    }

    /// Calls `allocate` out of line, where code size matters more than speed.
    @inline(never)
    mutating func allocateOutOfLine(_ bytes: UInt, _ pages: inout PageAllocator) -> UInt {
        allocate(bytes, pages: &pages)
    }

    /// Calls `deallocate` out of line.
    @inline(never)
    mutating func deallocateOutOfLine(_ object: UInt, _ pages: inout PageAllocator) {
        deallocate(object, pages: &pages)
    }

    @inline(__always)
    mutating func countAllocation(_ bytes: Int) {
        counters.allocations &+= 1
        let inUse = counters.bytesInUse &+ bytes
        counters.bytesInUse = inUse
        if inUse > counters.peakBytes { counters.peakBytes = inUse }
    }

    /// Returns whether an object is on a free list.
    static func isFree(_ object: UInt, from head: UInt) -> Bool {
        var free = head
        while free != 0 && free != object { free = link(of: free) }
        return free != 0
    }

    /// Returns the free object after this one, or 0.
    static func link(of object: UInt) -> UInt {
        let next = unsafe word(object).pointee ^ mark
        guard next &>> markShift == 0 else { faultOnLink() }
        return next
    }

    @inline(never)
    private static func faultOnLink() -> Never {
        memoryFault("a free object was written to")
    }

    @inline(never)
    private static func faultOnAddress() -> Never {
        memoryFault("an address freed at which no object starts")
    }
}
