// SPDX-License-Identifier: MIT
// The words of grants: their numbers, what they allow, and who may have what.

/// The number by which a peer asks for a granted page (grant_table.h, `grant_ref_t`).
public struct GrantReference: Equatable, Hashable, Sendable {
    /// The number, which Xen uses as index of the granting domain's table.
    public var rawValue: UInt32
    /// The incarnation of the domain that granted the page, if that is this domain: zero before it was first moved.
    var incarnation: UInt32 = 0

    /// The reference with this number.
    public init(_ rawValue: UInt32) {
        self.rawValue = rawValue
    }

    init(_ rawValue: UInt32, incarnation: UInt32) {
        self.rawValue = rawValue
        self.incarnation = incarnation
    }
}

/// What a peer may do with a granted page.
public enum GrantAccess: Sendable {
    /// The peer may read it: what a disk is to write.
    case readOnly
    /// The peer may read and write it: rings, and what a disk is to read.
    case readWrite
}
