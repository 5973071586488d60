// SPDX-License-Identifier: MIT
// Grants of this domain's pages to other domains. A peer releases a page when it likes, or never.
// Until then neither the page nor its reference may be reused (XSA-396), so they wait in
// quarantine.
//
// After a restore or migration no peer has the domain's pages any more. A new incarnation begins
// with an empty table, and earlier grants end when their owner revokes them.
//
// Invariants:
// 1. A reference of this incarnation is free, granted, quarantined or lost, and only granted ones
//    leave `grant`.
// 2. A free reference's entry is invalid.
// 3. A quarantined page is freed only after its entry is invalid or the incarnation of its
//    reference is over.

/// The grants of a domain.
@safe public final class GrantTable: @unchecked Sendable {  // one virtual CPU
    /// Counts of what peers hold. Growing numbers show a peer that does not release pages.
    public struct Counters: Equatable, Sendable {
        /// Present grants, without those in quarantine.
        public var active = 0
        /// Pages in quarantine.
        public var quarantined = 0
        /// Pages never to be used again, because the quarantine was full.
        public var lost: UInt64 = 0
        /// Present mappings of peers' pages.
        public var mappings = 0
        /// Mappings that Xen refused to undo; their addresses are not reused.
        public var refusedUnmaps: UInt64 = 0
    }

    @safe private struct Quarantined {
        /// The references that the peer has not released.
        var references: [GrantReference]
        /// The pages; nil when their owner keeps them.
        var pages: UnsafeMutableRawPointer?
        var count: Int
    }

    /// References that the toolstack fills and Xen reserves (grant_table.h,
    /// `GNTTAB_NR_RESERVED_ENTRIES`).
    private static let reserved = 8

    /// The most pages in quarantine: one megabyte. A peer cannot take more of this domain's memory.
    public static let quarantineLimit = 256

    /// The counters.
    public private(set) var counters = Counters()

    package let machine: any XenMachine
    /// The most entries that Xen allows; nil until asked.
    private var maximumCount: Int?
    private var entries = GrantEntries()
    private var free: [GrantReference] = []
    private var quarantine: [Quarantined] = []
    private var spareFrames: [UnsafeMutableRawPointer] = unsafe []
    /// The number of times the domain has become a new one.
    private var incarnation: UInt32 = 0

    /// Creates the grant table of a domain. It grows with use, from the first grant on.
    package init(on machine: any XenMachine) {
        self.machine = machine
    }

    // MARK: Own pages

    /// Grants `peer` access to a page of this domain. Nothing else may be in the page.
    ///
    /// - Returns: the reference for the peer, valid until it is revoked or the domain becomes a new
    ///   one.
    /// - Throws: ``HypervisorFault`` with `tableIsFull`, `answerOutOfRange` for a page beyond 16
    ///   TiB, or Xen's reason for not growing the table.
    /// - Safety: `page` must be one that the machine allocated, and must stay allocated until its
    ///   reference is revoked.
    @unsafe public func grant(
        page: UnsafeMutableRawPointer, to peer: DomainID, access: GrantAccess
    ) throws(HypervisorFault) -> GrantReference {
        reclaim(atMost: 1)
        let number = unsafe machine.frame(of: page)
        guard let frame = UInt32(exactly: number) else {
            throw HypervisorFault(.grant, .answerOutOfRange(number))
        }
        if free.isEmpty { try grow() }
        guard let reference = free.popLast() else { throw HypervisorFault(.grant, .tableIsFull) }
        entries.permit(reference, peer, frame, access)
        counters.active += 1
        return reference
    }

    /// Revokes the peer's access to a page. A grant from before a migration has ended already, so
    /// revoking it does nothing.
    ///
    ///     do throws(HypervisorFault) {
    ///         try table.revoke(reference)
    ///         unsafe machine.deallocatePages(page, 1)
    ///     } catch {
    ///         unsafe table.quarantine(reference, page: page)
    ///     }
    ///
    /// - Throws: ``HypervisorFault`` with `busy` while the peer has the page mapped; nothing has
    ///   changed then.
    /// - Precondition: the reference was granted and not yet revoked.
    public func revoke(_ reference: GrantReference) throws(HypervisorFault) {
        guard isOfThisIncarnation(reference) else { return }
        guard entries.invalidate(reference) else { throw HypervisorFault(.revokeGrant, .busy) }
        counters.active -= 1
        free.append(reference)
    }

    /// Quarantines a page until its peer releases it, then frees it.
    ///
    /// - Safety: `page` must be the allocated page of `reference`, and belongs to the table after
    ///   this.
    @unsafe public func quarantine(_ reference: GrantReference, page: UnsafeMutableRawPointer) {
        unsafe quarantine([reference], pages: page, count: 1)
    }

    /// Quarantines the reference of a page that stays with its owner. The page must not be used for
    /// anything else as long as it exists.
    public func quarantine(_ reference: GrantReference) {
        guard isOfThisIncarnation(reference) else { return }
        unsafe keep(Quarantined(references: [reference], pages: nil, count: 1))
    }

