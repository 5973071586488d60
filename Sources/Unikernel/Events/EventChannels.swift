// SPDX-License-Identifier: MIT
// A domain's event channels, without interrupts: every port stays masked, the run loop looks at the pending
// bits, and SCHEDOP_poll, which does not care for masks, waits for them.
//
// Invariants: 1. `channels[p]` and bit p of `listened` are there together or not at all, and `count` says how many
// there are. 2. Every mask bit of shared info is set. 3. A pending bit is cleared before its signal is raised, so
// an event during the hand-out is seen at the next.

/// The event channels of a domain: where its run loop's events come from.
@safe public final class EventChannels: EventSource, @unchecked Sendable {  // one virtual CPU
    /// What arrived that nobody asked for, and what Xen refused. A growing number is a hint, never a failure.
    public struct Counters: Equatable, Sendable {
        /// Events handed out to a channel.
        public var events: UInt64 = 0
        /// Pending bits of ports that this domain does not listen to.
        public var spurious: UInt64 = 0
        /// Waits that Xen refused.
        public var refusedWaits: UInt64 = 0
        /// Ports that Xen did not take back.
        public var refusedCloses: UInt64 = 0
    }

    /// How long a wait lasts at most when it cannot name every port, or when Xen refuses to wait for them: 1 ms.
    private static let blindWait: UInt64 = 1_000_000

    /// What has been counted since the start.
    public private(set) var counters = Counters()

    let hypervisor: Hypervisor
    private let sharedInfo: SharedInfo
    private let clock: DomainClock
    private var loop: RunLoop?
    private var channels: [EventChannel?] = []
    private var listened = InlineArray<64, UInt64>(repeating: 0)
    private var count = 0

    package init(on machine: any Machine, _ sharedInfo: SharedInfo, _ clock: DomainClock) {
        hypervisor = Hypervisor(on: machine)
        self.sharedInfo = sharedInfo
        self.clock = clock
        sharedInfo.maskAll()
    }

    /// Names the loop on which signals wake their waiters; before the first channel is made.
    package func attach(to loop: RunLoop) {
        self.loop = loop
    }

    /// Lets go of the run loop, which holds this source. No channel can be made after that.
    func detach() {
        loop = nil
    }

    // MARK: Making and closing

    /// Makes a channel that `peer` alone may bind to; the number of its port has to be told to the
    /// peer.
    ///
    /// - Throws: ``HypervisorFault`` with Xen's reason, or `answerOutOfRange` for a port that
    ///   cannot be.
    public func allocate(for peer: DomainID) throws(HypervisorFault) -> EventChannel {
        let port = try hypervisor.allocateUnboundPort(for: peer)
        return try listen(to: port, peer, .allocateUnboundPort)
    }

    /// Makes a channel bound to the port that `peer` allocated for this domain. Its first event
    /// comes at once.
    ///
    /// - Throws: ``HypervisorFault`` with Xen's reason, or `answerOutOfRange` for a port that
    ///   cannot be.
    public func bind(to peer: DomainID, _ remote: EventPort) throws(HypervisorFault) -> EventChannel
    {
        let port = try hypervisor.bindPort(to: peer, remote)
        return try listen(to: port, peer, .bindPort)
    }

    /// Makes the channel of a port that the domain was given at its start, such as the console's.
    ///
    /// - Throws: ``HypervisorFault`` with `answerOutOfRange` for a port that cannot be or has a
    ///   channel.
    public func adopt(_ port: EventPort, peer: DomainID) throws(HypervisorFault) -> EventChannel {
        try listen(to: port, peer, .adoptPort)
    }

    private func listen(
        to port: EventPort, _ peer: DomainID, _ operation: HypervisorOperation
    ) throws(HypervisorFault) -> EventChannel {
        guard let loop else { preconditionFailure("event channels without a run loop") }
        try makeRoom(for: port, operation)
        let channel = EventChannel(port: port, peer: peer, signal: Signal(on: loop), of: self)
        keep(channel)
        return channel
    }

