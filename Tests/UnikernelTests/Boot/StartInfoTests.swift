// SPDX-License-Identifier: MIT
// Goal: the start info of either version is read, and one that is broken is an error or read as far as it goes, never
// further. Method: structures made by hand as xen/arch-x86/hvm/start_info.h lays them out, each at the end of a page
// after which nothing is mapped where reading on would show.

import Glibc
import Testing

@testable import Unikernel

/// Two pages, of which the second cannot be touched.
// SAFETY: every store is checked against the first page's size.
@safe private final class GuardedPage {
    private let mapping: UnsafeMutableRawPointer

    init() {
        unsafe mapping = mmap(
            nil, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        unsafe mprotect(mapping + 4096, 4096, PROT_NONE)
    }

    deinit {
        unsafe munmap(mapping, 8192)
    }

    var address: UInt64 { unsafe UInt64(UInt(bitPattern: mapping)) }

    /// Puts bytes so that they end where the page does; their address.
    func putLast(_ bytes: [UInt8]) -> UInt64 {
        let offset = 4096 - bytes.count
        unsafe (mapping + offset).copyMemory(from: bytes, byteCount: bytes.count)
        return address + UInt64(offset)
    }

    /// Puts bytes at an offset; their address.
    func put(_ bytes: [UInt8], at offset: Int) -> UInt64 {
        precondition(offset + bytes.count <= 4096)
        unsafe (mapping + offset).copyMemory(from: bytes, byteCount: bytes.count)
        return address + UInt64(offset)
    }
}

private func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> Number($0 * 8)) }
}

/// A start info's bytes.
private struct Info {
    var magic: UInt32 = 0x336e_c578
    var version: UInt32 = 1
    var commandLine: UInt64 = 0
    var map: UInt64 = 0
    var entryCount: UInt32 = 0

    var words: [UInt8] {
        bytes(magic) + bytes(version) + bytes(UInt32(0)) + bytes(UInt32(0)) + bytes(UInt64(0))
            + bytes(commandLine) + bytes(UInt64(0)) + bytes(map) + bytes(entryCount)
            + bytes(UInt32(0))
    }
}

private func entry(_ address: UInt64, _ size: UInt64, type: UInt32 = 1) -> [UInt8] {
    bytes(address) + bytes(size) + bytes(type) + bytes(UInt32(0))
}

private func ranges(_ map: MemoryRanges?) -> [[UInt]]? {
    map.map { map in (0..<map.count).map { [map[$0].start, map[$0].end] } }
}

private func commandLine(_ info: StartInfo) -> [UInt8] {
    let line = info.commandLine
    return (line.start..<line.end).map { unsafe UnsafePointer<UInt8>(bitPattern: $0)!.pointee }
}

@Suite struct StartInfoTests {
    private let page = GuardedPage()
    private let table = GuardedPage()

    private func read(_ info: Info, mappedBelow limit: UInt64 = .max) throws -> StartInfo {
        try StartInfo(at: page.putLast(info.words), mappedBelow: limit)
    }

    @Test func theSizeIsThatOfTheHeader() {
        #expect(Info().words.count == 56)
        #expect(entry(0, 0).count == 24)
    }

    @Test func versionOneHasAMap() throws {
        let map = table.putLast(
            entry(0, 0x9_0000) + entry(0x9_0000, 0x7_0000, type: 2)
                + entry(0x10_0000, 0x80_0800) + entry(0xfec0_0000, 0x1000, type: 3))
        let info = try read(Info(map: map, entryCount: 4))
        #expect(info.version == 1)
        // Page 0 is left out, and a part of a page too.
        #expect(ranges(info.memory) == [[0x1000, 0x9_0000], [0x10_0000, 0x90_0000]])
        #expect(commandLine(info).isEmpty)
    }

    @Test func versionZeroHasNone() throws {
        // What follows the fields of version 0 is somebody else's.
        let info = try read(Info(version: 0, map: 0xdead_beef_0000_0000, entryCount: .max))
        #expect(info.version == 0)
        #expect(ranges(info.memory) == nil)
    }

