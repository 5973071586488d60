// SPDX-License-Identifier: MIT
// Free runs of pages by length: two-level segregated lists (Masmano, Ripoll, Crespo, Real: TLSF, a
// new dynamic memory allocator for real-time systems, 2004), with four bins for each doubling and a
// bit for each bin that holds a run. Insertion, removal and the search for a run that surely fits
// take constant time. The links are in the page map, never in the free pages.

/// The lists of free runs; the heads are in memory that the page allocator carved for them.
// SAFETY: `heads` points to `count` numbers that only this value uses; runs in the lists are
// numbers of pages in the map passed to each call.
@safe
struct RunBins {
    /// Bins for all lengths of 32 bits: 4 for lengths below 4, then 4 for each top bit 2 ... 31.
    static var count: Int { 124 }

    private var low: UInt64 = 0
    private var high: UInt64 = 0
    private var table: UnsafeMutablePointer<UInt32>?

    init() {}

    /// Creates empty lists whose heads are at `address`.
    init(at address: UInt) {
        let heads = unsafe UnsafeMutablePointer<UInt32>(bitPattern: address).unsafelyUnwrapped
        unsafe heads.update(repeating: 0, count: Self.count)
        unsafe table = heads
    }

    private var heads: UnsafeMutablePointer<UInt32> {
        @inline(__always) get { unsafe table.unsafelyUnwrapped }
    }

    /// Returns the bin of runs of this length.
    @inline(never)
    static func bin(of length: UInt32) -> Int {
        if length < 4 { return Int(length) }
        let top = 31 &- length.leadingZeroBitCount
        return (top &- 1) &* 4 &+ Int((length >> UInt32(top &- 2)) & 3)
    }

    /// Returns the first bin in which every run has at least this length.
    static func bin(allAtLeast length: UInt32) -> Int {
        if length < 8 { return bin(of: length) }
        let top = 31 &- length.leadingZeroBitCount
        let (rounded, overflow) = length.addingReportingOverflow(
            (1 << UInt32(top &- 2)) &- 1)
        return overflow ? count : bin(of: rounded)
    }

    /// Returns the first run of the first non-empty bin from `bin` on, or 0.
    func first(from bin: Int) -> UInt32 {
        let found = occupied(from: bin)
        return found < Self.count ? unsafe heads[found] : 0
    }

    /// Returns the first non-empty bin from `bin` on, or `count`.
    @inline(never)
    func occupied(from bin: Int) -> Int {
        if bin < 64 {
            let bits = low & (~0 &<< UInt64(bin))
            if bits != 0 { return bits.trailingZeroBitCount }
        }
        guard bin < Self.count else { return Self.count }
        let bits = bin <= 64 ? high : high & (~0 &<< UInt64(bin &- 64))
        return bits == 0 ? Self.count : 64 &+ bits.trailingZeroBitCount
    }

    /// Marks the pages as a free run and inserts it at the head of its list.
    mutating func insert(_ start: UInt32, length: UInt32, in map: PageMap) {
        let last = start &+ length &- 1
        map.setKind(start, PageKind.free)
        map.setKind(last, PageKind.free)
        let bin = Self.bin(of: length)
        let head = unsafe heads[bin]
        let entry = unsafe map.entry(start)
        unsafe entry.pointee.length = length
        unsafe entry.pointee.previous = 0
        unsafe entry.pointee.next = head
        unsafe map.entry(last).pointee.length = length
        if head != 0 {
            unsafe map.entry(head).pointee.previous = start
        } else if bin < 64 {
            low |= 1 &<< UInt64(bin)
        } else {
            high |= 1 &<< UInt64(bin &- 64)
        }
        unsafe heads[bin] = start
    }

    /// Removes a run from its list and clears the kinds of its pages.
    /// - Returns: its length in pages.
    mutating func remove(_ start: UInt32, in map: PageMap) -> UInt32 {
        let entry = unsafe map.entry(start)
        let length = unsafe entry.pointee.length
        map.setKind(start, PageKind.none)
        map.setKind(start &+ length &- 1, PageKind.none)
        let (previous, next) = unsafe (entry.pointee.previous, entry.pointee.next)
        if next != 0 { unsafe map.entry(next).pointee.previous = previous }
        if previous != 0 {
            unsafe map.entry(previous).pointee.next = next
        } else {
            let bin = Self.bin(of: length)
            unsafe heads[bin] = next
            if next == 0 {
                if bin < 64 {
                    low &= ~(1 &<< UInt64(bin))
                } else {
                    high &= ~(1 &<< UInt64(bin &- 64))
                }
            }
        }
        return length
    }
}
