// SPDX-License-Identifier: MIT
// What the hypervisor leaves for a PVH guest (xen/arch-x86/hvm/start_info.h): 56 bytes that say where the command
// line, the modules and, from version 1 on, the memory map are. Xen's own dom0 builder still gives version 0. All of
// it lies in memory that is the domain's own, so it must be read before that memory is used for anything else.

internal import CXen

/// The start info, read and checked.
package struct StartInfo {
    /// What is wrong with a start info.
    package enum Fault: Error {
        case badMagic(UInt32)
    }

    package let version: UInt32
    private let commandLineAddress: UInt64
    private let mapAddress: UInt64
    private let mapCount: UInt32

    /// Entries of the memory map that are read: more than any host gives.
    private static let entryLimit: UInt32 = 128
    /// Bytes of the command line that are read.
    package static let commandLineLimit = 4096

    /// Reads the start info at `address`, which is identity-mapped memory.
    package init(at address: UInt64) throws(Fault) {
        // SAFETY: the boot code got the address from the hypervisor, which put the structure there; memory below
        // 4 GB is mapped.
        let info = unsafe UnsafePointer<hvm_start_info>(bitPattern: UInt(address))!.pointee
        guard info.magic == UInt32(XEN_HVM_START_MAGIC_VALUE) else { throw .badMagic(info.magic) }
        version = info.version
        commandLineAddress = info.cmdline_paddr
        mapAddress = info.memmap_paddr
        mapCount = info.version >= 1 ? min(info.memmap_entries, Self.entryLimit) : 0
    }

    /// Calls `body` with each byte of the command line, up to the zero that ends it.
    package func forEachCommandLineByte(_ body: (UInt8) -> Void) {
        guard let bytes = unsafe UnsafePointer<UInt8>(bitPattern: UInt(commandLineAddress)) else {
            return
        }
        for index in 0..<Self.commandLineLimit {
            // SAFETY: the hypervisor put a zero-terminated text there; the limit bounds a broken one.
            let byte = unsafe bytes[index]
            guard byte != 0 else { return }
            body(byte)
        }
    }

    /// Adds the usable memory of the map to `ranges`: none when the host gave no map, which must then be asked for
    /// by hypercall.
    package func addMemory(to ranges: inout MemoryRanges) {
        guard
            let entries = unsafe UnsafePointer<hvm_memmap_table_entry>(
                bitPattern: UInt(mapAddress))
        else { return }
        for index in 0..<Int(mapCount) {
            // SAFETY: the hypervisor says that so many entries are there.
            let entry = unsafe entries[index]
            guard entry.type == UInt32(XEN_HVM_MEMMAP_TYPE_RAM) else { continue }
            ranges.insert(start: entry.addr, byteCount: entry.size)
        }
    }
}
