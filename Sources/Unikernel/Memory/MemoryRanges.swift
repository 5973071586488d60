// SPDX-License-Identifier: MIT
// The usable physical memory as boot code finds it: a short list of ranges, stored inline because
// there is no heap yet. Ranges are sorted, disjoint and page-aligned, whatever the memory map said
// (Xen's hvm/start_info.h and the E820 table promise none of that).

/// The size of a page in bytes.
package var pageBytes: UInt { 4096 }

/// Up to ``capacity`` ranges of usable memory, in ascending order.
package struct MemoryRanges {
    /// The most ranges; no guest's memory map has more usable ones.
    package static var capacity: Int { 16 }

    /// A range of whole pages, by the addresses of its first byte and of the byte after its last.
    package struct Range: Equatable {
        package var start: UInt
        package var end: UInt

        package init(start: UInt, end: UInt) {
            self.start = start
            self.end = end
        }

        var pages: UInt { (end &- start) / pageBytes }
    }

    package private(set) var count = 0
    private var ranges: InlineArray<16, Range>

    /// Creates an empty list.
    package init() {
        ranges = InlineArray(repeating: Range(start: 0, end: 0))
    }

    // Inlined, every use would copy the whole array.
    package subscript(index: Int) -> Range {
        @inline(never) get { ranges[index] }
    }

    /// Adds the whole pages of a range, and merges it with those it touches.
    ///
    /// The page at address 0 is left out: it would look like `nil`.
    /// - Returns: false if there are too many ranges; this one is then ignored.
    @discardableResult
    package mutating func insert(start: UInt, end: UInt) -> Bool {
        let lastPage = end & ~(pageBytes &- 1)
        guard start <= UInt.max &- pageBytes else { return true }
        let firstPage = Swift.max((start &+ pageBytes &- 1) & ~(pageBytes &- 1), pageBytes)
        guard firstPage < lastPage else { return true }
        var new = Range(start: firstPage, end: lastPage)
        var place = 0
        while place < count && ranges[place].end < new.start { place &+= 1 }
        var after = place
        while after < count && ranges[after].start <= new.end {
            new.start = Swift.min(new.start, ranges[after].start)
            new.end = Swift.max(new.end, ranges[after].end)
            after &+= 1
        }
        let joined = after &- place
        guard joined > 0 || count < Self.capacity else { return false }
        if joined == 0 {
            var index = count
            while index > place {
                ranges[index] = ranges[index &- 1]
                index &-= 1
            }
        } else {
            var index = after
            while index < count {
                ranges[index &- joined &+ 1] = ranges[index]
                index &+= 1
            }
        }
        ranges[place] = new
        count = count &+ 1 &- joined
        return true
    }

    /// Adds a range given by its size, as memory maps do; ignores one that wraps around.
    package mutating func insert(start: UInt64, byteCount: UInt64) {
        let (end, overflow) = start.addingReportingOverflow(byteCount)
        guard !overflow else { return }
        insert(start: UInt(start), end: UInt(end))
    }

    /// Removes memory that is in use, such as the image: whole pages, rounded outward.
    package mutating func remove(start: UInt, end: UInt) {
        guard start < end, end <= UInt.max &- pageBytes else { return }
        let first = start & ~(pageBytes &- 1)
        let last = (end &+ pageBytes &- 1) & ~(pageBytes &- 1)
        var rest = MemoryRanges()
        for index in 0..<count {
            let range = ranges[index]
            rest.insert(start: range.start, end: Swift.min(range.end, first))
            rest.insert(start: Swift.max(range.start, last), end: range.end)
        }
        self = rest
    }

    /// The end of the last range; 0 when there is none.
    package var end: UInt { count > 0 ? ranges[count &- 1].end : 0 }

    /// Removes the lowest page, for use before there is an allocator.
    /// - Returns: its address; 0 when no page ends at or before `limit`.
    package mutating func takePage(below limit: UInt) -> UInt {
        guard count > 0, ranges[0].start < limit, limit &- ranges[0].start >= pageBytes else {
            return 0
        }
        let page = ranges[0].start
        ranges[0].start &+= pageBytes
        if ranges[0].start == ranges[0].end {
            count &-= 1
            for index in 0..<count { ranges[index] = ranges[index &+ 1] }
        }
        return page
    }

    /// Returns whether an address lies in the memory.
    package func contains(_ address: UInt) -> Bool {
        for index in 0..<count where ranges[index].start <= address && address < ranges[index].end {
            return true
        }
        return false
    }

    /// Removes pages from the end of a range.
    mutating func shorten(_ index: Int, byPages pages: UInt) {
        ranges[index].end &-= pages &* pageBytes
    }

    /// Drops ranges so far from the others that the page map of the gap before them would take as
    /// many pages as they bring.
    mutating func dropRemote(mapBytesPerPage: UInt) {
        var kept = 0
        for index in 0..<count {
            let range = ranges[index]
            if kept > 0 {
                let gap = (range.start &- ranges[kept &- 1].end) / pageBytes
                if gap / (pageBytes / mapBytesPerPage) >= range.pages { continue }
            }
            ranges[kept] = range
            kept &+= 1
        }
        count = kept
    }
}