    /// Quarantines pages that were allocated together, until the peer has released them all.
    ///
    /// - Safety: `references` must be those of the `count` pages that are not revoked, at least
    ///   one. The pages belong to the table after this.
    @unsafe func quarantine(
        _ references: [GrantReference], pages: UnsafeMutableRawPointer, count: Int
    ) {
        guard isOfThisIncarnation(references[0]) else {
            // SAFETY: the pages belong to the table from here on, and no peer from before the
            // resume can access them.
            unsafe machine.deallocatePages(pages, count)
            return
        }
        unsafe keep(Quarantined(references: references, pages: pages, count: count))
    }

    private func keep(_ entry: Quarantined) {
        counters.active -= entry.references.count
        guard counters.quarantined + entry.count <= Self.quarantineLimit else {
            counters.lost += UInt64(entry.count)
            return
        }
        quarantine.append(entry)
        counters.quarantined += entry.count
    }

    private func giveBack(_ entry: Quarantined) {
        // SAFETY: the machine allocated the pages together, and no peer can access them any more.
        if let pages = unsafe entry.pages { unsafe machine.deallocatePages(pages, entry.count) }
    }

    /// Checks up to `limit` entries of the quarantine, the oldest first, and frees the pages that
    /// their peer has released. Each new grant checks one.
    public func reclaim(atMost limit: Int = quarantineLimit) {
        for _ in 0..<min(limit, quarantine.count) {
            var oldest = quarantine.removeFirst()
            while let reference = oldest.references.last, entries.invalidate(reference) {
                free.append(reference)
                oldest.references.removeLast()
            }
            guard oldest.references.isEmpty else {
                quarantine.append(oldest)
                continue
            }
            counters.quarantined -= oldest.count
            // The pages are those passed to `quarantine`, and the peer cannot access them any more.
            giveBack(oldest)
        }
    }

    private func grow() throws(HypervisorFault) {
        let first = entries.count
        guard try first < largestCount() else { throw HypervisorFault(.grant, .tableIsFull) }
        try entries.grow(on: machine)
        // The lowest reference is given next, which keeps used entries together.
        for number in (max(first, Self.reserved)..<entries.count).reversed() {
            free.append(GrantReference(UInt32(number), incarnation: incarnation))
        }
    }

    private func largestCount() throws(HypervisorFault) -> Int {
        if let maximumCount { return maximumCount }
        let size = try Hypervisor(on: machine).grantTableSize()
        let count = Int(size.maximum) * GrantEntries.perFrame
        maximumCount = count
        return count
    }

    // MARK: After a resume

    /// Starts over with the empty table of a new domain.
    func beginIncarnation() {
        incarnation += 1
        maximumCount = nil
        entries.forget()
        free = []
        let kept = quarantine
        quarantine = []
        // The pages are those passed to `quarantine`, and their peers' mappings ended with the
        // domain.
        for entry in kept { giveBack(entry) }
        counters.active = 0
        counters.quarantined = 0
        counters.mappings = 0
    }

    private func isOfThisIncarnation(_ reference: GrantReference) -> Bool {
        reference.incarnation == incarnation
    }

    // MARK: Peers' pages

    /// Maps a page that `peer` granted to this domain for reading, and for writing if asked.
    ///
    /// - Throws: ``HypervisorFault`` with `outOfFrames`, or with Xen's reason, such as a reference
    ///   not granted to this domain.
    public func map(
        _ reference: GrantReference, from peer: DomainID, access: GrantAccess
    ) throws(HypervisorFault) -> MappedGrant {
        guard let page = unsafe spareFrames.popLast() ?? machine.reserveFrames(1) else {
            throw HypervisorFault(.mapGrant, .outOfFrames)
        }
        do throws(HypervisorFault) {
            let handle = try unsafe Hypervisor(on: machine).mapGrant(
                reference, of: peer, at: address(of: page), access)
            counters.mappings += 1
            return unsafe MappedGrant(
                bytes: page, handle: handle, incarnation: incarnation, in: self)
        } catch {
            unsafe spareFrames.append(page)
            throw error
        }
    }

    func unmap(_ page: UnsafeMutableRawPointer, _ handle: UInt32, incarnation: UInt32) {
        guard incarnation == self.incarnation else {
            // The new domain has nothing mapped there.
            unsafe spareFrames.append(page)
            return
        }
        counters.mappings -= 1
        do throws(HypervisorFault) {
            try unsafe Hypervisor(on: machine).unmapGrant(handle, at: address(of: page))
            unsafe spareFrames.append(page)
        } catch {
            counters.refusedUnmaps += 1
        }
    }

    private func address(of page: UnsafeMutableRawPointer) -> UInt64 {
        unsafe machine.frame(of: page) * UInt64(pageSize)
    }
}
