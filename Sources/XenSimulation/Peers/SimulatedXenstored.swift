// SPDX-License-Identifier: MIT
// A xenstored small enough to read and faithful enough to test against: its tree, watches with
// their first event, conflicting transactions, error names, quotas. By its seed it reads requests
// and sends replies in pieces of any size, at random times, with watch events in between. On
// request it breaks the protocol.

internal import SeededRandom
public import Unikernel
package import XenRing

/// The xenstore daemon, for any number of domains.
public final class SimulatedXenstored {
    /// A domain's connection.
    @safe final class Connection {
        let domain: DomainID
        let page: UnsafeMutableRawPointer
        let notify: () -> Void
        var requests: ByteRingConsumer
        var replies: ByteRingProducer
        var received: [UInt8] = []
        var outgoing: [UInt8] = []
        var watches: [Watch] = []
        var transactions: [UInt32: Transaction] = [:]
        var isSilent = false
        var hasWork = true

        init(
            _ domain: DomainID, page: UnsafeMutableRawPointer, notify: @escaping () -> Void
        ) throws(RingFault) {
            self.domain = domain
            unsafe self.page = page
            self.notify = notify
            // SAFETY: the offsets of `xenstore_domain_interface` in a page of the caller's.
            requests = try unsafe ByteRingConsumer(
                ByteRingLayout(page: page, offset: 0, size: 1024, producer: 2052, consumer: 2048))
            replies = try unsafe ByteRingProducer(
                ByteRingLayout(
                    page: page, offset: 1024, size: 1024, producer: 2060, consumer: 2056))
        }

        var home: String { "/local/domain/\(domain.rawValue)" }
    }

    struct Watch {
        var path: String
        var token: [UInt8]
        /// The prefix of paths that the domain wrote as relative.
        var prefix: String
    }

    struct Transaction {
        /// The tree at the start of the transaction.
        let base: XenstoreTree
        /// The tree with the transaction's changes.
        var tree: XenstoreTree
        /// The generation of each node that was read, nil for missing ones.
        var seen: [String: UInt64?] = [:]
        var changes: [(inout XenstoreTree) -> [String]] = []
    }

    /// The tree; tests fill and read it in the toolstack's place.
    package private(set) var tree = XenstoreTree()
    /// The limits of a domain.
    package var quota = XenstoredQuota()
    /// The hostile action; nil for none.
    public var hostileAction: XenstoredHostileAction?
    /// The hostile action affects one in so many messages.
    public var hostileActionRarity: UInt64 = 8
    /// Returns the bytes that a fuzzer sends in place of a reply; nil for honest replies.
    public var onReply: ((XenstoredReply) -> [UInt8])?
    /// One in so many transactions is refused as a conflict; zero for none.
    public var conflictRarity: UInt64 = 0
    /// The number of requests answered.
    public private(set) var answered = 0

    /// Backends in the control domain; called with the path of each change.
    var observers: [(String) -> Void] = []

    var random: SeededRandom
    private var connections: [Connection] = []
    var nextTransaction: UInt32 = 1

    package init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    /// Connects a domain over its page, which outlives the daemon; `notify` notifies the domain's
    /// event channel.
    package func connect(
        _ domain: DomainID, page: UnsafeMutableRawPointer, notify: @escaping () -> Void
    ) throws(RingFault) {
        connections.append(try unsafe Connection(domain, page: page, notify: notify))
    }

    /// Drops a domain's requests, watches and transactions.
    package func disconnect(_ domain: DomainID) {
        connections.removeAll { $0.domain == domain }
    }

    /// Open watches and transactions, with their domains.
    package var openThings: [(domain: DomainID, what: String)] {
        connections.flatMap { connection in
            connection.watches.map { (connection.domain, "watch of \($0.path)") }
                + connection.transactions.keys.map { (connection.domain, "transaction \($0)") }
        }
    }

    func connection(of domain: DomainID) -> Connection? {
        connections.first { $0.domain == domain }
    }

    // MARK: The toolstack's side

    /// Writes a node as the control domain.
    public func write(_ path: String, _ value: String, permissions: [XenstorePermission] = []) {
        write(path, Array(value.utf8), permissions: permissions)
    }

    /// Writes a node as the control domain.
    public func write(_ path: String, _ value: [UInt8], permissions: [XenstorePermission] = []) {
        change { tree in
            _ = try? tree.make(path, for: .control, self.quota)
            tree.set(path, value: value)
            if !permissions.isEmpty { tree.set(path, permissions: permissions) }
            return [path]
        }
    }

    /// Removes a node and all below it, as the control domain.
    public func remove(_ path: String) {
        guard tree[path] != nil else { return }
        change { tree in
            tree.remove(path)
            return [path]
        }
    }

    /// Returns the value of a node.
    public func value(_ path: String) -> [UInt8]? { tree[path]?.value }

    /// Returns a node's permissions.
    public func permissions(_ path: String) -> [XenstorePermission]? { tree[path]?.permissions }

    // MARK: Work

    /// Called when a domain's event channel was notified.
    package func eventCame() {
        for connection in connections { connection.hasWork = true }
    }

