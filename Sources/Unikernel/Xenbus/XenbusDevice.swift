// SPDX-License-Identifier: MIT
// The xenbus handshake of a frontend and its backend (io/xenbus.h), the same for every kind of device: each writes its
// state to xenstore and waits for the other's. Every wait has a time-out. What the backend wrote is another domain's text.

import CompactStrings

/// A device's nodes in xenstore.
package struct XenbusDevice {
    package let store: Xenstore
    /// The frontend's directory, `device/<kind>/<number>`.
    package let front: String
    /// The backend's directory, as the toolstack wrote it.
    let back: String
    /// The backend's domain.
    package let peer: DomainID
    /// The time-out of each wait, in nanoseconds.
    package let timeout: UInt64

    /// Looks up a device and checks its backend's path.
    ///
    /// - Parameters:
    ///   - kind: the name of its kind in xenstore, such as `vbd`.
    ///   - number: the device's number of that kind.
    ///   - timeout: of each wait, in nanoseconds.
    /// - Throws: `notFound`, `xenstore` or `hostile`.
    package init(
        _ kind: String, _ number: UInt32, in store: Xenstore, timeout: UInt64
    ) throws(XenbusError) {
        self.store = store
        self.timeout = timeout
        front = "device/" + kind + "/" + XenstoreText.text(UInt64(number))
        let path = try store.value(front + "/backend")
        guard let path else { throw .notFound }
        guard let identifier = try store.value(front + "/backend-id"),
            let domain = XenstoreText.number(identifier[...]), domain < 0x7ff0
        else { throw .hostile(.domain) }
        peer = DomainID(UInt16(domain))
        let own = try store.value("domid")
        guard Self.isBackend(path, of: domain, for: own, number) else { throw .hostile(.path) }
        back = String(bytes: path)
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

    // MARK: Values

    /// Returns a value of the backend's; nil when there is none.
    package func value(_ key: String) throws(XenbusError) -> [UInt8]? {
        try store.value(back + "/" + key)
    }

    /// Returns a number of the backend's; nil when there is none.
    package func number(_ key: String) throws(XenbusError) -> UInt64? {
        guard let value = try value(key) else { return nil }
        guard let number = XenstoreText.number(value[...]) else {
            throw .hostile(.number)
        }
        return number
    }

    /// Returns a value of the frontend's, as the toolstack wrote it; nil when there is none.
    package func ownValue(_ key: String) throws(XenbusError) -> [UInt8]? {
        try store.value(front + "/" + key)
    }

    // MARK: States

    /// Returns the backend's state; `unknown` when it is missing or invalid.
    package func backendState() throws(XenbusError) -> XenbusState {
        guard let value = try value("state"), let number = XenstoreText.number(value[...]) else {
            return .unknown
        }
        return XenbusState(rawValue: number) ?? .unknown
    }

    /// Returns the frontend's state, as it or the toolstack wrote it.
    func frontendState() throws(XenbusError) -> XenbusState {
        guard let value = try ownValue("state"),
            let number = XenstoreText.number(value[...])
        else { return .unknown }
        return XenbusState(rawValue: number) ?? .unknown
    }

    package func write(_ state: XenbusState) throws(XenbusError) {
        do throws(XenstoreError) {
            try store.write(front + "/state", state.rawValue)
        } catch {
            throw .xenstore(error)
        }
    }

    /// Waits until `isWanted` accepts the backend's state, or the time-out.
    func wait(
        _ watch: XenstoreWatch, atMost limit: UInt64 = .max, _ isWanted: (XenbusState) -> Bool
    ) throws(XenbusError) -> XenbusState {
        let deadline = store.loop.now.advanced(byNanoseconds: min(timeout, limit))
        while true {
            let state = try backendState()
            if isWanted(state) { return state }
            guard store.loop.now < deadline else { throw .silent }
            do throws(XenstoreError) {
                _ = try watch.next(until: deadline)
            } catch {
                throw .xenstore(error)
            }
        }
    }

    /// Waits for a state while connecting; throws when the backend closes meanwhile.
    package func waitUp(_ watch: XenstoreWatch, _ isWanted: (XenbusState) -> Bool)
        throws(XenbusError)
    {
        let state = try wait(watch) { state in
            isWanted(state) || state == .closing || state == .closed
        }
        guard isWanted(state) else { throw .closed }
    }

    /// Watches the backend's directory.
    package func watchBackend() throws(XenbusError) -> XenstoreWatch {
        do throws(XenstoreError) {
            return try store.watch(back)
        } catch {
            throw .xenstore(error)
        }
    }

    // MARK: Connecting

    /// Resets the handshake, whatever state an earlier connection left.
    package func begin(_ watch: XenstoreWatch) throws(XenbusError) {
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

    // MARK: Disconnecting

    /// How long a backend may take to release the ring: two seconds twice, or the time-out if that
    /// is less.
    private static let patience: UInt64 = 2_000_000_000

    /// Disconnects so that the backend releases everything; gives up on a backend that does not.
    package func close(_ watch: XenstoreWatch) {
        do throws(XenbusError) {
            try write(.closing)
            _ = try wait(watch, atMost: Self.patience) {
                $0 == .closing || $0 == .closed || $0 == .unknown
            }
        } catch {}
        do throws(XenbusError) {
            try write(.closed)
            _ = try wait(watch, atMost: Self.patience) {
                $0 == .closed || $0 == .unknown || $0 == .initWait
            }
        } catch {}
    }
}

extension Xenstore {
    /// Returns a node's value; nil when there is none.
    package func value(_ path: String) throws(XenbusError) -> [UInt8]? {
        do throws(XenstoreError) {
            return try read(path)
        } catch {
            // Below a directory that is also gone, xenstore does not say which node is missing.
            if error.isMissing || error == .refused(.read, .accessDenied) { return nil }
            throw .xenstore(error)
        }
    }
}
