// SPDX-License-Identifier: MIT
// Allocates pages of 4 KB and runs of them from the usable ranges that boot code found (address ==
// physical address). Three decisions:
// - Untouched memory is a frontier that moves up through the ranges, so starting costs the same for
//   4 MB and for 64 GB. A freed run that touches the frontier moves it back down.
// - A freed run merges with its free neighbours at once (the map marks both ends of a free run) and
//   waits in a bin by length. Buddies would be as fast, but could not serve a run of 300 pages from
//   380 free ones, which a guest of 4 MB asks for; runs of any length and place can.
// - All bookkeeping is in the page map, none in pages that a user or a peer domain can write to.
//
// Allocation takes constant time with one exception: where neither the bins of surely fitting runs
// nor the frontier has pages, the runs that may fit are searched one by one before the answer is
// nil.
//
// Invariant 2: no free run touches another or the frontier.

// SAFETY: the metadata is carved from the top of the largest range before any page is allocated,
// and is never freed; `start` checks that it fits. All page numbers used are of pages in the map:
// below the frontier.
/// An allocator of pages and aligned runs of pages.
@safe
package struct PageAllocator: ~Copyable {
    var map = PageMap()
    private var bins = RunBins()
    /// The first uncarved page of the current range, and the end of that range.
    private var frontier: UInt32 = 0
    private var frontierEnd: UInt32 = 0
    /// The ranges after the current one.
    private var laterRanges: UnsafeMutablePointer<MemoryRanges.Range>?
    private var laterCount = 0

    /// All pages of the ranges in use, including those of the page map.
    package private(set) var pagesTotal = 0
    /// Pages in use now, including those of the page map.
    package private(set) var pagesInUse = 0
    /// The maximum of ``pagesInUse``.
    package private(set) var peakPages = 0
    /// Pages of the page map and other metadata, never freed; the least that ``pagesInUse`` can be.
    package private(set) var metadataPages = 0

    /// Creates an empty allocator, for a global that gets its memory later.
    package init() {}

    /// Starts with the memory of `ranges`; reserves `reservedBytes` (a multiple of 64) of it in the
    /// metadata.
    /// - Returns: the address of the reserved bytes (aligned to 64), or nil if there is not enough
    ///   memory for the metadata and a page.
    mutating func start(over usable: MemoryRanges, reservedBytes: UInt) -> UInt? {
        var ranges = usable
        ranges.dropRemote(mapBytesPerPage: PageMap.bytesPerPage)
        guard ranges.count > 0 else { return nil }
        let base = ranges[0].start &- pageBytes
        let pages = (ranges[ranges.count &- 1].end &- base) / pageBytes
        guard pages < UInt(UInt32.max) else { return nil }
        var largest = 0
        pagesTotal = 0
        for index in 0..<ranges.count {
            pagesTotal &+= Int(ranges[index].pages)
            if ranges[index].pages > ranges[largest].pages { largest = index }
        }
        let binBytes = UInt(RunBins.count &* MemoryLayout<UInt32>.stride)
        let rangeBytes = UInt(ranges.count &* MemoryLayout<MemoryRanges.Range>.stride)
        let mapBytes = pages &* PageMap.bytesPerPage
        let bytes = reservedBytes &+ rangeBytes &+ binBytes &+ mapBytes
        let taken = (bytes &+ pageBytes &- 1) / pageBytes
        guard taken < ranges[largest].pages else { return nil }
        ranges.shorten(largest, byPages: taken)

        let metadata = ranges[largest].end
        let later = unsafe UnsafeMutablePointer<MemoryRanges.Range>(
            bitPattern: metadata &+ reservedBytes
        ).unsafelyUnwrapped
        for index in 0..<ranges.count { unsafe later[index] = ranges[index] }
        unsafe laterRanges = later
        laterCount = ranges.count
        bins = RunBins(at: metadata &+ reservedBytes &+ rangeBytes)
        map = PageMap(
            at: metadata &+ reservedBytes &+ rangeBytes &+ binBytes, base: base, count: pages)
        metadataPages = Int(taken)
        pagesInUse = metadataPages
        peakPages = metadataPages
        enterNextRange()
        return metadata
    }

    /// Allocates a run of pages.
    /// - Parameters:
    ///   - count: the number of pages; at least 1.
    ///   - alignment: of the run's address in bytes, a power of two.
    /// - Returns: the run, not cleared; nil if there is none or the request is invalid.
    package mutating func allocate(count: Int, alignment: Int = 4096) -> UnsafeMutableRawPointer? {
        guard count > 0, alignment > 0, alignment & (alignment &- 1) == 0 else { return nil }
        let run = takeRun(UInt(bitPattern: count), alignment: UInt(bitPattern: alignment))
        guard run != 0 else { return nil }
        map.setKind(run, PageKind.pages)
        return unsafe UnsafeMutableRawPointer(bitPattern: map.address(of: run))
    }

    /// Frees the whole run that `allocate` returned.
    package mutating func deallocate(_ pages: UnsafeMutableRawPointer) {
        let address = UInt(bitPattern: pages)
        let number = map.number(of: address)
        guard number < map.known, address & (pageBytes &- 1) == 0,
            unsafe map.kinds[Int(bitPattern: number)] == PageKind.pages
        else { memoryFault("pages freed that are not in use, or not by the one who freed them") }
        let run = UInt32(truncatingIfNeeded: number)
        returnRun(run, length: unsafe map.entry(run).pointee.length)
    }

    /// Takes a run and records its length. The caller sets the kind of its first page.
    /// - Returns: the number of the first page, or 0.
    mutating func takeRun(_ pages: UInt, alignment: UInt = pageBytes) -> UInt32 {
        guard pages < map.count else { return 0 }
        let count = UInt32(truncatingIfNeeded: pages)
        var run: UInt32
        if alignment <= pageBytes {
            run = bins.first(from: RunBins.bin(allAtLeast: count))
            if run != 0 {
                take(run, from: run, count: count)
            } else {
                run = takeFromFrontier(count, alignment: pageBytes)
            }
        } else {
            run = takeAligned(count, alignment: alignment)
        }
        if run == 0 { run = takeWhateverFits(count, alignment: alignment) }
        if run != 0 {
            unsafe map.entry(run).pointee.length = count
            pagesInUse &+= Int(count)
            if pagesInUse > peakPages { peakPages = pagesInUse }
        }
        return run
    }

    /// Frees pages whose kinds the caller no longer needs: a whole run, or the end of one.
    mutating func returnRun(_ first: UInt32, length: UInt32) {
        map.setKind(first, PageKind.none)
        pagesInUse &-= Int(length)
        insertJoined(first, length: length)
    }

    /// Extends a run in place.
    /// - Returns: false if the pages after it are in use.
    mutating func growRun(_ first: UInt32, to pages: UInt) -> Bool {
        guard pages < map.count else { return false }
        let length = unsafe map.entry(first).pointee.length
        let wanted = UInt32(truncatingIfNeeded: pages)
        let more = wanted &- length
        let next = first &+ length
        if next == frontier {
            guard frontierEnd &- frontier >= more else { return false }
            frontier &+= more
            map.know(below: frontier)
        } else {
            guard map.kind(next) == PageKind.free, unsafe map.entry(next).pointee.length >= more
            else { return false }
            take(next, from: next, count: more)
        }
        unsafe map.entry(first).pointee.length = wanted
        pagesInUse &+= Int(more)
        if pagesInUse > peakPages { peakPages = pagesInUse }
        return true
    }

    /// Frees the end of a run.
    mutating func shrinkRun(_ first: UInt32, to pages: UInt) {
        let length = unsafe map.entry(first).pointee.length
        let kept = UInt32(truncatingIfNeeded: pages)
        unsafe map.entry(first).pointee.length = kept
        returnRun(first &+ kept, length: length &- kept)
    }

    /// Removes `count` pages at `start` from the free run `run`; the pages before and after stay
    /// free.
    @inline(never)
    private mutating func take(_ start: UInt32, from run: UInt32, count: UInt32) {
        let length = bins.remove(run, in: map)
        let before = start &- run
        let after = length &- before &- count
        if before > 0 { bins.insert(run, length: before, in: map) }
        if after > 0 { bins.insert(start &+ count, length: after, in: map) }
    }

    /// Makes pages without a kind a free run, merged with its free neighbours.
    @inline(never)
    private mutating func insertJoined(_ first: UInt32, length: UInt32) {
        var (start, pages) = (first, length)
        if map.kind(start &- 1) == PageKind.free {
            let before = unsafe map.entry(start &- 1).pointee.length
            start &-= before
            pages &+= bins.remove(start, in: map)
        }
        let next = start &+ pages
        if next == frontier {
            frontier = start
            return
        }
        if map.kind(next) == PageKind.free { pages &+= bins.remove(next, in: map) }
        bins.insert(start, length: pages, in: map)
    }

    @inline(never)
    private mutating func takeFromFrontier(_ count: UInt32, alignment: UInt) -> UInt32 {
        while true {
            let start = aligned(frontier, to: alignment)
            if start <= UInt64(frontierEnd), UInt64(frontierEnd) &- start >= UInt64(count) {
                let run = UInt32(truncatingIfNeeded: start)
                let gap = run &- frontier
                map.know(below: run &+ count)
                if gap > 0 { bins.insert(frontier, length: gap, in: map) }
                frontier = run &+ count
                return run
            }
            guard laterCount > 0 else { return 0 }
            enterNextRange()
        }
    }

    /// Takes a run aligned to more than a page, from the bins or the frontier.
    @inline(never)
    private mutating func takeAligned(_ count: UInt32, alignment: UInt) -> UInt32 {
        // The first run that is long enough may be aligned by chance; the second surely fits.
        let run = bins.first(from: RunBins.bin(allAtLeast: count))
        if run != 0 {
            let start = takeAligned(count, alignment: alignment, from: run)
            if start != 0 { return start }
        }
        let slack = alignment / pageBytes &- 1
        if slack < map.count &- UInt(count) {
            let needed = count &+ UInt32(truncatingIfNeeded: slack)
            let run = bins.first(from: RunBins.bin(allAtLeast: needed))
            if run != 0 { return takeAligned(count, alignment: alignment, from: run) }
        }
        return takeFromFrontier(count, alignment: alignment)
    }

    private mutating func takeAligned(_ count: UInt32, alignment: UInt, from run: UInt32) -> UInt32
    {
        let start = aligned(run, to: alignment)
        let end = UInt64(run) &+ UInt64(unsafe map.entry(run).pointee.length)
        guard start <= end, end &- start >= UInt64(count) else { return 0 }
        let first = UInt32(truncatingIfNeeded: start)
        take(first, from: run, count: count)
        return first
    }

    /// Searches every free run that could be long enough, as the last resort.
    @inline(never)
    private mutating func takeWhateverFits(_ count: UInt32, alignment: UInt) -> UInt32 {
        var bin = bins.occupied(from: RunBins.bin(of: count))
        while bin < RunBins.count {
            var run = bins.first(from: bin)
            while run != 0 {
                let next = unsafe map.entry(run).pointee.next
                let start = takeAligned(count, alignment: alignment, from: run)
                if start != 0 { return start }
                run = next
            }
            bin = bins.occupied(from: bin &+ 1)
        }
        return 0
    }

    /// Returns the number of the first aligned page from `page` on; wide, so as not to wrap.
    @inline(__always)
    private func aligned(_ page: UInt32, to alignment: UInt) -> UInt64 {
        let address = map.address(of: page)
        let up = (address &+ alignment &- 1) & ~(alignment &- 1)
        return up < address ? .max : UInt64((up &- map.base) / pageBytes)
    }

    /// Moves the frontier to the next range; the rest of the current one becomes a free run.
    private mutating func enterNextRange() {
        if frontierEnd > frontier {
            let (start, length) = (frontier, frontierEnd &- frontier)
            map.know(below: frontierEnd &+ 1)
            frontier = 0
            insertJoined(start, length: length)
        }
        let range = unsafe laterRanges.unsafelyUnwrapped.pointee
        unsafe laterRanges = laterRanges.unsafelyUnwrapped + 1
        laterCount &-= 1
        frontier = UInt32(truncatingIfNeeded: map.number(of: range.start))
        frontierEnd = UInt32(truncatingIfNeeded: map.number(of: range.end))
        map.know(below: frontier)
    }
}
