// Goal: page runs are apart, aligned, reusable at any length once freed, and cost nothing but the map.
// Method: a page allocator over an arena of this process, driven through its limits by hand.
import Testing

@testable import Unikernel

@Suite struct PageAllocatorTests {
    @Test func allPagesButTheMapsCanBeHandedOutAndTakenBack() throws {
        var machine = Machine(bytes: 512 << 10)
        let free = 128 - machine.memory.metadataPages
        #expect(machine.memory.metadataPages <= 3)
        for _ in 0..<3 {
            var pages: Set<UInt> = []
            while let page = unsafe machine.memory.allocatePages(count: 1) {
                unsafe pages.insert(page.address)
            }
            #expect(pages.count == free)
            #expect(machine.memory.statistics.pagesInUse == 128)
            for page in pages { unsafe machine.memory.deallocatePages(pointer(page)) }
            #expect(machine.memory.statistics.pagesInUse == machine.memory.metadataPages)
            // All pages joined again: one run takes them all.
            let all = try #require(unsafe machine.memory.allocatePages(count: free)?.address)
            unsafe machine.memory.deallocatePages(pointer(all))
        }
        #expect(machine.memory.statistics.peakPages == 128)
        #expect(machine.memory.statistics.pagesTotal == 128)
    }

    @Test(arguments: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
    func runsFreedInAnyOrderJoin(order: [Int]) throws {
        var machine = Machine(bytes: 1 << 20)
        let whole = 256 - machine.memory.metadataPages
        let runs = try (0..<3).map { _ in
            try #require(unsafe machine.memory.allocatePages(count: whole / 3)?.address)
        }
        // What the three leave over; with a page at the end in use, the runs join in the bins.
        var rest: [UInt] = []
        while let page = unsafe machine.memory.allocatePages(count: 1) {
            unsafe rest.append(page.address)
        }
        for index in order { unsafe machine.memory.deallocatePages(pointer(runs[index])) }
        let joined = try #require(
            unsafe machine.memory.allocatePages(count: whole / 3 * 3)?.address)
        #expect(joined == runs.min())
        unsafe machine.memory.deallocatePages(pointer(joined))
        for page in rest { unsafe machine.memory.deallocatePages(pointer(page)) }
        #expect(machine.memory.statistics.pagesInUse == machine.memory.metadataPages)
    }

    @Test func aRunThatFitsIsFoundThoughItsBinHoldsShorterOnesToo() throws {
        var machine = Machine(bytes: 1 << 20)
        // Bins of four for each doubling: 40 and 47 pages are in the same one.
        let short = try #require(unsafe machine.memory.allocatePages(count: 40)?.address)
        _ = unsafe machine.memory.allocatePages(count: 1)
        let long = try #require(unsafe machine.memory.allocatePages(count: 47)?.address)
        while unsafe machine.memory.allocatePages(count: 1) != nil {}
        unsafe machine.memory.deallocatePages(pointer(long))
        unsafe machine.memory.deallocatePages(pointer(short))
        let found = unsafe machine.memory.allocatePages(count: 45)?.address
        #expect(found == long)
        let none = unsafe machine.memory.allocatePages(count: 41)?.address
        #expect(none == nil)
    }