    /// Makes sure that a port is one that a channel can have.
    private func makeRoom(for port: EventPort, _ operation: HypervisorOperation)
        throws(HypervisorFault)
    {
        let index = Int(port.rawValue)
        guard port.rawValue > 0, port.rawValue < EventPort.count else {
            throw HypervisorFault(operation, .answerOutOfRange(UInt64(port.rawValue)))
        }
        while channels.count <= index { channels.append(nil) }
        guard channels[index] == nil else {
            throw HypervisorFault(operation, .answerOutOfRange(UInt64(port.rawValue)))
        }
    }

    private func keep(_ channel: EventChannel) {
        let index = Int(channel.port.rawValue)
        channels[index] = channel
        listened[index / 64] |= 1 << UInt64(index % 64)
        count += 1
    }

    /// Forgets a channel and gives its port back.
    func remove(_ channel: EventChannel) {
        let index = Int(channel.port.rawValue)
        channels[index] = nil
        listened[index / 64] &= ~(1 << UInt64(index % 64))
        count -= 1
        do throws(HypervisorFault) {
            try hypervisor.closePort(channel.port)
        } catch {
            counters.refusedCloses += 1
        }
    }

    // MARK: After a resume

    /// Ends every channel: their ports went with the domain that this one was. Nothing is given back, since a new
    /// domain's ports may have the same numbers.
    func endAll() {
        sharedInfo.maskAll()
        let ended = channels
        channels = []
        listened = InlineArray<64, UInt64>(repeating: 0)
        count = 0
        for channel in ended { channel?.end() }
    }

    /// Goes on with an ended channel at the port that the toolstack made for its peer in the new domain.
    func goOn(with channel: EventChannel, at port: EventPort) throws(HypervisorFault) {
        try makeRoom(for: port, .adoptPort)
        channel.goOn(at: port)
        keep(channel)
    }

    // MARK: The run loop's events

    package var now: Instant { clock.now }

    package var hasListeners: Bool { count > 0 }

    package func dispatch() -> Bool {
        var any = false
        for index in listened.indices where listened[index] != 0 {
            let pending = sharedInfo.pendingWord(index)
            guard pending != 0 else { continue }
            var taken = sharedInfo.clearPending(pending, inWord: index)
            counters.spurious += UInt64((taken & ~listened[index]).nonzeroBitCount)
            taken &= listened[index]
            while taken != 0 {
                any = true
                counters.events += 1
                channels[64 * index + taken.trailingZeroBitCount]?.deliver()
                taken &= taken - 1
            }
        }
        return any
    }

    package func wait(until deadline: Instant) {
        // An event on a port that the poll does not name ends it only if it comes during the poll: one that
        // comes just before would be slept over. So a poll that cannot name them all is a short one.
        let isBlind = count > Hypervisor.pollLimit
        do throws(HypervisorFault) {
            try poll(
                min(count, Hypervisor.pollLimit),
                until: isBlind ? blindDeadline(deadline) : deadline)
        } catch {
            counters.refusedWaits += 1
            try? poll(0, until: blindDeadline(deadline))
        }
    }

    private func blindDeadline(_ deadline: Instant) -> Instant {
        min(deadline, clock.now.advanced(byNanoseconds: Self.blindWait))
    }

    /// Waits for the first `portCount` of the ports that are listened to.
    private func poll(_ portCount: Int, until deadline: Instant) throws(HypervisorFault) {
        var ports = InlineArray<128, UInt32>(repeating: 0)  // as many as `Hypervisor.pollLimit`
        var found = 0
        for index in listened.indices {
            var bits = listened[index]
            while bits != 0, found < portCount {
                ports[found] = UInt32(64 * index + bits.trailingZeroBitCount)
                found += 1
                bits &= bits - 1
            }
        }
        // SAFETY: Xen reads the ports during the call, through which the buffer is valid.
        try unsafe ports.span.withUnsafeBufferPointer { (all) throws(HypervisorFault) in
            let named = unsafe UnsafeBufferPointer(start: all.baseAddress, count: portCount)
            try unsafe hypervisor.poll(named, until: clock.systemTime(at: deadline))
        }
    }
}
