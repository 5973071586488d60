// SPDX-License-Identifier: MIT
// Goal: a domain of any size and with any holes in its memory map gets to a heap that all of its memory is in, and
// nothing is touched on the way that is not mapped yet. Method: the steps of Guest/Boot over address space of this
// process, of which only what the boot code maps can be touched at first; a flush of the tables under test opens what
// they map, as a processor would. A touch of anything else ends the process in which a case runs.

import Glibc
import SeededRandom
import TestSupport
import Testing

@testable import Unikernel

private let kilobyte: UInt = 1 << 10
private let megabyte: UInt = 1 << 20
private let gigabyte: UInt = 1 << 30

/// A memory map: pairs of first byte and byte after the last, as a host gives them.
private struct MemoryMap: Codable, Sendable, CustomTestStringConvertible {
    let name: String
    let ranges: [[UInt]]

    var testDescription: String { name }

    init(_ name: String, _ ranges: [UInt]...) {
        self.init(name, of: ranges)
    }

    init(_ name: String, of ranges: [[UInt]]) {
        self.name = name
        self.ranges = ranges
    }

    var end: UInt { ranges.map { $0[1] }.max() ?? 0 }
}

/// Guest-physical memory, of which a part is mapped.
// SAFETY: the mapping is private to this object; addresses are of the test's own arithmetic.
@safe private final class PhysicalMemory {
    /// Where guest-physical address 0 is in this process: a multiple of 1 GB.
    let base: UInt
    private let mapping: UnsafeMutableRawPointer
    private let byteCount: Int

    init(_ map: MemoryMap) {
        byteCount = Int((map.end + 3 * gigabyte) & ~(gigabyte - 1))
        unsafe mapping = mmap(
            nil, byteCount, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        let isMapped = unsafe mapping != MAP_FAILED
        precondition(isMapped)
        let start = unsafe UInt(bitPattern: mapping)
        base = (start + gigabyte - 1) & ~(gigabyte - 1)
        // What boot.S maps.
        open(base, Int(gigabyte))
    }

    deinit { unsafe munmap(mapping, byteCount) }

    func open(_ address: UInt, _ byteCount: Int) {
        let answer = unsafe mprotect(
            UnsafeMutableRawPointer(bitPattern: address), byteCount, PROT_READ | PROT_WRITE)
        precondition(answer == 0)
    }
}

/// A domain on its way from the memory map to the heap.
private final class BootingDomain {
    private let physical: PhysicalMemory
    private let tables = TableMemory(supply: 0)
    private var ranges = MemoryRanges()
    private var tablePages: UInt = 0
    /// Pages that the map has, without the image.
    private let pageCount: UInt

    init(_ map: MemoryMap) {
        physical = PhysicalMemory(map)
        for range in map.ranges {
            ranges.insert(start: physical.base + range[0], end: physical.base + range[1])
        }
        ranges.remove(
            start: physical.base + megabyte, end: physical.base + megabyte + 200 * kilobyte)
        pageCount = ranges.pages
    }

    /// Pages that have to be the heap's, but for its own map: all that are not tables and not too remote to be worth it.
    var heapPages: Int {
        var kept = ranges
        kept.dropRemote(mapBytesPerPage: PageMap.bytesPerPage)
        return Int(kept.pages)
    }

    /// Whether all pages of the map have become the heap's or tables.
    var isWhole: Bool { UInt(heapPages) + tablePages == pageCount }

    private var bootEnd: UInt { physical.base + gigabyte }

    /// A page for a table, as AddressSpace takes it.
    private func takePage() -> UnsafeMutableRawPointer? {
        let page = ranges.takePage(below: bootEnd)
        guard page != 0 else { return nil }
        tablePages += 1
        // SAFETY: it faults if the page is not mapped, which is what the test is about.
        unsafe memset(pointer(page), 0, 4096)
        return unsafe pointer(page)
    }

