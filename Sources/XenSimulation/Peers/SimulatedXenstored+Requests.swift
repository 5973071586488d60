// SPDX-License-Identifier: MIT
// The simulated xenstored's operations (docs/misc/xenstore.txt). A transaction changes its own
// tree. Its changes are repeated on the common one at the commit, if nothing that it read has
// changed since.

internal import SeededRandom
internal import Unikernel
internal import XenRing

extension SimulatedXenstored {
    /// Performs a request; returns the payload of the reply, and events for the requesting domain.
    func perform(_ message: XenstoredMessage, _ connection: Connection)
        throws(XenstoredRefusal) -> ([UInt8], [[UInt8]])
    {
        let strings = message.payload.split(separator: 0, omittingEmptySubsequences: false)
            .map(Array.init)
        switch XenstoreOperation(rawValue: message.type) {
        case .startTransaction: return (try start(connection), [])
        case .endTransaction:
            return (Self.done, try end(message.transaction, strings[0], connection))
        case .domainPath:
            return (Array("/local/domain/\(Self.text(strings[0]))\0".utf8), [])
        case .resetWatches:
            connection.watches = []
            connection.transactions = [:]
            return (Self.done, [])
        case .watch: return (Self.done, try watch(strings, connection))
        case .unwatch:
            let path = try resolve(strings[0], connection)
            guard strings.count >= 2,
                let index = connection.watches.firstIndex(where: {
                    $0.path == path && $0.token == strings[1]
                })
            else { throw XenstoredRefusal(.noEntry) }
            connection.watches.remove(at: index)
            return (Self.done, [])
        case .read, .directory, .directoryPart, .getPermissions:
            return (try look(message, strings, connection), [])
        case .write, .makeDirectory, .remove, .setPermissions:
            return (Self.done, try modify(message, strings, connection))
        case nil: throw XenstoredRefusal(.notImplemented)
        }
    }

    private static let done = Array("OK\0".utf8)

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private func resolve(_ path: [UInt8], _ connection: Connection)
        throws(XenstoredRefusal) -> String
    {
        let text = Self.text(path)
        let isValid =
            !text.isEmpty && text.utf8.allSatisfy { $0 > 32 && $0 < 127 }
            && !text.contains("//") && (text == "/" || !text.hasSuffix("/"))
        guard isValid, text.utf8.count <= (text.hasPrefix("/") ? 3072 : 2048) else {
            throw XenstoredRefusal(.invalidArgument)
        }
        return text.hasPrefix("/") ? text : connection.home + "/" + text
    }

    // MARK: Transactions

    private func start(_ connection: Connection) throws(XenstoredRefusal) -> [UInt8] {
        guard connection.transactions.count < quota.transactions else {
            throw XenstoredRefusal(.noSpace)
        }
        let identifier = nextTransaction
        nextTransaction += 1
        connection.transactions[identifier] = Transaction(base: tree, tree: tree)
        return Array("\(identifier)\0".utf8)
    }

    private func end(_ identifier: UInt32, _ flag: [UInt8], _ connection: Connection)
        throws(XenstoredRefusal) -> [[UInt8]]
    {
        guard let transaction = connection.transactions.removeValue(forKey: identifier) else {
            throw XenstoredRefusal(.noEntry)
        }
        if flag == Array("F".utf8) { return [] }
        let isInTheWay = conflictRarity > 0 && random.isRare(conflictRarity)
        let isUnchanged = transaction.seen.allSatisfy { path, generation in
            tree[path]?.generation == generation
        }
        guard isUnchanged, !isInTheWay else { throw XenstoredRefusal(.tryAgain) }
        var own: [[UInt8]] = []
        for change in transaction.changes { own += apply(change, connection) }
        return own
    }

    private func apply(_ body: (inout XenstoreTree) -> [String], _ connection: Connection)
        -> [[UInt8]]
    {
        var paths: [String] = []
        change { tree in
            paths = body(&tree)
            return []
        }
        return paths.flatMap { fire($0, except: connection) }
    }

    /// Returns the tree that a request uses; records `path` as read by its transaction.
    private func tree(for message: XenstoredMessage, _ path: String, _ connection: Connection)
        throws(XenstoredRefusal) -> XenstoreTree
    {
        guard message.transaction != 0 else { return tree }
        guard var transaction = connection.transactions[message.transaction] else {
            throw XenstoredRefusal(.noEntry)
        }
        transaction.seen[path] = .some(transaction.base[path]?.generation)
        connection.transactions[message.transaction] = transaction
        return transaction.tree
    }

    // MARK: Reading

