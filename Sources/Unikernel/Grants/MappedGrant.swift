// SPDX-License-Identifier: MIT
// A peer's page in this domain's memory. The peer can change it at any time: read each value once,
// copy it, then check the copy.

/// A page that a peer granted, mapped for the lifetime of this value. A migration ends the mapping;
/// touching it then is a fault.
@safe public struct MappedGrant: ~Copyable {
    /// The page's 4,096 bytes; writing a read-only mapping faults.
    public let bytes: UnsafeMutableRawPointer

    private let handle: UInt32
    /// The incarnation in which the page was mapped.
    private let incarnation: UInt32
    private let table: GrantTable

    init(bytes: UnsafeMutableRawPointer, handle: UInt32, incarnation: UInt32, in table: GrantTable)
    {
        unsafe self.bytes = bytes
        self.handle = handle
        self.incarnation = incarnation
        self.table = table
    }

    deinit {
        // SAFETY: the mapping belongs to this value, and nothing can use it any more.
        unsafe table.unmap(bytes, handle, incarnation: incarnation)
    }
}
