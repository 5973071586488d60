// SPDX-License-Identifier: MIT
// Guest-physical memory operations (memory.h): the memory map, and placing Xen's own frames.

internal import CXen

extension Hypervisor {
    /// Places a page of Xen's at an unused guest frame number.
    ///
    /// `space` is one of memory.h's `XENMAPSPACE_*`; `index` counts the pages of that space.
    package func addToPhysicalMap(_ space: UInt32, index: Int, at frame: UInt64)
        throws(HypervisorFault)
    {
        var request = xen_add_to_physmap(
            domid: DomainID.current.rawValue, size: 0, space: space, idx: UInt(index),
            gpfn: UInt(frame))
        try perform(.addToPhysicalMap, .memoryOperation, XENMEM_add_to_physmap, &request)
    }

    /// Writes the memory map of the domain's start into `buffer`, and returns the number of
    /// entries.
    ///
    /// Entries are those of the BIOS call E820: address and size of 8 bytes, type of 4, packed to
    /// 20.
    package func memoryMap(into buffer: UnsafeMutableRawBufferPointer) throws(HypervisorFault)
        -> Int
    {
        let capacity = buffer.count / 20
        // SAFETY: Xen writes at most `nr_entries` entries into the buffer, only during the call.
        var request = unsafe xen_memory_map()
        unsafe request.nr_entries = UInt32(clamping: capacity)
        unsafe request.buffer.p = buffer.baseAddress
        try unsafe perform(.memoryMap, .memoryOperation, XENMEM_memory_map, &request)
        let count = unsafe request.nr_entries
        guard count <= capacity else {
            throw HypervisorFault(.memoryMap, .answerOutOfRange(UInt64(count)))
        }
        return Int(count)
    }
}
