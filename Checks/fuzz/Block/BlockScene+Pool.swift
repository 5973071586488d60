// SPDX-License-Identifier: MIT
// A program that shares a pool of pages with its disk: blocks are read into them and written out of them without a copy,
// where the backend is trusted. What the program has in its hands must not change there, unless the page is retired
// because the backend has kept it; and what it was lent must be at rest when a flush has returned.
//
// SAFETY: pages are used between `take` and `give`, and the pool lives as long as the scene has one.

import Blkfront
import BlockIO
import Unikernel
import XenSimulation

/// The pages that a program shares with its disk.
@safe final class SharedPages {
    static let chunkSize = 7
    private static let pageCount = 21
    /// What is in a page that the program has taken back. No write may ever carry it.
    static let spent: UInt64 = 0x5e5e_5e5e_5e5e_5e5e

    @safe struct Lent {
        var page: UnsafeMutableRawPointer
        var block: UInt64
        var word: UInt64
    }

    @safe struct Held {
        var page: UnsafeMutableRawPointer
        var word: UInt64
        /// Whether the backend, which had kept it, has written to it.
        var isStained = false
    }

    let pool: PagePool
    /// Pages that the device was lent since the last flush.
    private(set) var lent: [Lent] = []
    /// Pages that were read and that the program goes on to use.
    private(set) var held: [Held] = []

    init(_ guest: SimulatedDomain) {
        let machine = guest.domain.machine
        pool = unsafe PagePool(
            limit: Self.pageCount, chunkSize: Self.chunkSize,
            source: PagePool.Source {
                unsafe machine.allocatePages($0)
            } deallocate: {
                unsafe machine.deallocatePages($0, $1)
            })
    }

    /// A page with a word all over, if there is one.
    func take(_ word: UInt64) -> UnsafeMutableRawPointer? {
        guard let page = unsafe pool.take() else { return nil }
        unsafe Self.fill(page, word)
        return unsafe page
    }

    /// Gives a page back, with something in it that is no block's.
    func give(_ page: UnsafeMutableRawPointer) {
        unsafe Self.fill(page, Self.spent)
        unsafe pool.give(page)
    }

    func lend(_ page: UnsafeMutableRawPointer, _ block: UInt64, _ word: UInt64) {
        unsafe lent.append(Lent(page: page, block: block, word: word))
    }

    func hold(_ page: UnsafeMutableRawPointer, _ word: UInt64) {
        unsafe held.append(Held(page: page, word: word))
    }

    /// Takes back all that was lent.
    func endLending() {
        for page in lent { unsafe give(page.page) }
        lent = []
    }

    /// Takes the pages that are in use, for the last time.
    func letGo() -> [Held] {
        defer { held = [] }
        return held
    }

    /// Notes that the backend wrote to all that it has kept: to pages that are retired, if to any in use.
    func noteStain() {
        for index in held.indices {
            if unsafe isRetired(held[index].page) { held[index].isStained = true }
        }
    }

    /// Whether the backend may have kept a page.
    func isRetired(_ page: UnsafeMutableRawPointer) -> Bool {
        guard let number = unsafe pool.number(of: page) else { return false }
        return pool.isRetired(number)
    }

    /// Chunks with a page that the backend had kept when the disk was closed: those stay for good.
    var strandedChunks: Int {
        Set((0..<pool.count).filter { pool.isRetired($0) }.map { $0 / Self.chunkSize }).count
    }

    static func fill(_ page: UnsafeMutableRawPointer, _ word: UInt64) {
        for place in 0..<blockSize / 8 {
            unsafe page.storeBytes(of: word, toByteOffset: 8 * place, as: UInt64.self)
        }
    }

    static func words(_ page: UnsafeRawPointer) -> [UInt64] {
        (0..<blockSize / 8).map {
            unsafe page.load(fromByteOffset: 8 * $0, as: UInt64.self)
        }
    }
}

