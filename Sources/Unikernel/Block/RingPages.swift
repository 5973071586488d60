// SPDX-License-Identifier: MIT
// The pages of a ring: contiguous for this domain, granted one by one. They go back to the machine together, so
// one page that the peer keeps keeps them all.

/// Zeroed pages that a peer may read and write.
@safe final class RingPages {
    let bytes: UnsafeMutableRawPointer
    private(set) var references: [GrantReference] = []

    private let grants: GrantTable
    private let count: Int
    private var isReleased = false

    /// `count` new pages that `peer` may use until `release`.
    init(_ count: Int, in grants: GrantTable, to peer: DomainID) throws(HypervisorFault) {
        guard let pages = unsafe grants.machine.allocatePages(count) else {
            throw HypervisorFault(.grant, .outOfMemory)
        }
        unsafe bytes = pages
        self.grants = grants
        self.count = count
        do throws(HypervisorFault) {
            for index in 0..<count {
                // SAFETY: the pages are this object's own and stay allocated until `release` has revoked all.
                references.append(
                    try unsafe grants.grant(
                        page: pages + index * pageSize, to: peer, access: .readWrite))
            }
        } catch {
            release()
            throw error
        }
    }

    /// Gives the pages back, at once or when the peer lets go of them all.
    func release() {
        guard !isReleased else { return }
        isReleased = true
        var kept: [GrantReference] = []
        for reference in references {
            do throws(HypervisorFault) { try grants.revoke(reference) } catch {
                kept.append(reference)
            }
        }
        references = []
        guard kept.isEmpty else {
            // SAFETY: the pages are this object's own, and nobody here uses them any more.
            unsafe grants.quarantine(kept, pages: bytes, count: count)
            return
        }
        // SAFETY: the pages are this object's own, and the peer has no way to them any more.
        unsafe grants.machine.deallocatePages(bytes, count)
    }

    /// Gives the pages back whose grants ended at the resume.
    func releaseForgotten() {
        guard !isReleased else { return }
        isReleased = true
        references = []
        // SAFETY: as above.
        unsafe grants.machine.deallocatePages(bytes, count)
    }
}
