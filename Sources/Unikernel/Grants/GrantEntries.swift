// SPDX-License-Identifier: MIT
// The grant table's entries, version 1 (grant_table.h, `struct grant_entry_v1`): eight bytes of
// flags, domain and frame, 512 entries a frame. Xen reads an entry at any time after its flags are
// set, and sets the reading and writing flags in it. The tests compare the layout with the header.

internal import CXen
internal import Synchronization

/// The entries of a domain's grant table, in the frames placed so far.
@safe struct GrantEntries {
    /// Bytes of an entry: flags, domain and frame.
    static let entrySize = 8
    /// Entries in a frame of the table.
    static let perFrame = pageSize / entrySize

    private var frames: [UnsafeMutableRawPointer] = unsafe []
    /// The addresses of the table's frames before the resume.
    private var places: [UnsafeMutableRawPointer] = unsafe []

    /// The number of entries.
    var count: Int { unsafe frames.count * Self.perFrame }

    /// Places the next frame of the table, growing it in Xen if needed.
    mutating func grow(on machine: any XenMachine) throws(HypervisorFault) {
        guard let page = unsafe places.popLast() ?? machine.reserveFrames(1) else {
            throw HypervisorFault(.addToPhysicalMap, .outOfFrames)
        }
        do throws(HypervisorFault) {
            try unsafe Hypervisor(on: machine).addToPhysicalMap(
                UInt32(XENMAPSPACE_grant_table), index: frames.count, at: machine.frame(of: page))
        } catch {
            unsafe places.append(page)
            throw error
        }
        unsafe frames.append(page)
    }

    /// Resets the table: in a new domain Xen has placed none of its frames.
    mutating func forget() {
        unsafe places += frames.reversed()
        unsafe frames = []
    }

    /// Makes an invalid entry valid.
    func permit(
        _ reference: GrantReference, _ peer: DomainID, _ frame: UInt32, _ access: GrantAccess
    ) {
        let entry = unsafe entry(reference)
        // SAFETY: Xen ignores an entry while its flags are zero, so nothing reads these two fields
        // yet.
        unsafe (entry + 2).assumingMemoryBound(to: UInt16.self).pointee = peer.rawValue
        unsafe (entry + 4).assumingMemoryBound(to: UInt32.self).pointee = frame
        var flags = UInt16(GTF_permit_access)
        if access == .readOnly { flags |= UInt16(GTF_readonly) }
        unsafe self.flags(reference).pointee.store(flags, ordering: .releasing)
    }

    /// Makes an entry invalid; false while the peer uses the page.
    ///
    /// Check and clear are one atomic step, so a peer cannot map the page in between.
    func invalidate(_ reference: GrantReference) -> Bool {
        let flags = unsafe flags(reference)
        var seen = unsafe flags.pointee.load(ordering: .relaxed)
        precondition(seen & UInt16(GTF_type_mask) != 0, "a grant was revoked that there is not")
        // Each failed exchange means that the peer started or stopped using the page meanwhile. A
        // peer that does so all the time uses it.
        for _ in 0..<16 {
            if seen & UInt16(GTF_reading | GTF_writing) != 0 { return false }
            let (exchanged, original) = unsafe flags.pointee.compareExchange(
                expected: seen, desired: 0, ordering: .acquiringAndReleasing)
            if exchanged { return true }
            seen = original
        }
        return false
    }

    // SAFETY: the precondition keeps the address within a placed frame of the table, which is never
    // removed; flags are accessed only atomically.
    private func entry(_ reference: GrantReference) -> UnsafeMutableRawPointer {
        precondition(reference.rawValue < count)
        let (frame, index) = Int(reference.rawValue).quotientAndRemainder(dividingBy: Self.perFrame)
        return unsafe frames[frame] + index * Self.entrySize
    }

    private func flags(_ reference: GrantReference) -> UnsafeMutablePointer<Atomic<UInt16>> {
        unsafe entry(reference).assumingMemoryBound(to: Atomic<UInt16>.self)
    }
}
