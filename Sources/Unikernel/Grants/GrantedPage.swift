// SPDX-License-Identifier: MIT
// A page and its grant as one thing with one owner: the page goes back to the machine only after the peer has
// let go of it, and to quarantine if that has not happened when the owner is done.

/// A zeroed page of this domain that a peer may use.
@safe public struct GrantedPage: ~Copyable {
    /// The page's 4,096 bytes. The peer can read them at any moment, and write them if it was given that.
    public let bytes: UnsafeMutableRawPointer
    /// The number to tell the peer.
    public let reference: GrantReference

    private let table: GrantTable

    /// Allocates a page and grants it to `peer`.
    ///
    /// - Throws: ``HypervisorFault`` with `outOfMemory`, or why the page was not granted.
    public init(in table: GrantTable, to peer: DomainID, access: GrantAccess)
        throws(HypervisorFault)
    {
        guard let page = unsafe table.machine.allocatePages(1) else {
            throw HypervisorFault(.grant, .outOfMemory)
        }
        do throws(HypervisorFault) {
            // SAFETY: the page was just allocated, and `deinit` gives it back after its reference.
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
            // SAFETY: the page is this value's own, and the peer has no way to it any more.
            unsafe table.machine.deallocatePages(bytes, 1)
        } catch {
            unsafe table.quarantine(reference, page: bytes)
        }
    }
}
