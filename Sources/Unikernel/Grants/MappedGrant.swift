// SPDX-License-Identifier: MIT
// A peer's page in this domain's memory. The peer can change it at any moment: read a thing once, copy it,
// then check the copy.

/// A page that a peer granted, mapped until this value goes.
@safe public struct MappedGrant: ~Copyable {
    /// The page's 4,096 bytes; writing them faults when the mapping is for reading only.
    public let bytes: UnsafeMutableRawPointer

    private let handle: UInt32
    private let table: GrantTable

    init(bytes: UnsafeMutableRawPointer, handle: UInt32, in table: GrantTable) {
        unsafe self.bytes = bytes
        self.handle = handle
        self.table = table
    }

    deinit {
        // SAFETY: the mapping is this value's own, and nobody can reach it any more.
        unsafe table.unmap(bytes, handle)
    }
}
