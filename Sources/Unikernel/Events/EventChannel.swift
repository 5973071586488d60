// SPDX-License-Identifier: MIT
// One event channel: a bit that each of two domains can set for the other. Events carry no data and
// no count; the data is in shared memory.

/// An event channel between this domain and a peer.
public final class EventChannel: @unchecked Sendable {  // one virtual CPU
    /// This domain's port. The channels of console and xenstore get a new one when the domain is
    /// migrated.
    public private(set) var port: EventPort
    /// The other domain.
    public let peer: DomainID
    /// Raised for each event, or for several at once, and when the channel is closed.
    public let signal: Signal
    /// Whether this domain closed the channel, or it ended when the domain was saved.
    public private(set) var isClosed = false

    /// Called at each event before any waiter wakes. It must not block. Drivers do their work here,
    /// with or without a waiter.
    package var onEvent: (() -> Void)?

    private let channels: EventChannels

    init(port: EventPort, peer: DomainID, signal: Signal, of channels: EventChannels) {
        self.port = port
        self.peer = peer
        self.signal = signal
        self.channels = channels
    }

    /// Handles an event.
    func deliver() {
        onEvent?()
        signal.raise()
    }

    /// Notifies the peer. Xen drops the event when the peer's port is not bound.
    ///
    /// - Throws: ``HypervisorFault`` with `closed` when this channel is closed, or with Xen's
    ///   reason.
    public func notify() throws(HypervisorFault) {
        guard !isClosed else { throw HypervisorFault(.notifyPort, .closed) }
        try channels.hypervisor.notify(port)
    }

    /// Suspends the task until the peer notifies; false when `deadline` came first or the channel
    /// was closed.
    ///
    /// An event since the last wait counts. Events may be spurious, so callers check the shared
    /// memory.
    public func wait(until deadline: Instant = .never) async -> Bool {
        guard !isClosed else { return false }
        let raised = await signal.wait(until: deadline)
        return raised && !isClosed
    }

    /// Waits without suspending (see ``Signal``) until the peer notifies; false when `deadline`
    /// came first or the channel was closed.
    public func wait(until deadline: Instant = .never) -> Bool {
        guard !isClosed else { return false }
        let raised: Bool = signal.wait(until: deadline)
        return raised && !isClosed
    }

    /// Marks the channel as ended: its port went with the former domain.
    func end() {
        isClosed = true
        signal.raise()
    }

    /// Continues at the same peer's new port after a resume; waiters keep waiting.
    func goOn(at port: EventPort) {
        self.port = port
        isClosed = false
        signal.raise()
    }

    /// Closes the port and wakes the waiter. Closing twice does nothing.
    public func close() {
        guard !isClosed else { return }
        isClosed = true
        channels.remove(self)
        signal.raise()
    }
}
