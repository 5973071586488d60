// SPDX-License-Identifier: MIT
// The xenbus handshake of a disk's frontend and backend (io/xenbus.h, io/blkif.h): each writes its
// state to xenstore and waits for the other's. Every wait has a time-out.

internal import BlockIO

/// States of frontend and backend (io/xenbus.h, `enum xenbus_state`).
enum XenbusState: UInt64 {
    case unknown = 0
    case initialising = 1
    case initWait = 2
    case initialised = 3
    case connected = 4
    case closing = 5
    case closed = 6
    case reconfiguring = 7
    case reconfigured = 8
}

/// A disk's nodes in xenstore.
struct BlockXenbus {
    let store: Xenstore
    /// The frontend's directory, `device/vbd/<number>`.
    let front: String
    /// The backend's directory, as the toolstack wrote it.
    let back: String
    /// The backend's domain.
    let peer: DomainID
    /// The disk's number (io/blkif.h, "virtual-device").
    let number: UInt32
    let timeout: UInt64

    /// Looks up a disk and checks its backend's path.
    init(_ number: UInt32, in store: Xenstore, timeout: UInt64) throws(DiskError) {
        self.store = store
        self.number = number
        self.timeout = timeout
        front = "device/vbd/" + Self.text(UInt64(number))
        let path = try Self.value(front + "/backend", store)
        guard let path else { throw .notFound }
        guard let identifier = try Self.value(front + "/backend-id", store),
            let domain = XenstoreText.number(identifier[...]), domain < 0x7ff0
        else { throw .lost(.hostile("a backend in no domain")) }
        peer = DomainID(UInt16(domain))
        let own = try Self.value("domid", store)
        guard Self.isBackend(path, of: domain, for: own, number) else {
            throw .lost(.hostile("a backend at a path that is none"))
        }
        back = String(decoding: path, as: UTF8.self)
    }

    /// Returns whether a path is `/local/domain/<domain>/backend/<kind>/<own>/<number>`.
    private static func isBackend(
        _ path: [UInt8], of domain: UInt64, for own: [UInt8]?, _ number: UInt32
    ) -> Bool {
        let parts = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 8, parts[0].isEmpty, !parts[5].isEmpty else { return false }
        return parts[1].elementsEqual(XenstoreText.bytes("local"))
            && parts[2].elementsEqual(XenstoreText.bytes("domain"))
            && XenstoreText.number(parts[3]) == domain
            && parts[4].elementsEqual(XenstoreText.bytes("backend"))
            && (own == nil || parts[6].elementsEqual(own!))
            && XenstoreText.number(parts[7]) == UInt64(number)
    }

    static func text(_ number: UInt64) -> String {
        String(decoding: XenstoreText.digits(number), as: UTF8.self)
    }

    // MARK: Values

    /// Returns a node's value; nil when there is none.
    static func value(_ path: String, _ store: Xenstore) throws(DiskError) -> [UInt8]? {
        do throws(XenstoreError) {
            return try store.read(path)
        } catch {
            // Below a directory that is also gone, xenstore does not say which node is missing.
            if error.isMissing || error == .refused(.read, .accessDenied) { return nil }
            throw .xenstore(error)
        }
    }

    /// Returns a value of the backend's; nil when there is none.
    func value(_ key: String) throws(DiskError) -> [UInt8]? {
        try Self.value(back + "/" + key, store)
    }

    /// Returns a number of the backend's; nil when there is none.
    func number(_ key: String) throws(DiskError) -> UInt64? {
        guard let value = try value(key) else { return nil }
        guard let number = XenstoreText.number(value[...]) else {
            throw .lost(.hostile("a text where a number belongs"))
        }
        return number
    }

    // MARK: States

    /// Returns the backend's state; `unknown` when it is missing or invalid.
    func backendState() throws(DiskError) -> XenbusState {
        guard let value = try value("state"), let number = XenstoreText.number(value[...]) else {
            return .unknown
        }
        return XenbusState(rawValue: number) ?? .unknown
    }