    /// Does some of the pending work; returns whether there is more.
    package func step() -> Bool {
        for connection in connections where connection.hasWork { step(connection) }
        return connections.contains { $0.hasWork }
    }

    private func step(_ connection: Connection) {
        var moved = 0
        do throws(RingFault) {
            moved += try receive(connection)
            while let message = takeMessage(connection) { handle(message, connection) }
            moved += try send(connection)
            let hasRequests = try connection.requests.available() > 0
            let canReply = try connection.replies.room() > 0 && !connection.outgoing.isEmpty
            connection.hasWork = hasRequests || canReply
        } catch {
            connection.hasWork = false  // a domain that breaks its own ring is no longer served
        }
        if hostileAction == .jumpingIndices, random.isRare(hostileActionRarity) { jump(connection) }
        if moved > 0 { connection.notify() }
    }

    private func receive(_ connection: Connection) throws(RingFault) -> Int {
        let limit = Int.random(in: 1...1024, using: &random)
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = try unsafe bytes.withUnsafeMutableBufferPointer { bytes throws(RingFault) in
            try unsafe connection.requests.read(into: UnsafeMutableRawBufferPointer(bytes))
        }
        connection.received += bytes[..<count]
        return count
    }

    private func send(_ connection: Connection) throws(RingFault) -> Int {
        let limit = Int.random(in: 0...600, using: &random)
        let piece = Array(connection.outgoing.prefix(limit))
        let count = try unsafe piece.withUnsafeBufferPointer { bytes throws(RingFault) in
            try unsafe connection.replies.write(UnsafeRawBufferPointer(bytes))
        }
        connection.outgoing.removeFirst(count)
        return count
    }

    private func takeMessage(_ connection: Connection) -> XenstoredMessage? {
        guard let message = XenstoredMessage(connection.received) else { return nil }
        connection.received.removeFirst(16 + message.payload.count)
        return message
    }

    private func handle(_ message: XenstoredMessage, _ connection: Connection) {
        if hostileAction == .silence, random.isRare(hostileActionRarity) {
            connection.isSilent = true
        }
        if connection.isSilent { return }
        var reply = message
        var events: [[UInt8]] = []
        do throws(XenstoredRefusal) {
            (reply.payload, events) = try perform(message, connection)
        } catch {
            reply.type = 16
            reply.payload = Array("\(error.name.name)\0".utf8)
        }
        answered += 1
        // The order of a request's events and its reply is not specified.
        let eventsFirst = Bool.random(using: &random)
        if eventsFirst { connection.outgoing += events.joined() }
        connection.outgoing += spoil(reply, connection)
        if !eventsFirst { connection.outgoing += events.joined() }
    }

    /// Queues bytes for every domain.
    func queue(_ bytes: [UInt8]) {
        for connection in connections {
            connection.outgoing += bytes
            connection.hasWork = true
        }
    }

    // MARK: Changes

    /// Changes the tree and fires the watches.
    func change(_ body: (inout XenstoreTree) -> [String]) {
        for path in body(&tree) { fire(path, except: nil) }
    }

    /// Queues the events of a change at `path`; returns those of `except` instead of queuing them.
    @discardableResult func fire(_ path: String, except: Connection?) -> [[UInt8]] {
        for observer in observers { observer(path) }
        var own: [[UInt8]] = []
        for connection in connections {
            for watch in connection.watches {
                let isAtOrBelow = path == watch.path || path.hasPrefix(watch.path + "/")
                let isRemovedAbove = watch.path.hasPrefix(path + "/") && tree[path] == nil
                guard isAtOrBelow || watch.path == "/" || isRemovedAbove else { continue }
                let event = XenstoredMessage.event(isRemovedAbove ? watch.path : path, watch)
                if connection === except {
                    own.append(event)
                } else {
                    connection.outgoing += event
                    connection.hasWork = true
                }
            }
        }
        return own
    }
}

/// A message in the daemon's terms.
struct XenstoredMessage {
    var type: UInt32
    var identifier: UInt32
    var transaction: UInt32
    var payload: [UInt8]

    init(type: UInt32, identifier: UInt32, transaction: UInt32, payload: [UInt8]) {
        self.type = type
        self.identifier = identifier
        self.transaction = transaction
        self.payload = payload
    }

    /// Parses the message at the start of `bytes`; nil if it is incomplete.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 16 else { return nil }
        func word(_ index: Int) -> UInt32 {
            bytes[4 * index..<4 * index + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
        }
        let end = 16 + Int(word(3))
        guard bytes.count >= end else { return nil }
        self.init(
            type: word(0), identifier: word(1), transaction: word(2),
            payload: Array(bytes[16..<end]))
    }

    var bytes: [UInt8] {
        [type, identifier, transaction, UInt32(payload.count)].flatMap { word in
            (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) }
        } + payload
    }

    static func event(_ path: String, _ watch: SimulatedXenstored.Watch) -> [UInt8] {
        let shown = watch.prefix.isEmpty ? path : String(path.dropFirst(watch.prefix.count))
        let payload = Array(shown.utf8) + [0] + watch.token + [0]
        return XenstoredMessage(type: 15, identifier: 0, transaction: 0, payload: payload).bytes
    }
}
