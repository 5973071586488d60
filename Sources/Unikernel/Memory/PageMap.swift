// SPDX-License-Identifier: MIT
// The use of each page, in a table beside the pages. No bookkeeping is ever in a page that a peer
// domain could have been granted, and objects have no headers that an overflow could overwrite. A
// page has a kind (2 bytes, read first and by every free) and an entry (32 bytes, valid as far as
// the kind says so), 0.8 % of memory in all. Pages are numbered from 1; number 0 is no page. The
// table is laid out for all memory at boot but cleared only as pages are first carved: a page not
// yet `known` has no kind. Clearing costs two bytes a page.
//
// Invariant 1: the kind of a page is `none` unless it is the first or last page of a free run, the
// first page of a run in use, or a page of a slab in which an object starts.

/// The use of a page.
enum PageKind {
    static var none: UInt16 { 0 }
    /// The first and the last page of a run on a free list.
    static var free: UInt16 { 1 }
    /// The first page of a run in use by a caller of the page allocator.
    static var pages: UInt16 { 2 }
    /// The first page of a large object.
    static var large: UInt16 { 3 }

    /// The first page of a slab of a size class.
    static func slab(sizeClass: Int) -> UInt16 { 0x8000 | UInt16(truncatingIfNeeded: sizeClass) }

    /// Another page of a slab, by the first page's kind and its distance from that page.
    static func page(_ pagesBefore: UInt16, of kind: UInt16) -> UInt16 { kind | pagesBefore &<< 8 }

    @inline(__always)
    static func isSlab(_ kind: UInt16) -> Bool { kind >= 0x8000 }

    @inline(__always)
    static func sizeClass(_ kind: UInt16) -> Int { Int(kind & 0x7f) }

    @inline(__always)
    static func pagesBefore(_ kind: UInt16) -> UInt { UInt(kind &>> 8 & 0x7f) }
}

/// The entry of a page: the first of a run (see `RunBins`) or of a slab (see `Heap+Slabs`).
struct PageEntry {
    /// Slab: the first of its free objects, or 0.
    var head: UInt = 0
    /// Neighbours in the list of free runs of this length, or of the partial slabs of this class.
    var previous: UInt32 = 0
    var next: UInt32 = 0
    /// Run: its pages (in the first and last entry).
    var length: UInt32 = 0
    /// Slab: bytes from its start in which objects were made; what follows is untouched.
    var extent: UInt32 = 0
    /// Slab: objects made, free or not.
    var made: UInt16 = 0
    /// Slab: objects made that are not among its free ones.
    var used: UInt16 = 0
}

// SAFETY: `kinds` and `entries` have room for pages 0 ..< count as long as the map lives; they are
// carved from memory that is never allocated. Callers pass numbers below `count`, which
// `number(of:)` and the page allocator's arithmetic guarantee.
@safe
struct PageMap {
    /// The address of page number 0.
    var base: UInt = 0
    /// Kinds below this number are initialised.
    var known: UInt = 0
    /// The number of pages that the map has room for.
    var count: UInt = 0
    private var kindTable: UnsafeMutablePointer<UInt16>?
    private var entryTable: UnsafeMutablePointer<PageEntry>?

    /// Bytes of the map for each page.
    static var bytesPerPage: UInt { UInt(MemoryLayout<PageEntry>.stride) &+ 2 }
    /// Kinds are cleared this many at a time.
    private static var batch: UInt { 512 }

    init() {}

    /// Creates a map at `address` for `count` pages; number 0 is at `base`.
    init(at address: UInt, base: UInt, count: UInt) {
        self.base = base
        self.count = count
        unsafe entryTable = UnsafeMutablePointer(bitPattern: address)
        unsafe kindTable = UnsafeMutablePointer(
            bitPattern: address &+ count &* UInt(MemoryLayout<PageEntry>.stride))
    }

    var kinds: UnsafeMutablePointer<UInt16> {
        @inline(__always) get { unsafe kindTable.unsafelyUnwrapped }
    }

    @inline(__always)
    func entry(_ number: UInt) -> UnsafeMutablePointer<PageEntry> {
        unsafe entryTable.unsafelyUnwrapped + Int(bitPattern: number)
    }

    @inline(__always)
    func entry(_ number: UInt32) -> UnsafeMutablePointer<PageEntry> {
        unsafe entry(UInt(number))
    }

    @inline(__always)
    func kind(_ number: UInt32) -> UInt16 {
        unsafe kinds[Int(number)]
    }

    @inline(__always)
    func setKind(_ number: UInt32, _ kind: UInt16) {
        unsafe kinds[Int(number)] = kind
    }

    /// Returns the number of an address's page; `known` or more for a page that is not known.
    @inline(__always)
    func number(of address: UInt) -> UInt {
        (address &- base) >> 12
    }

    @inline(__always)
    func address(of number: UInt32) -> UInt {
        base &+ UInt(number) << 12
    }

    /// Returns the number of an entry's page.
    func number(of entry: UnsafeMutablePointer<PageEntry>) -> UInt32 {
        unsafe UInt32(truncatingIfNeeded: entry - entryTable.unsafelyUnwrapped)
    }

    /// Clears the kinds of all pages below `end`.
    @inline(__always)
    mutating func know(below end: UInt32) {
        if UInt(end) > known { learn(below: end) }
    }

    @inline(never)
    private mutating func learn(below end: UInt32) {
        let target = Swift.min((UInt(end) &+ Self.batch) & ~(Self.batch &- 1), count)
        unsafe (kinds + Int(bitPattern: known))
            .update(repeating: PageKind.none, count: Int(bitPattern: target &- known))
        known = target
    }
}