    /// Returns the frontend's state, as it or the toolstack wrote it.
    func frontendState() throws(DiskError) -> XenbusState {
        guard let value = try Self.value(front + "/state", store),
            let number = XenstoreText.number(value[...])
        else { return .unknown }
        return XenbusState(rawValue: number) ?? .unknown
    }

    func write(_ state: XenbusState) throws(DiskError) {
        do throws(XenstoreError) {
            try store.write(front + "/state", state.rawValue)
        } catch {
            throw .xenstore(error)
        }
    }

    /// Waits until `isWanted` accepts the backend's state, or the time-out.
    func wait(
        _ watch: XenstoreWatch, atMost limit: UInt64 = .max, _ isWanted: (XenbusState) -> Bool
    ) throws(DiskError) -> XenbusState {
        let deadline = store.loop.now.advanced(byNanoseconds: min(timeout, limit))
        while true {
            let state = try backendState()
            if isWanted(state) { return state }
            guard store.loop.now < deadline else { throw .lost(.silent) }
            do throws(XenstoreError) {
                _ = try watch.next(until: deadline)
            } catch {
                throw .xenstore(error)
            }
        }
    }

    /// Waits for a state while connecting; throws when the backend closes meanwhile.
    func waitUp(_ watch: XenstoreWatch, _ isWanted: (XenbusState) -> Bool) throws(DiskError) {
        let state = try wait(watch) { state in
            isWanted(state) || state == .closing || state == .closed
        }
        guard isWanted(state) else { throw .lost(.closed) }
    }

    /// Watches the backend's directory.
    func watchBackend() throws(DiskError) -> XenstoreWatch {
        do throws(XenstoreError) {
            return try store.watch(back)
        } catch {
            throw .xenstore(error)
        }
    }

    // MARK: Connecting

    /// Resets the handshake, whatever state an earlier connection left.
    func begin(_ watch: XenstoreWatch) throws(DiskError) {
        let own = try frontendState()
        let other = try backendState()
        if own != .initialising || other == .closed {
            if own != .initialising, own != .unknown, own != .closed {
                try write(.closed)
                _ = try wait(watch) { $0 == .closed || $0 == .initWait || $0 == .initialising }
            }
            try write(.initialising)
            // A backend that has not seen the reset yet is still closed.
            _ = try wait(watch) { $0 == .initWait || $0 == .initialised }
            return
        }
        try waitUp(watch) { $0 == .initWait || $0 == .initialised }
    }

    /// Publishes the ring to the backend.
    func publish(_ ring: BlockRing, order: Int, isPersistent: Bool) throws(DiskError) {
        do throws(XenstoreError) {
            try store.transaction { (transaction) throws(XenstoreError) in
                if order == 0 {
                    try transaction.remove(front + "/ring-page-order")
                    try transaction.write(
                        front + "/ring-ref", UInt64(ring.pages.references[0].rawValue))
                } else {
                    try transaction.write(front + "/ring-page-order", UInt64(order))
                    for (index, reference) in ring.pages.references.enumerated() {
                        try transaction.write(
                            front + "/ring-ref" + Self.text(UInt64(index)),
                            UInt64(reference.rawValue))
                    }
                }
                try transaction.write(
                    front + "/event-channel", UInt64(ring.channel.port.rawValue))
                try transaction.write(front + "/protocol", "x86_64-abi")
                try transaction.write(front + "/feature-persistent", isPersistent ? 1 : 0)
            }
            try store.write(front + "/state", XenbusState.initialised.rawValue)
        } catch {
            throw .xenstore(error)
        }
    }

    // MARK: Disconnecting

    /// How long a backend may take to release the ring: two seconds twice, or the time-out if that
    /// is less.
    private static let patience: UInt64 = 2_000_000_000

    /// Disconnects so that the backend releases everything; gives up on a backend that does not.
    func close(_ watch: XenstoreWatch) {
        do throws(DiskError) {
            try write(.closing)
            _ = try wait(watch, atMost: Self.patience) {
                $0 == .closing || $0 == .closed || $0 == .unknown
            }
        } catch {}
        do throws(DiskError) {
            try write(.closed)
            _ = try wait(watch, atMost: Self.patience) {
                $0 == .closed || $0 == .unknown || $0 == .initWait
            }
        } catch {}
    }
}
