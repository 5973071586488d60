// SPDX-License-Identifier: MIT
// The memory map by hypercall (memory.h, XENMEM_memory_map), for start infos without one: old
// hosts, and Xen's own dom0 builder. It runs before there is a heap, so nothing here allocates.

internal import CBoot
internal import Unikernel

/// The domain's memory as Xen reports it.
enum MemoryMapQuery {
    /// The limit of entries. No domain has more: dom0 sees the machine's own map, some dozens.
    private static let entryLimit = 128
    /// Address and size of 8 bytes, type of 4, packed, as in the BIOS call E820.
    private static let entryBytes = 20
    private static let usable: UInt32 = 1

    /// The entries' buffer. It is static because a temporary allocation of this size would need the
    /// heap.
    private nonisolated(unsafe) static var buffer = InlineArray<2560, UInt8>(repeating: 0)

    /// Adds the usable memory of the map to `ranges`; nothing when Xen provides no map.
    static func addMemory(to ranges: inout MemoryRanges) {
        // SAFETY: the buffer is used only here, at boot.
        unsafe withUnsafeMutableBytes(of: &buffer) { entries in
            // struct xen_memory_map: the number of entries, padding, the address of the buffer.
            var request: (UInt64, UInt) = (
                UInt64(entryLimit), UInt(bitPattern: entries.baseAddress)
            )
            // SAFETY: Xen writes the structure and the buffer during the call, and both outlive it.
            let answer = unsafe withUnsafeMutablePointer(to: &request) {
                mirage_hypercall(Hypercall.memoryOperation.rawValue, 9, UInt(bitPattern: $0), 0, 0)
            }
            let count = Int(truncatingIfNeeded: request.0 & 0xffff_ffff)
            guard answer == 0, count <= entryLimit else { return }
            unsafe decode(entries, count, &ranges)
        }
    }

    private static func decode(
        _ entries: UnsafeMutableRawBufferPointer, _ count: Int, _ ranges: inout MemoryRanges
    ) {
        for index in 0..<count {
            let offset = index * entryBytes
            // SAFETY: `count` entries fit into the buffer.
            let start = unsafe entries.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            let bytes = unsafe entries.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)
            let type = unsafe entries.loadUnaligned(fromByteOffset: offset + 16, as: UInt32.self)
            if type == usable { ranges.insert(start: start, byteCount: bytes) }
        }
    }
}
