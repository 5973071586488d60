// SPDX-License-Identifier: MIT
// The toolstack's requests to the whole domain, by control/shutdown. A request is acknowledged by
// emptying the node in the transaction that read it, so one withdrawn in between is not carried
// out.

/// A request of the toolstack (`xl shutdown`, `reboot`, `save`, ...).
public enum ShutdownRequest: Equatable, Sendable {
    /// The node's values `poweroff`, `reboot`, `suspend`, `halt` and `crash`.
    case powerOff, reboot, suspend, halt, crash
    /// Any other value.
    case unknown([UInt8])

    /// Parses the node's value; nil when it is empty.
    init?(_ value: [UInt8]) {
        guard !value.isEmpty else { return nil }
        if Self.spells(value, "poweroff") {
            self = .powerOff
        } else if Self.spells(value, "reboot") {
            self = .reboot
        } else if Self.spells(value, "suspend") {
            self = .suspend
        } else if Self.spells(value, "halt") {
            self = .halt
        } else if Self.spells(value, "crash") {
            self = .crash
        } else {
            self = .unknown(value)
        }
    }

    private static func spells(_ value: [UInt8], _ word: StaticString) -> Bool {
        guard value.count == word.utf8CodeUnitCount else { return false }
        for index in value.indices {
            // SAFETY: a static string is never freed and has `utf8CodeUnitCount` bytes.
            guard unsafe value[index] == word.utf8Start[index] else { return false }
        }
        return true
    }
}

/// The sequence of the toolstack's requests.
public final class ShutdownRequests: @unchecked Sendable {  // one virtual CPU
    private static let node = "control/shutdown"

    private let watch: XenstoreWatch
    private let store: Xenstore

    /// Whether the caller suspends the domain on request.
    private let suspends: Bool
    /// The incarnation of the connection in which the features were advertised.
    private var toldIncarnation: UInt32

    /// Advertises the requests that the domain answers (`control/feature-poweroff`,
    /// `feature-reboot`, and `feature-suspend` if it suspends on request) and starts to watch for
    /// them.
    ///
    ///     let requests = try await ShutdownRequests(on: try domain.xenstore())
    ///     while let request = try await requests.next() {
    ///         if request == .powerOff { break }
    ///     }
    ///
    /// - Throws: ``XenstoreError``, except when xenstore refuses the nodes: the toolstack does not
    ///   know them then.
    public init(on store: Xenstore, suspends: Bool = false) async throws(XenstoreError) {
        self.store = store
        self.suspends = suspends
        toldIncarnation = store.connection.incarnation
        watch = try await store.watch(Self.node)
        do throws(XenstoreError) {
            try await advertise()
        } catch {
            watch.cancel()
            throw error
        }
    }

    /// Waits for the next request and acknowledges it. Ignores a request that is withdrawn before
    /// that.
    ///
    /// - Returns: the request; nil when `stop` was called.
    /// - Throws: ``XenstoreError``, also when the connection ends during the wait.
    public func next() async throws(XenstoreError) -> ShutdownRequest? {
        while try await watch.next() != nil {
            // A new domain's toolstack must be told again. The watch's first event after a resume
            // leads here.
            if toldIncarnation != store.connection.incarnation {
                toldIncarnation = store.connection.incarnation
                try await advertise()
            }
            let value = try await store.transaction { transaction async throws(XenstoreError) in
                try await Self.take(in: transaction)
            }
            if let request = ShutdownRequest(value) { return request }
        }
        return nil
    }

    /// Stops watching.
    public func stop() {
        watch.cancel()
    }

    private static func take(in transaction: XenstoreTransaction) async throws(XenstoreError)
        -> [UInt8]
    {
        let value: [UInt8]
        do throws(XenstoreError) {
            value = try await transaction.read(node)
        } catch {
            guard error.isMissing else { throw error }
            return []
        }
        if !value.isEmpty { try await transaction.write(node, []) }
        return value
    }

    private func advertise() async throws(XenstoreError) {
        try await Self.advertise("control/feature-poweroff", on: store)
        try await Self.advertise("control/feature-reboot", on: store)
        if suspends { try await Self.advertise("control/feature-suspend", on: store) }
    }

    /// Old toolstacks do not create such a node and let no guest create one.
    private static func advertise(_ feature: String, on store: Xenstore) async throws(XenstoreError)
    {
        do throws(XenstoreError) {
            try await store.write(feature, 1)
        } catch {
            guard case .refused = error else { throw error }
        }
    }
}