    @Test(arguments: (12...21).map { 1 << $0 })
    func runsAreAlignedAsAsked(alignment: Int) throws {
        var machine = Machine(bytes: 12 << 20)
        for count in [1, 3, 512] {
            _ = unsafe machine.memory.allocatePages(count: 1)
            let run = try #require(
                unsafe machine.memory.allocatePages(count: count, alignment: alignment)?.address)
            #expect(run % UInt(alignment) == 0)
        }
        // The gaps that alignment left are still there to use.
        while unsafe machine.memory.allocatePages(count: 1) != nil {}
        #expect(machine.memory.statistics.pagesInUse == 12 << 8)
    }

    @Test func anAlignedRunIsFoundInTheOnlyPlaceThatIsAligned() throws {
        var machine = Machine(bytes: 4 << 20)
        let pool = try #require(
            unsafe machine.memory.allocatePages(count: 512, alignment: 2 << 20)?.address)
        while unsafe machine.memory.allocatePages(count: 1) != nil {}
        unsafe machine.memory.deallocatePages(pointer(pool))
        let again = unsafe machine.memory.allocatePages(count: 512, alignment: 2 << 20)?.address
        #expect(again == pool)
    }

    @Test func senselessRequestsAreRefused() {
        var machine = Machine(bytes: 1 << 20)
        for (count, alignment) in [
            (0, 4096), (-1, 4096), (1, 0), (1, 3), (1, -4096), (.max, 4096), (257, 4096),
            (1, 1 << 62), (1 << 52, 1 << 62),
        ] {
            let run = unsafe machine.memory.allocatePages(count: count, alignment: alignment)?
                .address
            // No address but 0 is so aligned that 2^62 fits; this arena's surely is not.
            #expect(run == nil, "\(count) pages at \(alignment)")
        }
        #expect(machine.memory.statistics.pagesInUse == machine.memory.metadataPages)
    }

    @Test func allRangesAreUsedAndNothingBetweenThem() throws {
        let ranges: [(UInt, UInt)] = [
            (1 << 20, 1 << 20 + 80 << 12), (3 << 20, 5 << 20), (8 << 20, 8 << 20 + 16 << 12),
        ]
        var machine = Machine(bytes: 0, ranges: ranges)
        var pages: [UInt] = []
        while let page = unsafe machine.memory.allocatePages(count: 1) {
            unsafe pages.append(page.address)
        }
        #expect(pages.count == 80 + 512 + 16 - machine.memory.metadataPages)
        let start = machine.arena.start
        let areInside = pages.allSatisfy { page in
            ranges.contains { start + $0.0 <= page && page < start + $0.1 }
        }
        #expect(areInside)
        for page in pages.shuffled() { unsafe machine.memory.deallocatePages(pointer(page)) }
        for count in [80, 16] {
            let run = unsafe machine.memory.allocatePages(count: count)?.address
            #expect(run != nil)
        }
    }

    @Test func startingCostsTheSameForAnyAmountOfMemory() {
        // 64 GB of address space with nothing behind it: what is touched at the start is resident.
        let arena = Arena(bytes: 64 << 30, filler: nil)
        var ranges = MemoryRanges()
        ranges.insert(start: arena.start, end: arena.start + 64 << 30)
        var memory = Memory()
        let started = memory.start(over: ranges)
        #expect(started)
        #expect(memory.metadataPages < (64 << 18) / 100)
        let first = unsafe memory.allocate(bytes: 100)
        unsafe memory.deallocate(first)
        #expect(arena.residentPages(last: memory.metadataPages) < 16)
    }

    @Test func tooLittleMemoryIsSaidSo() {
        let arena = Arena(bytes: 1 << 20)
        for pages: UInt in 0...2 {
            var ranges = MemoryRanges()
            ranges.insert(start: arena.start, end: arena.start + pages << 12)
            var memory = Memory()
            let started = memory.start(over: ranges)
            // The map of two pages and all tables fit one page; then one is left to use.
            #expect(started == (pages == 2))
        }
    }
}

@Suite struct MemoryRangesTests {
    private func list(_ ranges: MemoryRanges) -> [[UInt]] {
        (0..<ranges.count).map { [ranges[$0].start, ranges[$0].end] }
    }

    @Test func rangesAreSortedJoinedAndCutToWholePages() {
        var ranges = MemoryRanges()
        ranges.insert(start: 0x9000, end: 0xb000)
        ranges.insert(start: 0x3001, end: 0x5fff)
        ranges.insert(start: 0x20000, end: 0x30000)
        ranges.insert(start: 0xb000, end: 0xc000)
        #expect(list(ranges) == [[0x4000, 0x5000], [0x9000, 0xc000], [0x20000, 0x30000]])
        ranges.insert(start: 0x5000, end: 0x21000)
        #expect(list(ranges) == [[0x4000, 0x30000]])
    }

    @Test func pageZeroAndRangesWithoutAPageAreLeftOut() {
        var ranges = MemoryRanges()
        ranges.insert(start: 0, end: 0x3000)
        ranges.insert(start: 0x8001, end: 0x9fff)
        ranges.insert(start: 0x7000, end: 0x6000)
        ranges.insert(start: .max - 5, end: .max)
        #expect(list(ranges) == [[0x1000, 0x3000]])
    }

    @Test func moreRangesThanFitAreRefusedButJoiningOnesAreNot() {
        var ranges = MemoryRanges()
        for index: UInt in 0..<16 {
            let isTaken = ranges.insert(start: (index + 1) << 16, end: (index + 1) << 16 + 0x1000)
            #expect(isTaken)
        }
        let kept = list(ranges)
        let isOneMoreTaken = ranges.insert(start: 0x900000, end: 0xa00000)
        #expect(!isOneMoreTaken)
        #expect(list(ranges) == kept)
        let isJoiningTaken = ranges.insert(start: 0x11000, end: 0x20000)
        #expect(isJoiningTaken)
        #expect(ranges.count == 15)
    }

    @Test func aRangeTooRemoteForWhatItBringsIsDropped() {
        var ranges = MemoryRanges()
        ranges.insert(start: 0x100000, end: 0x400000)
        ranges.insert(start: 1 << 40, end: 1 << 40 + 0x10000)
        ranges.dropRemote(mapBytesPerPage: PageMap.bytesPerPage)
        #expect(list(ranges) == [[0x100000, 0x400000]])
    }
}
