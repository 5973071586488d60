// SPDX-License-Identifier: MIT
// Grant tables, version 1, as Xen implements them (grant_table.h; Xen's common/grant_table.c). The
// entries are in frames that the granting domain writes. The use counts of pages are Xen's own; the
// entry shows them only as the reading and writing bits.
//
// SAFETY: references are checked against the table's size before their entries are read.

internal import CXen
internal import Synchronization
internal import Unikernel

/// The frames of a domain's grant table, and the use count of each entry's page.
struct GrantFrames {
    let maximum: Int
    private(set) var frames: [HostFrame] = []
    var pins: [UInt32: GrantPins] = [:]

    init(maximum: Int) {
        self.maximum = maximum
    }

    var entryCount: UInt32 { UInt32(frames.count * pageSize / 8) }

    /// Returns a frame of the table, growing the table up to it (`gnttab_map_frame`).
    mutating func frame(_ index: UInt, _ host: HostMemory) throws(XenError) -> HostFrame {
        guard index < maximum else { throw XenError(XEN_EINVAL) }
        while frames.count <= index { frames.append(host.allocate(1)) }
        return frames[Int(index)]
    }
}

/// The use counts of a granted page.
struct GrantPins {
    var peer: DomainID
    var frame: HostFrame
    var readers = 0
    var writers = 0
}

/// A page of another domain that a domain has mapped.
struct GrantMapping {
    var owner: DomainID
    var reference: UInt32
    var address: UInt64
    var readOnly: Bool
}

extension XenDomain {
    /// Adds a use of this domain's page by `peer`, if the entry allows it (`_set_status_v1`).
    func pin(_ reference: UInt32, for peer: DomainID, readOnly: Bool) throws(GrantStatus)
        -> HostFrame
    {
        guard reference < grants.entryCount else { throw GrantStatus(GNTST_bad_gntref) }
        if var pins = grants.pins[reference] {
            guard pins.peer == peer else { throw GrantStatus(GNTST_general_error) }
            if !readOnly && pins.writers == 0 { try markInUse(reference, peer, readOnly: false) }
            if readOnly { pins.readers += 1 } else { pins.writers += 1 }
            grants.pins[reference] = pins
            return pins.frame
        }
        try markInUse(reference, peer, readOnly: readOnly)
        let guestFrame = unsafe UInt64(entry(reference).load(fromByteOffset: 4, as: UInt32.self))
        guard let frame = memory[guestFrame], frame.kind == .memory else {
            clearFlags(reference, GTF_reading | GTF_writing)
            throw GrantStatus(GNTST_bad_page)
        }
        grants.pins[reference] = GrantPins(
            peer: peer, frame: frame.frame, readers: readOnly ? 1 : 0, writers: readOnly ? 0 : 1)
        return frame.frame
    }

    /// Removes a use, and updates the entry.
    func unpin(_ reference: UInt32, readOnly: Bool) {
        guard var pins = grants.pins[reference] else { return }
        if readOnly { pins.readers -= 1 } else { pins.writers -= 1 }
        if pins.writers == 0 { clearFlags(reference, GTF_writing) }
        if pins.readers == 0 && pins.writers == 0 {
            clearFlags(reference, GTF_reading)
            grants.pins[reference] = nil
        } else {
            grants.pins[reference] = pins
        }
    }

    private func markInUse(_ reference: UInt32, _ peer: DomainID, readOnly: Bool)
        throws(GrantStatus)
    {
        // Flags and domain are checked and changed together, as Xen does.
        let word = unsafe entry(reference).assumingMemoryBound(to: Atomic<UInt32>.self)
        let seen = unsafe word.pointee.load(ordering: .acquiring)
        let flags = seen & 0xffff
        guard flags & UInt32(GTF_type_mask | GTF_sub_page) == UInt32(GTF_permit_access),
            seen >> 16 == UInt32(peer.rawValue),
            readOnly || flags & UInt32(GTF_readonly) == 0
        else { throw GrantStatus(GNTST_general_error) }
        let marks = readOnly ? UInt32(GTF_reading) : UInt32(GTF_reading | GTF_writing)
        let (exchanged, _) = unsafe word.pointee.compareExchange(
            expected: seen, desired: seen | marks, ordering: .acquiringAndReleasing)
        precondition(exchanged, "two processors ran at the same time")
    }

    private func clearFlags(_ reference: UInt32, _ flags: UInt32) {
        unsafe entry(reference).assumingMemoryBound(to: Atomic<UInt16>.self).pointee
            .bitwiseAnd(~UInt16(flags), ordering: .acquiringAndReleasing)
    }

    /// Returns an entry of the table, through Xen's view of it.
    private func entry(_ reference: UInt32) -> UnsafeMutableRawPointer {
        let frame = grants.frames[Int(reference) / 512]
        return unsafe simulation.host.address(of: frame) + Int(reference) % 512 * 8
    }

    /// Returns the flags, domain and guest frame of an entry.
    func grantEntry(_ reference: UInt32) -> (flags: UInt16, peer: DomainID, frame: UInt32) {
        let entry = unsafe entry(reference)
        return unsafe (
            entry.load(as: UInt16.self), DomainID(entry.load(fromByteOffset: 2, as: UInt16.self)),
            entry.load(fromByteOffset: 4, as: UInt32.self)
        )
    }

    /// Fills an entry, as the toolstack does for the console and xenstore.
    func permit(_ reference: UInt32, _ peer: DomainID, _ frame: UInt64) throws(XenError) {
        _ = try grants.frame(0, simulation.host)
        let entry = unsafe entry(reference)
        unsafe entry.storeBytes(of: peer.rawValue, toByteOffset: 2, as: UInt16.self)
        unsafe entry.storeBytes(of: UInt32(frame), toByteOffset: 4, as: UInt32.self)
        unsafe entry.storeBytes(of: UInt16(GTF_permit_access), as: UInt16.self)
    }
}
