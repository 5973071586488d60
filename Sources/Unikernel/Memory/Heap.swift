// SPDX-License-Identifier: MIT
// malloc and free: what every allocation and every free goes through. Objects of a size class come
// from slabs (see Heap+Slabs), larger ones are runs of pages (see Heap+Large). A free object holds the link
// to the next one in its first word, in a form that no valid pointer has: its upper 16 bits are
// `mark`. So a freed object says that it is free (double frees are found), a link that was written
// over does not (use after free is found, at the next allocation), and a program that follows one, as a
// pointer to a freed class instance would, faults at a non-canonical address.
// Pages of the heap are never given to another use while an object is in them, nor are pages of
// `PageAllocator.allocate` (which may be granted to peer domains) ever used for objects: separate runs.

/// What an object's slab or its size class needs to know, and which slab is allocated from.
@unsafe
struct SizeClassState {
    /// The slab that objects are taken from: pinned, or the one that never has any.
    var current: UnsafeMutablePointer<PageEntry>
    var bytes: UInt32
    var reciprocal: UInt32
    /// The first of the slabs, other than the current one, with some objects free and some in use.
    var partial: UInt32
    /// A slab with no object in use, kept for the next need, or 0.
    var empty: UInt32
    var capacity: UInt16
    var pages: UInt16
}

// SAFETY: `classes` points to the state of all classes, carved at the start and never freed. An address is
// read or written only after the page map said that its page is one of a slab and the size class
// that an object starts there; links are followed only with their mark, and lead to objects of the same slab.
/// The objects of a program in the pages of a `PageAllocator`, which is handed to each call.
@safe
package struct Heap: ~Copyable {
    var counters = HeapStatistics()
    private var table: UnsafeMutablePointer<SizeClassState>?

    /// No memory: for a global that is given memory later.
    package init() {}

    /// What the upper 16 bits of a free object's first word are.
    static var mark: UInt { 0xdead_0000_0000_0000 }
    static var markShift: UInt { 48 }
    /// A pinned slab counts this many objects more than it has, so that it never seems empty or full.
    static var pin: UInt16 { 0x4000 }

    /// Bytes for the state of all classes and the slab that has nothing.
    static var tableBytes: UInt {
        let bytes =
            SizeClass.count &* MemoryLayout<SizeClassState>.stride
            &+ MemoryLayout<PageEntry>.stride
        return UInt((bytes &+ 63) & ~63)
    }

    var classes: UnsafeMutablePointer<SizeClassState> {
        @inline(__always) get { unsafe table.unsafelyUnwrapped }
    }

    /// The slab that never has an object: current where a class has no slab.
    var noSlab: UnsafeMutablePointer<PageEntry> {
        unsafe UnsafeMutableRawPointer(classes + SizeClass.count)
            .assumingMemoryBound(to: PageEntry.self)
    }

    /// Starts with no objects and the state of the classes at `address`, which has ``tableBytes``.
    mutating func start(at address: UInt) {
        unsafe table = UnsafeMutablePointer(bitPattern: address)
        unsafe noSlab.initialize(to: PageEntry())
        unsafe noSlab.pointee.extent = .max
        for index in 0..<SizeClass.count {
            let size = SizeClass(index: index)
            unsafe (classes + index).initialize(
                to: SizeClassState(
                    current: noSlab, bytes: UInt32(truncatingIfNeeded: size.bytes),
                    reciprocal: size.reciprocal, partial: 0, empty: 0,
                    capacity: UInt16(truncatingIfNeeded: size.slabCapacity),
                    pages: UInt16(truncatingIfNeeded: size.slabPages)))
        }
    }

    @inline(__always)
    static func word(_ address: UInt) -> UnsafeMutablePointer<UInt> {
        unsafe UnsafeMutablePointer(bitPattern: address).unsafelyUnwrapped
    }

    /// An object of at least `bytes`, aligned to 16, or 0.
    @inline(__always)
    mutating func allocate(_ bytes: UInt, pages: inout PageAllocator) -> UInt {
        guard bytes &- 1 < SizeClass.largestBytes else { return allocateUnusual(bytes, &pages) }
        let state = unsafe classes + SizeClass(holding: bytes).index
        let slab = unsafe state.pointee.current
        let object = unsafe slab.pointee.head
        guard object != 0 else { return unsafe allocateSlowly(state, &pages) }
        let next = unsafe Self.word(object).pointee ^ Self.mark
        guard next &>> Self.markShift == 0 else {
            memoryFault("a free object was written to")
        }
        unsafe slab.pointee.head = next
        unsafe Self.word(object).pointee = 0
        unsafe slab.pointee.used &+= 1
        countAllocation(Int(unsafe state.pointee.bytes))
        return object
    }

    /// Gives an object back.
    @inline(__always)
    mutating func deallocate(_ object: UInt, pages: inout PageAllocator) {
        let page = pages.map.number(of: object)
        guard page < pages.map.known else { memoryFault("an address freed that is not ours") }
        let kind = unsafe pages.map.kinds[Int(bitPattern: page)]
        guard kind >= PageKind.slab else { return deallocateLarge(object, &pages) }
        let entry = unsafe pages.map.entry(page)
        let back = UInt(unsafe entry.pointee.back)
        let slab = unsafe entry - Int(bitPattern: back)
        let state = unsafe classes + Int(kind & ~PageKind.slab)
        let offset = UInt32(truncatingIfNeeded: object & (pageBytes &- 1) &+ back &<< 12)
        guard unsafe offset &* state.pointee.reciprocal < state.pointee.reciprocal,
            unsafe offset < slab.pointee.extent
        else { memoryFault("an address freed at which no object starts") }
        if unsafe Self.word(object).pointee &>> Self.markShift == Self.mark &>> Self.markShift {
            unsafe checkInUse(object, slab)
        }
        unsafe Self.word(object).pointee = slab.pointee.head ^ Self.mark
        unsafe slab.pointee.head = object
        let used = unsafe slab.pointee.used &- 1
        unsafe slab.pointee.used = used
        counters.frees &+= 1
        counters.bytesInUse &-= Int(unsafe state.pointee.bytes)
        if unsafe used &- 1 >= slab.pointee.limit { unsafe settle(slab, state, &pages) }
    }

    @inline(__always)
    mutating func countAllocation(_ bytes: Int) {
        counters.allocations &+= 1
        let inUse = counters.bytesInUse &+ bytes
        counters.bytesInUse = inUse
        if inUse > counters.peakBytes { counters.peakBytes = inUse }
    }

    /// An object that looks free may be one in use whose first word happens to look like a link.
    @inline(never)
    private func checkInUse(_ object: UInt, _ slab: UnsafeMutablePointer<PageEntry>) {
        var free = unsafe slab.pointee.head
        while free != 0 {
            if free == object { memoryFault("an object freed twice") }
            free = unsafe Self.word(free).pointee ^ Self.mark
            guard free &>> Self.markShift == 0 else {
                memoryFault("a free object was written to")
            }
        }
    }
}
