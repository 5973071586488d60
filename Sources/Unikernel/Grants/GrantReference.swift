// SPDX-License-Identifier: MIT
// Grant references and the access they allow.

/// The number by which a peer names a granted page (grant_table.h, `grant_ref_t`).
public struct GrantReference: Equatable, Hashable, Sendable {
    /// The number, an index into the granting domain's table.
    public var rawValue: UInt32
    /// The incarnation in which this domain granted the page; zero before the first migration.
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

/// A peer's access to a granted page.
public enum GrantAccess: Sendable {
    /// The peer may read it, as for a write of the disk.
    case readOnly
    /// The peer may read and write it, as for rings and a read of the disk.
    case readWrite
}
