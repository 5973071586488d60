// SPDX-License-Identifier: MIT
// A domain's event channels, without interrupts. Every port stays masked; the run loop polls the
// pending bits and waits by SCHEDOP_poll, which ignores masks.
//
// Invariants:
// 1. `channels[p]` and bit p of `listened` are set together or not at all, and `count` is their
//    number.
// 2. Every mask bit of shared info is set.
// 3. A pending bit is cleared before its signal is raised, so the next dispatch sees an event that
//    arrives during this one.

/// The event channels of a domain: the event source of its run loop.
@safe public final class EventChannels: EventSource, @unchecked Sendable {  // one virtual CPU
    /// Counts of unexpected events and refused calls. Growing numbers are a hint, never a failure.
    public struct Counters: Equatable, Sendable {
        /// Events delivered to a channel.
        public var events: UInt64 = 0
        /// Pending bits of ports without a channel.
        public var spurious: UInt64 = 0
        /// Waits that Xen refused.
        public var refusedWaits: UInt64 = 0
        /// Ports that Xen refused to close.
        public var refusedCloses: UInt64 = 0
    }

    /// The longest wait when a poll cannot name every port, or Xen refuses the poll: 1 ms.
    private static let blindWait: UInt64 = 1_000_000

    /// The counters since the start.
    public private(set) var counters = Counters()

    let hypervisor: Hypervisor
    private let sharedInfo: SharedInfo
    private let clock: DomainClock
    private var loop: RunLoop?
    private var channels: [EventChannel?] = []
    private var listened = InlineArray<64, UInt64>(repeating: 0)
    private var count = 0

    package init(on machine: any XenMachine, _ sharedInfo: SharedInfo, _ clock: DomainClock) {
        hypervisor = Hypervisor(on: machine)
        self.sharedInfo = sharedInfo
        self.clock = clock
        sharedInfo.maskAll()
    }

    /// Sets the loop that wakes waiters; must be called before the first channel is created.
    package func attach(to loop: RunLoop) {
        self.loop = loop
    }

    /// Releases the run loop, which retains this source. No channel can be created after that.
    func detach() {
        loop = nil
    }

    // MARK: Opening and closing

    /// Creates a channel that only `peer` may bind to; the caller passes the port's number to the
    /// peer.
    ///
    /// - Throws: ``HypervisorFault`` with Xen's reason, or `answerOutOfRange` for an invalid port.
    public func allocate(for peer: DomainID) throws(HypervisorFault) -> EventChannel {
        let port = try hypervisor.allocateUnboundPort(for: peer)
        return try listen(to: port, peer, .allocateUnboundPort)
    }

    /// Creates a channel bound to the port that `peer` allocated for this domain. Its first event
    /// arrives at once.
    ///
    /// - Throws: ``HypervisorFault`` with Xen's reason, or `answerOutOfRange` for an invalid port.
    public func bind(to peer: DomainID, _ remote: EventPort) throws(HypervisorFault) -> EventChannel
    {
        let port = try hypervisor.bindPort(to: peer, remote)
        return try listen(to: port, peer, .bindPort)
    }

    /// Creates the channel of a port that the domain got at its start, such as the console's.
    ///
    /// - Throws: ``HypervisorFault`` with `answerOutOfRange` for a port that is invalid or has a
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

    /// Checks that a channel can have a port, and grows the table for it.
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

    /// Removes a channel and closes its port.
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

    /// Ends every channel; their ports went with the former domain. Nothing is closed, since a new
    /// domain's ports may have the same numbers.
    func endAll() {
        sharedInfo.maskAll()
        let ended = channels
        channels = []
        listened = InlineArray<64, UInt64>(repeating: 0)
        count = 0
        for channel in ended { channel?.end() }
    }

    /// Continues an ended channel at the port that the toolstack made for its peer in the new
    /// domain.
    func goOn(with channel: EventChannel, at port: EventPort) throws(HypervisorFault) {
        try makeRoom(for: port, .adoptPort)
        channel.goOn(at: port)
        keep(channel)
    }

    // MARK: EventSource

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
        // An event on a port that the poll does not name wakes it only if it arrives during the
        // poll. One just before would be slept over, so a poll that cannot name all ports is short.
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

    /// Polls the first `portCount` of the ports with channels.
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
        // SAFETY: Xen reads the ports only during the call, and the buffer is valid throughout.
        try unsafe ports.span.withUnsafeBufferPointer { (all) throws(HypervisorFault) in
            let named = unsafe UnsafeBufferPointer(start: all.baseAddress, count: portCount)
            try unsafe hypervisor.poll(named, until: clock.systemTime(at: deadline))
        }
    }
}
