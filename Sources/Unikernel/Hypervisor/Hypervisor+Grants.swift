// SPDX-License-Identifier: MIT
// Grant table operations (grant_table.h). Xen returns an error number for the call, and a status in
// the structure for the operation.

internal import CXen

/// The size of a grant table, in frames of 4,096 bytes.
package struct GrantTableSize: Equatable {
    package var frames: UInt32
    package var maximum: UInt32
}

extension Hypervisor {
    /// Returns the size of this domain's grant table.
    package func grantTableSize() throws(HypervisorFault) -> GrantTableSize {
        var request = gnttab_query_size()
        request.dom = DomainID.current.rawValue
        try performGrant(.grantTableSize, GNTTABOP_query_size, &request)
        try check(.grantTableSize, request.status)
        return GrantTableSize(frames: request.nr_frames, maximum: request.max_nr_frames)
    }

    /// Maps a page that `peer` granted at an unused guest-physical address, and returns the handle
    /// for unmapping.
    package func mapGrant(
        _ reference: GrantReference, of peer: DomainID, at address: UInt64, _ access: GrantAccess
    ) throws(HypervisorFault) -> UInt32 {
        var request = gnttab_map_grant_ref()
        request.host_addr = address
        request.flags = UInt32(GNTMAP_host_map)
        if access == .readOnly { request.flags |= UInt32(GNTMAP_readonly) }
        request.ref = reference.rawValue
        request.dom = peer.rawValue
        try performGrant(.mapGrant, GNTTABOP_map_grant_ref, &request)
        try check(.mapGrant, request.status)
        return request.handle
    }

    /// Unmaps a page; its address is unused after that.
    package func unmapGrant(_ handle: UInt32, at address: UInt64) throws(HypervisorFault) {
        var request = gnttab_unmap_grant_ref()
        request.host_addr = address
        request.handle = handle
        try performGrant(.unmapGrant, GNTTABOP_unmap_grant_ref, &request)
        try check(.unmapGrant, request.status)
    }

    private func performGrant<Argument>(
        _ operation: HypervisorOperation, _ command: Int32, _ argument: inout Argument
    ) throws(HypervisorFault) {
        // SAFETY: Xen uses the one structure only during the call, and the pointer is valid
        // throughout.
        let answer = unsafe withUnsafeMutablePointer(to: &argument) { pointer in
            machine.hypercall(
                .grantTableOperation, UInt(command), UInt(bitPattern: pointer), 1, 0)
        }
        guard answer >= 0 else { throw HypervisorFault(operation, answer: answer) }
    }

    private func check(_ operation: HypervisorOperation, _ status: Int16) throws(HypervisorFault) {
        guard status == GNTST_okay else { throw HypervisorFault(operation, .grantStatus(status)) }
    }
}