extension BlockScene {
    /// Writes blocks of which some are lent: those whose bit in the act's third number is set, as long as there are pages.
    func lend(_ act: Act, _ device: BlockFront) throws(BlockFault) {
        guard let shared else { return try write(act, device) }
        let blocks = range(act)
        var contents: [UInt64] = []
        var buffers: [UnsafeRawBufferPointer] = unsafe []
        var own: [UnsafeMutableRawPointer] = unsafe []
        defer { unsafe own.forEach { unsafe $0.deallocate() } }
        for block in blocks {
            let word = model.content(for: block)
            contents.append(word)
            let isLent = act[2] >> (block % 64) & 1 != 0
            if isLent, let page = unsafe shared.take(word) {
                unsafe shared.lend(page, block, word)
                unsafe buffers.append(UnsafeRawBufferPointer(start: page, count: blockSize))
            } else {
                let page = UnsafeMutableRawPointer.allocate(byteCount: blockSize, alignment: 8)
                unsafe SharedPages.fill(page, word)
                unsafe own.append(page)
                unsafe buffers.append(UnsafeRawBufferPointer(start: page, count: blockSize))
            }
        }
        try unsafe lend(blocks, contents, buffers, device)
    }

    /// Writes a block that was lent since the last flush once more, out of the same page.
    func lendAgain(_ act: Act, _ device: BlockFront) throws(BlockFault) {
        guard let shared, !shared.lent.isEmpty else { return }
        let lent = shared.lent[act.below(shared.lent.count, 0)]
        let buffers = unsafe [UnsafeRawBufferPointer(start: lent.page, count: blockSize)]
        try unsafe lend(lent.block..<lent.block + 1, [lent.word], buffers, device)
    }

    private func lend(
        _ blocks: Range<UInt64>, _ contents: [UInt64], _ buffers: [UnsafeRawBufferPointer],
        _ device: BlockFront
    ) throws(BlockFault) {
        noteWrite(blocks, contents, isCertain: false)
        let (copied, wasTrusted) = (device.counters.copiedBytes, isTrusted)
        try unsafe buffers.withUnsafeBufferPointer { (buffers) throws(BlockFault) in
            try unsafe device.write(to: blocks.lowerBound, lending: buffers)
        }
        noteWrite(blocks, contents, isCertain: true)
        if !wasTrusted { wantCopies(blocks.count, device, since: copied) }
    }

    /// Reads blocks, some of them into pages of the pool, of which one or the other stays in use.
    func readIntoPool(_ act: Act, _ device: BlockFront) throws(BlockFault) {
        guard let shared else { return try read(act, device) }
        let blocks = range(act)
        var pages: [(page: UnsafeMutableRawPointer, isShared: Bool)] = unsafe []
        for block in blocks {
            if act[2] >> (block % 64) & 1 != 0, let page = unsafe shared.take(0xeeee) {
                unsafe pages.append((page, true))
            } else {
                let page = UnsafeMutableRawPointer.allocate(byteCount: blockSize, alignment: 8)
                unsafe pages.append((page, false))
            }
        }
        var keeps = false
        defer {
            for index in unsafe pages.indices {
                let (page, isShared) = unsafe pages[index]
                let word = unsafe page.load(as: UInt64.self)
                if !isShared {
                    unsafe page.deallocate()
                } else if keeps, unsafe index % 4 == pages.count / 2 % 4, shared.held.count < 5 {
                    unsafe shared.hold(page, word)
                } else {
                    unsafe shared.give(page)
                }
            }
        }
        let buffers = unsafe pages.map {
            unsafe UnsafeMutableRawBufferPointer(start: $0.page, count: blockSize)
        }
        let (copied, wasTrusted) = (device.counters.copiedBytes, isTrusted)
        try unsafe buffers.withUnsafeBufferPointer { (buffers) throws(BlockFault) in
            try unsafe device.read(from: blocks.lowerBound, into: buffers)
        }
        keeps = true
        if !wasTrusted { wantCopies(blocks.count, device, since: copied) }
        for (index, block) in blocks.enumerated() {
            unsafe judge(SharedPages.words(pages[index].page)[...], of: block)
        }
    }

    /// Whom the toolstack does not trust gets no page of the program's: everything is copied.
    private func wantCopies(_ count: Int, _ device: BlockFront, since copied: UInt64) {
        guard !isTrusted, isDescribed else { return }
        if device.counters.copiedBytes - copied < UInt64(count * blockSize) {
            fail("an untrusted backend was lent the program's own pages")
        }
    }

    /// The program is done with pages that it has read: they must be as they were, unless somebody has kept them.
    func judgeHeldPages() {
        guard let shared else { return }
        for held in shared.letGo() {
            let isAsItWas = unsafe SharedPages.words(held.page).allSatisfy { $0 == held.word }
            if !isAsItWas, !held.isStained {
                fail("a page that the program had in use was changed")
            }
            unsafe shared.give(held.page)
        }
    }

    /// A flush is over, well or not, or the disk is closed: what was lent is the program's again.
    func takeBack() {
        shared?.endLending()
    }
}