    @Test func aLaterVersionIsReadAsVersionOne() throws {
        let map = table.putLast(entry(0x10_0000, 0x10_0000))
        #expect(
            ranges(try read(Info(version: 77, map: map, entryCount: 1)).memory)
                == [[0x10_0000, 0x20_0000]])
    }

    @Test(arguments: [0, 0x336e_c579, .max] as [UInt32])
    func anotherMagicIsAnError(magic: UInt32) {
        #expect {
            try read(Info(magic: magic))
        } throws: { error in
            guard case StartInfo.Fault.badMagic(let found) = error else { return false }
            return found == magic
        }
    }

    @Test func anAbsurdCountIsReadAsFarAsIsSensible() throws {
        // 128 entries and not one more fit before the end of the page.
        let entries = (0..<128 as Range<UInt64>).flatMap { entry(($0 / 16 + 1) << 20, 0x1000) }
        let map = table.putLast(entries)
        let info = try read(Info(map: map, entryCount: .max))
        #expect(ranges(info.memory)?.count == 8)
    }

    @Test func moreRangesThanFitAreLeftOut() throws {
        let entries = (1...100 as ClosedRange<UInt64>).flatMap { entry($0 << 20, 0x1000) }
        let map = table.putLast(entries)
        let info = try read(Info(map: map, entryCount: 100))
        #expect(ranges(info.memory)?.count == MemoryRanges.capacity)
        #expect(ranges(info.memory)?.first == [0x10_0000, 0x10_1000])
    }

    @Test func entriesThatAreNoMemoryAreLeftOut() throws {
        let map = table.putLast(
            entry(0x10_0000, 0x1000, type: 0) + entry(.max - 10, 100)
                + entry(0x1000, .max) + entry(0x5000, 0)
                + entry(0x7000, 0x1000, type: .max))
        #expect(ranges(try read(Info(map: map, entryCount: 5)).memory) == nil)
    }

    @Test func aMapWithoutEntriesOrAddressIsNone() throws {
        #expect(ranges(try read(Info(map: table.address, entryCount: 0)).memory) == nil)
        #expect(ranges(try read(Info(map: 0, entryCount: 5)).memory) == nil)
    }

    @Test func theCommandLineEndsAtItsZero() throws {
        let text = Array("root=xvda quiet".utf8)
        let line = table.putLast(text + [0])
        #expect(commandLine(try read(Info(version: 0, commandLine: line))) == text)
        let empty = table.putLast([0])
        #expect(commandLine(try read(Info(commandLine: empty))).isEmpty)
    }

    @Test(arguments: [1016, 1024, 1025, 4095])
    func aLongCommandLineIsReadToItsEnd(byteCount: Int) throws {
        let text = [UInt8](repeating: 0x61, count: byteCount - 9) + Array("read-only".utf8)
        let line = table.putLast(text + [0])
        #expect(commandLine(try read(Info(commandLine: line))) == text)
    }

    @Test func aCommandLineWithoutAnEndIsAnError() throws {
        let line = page.put([UInt8](repeating: 0x61, count: 4000), at: 96)
        let start = page.put(Info(commandLine: line).words, at: 0)
        #expect(throws: StartInfo.Fault.endlessCommandLine) {
            try StartInfo(at: start, mappedBelow: page.address + 4096)
        }
    }

    @Test func whatCannotBeReadYetIsAnError() throws {
        let map = table.putLast(entry(0x10_0000, 0x10_0000))
        let end = max(page.address, table.address) + 4096
        let info = Info(commandLine: table.put([0], at: 0), map: map, entryCount: 1)
        #expect(ranges(try read(info, mappedBelow: end).memory) == [[0x10_0000, 0x20_0000]])
        #expect(throws: StartInfo.Fault.beyondReach) { try read(info, mappedBelow: 4096) }
        for far in [
            Info(commandLine: end), Info(commandLine: .max), Info(map: end, entryCount: 1),
            Info(map: end - 23, entryCount: 1), Info(map: .max - 5, entryCount: .max),
        ] {
            #expect(throws: StartInfo.Fault.beyondReach) { try read(far, mappedBelow: end) }
        }
        #expect(throws: StartInfo.Fault.beyondReach) {
            try StartInfo(at: .max - 3, mappedBelow: end)
        }
        #expect(throws: StartInfo.Fault.badMagic(0)) { try StartInfo(at: 0, mappedBelow: end) }
    }
}

extension StartInfo {
    /// The memory it names; nil when it names none.
    fileprivate var memory: MemoryRanges? {
        var ranges = MemoryRanges()
        addMemory(to: &ranges)
        return ranges.count > 0 ? ranges : nil
    }
}
