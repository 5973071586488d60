// SPDX-License-Identifier: MIT
// Memory for page tables under test: whole pages, zeroed and aligned, as many as the test allows; and a second reader of
// tables that shares no code with the first.

import Glibc

@testable import Unikernel

/// Pages for tables, and what was flushed.
// SAFETY: pages live as long as this object, and indices into a table are below 512.
@safe final class TableMemory {
    /// Pages that may still be taken.
    var supply: Int
    /// Addresses that were flushed since the test last looked.
    var flushed: [UInt] = []
    private(set) var pages: [UnsafeMutableRawPointer] = unsafe []
    let root: UnsafeMutableRawPointer

    init(supply: Int = 1000) {
        self.supply = supply
        unsafe root = Self.page()
        unsafe pages.append(root)
    }

    deinit {
        for index in unsafe pages.indices { unsafe free(pages[index]) }
    }

    /// Tables over this memory.
    func tables() -> PageTables {
        unsafe PageTables(
            root: root, allocatePage: { [unowned self] in unsafe take() },
            flush: { [unowned self] in flushed.append($0) })
    }

    private func take() -> UnsafeMutableRawPointer? {
        guard supply > 0 else { return nil }
        supply -= 1
        let page = unsafe Self.page()
        unsafe pages.append(page)
        return unsafe page
    }

    private static func page() -> UnsafeMutableRawPointer {
        let page = unsafe aligned_alloc(4096, 4096)!
        unsafe memset(page, 0, 4096)
        return unsafe page
    }

    /// A page that the tables map, as the processor reads it (Intel SDM 4.5.4, tables 4-14 to 4-20).
    struct Leaf: Equatable {
        var address: UInt
        var entry: UInt
        var byteCount: UInt
    }

    /// Every page that is mapped, by walking the tables.
    func leaves() -> [Leaf] {
        var leaves: [Leaf] = []
        unsafe walk(root, 4, 0, &leaves)
        return leaves
    }

    private func walk(
        _ table: UnsafeMutableRawPointer, _ level: UInt, _ base: UInt, _ leaves: inout [Leaf]
    ) {
        for index in 0..<512 as Range<UInt> {
            let entry = unsafe table.load(fromByteOffset: Int(index) * 8, as: UInt.self)
            guard entry & 1 != 0 else { continue }
            let span = UInt(1) << (12 + 9 * (level - 1))
            let address = base + index * span
            if level == 1 || entry & 0x80 != 0 {
                leaves.append(Leaf(address: address, entry: entry, byteCount: span))
            } else {
                let next = unsafe UnsafeMutableRawPointer(bitPattern: entry & 0xf_ffff_ffff_f000)!
                unsafe walk(next, level - 1, address, &leaves)
            }
        }
    }
}

extension PageRights: CaseIterable {
    /// Every kind of rights, for tests that try all.
    public static var allCases: [PageRights] { [.execute, .read, .readWrite] }
}
