// SPDX-License-Identifier: MIT
// The start info that the hypervisor passes to a PVH guest (xen/arch-x86/hvm/start_info.h): 56
// bytes with the addresses of the command line, the modules and, from version 1 on, the memory map.
// Xen's own dom0 builder still passes version 0. It lies in the domain's memory, so it must be read
// before that memory is used otherwise.

internal import CXen

/// The start info, parsed and checked.
package struct StartInfo {
    /// What is wrong with the start info.
    package enum Fault: Error, Equatable {
        case badMagic(UInt32)
        /// The start info, or what it points to, lies in memory that is not mapped yet.
        case beyondReach
        /// The command line has no terminating zero.
        case endlessCommandLine
    }

    package let version: UInt32
    /// The command line without its terminating zero; empty when there is none.
    package let commandLine: MemoryRanges.Range
    private let mapAddress: UInt64
    private let mapCount: UInt32

    /// The most entries of the memory map that are read; no host passes more.
    private static let entryLimit: UInt32 = 128

    /// Reads the start info at `address`; memory below `limit` is identity-mapped.
    package init(at address: UInt64, mappedBelow limit: UInt64) throws(Fault) {
        let size = UInt64(MemoryLayout<hvm_start_info>.stride)
        guard Self.isReadable(address, byteCount: size, limit) else { throw .beyondReach }
        // SAFETY: the hypervisor put the structure at this address, and it is mapped.
        guard let start = unsafe UnsafePointer<hvm_start_info>(bitPattern: UInt(address)) else {
            throw .badMagic(0)
        }
        let info = unsafe start.pointee
        guard info.magic == UInt32(XEN_HVM_START_MAGIC_VALUE) else { throw .badMagic(info.magic) }
        version = info.version
        mapAddress = info.version >= 1 ? info.memmap_paddr : 0
        mapCount = info.version >= 1 ? min(info.memmap_entries, Self.entryLimit) : 0
        let entrySize = UInt64(MemoryLayout<hvm_memmap_table_entry>.stride)
        guard Self.isReadable(mapAddress, byteCount: UInt64(mapCount) * entrySize, limit) else {
            throw .beyondReach
        }
        commandLine = try Self.line(at: info.cmdline_paddr, limit)
    }

    private static func isReadable(_ address: UInt64, byteCount: UInt64, _ limit: UInt64) -> Bool {
        address <= limit && byteCount <= limit - address
    }

    /// Finds the terminating zero of the command line, whose length is not passed and has no limit.
    private static func line(at address: UInt64, _ limit: UInt64) throws(Fault)
        -> MemoryRanges.Range
    {
        guard let bytes = unsafe UnsafePointer<UInt8>(bitPattern: UInt(address)) else {
            return MemoryRanges.Range(start: 0, end: 0)
        }
        guard address < limit else { throw .beyondReach }
        var count = 0
        // SAFETY: the hypervisor put a zero-terminated text there; without a zero, the end of
        // mapped memory ends the search.
        while unsafe bytes[count] != 0 {
            count += 1
            guard address + UInt64(count) < limit else { throw .endlessCommandLine }
        }
        return MemoryRanges.Range(start: UInt(address), end: UInt(address) + UInt(count))
    }

    /// Adds the usable memory of the map to `ranges`; nothing when the host passed no map, which a
    /// hypercall must then fetch.
    package func addMemory(to ranges: inout MemoryRanges) {
        guard
            let entries = unsafe UnsafePointer<hvm_memmap_table_entry>(
                bitPattern: UInt(mapAddress))
        else { return }
        for index in 0..<Int(mapCount) {
            // SAFETY: the hypervisor passed so many entries.
            let entry = unsafe entries[index]
            guard entry.type == UInt32(XEN_HVM_MEMMAP_TYPE_RAM) else { continue }
            ranges.insert(start: entry.addr, byteCount: entry.size)
        }
    }
}
