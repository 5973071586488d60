// SPDX-License-Identifier: MIT
// The pages of a ring: contiguous for this domain, granted one by one. They are freed together, so
// one page that the peer keeps delays all.

/// Zeroed pages that a peer may read and write.
@safe package final class RingPages {
    package let bytes: UnsafeMutableRawPointer
    package private(set) var references: [GrantReference] = []

    private let grants: GrantTable
    private let count: Int
    private var isReleased = false

    /// Allocates `count` pages and grants them to `peer` until `release`.
    package init(_ count: Int, in grants: GrantTable, to peer: DomainID) throws(HypervisorFault) {
        guard let pages = unsafe grants.machine.allocatePages(count) else {
            throw HypervisorFault(.grant, .outOfMemory)
        }
        unsafe bytes = pages
        self.grants = grants
        self.count = count
        do throws(HypervisorFault) {
            for index in 0..<count {
                // SAFETY: the pages belong to this object and stay allocated until `release` has
                // revoked all.
                references.append(
                    try unsafe grants.grant(
                        page: pages + index * pageSize, to: peer, access: .readWrite))
            }
        } catch {
            release()
            throw error
        }
    }

    /// Frees the pages, at once or when the peer has released them all.
    package func release() {
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
            // SAFETY: the pages belong to this object, and nothing here uses them any more.
            unsafe grants.quarantine(kept, pages: bytes, count: count)
            return
        }
        // SAFETY: the pages belong to this object, and the peer cannot access them any more.
        unsafe grants.machine.deallocatePages(bytes, count)
    }

    /// Frees the pages, whose grants ended at the resume.
    package func releaseForgotten() {
        guard !isReleased else { return }
        isReleased = true
        references = []
        // SAFETY: as above.
        unsafe grants.machine.deallocatePages(bytes, count)
    }
}
