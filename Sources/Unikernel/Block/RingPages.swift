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
            _ = release()
            throw error
        }
    }

    /// Gives the pages back; false when the peer does not let go of them, and then it can be tried again.
    func release() -> Bool {
        guard !isReleased else { return true }
        if count == 1, let reference = references.first {
            isReleased = true
            do throws(HypervisorFault) {
                try grants.revoke(reference)
            } catch {
                // SAFETY: the one page is its reference's, and nobody here uses it any more.
                unsafe grants.quarantine(reference, page: bytes)
                return true
            }
        } else {
            var kept: [GrantReference] = []
            for reference in references {
                do throws(HypervisorFault) { try grants.revoke(reference) } catch {
                    kept.append(reference)
                }
            }
            references = kept
            guard kept.isEmpty else { return false }
        }
        isReleased = true
        // SAFETY: the pages are this object's own, and the peer has no way to them any more.
        unsafe grants.machine.deallocatePages(bytes, count)
        return true
    }

    /// Gives the pages back whose grants ended with the domain's former life.
    func releaseForgotten() {
        guard !isReleased else { return }
        isReleased = true
        references = []
        // SAFETY: as above.
        unsafe grants.machine.deallocatePages(bytes, count)
    }
}
