// SPDX-License-Identifier: MIT
// Goal: an address means what it was last mapped to, with those rights and no others, whatever else was mapped, split or
// unmapped around it; nothing is writable and executable; what the processor may remember is flushed. Method: tables in
// the host's memory, read back by the code under test and by a walk of the test's own; random steps against a
// dictionary of pages and against a processor that remembers translations until it is told to forget them.

import SeededRandom
import TestSupport
import Testing

@testable import Unikernel

private let small: UInt = 0x1000
private let large: UInt = 0x20_0000

private func range(_ start: UInt, _ byteCount: UInt) -> MemoryRanges.Range {
    MemoryRanges.Range(start: start, end: start + byteCount)
}

@Suite struct PageTablesTests {
    let memory = TableMemory()

    @Test func wholeTwoMegabytesAreOnePageAndTheRestSmallOnes() {
        let tables = memory.tables()
        #expect(tables.map(range(large - small, 2 * large), .readWrite))
        let leaves = memory.leaves()
        #expect(leaves.count == 1 + 1 + 511)
        #expect(leaves.map(\.byteCount).max() == large)
        #expect(leaves[1].address == large)
        #expect(
            tables.mapping(at: large + 5)
                == PageMapping(address: large + 5, byteCount: large, rights: .readWrite))
        #expect(
            tables.mapping(at: large - 1)
                == PageMapping(address: large - 1, byteCount: small, rights: .readWrite))
        #expect(tables.mapping(at: large - small - 1) == nil)
        #expect(tables.mapping(at: 3 * large - small) == nil)
    }

    @Test(arguments: PageRights.allCases)
    func rightsAreThoseThatWereAskedFor(rights: PageRights) {
        let tables = memory.tables()
        #expect(tables.map(range(large, large + small), rights))
        for leaf in memory.leaves() {
            let isWritable = leaf.entry & 2 != 0
            let isExecutable = leaf.entry >> 63 == 0
            #expect(isWritable == (rights == .readWrite))
            #expect(isExecutable == (rights == .execute))
            #expect(leaf.entry & 4 == 0, "a page that ring 3 may use")
            #expect(tables.mapping(at: leaf.address)?.rights == rights)
        }
    }

    @Test(arguments: PageRights.allCases)
    func aSplitPageKeepsItsMeaning(rights: PageRights) {
        let tables = memory.tables()
        #expect(tables.map(range(large, large), rights))
        #expect(tables.unmap(range(large + 7 * small, small)))
        #expect(memory.leaves().count == 511)
        for index in 0..<512 as Range<UInt> {
            let address = large + index * small + 9
            let expected = PageMapping(address: address, byteCount: small, rights: rights)
            #expect(tables.mapping(at: address) == (index == 7 ? nil : expected))
        }
        // A part with other rights.
        let other: PageRights = rights == .read ? .readWrite : .read
        #expect(tables.map(range(large + 9 * small, small), other))
        #expect(tables.mapping(at: large + 9 * small)?.rights == other)
        #expect(tables.mapping(at: large + 8 * small)?.rights == rights)
    }

    @Test func addressesThatFourLevelsCannotTranslateAreNotMapped() {
        let tables = memory.tables()
        #expect(tables.map(range(large, large), .read))
        let top: UInt = 1 << 47
        #expect(tables.map(range(top - small, small), .read))
        #expect(tables.mapping(at: top - 1)?.address == top - 1)
        // The same bits in the part that is walked.
        #expect(tables.mapping(at: top + large) == nil)
        #expect(tables.mapping(at: 1 << 48 | large) == nil)
        #expect(tables.mapping(at: .max - large + 1 + large / 2) == nil)
        #expect(tables.mapping(at: .max) == nil)
        #expect(tables.mapping(at: 0) == nil)
    }

    @Test func withoutMemoryForATableNothingThatWasIsLost() {
        for supply in 0..<6 {
            let memory = TableMemory(supply: 3)
            let tables = memory.tables()
            #expect(tables.map(range(large, small), .read))
            memory.supply = supply
            // A large page there, and small ones that need tables of three levels elsewhere.
            let isMapped = tables.map(range(1 << 40, small), .readWrite)
            #expect(isMapped == (supply >= 3), "supply \(supply)")
            #expect(tables.mapping(at: large)?.rights == .read)
            #expect((tables.mapping(at: 1 << 40) != nil) == isMapped)
            #expect(tables.mapping(at: large + small) == nil)
        }
    }

    @Test func aPageThatCannotBeSplitStaysWhole() {
        let tables = memory.tables()
        #expect(tables.map(range(large, large), .readWrite))
        memory.supply = 0
        #expect(!tables.unmap(range(large, small)))
        #expect(!tables.map(range(large, small), .read))
        #expect(
            tables.mapping(at: large)
                == PageMapping(address: large, byteCount: large, rights: .readWrite))
    }

    @Test func anEmptyRangeIsNothing() {
        let tables = memory.tables()
        memory.supply = 0
        #expect(tables.map(range(large, 0), .read))
        #expect(tables.unmap(range(large, 0)))
        #expect(memory.leaves().isEmpty)
    }

    @Test(arguments: Seed.range(4))
    func tablesAreADictionaryOfPages(seed: UInt64) {
        var model = TableModel(memory, seed)
        for step in 0..<40 {
            model.step()
            let wrong = model.firstDifference()
            #expect(wrong == nil, "seed \(seed), step \(step)")
        }
        let leaves = memory.leaves()
        #expect(leaves.allSatisfy { $0.entry & 2 == 0 || $0.entry >> 63 == 1 }, "seed \(seed)")
        #expect(UInt(model.pages.count) == leaves.reduce(0) { $0 + $1.byteCount / small })
    }
}

