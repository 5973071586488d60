// SPDX-License-Identifier: MIT
// What the toolstack asks of the whole domain, through control/shutdown. A request is acknowledged by emptying
// the node in the transaction that read it, so that one which is withdrawn in between is not carried out.

/// What the toolstack wants of the domain (`xl shutdown`, `reboot`, `save`, ...).
public enum ShutdownRequest: Equatable, Sendable {
    /// What the node says as `poweroff`, `reboot`, `suspend`, `halt` and `crash`.
    case powerOff, reboot, suspend, halt, crash
    /// A word that is none of these.
    case unknown([UInt8])

    /// The request that the node's value spells; nil when it is empty.
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
            // SAFETY: a static string is alive for good and has `utf8CodeUnitCount` bytes.
            guard unsafe value[index] == word.utf8Start[index] else { return false }
        }
        return true
    }
}

/// The toolstack's requests, one after the other.
public final class ShutdownRequests: @unchecked Sendable {  // one virtual CPU
    private static let node = "control/shutdown"

    private let watch: XenstoreWatch
    private let store: Xenstore

    /// Whether who takes the requests suspends the domain when asked to.
    private let suspends: Bool
    /// The incarnation of the connection in which the toolstack was told what the domain answers.
    private var toldIncarnation: UInt32

    /// Says that the domain listens (`control/feature-poweroff`, `feature-reboot`;
    /// `feature-suspend` too if it suspends when asked to) and begins to.
    ///
    ///     let requests = try await ShutdownRequests(on: try domain.xenstore())
    ///     while let request = try await requests.next() {
    ///         if request == .powerOff { break }
    ///     }
    ///
    /// - Throws: ``XenstoreError``, except when xenstore refuses the nodes: then there is nobody to
    ///   tell.
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

    /// Waits for the next request and acknowledges it. A request that is withdrawn before that does
    /// not count.
    ///
    /// - Returns: the request; nil when `stop` was called.
    /// - Throws: ``XenstoreError``, also when the connection ends during the wait.
    public func next() async throws(XenstoreError) -> ShutdownRequest? {
        while try await watch.next() != nil {
            // A new domain's toolstack has not been told; its first event comes when the watch is made again.
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

    /// Stops listening.
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

    /// Old toolstacks make no such node and let no guest make one: then there is nobody to tell.
    private static func advertise(_ feature: String, on store: Xenstore) async throws(XenstoreError)
    {
        do throws(XenstoreError) {
            try await store.write(feature, 1)
        } catch {
            guard case .refused = error else { throw error }
        }
    }
}
