// SPDX-License-Identifier: MIT
// Grant table operations (grant_table.h). Xen answers twice: with an error number for the call, and with a
// status in the structure for what was asked.

internal import CXen

/// How large the grant table is, in frames of 4,096 bytes.
package struct GrantTableSize: Equatable {
    package var frames: UInt32
    package var maximum: UInt32
}

extension Hypervisor {
    /// The size of this domain's grant table.
    package func grantTableSize() throws(HypervisorFault) -> GrantTableSize {
        var request = gnttab_query_size()
        request.dom = DomainID.current.rawValue
        try performGrant(.grantTableSize, GNTTABOP_query_size, &request)
        try check(.grantTableSize, request.status)
        return GrantTableSize(frames: request.nr_frames, maximum: request.max_nr_frames)
    }

    /// Makes a page that `peer` granted appear at a guest-physical address with nothing behind it, and returns
    /// the handle by which to undo it.
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

    /// Undoes a mapping: nothing is behind the address after that.
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
        // SAFETY: Xen uses the one structure only during the call, through which the pointer is valid.
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
