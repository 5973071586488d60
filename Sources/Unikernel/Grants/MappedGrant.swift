// SPDX-License-Identifier: MIT
// A peer's page in this domain's memory. The peer can change it at any moment: read a thing once, copy it,
// then check the copy.

/// A page that a peer granted, mapped until this value goes. It does not go along when the domain is moved: nothing
/// is there any more then, and touching it is a fault.
@safe public struct MappedGrant: ~Copyable {
    /// The page's 4,096 bytes; writing them faults when the mapping is for reading only.
    public let bytes: UnsafeMutableRawPointer

    private let handle: UInt32
    /// The incarnation of the domain in which the page was mapped.
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
        // SAFETY: the mapping is this value's own, and nobody can reach it any more.
        unsafe table.unmap(bytes, handle, incarnation: incarnation)
    }
}
