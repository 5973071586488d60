// SPDX-License-Identifier: MIT
// Permissions of nodes: letters and domain numbers (docs/misc/xenstore.txt, GET_PERMS, SET_PERMS).

/// One domain's access to a node.
public struct XenstorePermission: Equatable, Sendable {
    /// Kinds of access, by xenstore's letters.
    public enum Access: UInt8, CaseIterable, Sendable {
        /// Nothing: `n`.
        case none = 0x6e  // n
        /// Reading: `r`.
        case read = 0x72  // r
        /// Writing: `w`.
        case write = 0x77  // w
        /// Reading and writing: `b`.
        case readAndWrite = 0x62  // b
    }

    /// The domain; in the first entry of a list the owner, who has full access.
    public var domain: DomainID
    /// The domain's access; in the first entry that of domains not in the list.
    public var access: Access

    /// Creates an entry of a node's list.
    public init(_ domain: DomainID, _ access: Access) {
        self.domain = domain
        self.access = access
    }

    static func payload(_ permissions: [XenstorePermission]) -> [UInt8] {
        var bytes: [UInt8] = []
        for permission in permissions {
            bytes.append(permission.access.rawValue)
            XenstoreText.append(UInt64(permission.domain.rawValue), to: &bytes)
            bytes.append(0)
        }
        return bytes
    }

    static func list(_ payload: [UInt8]) throws(XenstoreError) -> [XenstorePermission] {
        guard let strings = XenstoreText.strings(payload[...]) else {
            throw .malformed(.getPermissions)
        }
        var list: [XenstorePermission] = []
        for string in strings {
            guard let letter = string.first, let access = Access(rawValue: letter),
                let number = XenstoreText.number(string.dropFirst()),
                let domain = UInt16(exactly: number)
            else { throw .malformed(.getPermissions) }
            list.append(XenstorePermission(DomainID(domain), access))
        }
        return list
    }
}
