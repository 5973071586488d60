// SPDX-License-Identifier: MIT
// Domain identifiers.

/// A domain's number (xen.h, `domid_t`).
public struct DomainID: Equatable, Hashable, Sendable {
    /// The number, below 0x7FF0 for an ordinary domain.
    public var rawValue: UInt16

    /// The domain with this number.
    public init(_ rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// The calling domain (xen.h, `DOMID_SELF`, which the importer does not see as a plain number).
    public static let current = DomainID(0x7ff0)

    /// The domain that Xen starts first, in which the toolstack and most device backends run.
    public static let control = DomainID(0)
}
