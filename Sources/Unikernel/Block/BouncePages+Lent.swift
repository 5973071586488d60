// SPDX-License-Identifier: MIT
// The caller's own pages on their way: the peer gets the very pages that a cache is made of, so that nothing is copied.
// That is for trusted peers. One that takes pages with persistent grants has each of them, readable and writable, from
// its first use on; any other has a page during a request, for writing only when it is to read a block into it.
//
// Invariants: 1. A page goes with one transfer at a time. 2. A page that a peer may write although no transfer says so
// any more is retired from the pool: its owner never gets it a second time, unless the peer lets go of it after all.

internal import BlockIO

extension BouncePages {
    /// Whether the page at an address could be lent now.
    func isLendable(_ address: UnsafeRawPointer) -> Bool {
        guard isTrusted, let pool, let number = unsafe pool.number(of: address) else {
            return false
        }
        return number >= lent.count || lent[number]?.isBusy != true
    }

    /// The page at an address as one for a transfer; nil when it must be copied.
    func lend(_ address: UnsafeRawPointer) -> TransferPage? {
        guard isTrusted, let pool, let number = unsafe pool.number(of: address) else { return nil }
        reclaim()
        while lent.count <= number { lent.append(nil) }
        // SAFETY: the page is the pool's, which this object keeps.
        let page = unsafe lent[number] ?? TransferPage(pool.page(number), number: number)
        guard !page.isBusy else { return nil }
        page.isBusy = true
        lent[number] = page
        return page
    }

    /// Takes in a lent page after its transfer.
    func giveBack(_ page: TransferPage) {
        if unshare(page) {
            page.isBusy = false
        } else {
            // The page is the caller's and has its content, but it is not lent again, nor used for anything else.
            keep(page)
        }
    }

    /// Says that a page may be written by the peer, though nobody waits for that any more.
    func keep(_ page: TransferPage) {
        guard let number = page.number else { return }
        kept.append(page)
        pool?.retire(number)
    }

    /// Looks at one page that the peer kept.
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

    /// Ends a lent page's grant for good. If the peer still has it, the reference waits in quarantine, and the page
    /// stays retired.
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
