// SPDX-License-Identifier: MIT
// Bounce pages: data is copied through them on its way to and from the disk's backend. A page belongs to a transfer or
// is spare. Spare ones are taken last in, first out, so that a peer that keeps pages mapped has few to keep. Pages of
// the caller's pool are lent instead of taken, where the peer is trusted: BouncePages+Lent.swift.
//
// Invariants: 1. A page is granted from `share` to `release`, and on when grants are persistent. 2. A page that
// the peer does not let go of goes into quarantine with its grant and is nobody's any more (XSA-396). 3. Nothing
// but what is on the disk, or was about to be, is ever in a page that was taken.

internal import BlockIO

/// A page for one block on its way: a bounce page, or one that the caller lent.
@safe final class TransferPage {
    let bytes: UnsafeMutableRawPointer
    var reference: GrantReference?
    /// The page's number in the caller's pool, if it is one of that.
    let number: Int?
    /// Whether it goes with a transfer; pages that were taken are not asked.
    var isBusy = false

    init(_ bytes: UnsafeMutableRawPointer, number: Int? = nil) {
        unsafe self.bytes = bytes
        self.number = number
    }

    /// Whether it is a page of the caller's, whose content is not this disk's to change.
    var isLent: Bool { number != nil }
}

/// The bounce pages of one disk.
@safe final class BouncePages {
    let grants: GrantTable
    private let spareLimit: Int
    private var spare: [TransferPage] = []
    /// The backend's domain.
    var peer: DomainID
    /// Whether pages stay granted, readable and writable, until they are given back.
    var isPersistent = false
    /// Whether the peer may have the caller's own pages.
    var isTrusted = false
    /// Pages there are, spare ones among them.
    private(set) var count = 0
    /// How often a page was granted.
    private(set) var grantCount: UInt64 = 0

    /// The caller's pages, and those of them that were ever lent, by number.
    var pool: PagePool?
    var lent: [TransferPage?] = []
    /// Lent pages that the peer did not let go of when it should have.
    var kept: [TransferPage] = []

    init(_ grants: GrantTable, peer: DomainID, spareLimit: Int) {
        self.grants = grants
        self.peer = peer
        self.spareLimit = spareLimit
    }

    /// A page for a transfer; nil when there is no memory for it.
    func take() -> TransferPage? {
        if let page = spare.popLast() { return page }
        guard let bytes = unsafe grants.machine.allocatePages(1) else { return nil }
        count += 1
        return unsafe TransferPage(bytes)
    }

    /// The reference of a page that the peer may use from here on.
    func share(_ page: TransferPage, _ access: GrantAccess) throws(HypervisorFault)
        -> GrantReference
    {
        if let reference = page.reference { return reference }
        // SAFETY: the page is one of the machine's and stays allocated until `discard`, after its reference; one of a
        // pool for as long as the peer can reach it.
        let reference = try unsafe grants.grant(
            page: page.bytes, to: peer, access: isPersistent ? .readWrite : access)
        page.reference = reference
        grantCount += 1
        return reference
    }

    /// Takes a page back from the peer after its transfer, unless grants are persistent; false when the peer
    /// does not let go, and then the page must not be used again.
    func unshare(_ page: TransferPage) -> Bool {
        guard !isPersistent, let reference = page.reference else { return true }
        do throws(HypervisorFault) {
            try grants.revoke(reference)
            page.reference = nil
            return true
        } catch {
            return false
        }
    }

    /// Takes in a page after its transfer.
    func release(_ page: TransferPage) {
        if page.isLent { return giveBack(page) }
        guard unshare(page) else { return discard(page) }
        if !isTrusted {
            // SAFETY: the page is this pool's own, of `pageSize` bytes.
            unsafe page.bytes.initializeMemory(as: UInt8.self, repeating: 0, count: pageSize)
        }
        guard spare.count < spareLimit || page.reference != nil else { return discard(page) }
        spare.append(page)
    }

    /// Gives the page back to the machine, or to the caller, at once or when the peer lets go of it.
    func discard(_ page: TransferPage) {
        if page.isLent { return end(page) }
        count -= 1
        if let reference = page.reference {
            do throws(HypervisorFault) {
                try grants.revoke(reference)
            } catch {
                // SAFETY: the page is its reference's, and nobody here uses it any more.
                unsafe grants.quarantine(reference, page: page.bytes)
                return
            }
        }
        // SAFETY: the page came from `take`, and the peer has no way to it.
        unsafe grants.machine.deallocatePages(page.bytes, 1)
    }

    /// Gives all spare pages back, and ends what grants of the caller's pages are left.
    func discardSpare() {
        let pages = spare
        spare = []
        for page in pages { discard(page) }
        endLending()
    }

    /// Forgets a grant that ended at the resume.
    func forget(_ page: TransferPage) {
        page.reference = nil
    }

    /// Forgets the grants of pages that go with no transfer, which ended at the resume.
    func forgetSpare() {
        for page in spare { forget(page) }
        forgetLent()
    }
}
