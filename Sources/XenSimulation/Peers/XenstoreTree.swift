// SPDX-License-Identifier: MIT
// Xenstore's tree as a value: a copy is a snapshot, which is all that a transaction needs. It
// follows docs/misc/xenstore.txt and, where that is silent, the C xenstored.

internal import Unikernel

/// The error by which xenstored refuses a request.
struct XenstoredRefusal: Error {
    let name: XenstoreErrorName

    init(_ name: XenstoreErrorName) {
        self.name = name
    }
}

/// The limits of a domain (the quotas of the C xenstored's command line, but smaller).
package struct XenstoredQuota: Sendable {
    package var nodes = 1000
    package var valueBytes = 2048
    package var watches = 128
    package var transactions = 10
    package var permissions = 5

    package init() {}
}

/// The nodes by absolute path.
package struct XenstoreTree {
    struct Node {
        var value: [UInt8] = []
        var permissions: [XenstorePermission]
        var children: [String] = []
        /// The number of the change that last modified the node.
        var generation: UInt64
    }

    private(set) var nodes: [String: Node] = [:]
    private var generation: UInt64 = 0

    init() {
        nodes["/"] = Node(permissions: [XenstorePermission(.control, .none)], generation: 0)
    }

    subscript(path: String) -> Node? { nodes[path] }

    /// Returns the node at `path` if `domain` has this access to it.
    func node(_ path: String, for domain: DomainID, _ access: XenstorePermission.Access)
        throws(XenstoredRefusal) -> Node
    {
        guard let node = nodes[path] else {
            // Only a domain that may read the parent learns that a node is missing.
            let parent = nearestAncestor(of: path)
            throw XenstoredRefusal(
                Self.allows(parent, domain, .read) ? .noEntry : .accessDenied)
        }
        guard Self.allows(node, domain, access) else { throw XenstoredRefusal(.accessDenied) }
        return node
    }

    /// Creates a missing node and its missing ancestors; returns the created paths.
    mutating func make(_ path: String, for domain: DomainID, _ quota: XenstoredQuota)
        throws(XenstoredRefusal) -> [String]
    {
        guard nodes[path] == nil else { return [] }
        var missing: [String] = []
        var above = path
        while nodes[above] == nil {
            missing.append(above)
            above = Self.parent(above)
        }
        guard Self.allows(nodes[above]!, domain, .write) else {
            throw XenstoredRefusal(.accessDenied)
        }
        if domain != .control {
            let owned = nodes.values.count { $0.permissions[0].domain == domain }
            guard owned + missing.count <= quota.nodes else { throw XenstoredRefusal(.noSpace) }
        }
        for made in missing.reversed() {
            let parent = Self.parent(made)
            // A new node has its parent's permissions, but its creator owns it.
            var permissions = nodes[parent]!.permissions
            if domain != .control { permissions[0].domain = domain }
            nodes[parent]!.children.append(String(made.split(separator: "/").last!))
            touch(parent)
            nodes[made] = Node(permissions: permissions, generation: 0)
            touch(made)
        }
        return missing.reversed()
    }

    mutating func set(_ path: String, value: [UInt8]) {
        nodes[path]!.value = value
        touch(path)
    }

    mutating func set(_ path: String, permissions: [XenstorePermission]) {
        nodes[path]!.permissions = permissions
        touch(path)
    }

    /// Removes a node and all below it.
    mutating func remove(_ path: String) {
        let name = String(path.split(separator: "/").last!)
        nodes[Self.parent(path)]!.children.removeAll { $0 == name }
        touch(Self.parent(path))
        for below in nodes.keys where below == path || below.hasPrefix(path + "/") {
            nodes[below] = nil
        }
    }

    private mutating func touch(_ path: String) {
        generation += 1
        nodes[path]!.generation = generation
    }

    private func nearestAncestor(of path: String) -> Node {
        var above = Self.parent(path)
        while nodes[above] == nil { above = Self.parent(above) }
        return nodes[above]!
    }

    static func parent(_ path: String) -> String {
        let end = path.lastIndex(of: "/")!
        return end == path.startIndex ? "/" : String(path[..<end])
    }

    static func allows(_ node: Node, _ domain: DomainID, _ access: XenstorePermission.Access)
        -> Bool
    {
        if domain == .control || node.permissions[0].domain == domain { return true }
        let entry = node.permissions.dropFirst().first { $0.domain == domain }
        let granted = (entry ?? node.permissions[0]).access
        return granted == .readAndWrite || granted == access
    }
}