    private func look(
        _ message: XenstoredMessage, _ strings: [[UInt8]], _ connection: Connection
    ) throws(XenstoredRefusal) -> [UInt8] {
        let path = try resolve(strings[0], connection)
        let tree = try tree(for: message, path, connection)
        let node = try tree.node(path, for: connection.domain, .read)
        let names = node.children.flatMap { (name: String) -> [UInt8] in Array(name.utf8) + [0] }
        switch XenstoreOperation(rawValue: message.type) {
        case .read: return node.value
        case .directory:
            guard names.count <= 4096 else { throw XenstoredRefusal(.tooBig) }
            return names
        case .directoryPart:
            guard strings.count >= 2, let offset = Int(Self.text(strings[1])),
                offset <= names.count
            else { throw XenstoredRefusal(.invalidArgument) }
            let generation = Array("\(node.generation)\0".utf8)
            let room = 4096 - generation.count - 1
            if names.count - offset <= room { return generation + names[offset...] + [0] }
            let part = names[offset..<offset + room]
            return generation + part[...part.lastIndex(of: 0)!]
        default:
            return node.permissions.flatMap { (permission: XenstorePermission) -> [UInt8] in
                [permission.access.rawValue] + Array("\(permission.domain.rawValue)\0".utf8)
            }
        }
    }

    // MARK: Writing

    private func modify(
        _ message: XenstoredMessage, _ strings: [[UInt8]], _ connection: Connection
    ) throws(XenstoredRefusal) -> [[UInt8]] {
        let path = try resolve(strings[0], connection)
        var tree = try tree(for: message, path, connection)
        let change = try makeChange(message, path, strings, tree, connection)
        guard message.transaction != 0 else { return apply(change, connection) }
        _ = change(&tree)
        connection.transactions[message.transaction]!.tree = tree
        connection.transactions[message.transaction]!.changes.append(change)
        return []
    }

    /// Checks a change against `tree` and returns a closure that makes it.
    private func makeChange(
        _ message: XenstoredMessage, _ path: String, _ strings: [[UInt8]], _ tree: XenstoreTree,
        _ connection: Connection
    ) throws(XenstoredRefusal) -> (inout XenstoreTree) -> [String] {
        let domain = connection.domain
        let quota = quota
        if tree[path] != nil { _ = try tree.node(path, for: domain, .write) }
        switch XenstoreOperation(rawValue: message.type) {
        case .write, .makeDirectory:
            let isWrite = message.type == XenstoreOperation.write.rawValue
            let value = Array(message.payload[(strings[0].count + 1)...])
            guard value.count <= quota.valueBytes else { throw XenstoredRefusal(.noSpace) }
            var trial = tree
            _ = try trial.make(path, for: domain, quota)
            return { tree in
                let made = (try? tree.make(path, for: domain, quota)) ?? []
                if isWrite { tree.set(path, value: value) }
                return isWrite || !made.isEmpty ? [path] : []
            }
        case .remove:
            guard path != "/" else { throw XenstoredRefusal(.invalidArgument) }
            guard tree[path] != nil else {
                // A missing node is no error where its parent exists.
                guard tree[XenstoreTree.parent(path)] != nil else {
                    throw XenstoredRefusal(.noEntry)
                }
                return { _ in [] }
            }
            return { tree in
                tree.remove(path)
                return [path]
            }
        default:
            let list = strings.dropFirst().filter { !$0.isEmpty }.compactMap { string in
                XenstorePermission.Access(rawValue: string[0]).flatMap { access in
                    UInt16(Self.text(Array(string.dropFirst()))).map {
                        XenstorePermission(DomainID($0), access)
                    }
                }
            }
            guard let owner = try tree.node(path, for: domain, .write).permissions.first?.domain,
                domain == .control || owner == domain
            else { throw XenstoredRefusal(.accessDenied) }
            guard !list.isEmpty, list.count <= quota.permissions else {
                throw XenstoredRefusal(.invalidArgument)
            }
            guard domain == .control || list[0].domain == domain else {
                throw XenstoredRefusal(.notPermitted)
            }
            return { tree in
                tree.set(path, permissions: list)
                return [path]
            }
        }
    }

    // MARK: Watches

    private func watch(_ strings: [[UInt8]], _ connection: Connection)
        throws(XenstoredRefusal) -> [[UInt8]]
    {
        guard strings.count >= 2 else { throw XenstoredRefusal(.invalidArgument) }
        let path = try resolve(strings[0], connection)
        guard connection.watches.count < quota.watches else { throw XenstoredRefusal(.tooBig) }
        guard !connection.watches.contains(where: { $0.path == path && $0.token == strings[1] })
        else { throw XenstoredRefusal(.exists) }
        let isRelative = strings[0].first != UInt8(ascii: "/")
        let watch = Watch(
            path: path, token: strings[1], prefix: isRelative ? connection.home + "/" : "")
        connection.watches.append(watch)
        return [XenstoredMessage.event(path, watch)]
    }
}
