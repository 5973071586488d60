// SPDX-License-Identifier: MIT
// Which pages of this domain other domains may use. A peer stops using a page when it likes, or never; until
// then neither the page nor its reference may serve anything else (XSA-396), so they wait in quarantine.
//
// When the domain is saved and restored, or moved, no peer has its pages any more: a new incarnation with an
// empty table begins, and what is left of earlier grants is done with whenever its owner says so.
//
// Invariants: 1. A reference of this incarnation is free, granted, quarantined or lost, and only granted ones leave
// `grant`. 2. A free reference's entry is invalid. 3. A quarantined page is not given back before its entry is invalid
// or the incarnation of its reference is over.

/// The grants of a domain.
@safe public final class GrantTable: @unchecked Sendable {  // one virtual CPU
    /// What peers hold on to. Numbers that grow tell of a peer that does not let go.
    public struct Counters: Equatable, Sendable {
        /// Grants there are now, without those in quarantine.
        public var active = 0
        /// Pages that wait until their peer lets go.
        public var quarantined = 0
        /// Pages that were given up because the quarantine was full: they serve nothing any more.
        public var lost: UInt64 = 0
        /// Mappings of peers' pages there are now.
        public var mappings = 0
        /// Mappings that Xen did not undo; their place is not used again.
        public var refusedUnmaps: UInt64 = 0
    }

    @safe private struct Quarantined {
        /// What the peer has not let go of.
        var references: [GrantReference]
        /// The pages, if they are the table's to give back.
        var pages: UnsafeMutableRawPointer?
        var count: Int
    }

    /// References that the toolstack fills and Xen keeps (grant_table.h, `GNTTAB_NR_RESERVED_ENTRIES`).
    private static let reserved = 8

    /// Pages that can be in quarantine: one megabyte. A peer gets no more of this domain's memory.
    public static let quarantineLimit = 256

    /// What has been counted.
    public private(set) var counters = Counters()

    let machine: any Machine
    /// Entries that the table can grow to, once Xen was asked.
    private var maximumCount: Int?
    private var entries = GrantEntries()
    private var free: [GrantReference] = []
    private var quarantine: [Quarantined] = []
    private var spareFrames: [UnsafeMutableRawPointer] = unsafe []
    /// How often the domain has become a new one.
    private var incarnation: UInt32 = 0

    /// The grant table that Xen keeps for the domain. It grows with use, from the first grant on.
    package init(on machine: any Machine) {
        self.machine = machine
    }

    // MARK: Own pages

    /// Lets `peer` use a page of this domain. Nothing else may be in the page.
    ///
    /// - Returns: the reference to tell the peer, good until it is revoked or the domain becomes a
    ///   new one.
    /// - Throws: ``HypervisorFault`` with `tableIsFull`, `answerOutOfRange` for a page beyond 16
    ///   TiB, or why Xen did not let the table grow.
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

    /// Takes a page back from its peer. A page that was granted before the domain was moved is
    /// nobody else's any more, so that nothing has to be done.
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

    /// Keeps a page that its peer does not let go of, until it does. Gives the page back to the machine then.
    ///
    /// - Safety: `page` must be the allocated page of `reference`, and belongs to the table after this.
    @unsafe public func quarantine(_ reference: GrantReference, page: UnsafeMutableRawPointer) {
        unsafe quarantine([reference], pages: page, count: 1)
    }

    /// Keeps the reference of a page that its peer does not let go of and that stays with its owner: nothing else may
    /// be in the page from here on, for as long as it is there.
    public func quarantine(_ reference: GrantReference) {
        guard isOfThisIncarnation(reference) else { return }
        unsafe keep(Quarantined(references: [reference], pages: nil, count: 1))
    }

    /// Keeps pages that were allocated together until the peer has let go of all of them.
    ///
    /// - Safety: `references` must be those of the `count` pages that are not revoked, at least one. The pages belong to
    ///   the table after this.
    @unsafe func quarantine(
        _ references: [GrantReference], pages: UnsafeMutableRawPointer, count: Int
    ) {
        guard isOfThisIncarnation(references[0]) else {
            // SAFETY: the pages are the table's from here on, and no peer from before the resume has a way to them.
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
        // SAFETY: the pages came from the machine, together, and nobody has a way to them any more.
        if let pages = unsafe entry.pages { unsafe machine.deallocatePages(pages, entry.count) }
    }

    /// Looks at up to `limit` entries of the quarantine, the longest kept first, and gives back the pages that their
    /// peer has let go of. Each new grant does this for one.
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
            // The pages are those that `quarantine` was given, and the peer has no way to them any more.
            giveBack(oldest)
        }
    }

    private func grow() throws(HypervisorFault) {
        let first = entries.count
        guard try first < largestCount() else { throw HypervisorFault(.grant, .tableIsFull) }
        try entries.grow(on: machine)
        // The lowest reference is the next to be given, which keeps what is in use together.
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

    /// Begins anew with the empty table of a new domain, in which no peer has anything.
    func beginIncarnation() {
        incarnation += 1
        maximumCount = nil
        entries.forget()
        free = []
        let kept = quarantine
        quarantine = []
        // The pages are those that `quarantine` was given, and their peers' mappings ended with the domain.
        for entry in kept { giveBack(entry) }
        counters.active = 0
        counters.quarantined = 0
        counters.mappings = 0
    }

    private func isOfThisIncarnation(_ reference: GrantReference) -> Bool {
        reference.incarnation == incarnation
    }

    // MARK: Peers' pages

    /// Makes a page that `peer` granted to this domain readable, and writable if asked, until the
    /// mapping ends.
    ///
    /// - Throws: ``HypervisorFault`` with `outOfFrames`, or with Xen's reason: for a reference that
    ///   was not granted to this domain, say.
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
            // Nothing is there in the new domain.
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
