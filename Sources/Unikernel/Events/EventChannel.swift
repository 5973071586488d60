// SPDX-License-Identifier: MIT
// One event channel: a bit that each of two domains can set for the other. Events carry nothing and do not count; what
// happened is in the memory that both share.

/// An event channel between this domain and a peer.
public final class EventChannel: @unchecked Sendable {  // one virtual CPU
    /// This domain's end. The channels of console and xenstore get another one when the domain is moved.
    public private(set) var port: EventPort
    /// The other domain.
    public let peer: DomainID
    /// Raised for each event, or for several at once, and when the channel is closed.
    public let signal: Signal
    /// Whether the channel was closed by this domain, or ended with the domain that had it when this one was saved.
    public private(set) var isClosed = false

    /// Is called at each event, before anybody is woken, and must not wait: a driver does its work when its event
    /// comes, whether or not somebody waits for it.
    var onEvent: (() -> Void)?

    private let channels: EventChannels

    init(port: EventPort, peer: DomainID, signal: Signal, of channels: EventChannels) {
        self.port = port
        self.peer = peer
        self.signal = signal
        self.channels = channels
    }

    /// Takes in an event.
    func deliver() {
        onEvent?()
        signal.raise()
    }

    /// Tells the peer that something happened. Xen drops it when the peer's end is not bound.
    ///
    /// - Throws: ``HypervisorFault`` with `closed` when this channel is closed, or with Xen's
    ///   reason.
    public func notify() throws(HypervisorFault) {
        guard !isClosed else { throw HypervisorFault(.notifyPort, .closed) }
        try channels.hypervisor.notify(port)
    }

    /// Suspends the task until the peer notifies; false when `deadline` came first or the channel was closed.
    ///
    /// An event that came since the last wait counts. It may be spurious: look at what it is about.
    public func wait(until deadline: Instant = .never) async -> Bool {
        guard !isClosed else { return false }
        let raised = await signal.wait(until: deadline)
        return raised && !isClosed
    }

    /// Waits without suspending (see ``Signal``) until the peer notifies; false when `deadline` came first or
    /// the channel was closed.
    public func wait(until deadline: Instant = .never) -> Bool {
        guard !isClosed else { return false }
        let raised: Bool = signal.wait(until: deadline)
        return raised && !isClosed
    }

    /// Says that there is no port any more: it ended with the domain that had it.
    func end() {
        isClosed = true
        signal.raise()
    }

    /// Goes on at another port, that of the same peer after a resume; who waits does not notice.
    func goOn(at port: EventPort) {
        self.port = port
        isClosed = false
        signal.raise()
    }

    /// Gives the port back and wakes who waits. Closing twice does nothing more.
    public func close() {
        guard !isClosed else { return }
        isClosed = true
        channels.remove(self)
        signal.raise()
    }
}
