// SPDX-License-Identifier: MIT
// Bounce pages: data is copied through them to and from the disk's backend. A page belongs to a
// transfer or is spare. Spare pages are taken last in, first out, so that a peer with persistent
// grants maps few. With a trusted peer, pages of the caller's pool are lent instead:
// BouncePages+Lent.swift.
//
// Invariants:
// 1. A page is granted from `share` to `release`, and longer when grants are persistent.
// 2. A page that the peer does not release goes into quarantine with its grant and has no owner any
//    more (XSA-396).
// 3. A taken page never holds anything but what is on the disk or about to be.

internal import BlockIO
internal import Unikernel

/// A page for one block of a transfer: a bounce page, or one that the caller lent.
@safe final class TransferPage {
    let bytes: UnsafeMutableRawPointer
    var reference: GrantReference?
    /// The page's number in the caller's pool; nil for a bounce page.
    let number: Int?
    /// Whether a lent page is in a transfer; not maintained for bounce pages.
    var isBusy = false

    init(_ bytes: UnsafeMutableRawPointer, number: Int? = nil) {
        unsafe self.bytes = bytes
        self.number = number
    }

    /// Whether the page is the caller's, so its content must not be changed.
    var isLent: Bool { number != nil }
}

/// The bounce pages of one disk.
@safe final class BouncePages {
    let grants: GrantTable
    private let spareLimit: Int
    private var spare: [TransferPage] = []
    /// The backend's domain.
    var peer: DomainID
    /// Whether grants are persistent: pages stay granted, readable and writable, until they are
    /// discarded.
    var isPersistent = false
    /// Whether the peer may be granted the caller's own pages.
    var isTrusted = false
    /// The number of pages, including spare ones.
    private(set) var count = 0
    /// The number of grants made.
    private(set) var grantCount: UInt64 = 0

    /// The caller's pool, and by number its pages that were ever lent.
    var pool: PagePool?
    var lent: [TransferPage?] = []
    /// Lent pages that the peer did not release after their transfer.
    var kept: [TransferPage] = []

    init(_ grants: GrantTable, peer: DomainID, spareLimit: Int) {
        self.grants = grants
        self.peer = peer
        self.spareLimit = spareLimit
    }

    /// Returns a page for a transfer; nil when memory ran out.
    func take() -> TransferPage? {
        if let page = spare.popLast() { return page }
        guard let bytes = unsafe grants.machine.allocatePages(1) else { return nil }
        count += 1
        return unsafe TransferPage(bytes)
    }

    /// Grants a page to the peer and returns the reference.
    func share(_ page: TransferPage, _ access: GrantAccess) throws(HypervisorFault)
        -> GrantReference
    {
        if let reference = page.reference { return reference }
        // SAFETY: the machine's page stays allocated until `discard`, after its reference; a pool's
        // page for as long as the peer can access it.
        let reference = try unsafe grants.grant(
            page: page.bytes, to: peer, access: isPersistent ? .readWrite : access)
        page.reference = reference
        grantCount += 1
        return reference
    }

    /// Revokes a page's grant after its transfer, unless grants are persistent. False when the peer
    /// still uses the page, which must then not be used again.
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

    /// Handles the end of a page's transfer.
    func release(_ page: TransferPage) {
        if page.isLent { return giveBack(page) }
        guard unshare(page) else { return discard(page) }
        if !isTrusted {
            // SAFETY: the page belongs to this object and has `pageSize` bytes.
            unsafe page.bytes.initializeMemory(as: UInt8.self, repeating: 0, count: pageSize)
        }
        guard spare.count < spareLimit || page.reference != nil else { return discard(page) }
        spare.append(page)
    }

    /// Returns the page to the machine or the caller, at once or when the peer releases it.
    func discard(_ page: TransferPage) {
        if page.isLent { return end(page) }
        count -= 1
        if let reference = page.reference {
            do throws(HypervisorFault) {
                try grants.revoke(reference)
            } catch {
                // SAFETY: the page belongs to its reference, and nothing here uses it any more.
                unsafe grants.quarantine(reference, page: page.bytes)
                return
            }
        }
        // SAFETY: the page came from `take`, and the peer cannot access it.
        unsafe grants.machine.deallocatePages(page.bytes, 1)
    }

    /// Frees all spare pages, and ends the remaining grants of lent pages.
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

    /// Forgets the grants of pages outside of transfers, which ended at the resume.
    func forgetSpare() {
        for page in spare { forget(page) }
        forgetLent()
    }
}