    /// All memory becomes mapped and then the heap's.
    func boot(_ memory: inout Memory) -> Bool {
        var mapped: PageTables?
        let tables = unsafe PageTables(
            root: tables.root, allocatePage: { [unowned self] in unsafe takePage() },
            flush: { [physical] address in
                guard let mapping = mapped?.mapping(at: address) else { return }
                physical.open(mapping.address & ~(mapping.byteCount - 1), Int(mapping.byteCount))
            })
        mapped = tables
        let boot = MemoryRanges.Range(start: physical.base, end: bootEnd)
        guard tables.map(boot, .readWrite), tables.map(ranges, from: bootEnd) else {
            return false
        }
        return memory.start(over: ranges)
    }
}

/// Takes all memory, in runs as long as they can be, and writes to both ends of each; the pages that there were.
private func takeEverything(_ memory: inout Memory) -> Int {
    var pages = 0
    for shift in stride(from: 18, through: 0, by: -1) {
        while let run = unsafe memory.allocatePages(count: 1 << shift) {
            unsafe run.storeBytes(of: 1, as: UInt64.self)
            unsafe run.storeBytes(of: 2, toByteOffset: (4096 << shift) - 8, as: UInt64.self)
            pages += 1 << shift
        }
    }
    return pages
}

/// Boots a domain and uses all of its memory; whether nothing was left out.
private func bootAndUseEverything(_ map: MemoryMap) -> Bool {
    let domain = BootingDomain(map)
    var memory = Memory()
    guard domain.boot(&memory) else {
        Issue.record("\(map.name): there was too little memory")
        return false
    }
    let metadata = memory.metadataPages
    #expect(memory.statistics.pagesTotal == domain.heapPages)
    let object = unsafe memory.allocate(bytes: 100)
    #expect(unsafe object != nil)
    unsafe memory.deallocate(object)
    memory.releaseUnusedPages()
    #expect(takeEverything(&memory) == domain.heapPages - metadata)
    return domain.isWhole
}

/// A map of up to ten regions anywhere in 64 GB, none of them whole in pages.
private func randomMap(_ seed: UInt64) -> MemoryMap {
    var random = SeededRandom(seed: seed)
    let first = megabyte + UInt.random(in: 600 * kilobyte...4 * gigabyte, using: &random)
    var ranges = [[megabyte, first]]
    var end = first
    for _ in 0..<Int.random(in: 0..<10, using: &random) {
        let shift = UInt.random(in: 10..<33, using: &random)
        let start = end + UInt.random(in: 1...1 << shift, using: &random)
        end =
            start
            + UInt.random(in: 1...1 << UInt.random(in: 12..<34, using: &random), using: &random)
        if end > 64 * gigabyte { break }
        ranges.append([start, end])
    }
    return MemoryMap("seed \(seed)", of: ranges)
}

extension MemoryRanges {
    fileprivate var pages: UInt {
        var pages: UInt = 0
        for index in 0..<count { pages += self[index].pages }
        return pages
    }
}

@Suite struct BootMemoryTests {
    private static let maps: [MemoryMap] = [
        MemoryMap("3 MB", [0, 640 * kilobyte], [megabyte, 3 * megabyte]),
        MemoryMap("16 MB", [0, 16 * megabyte]),
        MemoryMap("1 GB", [0, gigabyte]),
        MemoryMap("a page more than 1 GB", [0, gigabyte + 4096]),
        MemoryMap("1,040 MB", [0, 1040 * megabyte]),
        MemoryMap("as much as there is below 4 GB", [0, 0xf000_0000]),
        MemoryMap("5 GB around 4 GB", [0, 0xf000_0000], [4 * gigabyte, 5 * gigabyte + megabyte]),
        MemoryMap("64 GB", [0, 0xf000_0000], [4 * gigabyte, 64 * gigabyte + 256 * megabyte]),
        MemoryMap(
            "a hole where the page map would go", [0, gigabyte - 4 * megabyte],
            [gigabyte + 4 * megabyte, 1536 * megabyte]),
        MemoryMap(
            "a hole over 1 GB and all below 4 GB", [0, 512 * megabyte],
            [3 * gigabyte, 8 * gigabyte]),
        MemoryMap(
            "a small first region", [megabyte, megabyte + 600 * kilobyte],
            [gigabyte + megabyte, 2 * gigabyte]),
        MemoryMap(
            "a small first region and 60 GB", [megabyte, megabyte + 600 * kilobyte],
            [4 * gigabyte, 64 * gigabyte]),
        MemoryMap(
            "regions that are not whole pages", [1, 0x9_fc00], [megabyte, gigabyte + 0x7ff],
            [gigabyte + 0x2801, 1200 * megabyte - 1],
            [4 * gigabyte + 5, 4 * gigabyte + 100 * megabyte + 9]),
        MemoryMap(
            "regions that are not whole large pages", [megabyte, gigabyte - 12 * kilobyte],
            [gigabyte + 20 * kilobyte, gigabyte + 3 * megabyte + 8 * kilobyte],
            [gigabyte + 3 * megabyte + 16 * kilobyte, 2 * gigabyte + 4 * kilobyte]),
    ]

    @Test(arguments: maps)
    fileprivate func allMemoryOfADomainBecomesItsHeap(_ map: MemoryMap) async {
        await #expect(processExitsWith: .success) { [map] in
            #expect(bootAndUseEverything(map))
        }
    }

    @Test func soDoesThatOfAnyMap() async {
        let seed = Seed.ofThisRun
        await #expect(processExitsWith: .success) { [seed = seed as UInt64] in
            for step in 0..<60 as Range<UInt64> {
                _ = bootAndUseEverything(randomMap(seed &+ step))
            }
        }
    }
}
