// SPDX-License-Identifier: MIT
// Lent pages: the caller's own pages in a transfer, so that the cache's data is not copied. Only
// trusted peers get them. A peer with persistent grants keeps each page granted, readable and
// writable, from its first use on. Any other peer has a page during a request, writable only for a
// read of the disk.
//
// Invariants:
// 1. A page is in one transfer at a time.
// 2. A page that a peer may still write after its transfer is retired from the pool: its owner
//    never gets it again, unless the peer releases it after all.

internal import BlockIO
internal import Unikernel

extension BouncePages {
    /// Returns whether the page at an address can be lent now.
    func isLendable(_ address: UnsafeRawPointer) -> Bool {
        guard isTrusted, let pool, let number = unsafe pool.number(of: address) else {
            return false
        }
        return number >= lent.count || lent[number]?.isBusy != true
    }

    /// Returns the page at an address for a transfer; nil when it must be copied.
    func lend(_ address: UnsafeRawPointer) -> TransferPage? {
        guard isTrusted, let pool, let number = unsafe pool.number(of: address) else { return nil }
        reclaim()
        while lent.count <= number { lent.append(nil) }
        // SAFETY: the page belongs to the pool, which this object retains.
        let page = unsafe lent[number] ?? TransferPage(pool.page(number), number: number)
        guard !page.isBusy else { return nil }
        page.isBusy = true
        lent[number] = page
        return page
    }

    /// Handles the end of a lent page's transfer.
    func giveBack(_ page: TransferPage) {
        if unshare(page) {
            page.isBusy = false
        } else {
            // The caller keeps the page and its content, but it is not lent or reused again.
            keep(page)
        }
    }

    /// Marks a page as still writable by the peer after its transfer, and retires it.
    func keep(_ page: TransferPage) {
        guard let number = page.number else { return }
        kept.append(page)
        pool?.retire(number)
    }

    /// Retries one page that the peer kept.
    private func reclaim() {
        guard let page = kept.first else { return }
        kept.removeFirst()
        if unshare(page), page.reference == nil { return restore(page) }
        kept.append(page)
    }

    private func restore(_ page: TransferPage) {
        page.isBusy = false
        if let number = page.number { pool?.restore(number) }
    }

    /// Ends a lent page's grant for good. If the peer still uses it, the reference goes into
    /// quarantine, and the page stays retired.
    func end(_ page: TransferPage) {
        kept.removeAll { $0 === page }
        if let reference = page.reference {
            page.reference = nil
            do throws(HypervisorFault) {
                try grants.revoke(reference)
            } catch {
                grants.quarantine(reference)
                page.isBusy = true
                if let number = page.number { pool?.retire(number) }
                return
            }
        }
        restore(page)
    }

    /// Ends all grants of lent pages.
    func endLending() {
        for case let page? in lent where page.reference != nil || page.isBusy { end(page) }
    }

    /// Forgets the grants of lent pages, which ended at the resume.
    func forgetLent() {
        for case let page? in lent { forget(page) }
        for page in kept { restore(page) }
        kept = []
    }
}
