// SPDX-License-Identifier: MIT
// The domain's page tables. Memory is mapped at its physical addresses, in 2 MB pages wherever a
// whole one has one kind of use, else in 4 KB pages. No page is both writable and executable (Intel
// SDM 4.5, 4-level paging).
//
// Invariants:
// 1. A table is a whole zeroed page from `allocatePage`, and is never freed.
// 2. A 2 MB page that is split maps the same memory with the same rights until a part of it is
//    changed.
// 3. Page 0 stays unmapped.

/// The access rights of a page.
public enum PageRights: Sendable {
    /// The page can be read and executed.
    case execute
    /// The page can be read.
    case read
    /// The page can be read and written.
    case readWrite

    fileprivate var bits: UInt {
        switch self {
        case .execute: PageTables.present
        case .read: PageTables.present | PageTables.noExecute
        case .readWrite: PageTables.present | PageTables.writable | PageTables.noExecute
        }
    }
}

/// How an address is mapped.
public struct PageMapping: Equatable, Sendable {
    /// The physical address.
    public let address: UInt
    /// The size of the page that maps it: 4 KB or 2 MB.
    public let byteCount: UInt
    /// The access rights.
    public let rights: PageRights
}

/// The tables that translate addresses, and operations that change them.
///
/// A change takes effect for the processor only after `flush`, which the caller provides. Tests on
/// the host walk their own tables and flush nothing.
@safe package struct PageTables {
    package static let largePageSize: UInt = 0x20_0000

    fileprivate static let present: UInt = 1
    fileprivate static let writable: UInt = 2
    fileprivate static let large: UInt = 0x80
    fileprivate static let noExecute: UInt = 1 << 63
    /// The end of the lower half of a four-level address space; only that half is used.
    private static let canonicalEnd: UInt = 1 << 47
    private static let addressBits: UInt = 0x000f_ffff_ffff_f000

    private let root: UnsafeMutablePointer<UInt>
    private let allocatePage: () -> UnsafeMutableRawPointer?
    private let flush: (UInt) -> Void

    /// Creates tables whose root is the page at `root`.
    package init(
        root: UnsafeMutableRawPointer,
        allocatePage: @escaping () -> UnsafeMutableRawPointer?,
        flush: @escaping (UInt) -> Void
    ) {
        // SAFETY: the caller provides a whole, aligned page.
        unsafe self.root = root.assumingMemoryBound(to: UInt.self)
        unsafe self.allocatePage = allocatePage
        self.flush = flush
    }

    /// Maps whole pages to themselves; false when memory for a table ran out.
    package func map(_ range: MemoryRanges.Range, _ rights: PageRights) -> Bool {
        fill(range, rights.bits)
    }

    /// Maps all memory from `start` on for reading and writing; false when memory for a table ran
    /// out.
    package func map(_ memory: MemoryRanges, from start: UInt) -> Bool {
        for index in 0..<memory.count where memory[index].end > start {
            let range = memory[index]
            // Whole 2 MB pages. What they cover beyond the memory has no frames and faults in the
            // hypervisor.
            let first = max(range.start, start) & ~(Self.largePageSize - 1)
            let end = (range.end + Self.largePageSize - 1) & ~(Self.largePageSize - 1)
            guard map(MemoryRanges.Range(start: first, end: end), .readWrite) else { return false }
        }
        return true
    }

    /// Unmaps whole pages; false when memory for a table ran out.
    package func unmap(_ range: MemoryRanges.Range) -> Bool {
        fill(range, 0)
    }

    /// Sets these bits for whole pages, 2 MB at a time where possible.
    @inline(never)
    private func fill(_ range: MemoryRanges.Range, _ bits: UInt) -> Bool {
        var address = range.start
        while address < range.end {
            let rest = range.end &- address
            let isLarge =
                address % Self.largePageSize == 0 && rest >= Self.largePageSize && bits != 0
            let level = isLarge ? 2 : 1
            guard let entries = unsafe table(of: address, level: level) else { return false }
            let byteCount = isLarge ? Self.largePageSize : UInt(pageSize)
            let fixed = isLarge ? bits | Self.large : bits
            let last = range.end &- byteCount
            var index = Self.index(of: address, level: level)
            // Continues in this table for as many whole pages as the range has.
            repeat {
                let old = unsafe entries[index]
                unsafe entries[index] = bits == 0 ? 0 : address | fixed
                flushPage(at: address, old, isLarge: isLarge)
                address &+= byteCount
                index &+= 1
            } while index < 512 && address <= last
        }
        return true
    }

    /// Flushes a page that `old` mapped. Where that was a table, the processor may have cached each
    /// of its pages.
    private func flushPage(at address: UInt, _ old: UInt, isLarge: Bool) {
        let isTable = isLarge && old & (Self.present | Self.large) == Self.present
        for index in 0..<(isTable ? 512 : 1) { flush(address + UInt(index * pageSize)) }
    }

    /// Returns how the page that holds `address` is mapped; nil when it is not.
    package func mapping(at address: UInt) -> PageMapping? {
        guard address < Self.canonicalEnd else { return nil }
        var entries = unsafe root
        for level in stride(from: 4, through: 1, by: -1) {
            let entry = unsafe entries[Self.index(of: address, level: level)]
            guard entry & Self.present != 0 else { return nil }
            if level == 1 || entry & Self.large != 0 {
                let byteCount = level == 1 ? UInt(pageSize) : Self.largePageSize
                let frame = entry & Self.addressBits & ~(byteCount - 1)
                return PageMapping(
                    address: frame | address & (byteCount - 1), byteCount: byteCount,
                    rights: Self.rights(of: entry))
            }
            unsafe entries = Self.pointer(to: entry)
        }
        return nil
    }

    private static func rights(of entry: UInt) -> PageRights {
        if entry & writable != 0 { return .readWrite }
        return entry & noExecute != 0 ? .read : .execute
    }

    /// Returns the table of `level` for an address. Creates a missing table, and splits a 2 MB page
    /// on the way.
    @inline(never)
    private func table(of address: UInt, level: Int) -> UnsafeMutablePointer<UInt>? {
        var entries = unsafe root
        var current = 4
        while current > level {
            let index = Self.index(of: address, level: current)
            let entry = unsafe entries[index]
            if entry & Self.present == 0 || entry & Self.large != 0 {
                guard let made = unsafe makeTable(splitting: entry) else { return nil }
                // The last level decides the rights, so upper levels allow everything.
                unsafe entries[index] =
                    UInt(bitPattern: made) | Self.present | Self.writable
                if entry & Self.large != 0 { flush(address) }
                unsafe entries = made
            } else {
                unsafe entries = Self.pointer(to: entry)
            }
            current -= 1
        }
        return unsafe entries
    }

    private func makeTable(splitting entry: UInt) -> UnsafeMutablePointer<UInt>? {
        guard let page = unsafe allocatePage() else { return nil }
        // SAFETY: a whole, zeroed page.
        let table = unsafe page.assumingMemoryBound(to: UInt.self)
        guard entry & Self.large != 0 else { return unsafe table }
        for index in 0..<512 {
            unsafe table[index] = (entry & ~Self.large) + UInt(index * pageSize)
        }
        return unsafe table
    }

    private static func pointer(to entry: UInt) -> UnsafeMutablePointer<UInt> {
        // SAFETY: an upper level's entry holds the address of a table (invariant 1), which is
        // identity-mapped.
        unsafe UnsafeMutablePointer(bitPattern: entry & addressBits)!
    }

    private static func index(of address: UInt, level: Int) -> Int {
        Int(address >> UInt(3 + 9 * level)) & 511
    }
}
