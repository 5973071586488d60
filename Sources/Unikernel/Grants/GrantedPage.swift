// SPDX-License-Identifier: MIT
// A page and its grant with one owner. The page is freed only after the peer has released it. If
// the peer has not when the owner is done, the page goes into quarantine.

/// A zeroed page of this domain that is granted to a peer.
@safe public struct GrantedPage: ~Copyable {
    /// The page's 4,096 bytes. The peer can read them at any time, and write them if it was granted
    /// that.
    public let bytes: UnsafeMutableRawPointer
    /// The reference for the peer.
    public let reference: GrantReference

    private let table: GrantTable

    /// Allocates a page and grants it to `peer`.
    ///
    /// - Throws: ``HypervisorFault`` with `outOfMemory`, or the reason of a failed grant.
    public init(in table: GrantTable, to peer: DomainID, access: GrantAccess)
        throws(HypervisorFault)
    {
        guard let page = unsafe table.machine.allocatePages(1) else {
            throw HypervisorFault(.grant, .outOfMemory)
        }
        do throws(HypervisorFault) {
            // SAFETY: the page was just allocated, and `deinit` frees it after its reference.
            reference = try unsafe table.grant(page: page, to: peer, access: access)
        } catch {
            unsafe table.machine.deallocatePages(page, 1)
            throw error
        }
        unsafe bytes = page
        self.table = table
    }

    deinit {
        do throws(HypervisorFault) {
            try table.revoke(reference)
            // SAFETY: the page belongs to this value, and the peer cannot access it any more.
            unsafe table.machine.deallocatePages(bytes, 1)
        } catch {
            unsafe table.quarantine(reference, page: bytes)
        }
    }
}