/// Random steps on tables, with the pages they should map by number, and what a processor remembers of them.
private struct TableModel {
    /// Where it happens: eight large pages, across two tables of the third level.
    private static let base: UInt = (1 << 30) - 4 * large
    private static let count = 8 * large / small

    private let memory: TableMemory
    private let tables: PageTables
    private var random: SeededRandom
    private(set) var pages: [UInt: PageRights] = [:]
    private var remembered: [UInt: PageMapping] = [:]
    private var rememberedLarge: [UInt: PageMapping] = [:]

    init(_ memory: TableMemory, _ seed: UInt64) {
        self.memory = memory
        tables = memory.tables()
        random = SeededRandom(seed: seed)
    }

    mutating func step() {
        touchSome()
        var first = random.next() % UInt64(Self.count)
        var count = 1 + random.next() % (random.isRare(2) ? 40 : 1600)
        if random.isRare(3) {  // whole large pages
            first &= ~511
            count = (count + 511) & ~511
        }
        let last = min(UInt(first + count), Self.count)
        let numbers = UInt(first)..<last
        let range = MemoryRanges.Range(
            start: Self.base + numbers.lowerBound * small,
            end: Self.base + numbers.upperBound * small)
        memory.flushed = []
        if random.isRare(3) {
            #expect(tables.unmap(range))
            for number in numbers { pages[number] = nil }
        } else {
            let rights = PageRights.allCases.randomElement(using: &random)!
            #expect(tables.map(range, rights))
            for number in numbers { pages[number] = rights }
        }
        for address in memory.flushed { forget(address) }
    }

    /// Has the processor translate some addresses.
    private mutating func touchSome() {
        for _ in 0..<300 {
            let number = UInt(random.next()) % Self.count
            switch tables.mapping(at: Self.base + number * small) {
            case let mapping? where mapping.byteCount == large:
                rememberedLarge[number / 512] = mapping
            case let mapping?: remembered[number] = mapping
            case nil: break
            }
        }
    }

    /// INVLPG (Intel SDM 4.10.4.1): the translation of the page that holds the address, of whatever size.
    private mutating func forget(_ address: UInt) {
        let number = (address - Self.base) / small
        remembered[number] = nil
        rememberedLarge[number / 512] = nil
    }

    /// A page whose mapping is not the one that it should be, or that the processor remembers otherwise.
    func firstDifference() -> UInt? {
        (0..<Self.count).first { number in
            let address = Self.base + number * small
            let mapping = tables.mapping(at: address)
            if mapping?.rights != pages[number] { return true }
            if let mapping, mapping.address != address { return true }
            let memories = [remembered[number], rememberedLarge[number / 512]].compactMap { $0 }
            return memories.contains { old in
                old.rights != mapping?.rights
                    || old.address & ~(old.byteCount - 1) != address & ~(old.byteCount - 1)
            }
        }
    }
}
