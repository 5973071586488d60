// SPDX-License-Identifier: MIT
// Goal: ranges are a set of whole pages, sorted and apart, however they are put in and taken out. Method: a set of page
// numbers under the same random steps, with addresses in the middle of pages and at the ends of the address space.

import SeededRandom
import TestSupport
import Testing

@testable import Unikernel

private let page: UInt = 4096

/// The numbers of all pages in the ranges, which lie below `limit`.
private func pages(_ ranges: MemoryRanges) -> Set<UInt> {
    var pages: Set<UInt> = []
    for index in 0..<ranges.count {
        pages.formUnion(ranges[index].start / page..<ranges[index].end / page)
    }
    return pages
}

/// Whether ranges are sorted, apart from each other, not empty and whole in pages.
private func isInOrder(_ ranges: MemoryRanges) -> Bool {
    var last: UInt = 1
    for index in 0..<ranges.count {
        let range = ranges[index]
        guard range.start % page == 0, range.end % page == 0 else { return false }
        guard range.start > last || index == 0, range.start < range.end else { return false }
        last = range.end
    }
    return ranges.end == (ranges.count > 0 ? last : 0)
}

@Suite struct MemoryRangesModelTests {
    @Test(arguments: Seed.range(30))
    func rangesAreASetOfPages(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var ranges = MemoryRanges()
        var model: Set<UInt> = []
        var refusals = 0
        for step in 0..<400 {
            let start = UInt(random.next()) % (120 * page)
            let end = start + UInt(random.next()) % (random.isRare(6) ? 60 * page : 5 * page)
            if random.isRare(3) {
                // Rounded outward. A hole in a full list makes one too many: then memory is lost, never used.
                let wasFull = ranges.count == MemoryRanges.capacity
                ranges.remove(start: start, end: end)
                if start < end { model.subtract(start / page...(end - 1) / page) }
                if wasFull, pages(ranges) != model {
                    #expect(pages(ranges).isSubset(of: model), "seed \(seed), step \(step)")
                    #expect(ranges.count == MemoryRanges.capacity)
                    model = pages(ranges)
                }
            } else {
                // Rounded inward, without page 0.
                let first = max((start + page - 1) / page, 1)
                let whole = first < end / page ? Set(first..<end / page) : []
                if ranges.insert(start: start, end: end) {
                    model.formUnion(whole)
                } else {
                    refusals += 1
                    #expect(ranges.count == MemoryRanges.capacity)
                    // It could not have been joined with another.
                    #expect(!whole.contains { model.contains($0 - 1) || model.contains($0 + 1) })
                }
            }
            #expect(pages(ranges) == model, "seed \(seed), step \(step)")
            #expect(isInOrder(ranges), "seed \(seed), step \(step)")
        }
        #expect(refusals < 300)
    }

    @Test func theEndsOfTheAddressSpaceDoNotWrap() {
        var ranges = MemoryRanges()
        ranges.insert(start: UInt64.max - 100, byteCount: 200)
        ranges.insert(start: UInt64.max, byteCount: 1)
        ranges.insert(start: UInt.max, end: .max)
        ranges.insert(start: 5 * page, end: 4 * page)
        #expect(ranges.count == 0)
        ranges.insert(start: UInt.max - 3 * page, end: .max)
        #expect(ranges.count == 1)
        #expect(ranges[0].end == .max - (page - 1))
        ranges.insert(start: 0, end: 2 * page)
        #expect(pages(ranges).contains(1) && !pages(ranges).contains(0))
        ranges.remove(start: 0, end: 10 * page)
        #expect(ranges.count == 1)
    }

    @Test func takingOutTheMiddleLeavesBothSides() {
        var ranges = MemoryRanges()
        ranges.insert(start: 1 * page, end: 10 * page)
        ranges.remove(start: 4 * page + 1, end: 5 * page + 1)
        #expect(pages(ranges) == [1, 2, 3, 6, 7, 8, 9])
        ranges.remove(start: 6 * page, end: 6 * page)
        #expect(pages(ranges).contains(6))
    }
}
