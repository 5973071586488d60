// SPDX-License-Identifier: MIT
// Several domains on a model of Xen, in virtual time, with one source of randomness. The same seed
// replays the same run: which domain runs next, how long an event takes, which calls fail.
//
// Invariants:
// 1. At most one thread runs anything of the simulation: that of `current`, or the one that called
//    `run` when `current` is nil.
// 2. Only `choose` advances time by waiting, and never past a scheduled action.
// 3. A processor that waits in `passBaton` is woken by exactly one other.

internal import Glibc
public import SeededRandom
public import Unikernel

/// A simulated host with its domains.
@safe public final class Simulation: @unchecked Sendable {  // one thread at a time, by invariant 1
    /// The seed, which replays this run.
    public let seed: UInt64
    /// The present system time in nanoseconds.
    public internal(set) var now: UInt64 = 1_000_000_000
    /// The simulation's random numbers, also for tests.
    public var random: SeededRandom
    /// The plan of injected hypercall failures.
    public var faults = FaultPlan.none
    /// Counters of resources that are not Xen's, such as watches; called by `leaks`.
    public var leakSources: [() -> [Leak]] = []

    let host = HostMemory()
    var domains: [UInt16: XenDomain] = [:]
    var started: [SimulatedDomain] = []
    var agenda = Agenda()
    private(set) var isEnding = false
    private(set) var current: VirtualProcessor?

    private var isEnded = false
    private var goal: () -> Bool = { true }
    private var stepsLeft = 0
    private var outcome: SimulationError?
    private let outside = Baton()

    /// Creates a host without domains.
    public init(seed: UInt64) {
        self.seed = seed
        random = SeededRandom(seed: seed)
    }

    deinit {
        end()
    }

    /// Ends every domain and releases the simulation's resources of the host. Nothing of a domain
    /// may be used after that.
    public func end() {
        guard !isEnded else { return }
        precondition(current == nil, "a simulation was ended from inside")
        isEnded = true
        isEnding = true
        agenda.removeAll()
        for domain in started {
            domain.processor.end()
            domain.machine.release()
        }
        for domain in domains.values {
            domain.memory.release()
            domain.eventHandler = nil
        }
        host.release()
    }

    // MARK: Scheduled actions

    /// Schedules `action` outside of all domains.
    public func schedule(afterNanoseconds delay: UInt64, _ action: @escaping () -> Void) {
        agenda.add(at: now &+ delay, action)
    }

    /// Advances time for every domain, as when the host was suspended.
    public func jump(byNanoseconds distance: UInt64) {
        now += distance
        refreshTime()
    }

    func charge(_ nanoseconds: UInt64) {
        now += nanoseconds
    }

    private func refreshTime() {
        for domain in domains.values { domain.writeTimeRecord(at: now) }
    }

    /// Delivers an event to a peer after a delay.
    func deliver(_ port: EventPort, to domain: XenDomain) {
        schedule(afterNanoseconds: UInt64.random(in: Cost.peerLatency, using: &random)) {
            [unowned domain] in
            domain.clearPending(port.rawValue)
            domain.eventHandler?(port)
        }
    }

    // MARK: Running

    /// Runs all domains until `goal` holds.
    ///
    /// - Parameter limit: the most iterations of run loops.
    /// - Throws: ``SimulationError`` when the limit is reached, or nothing can happen any more.
    public func run(limit: Int = 1_000_000, until goal: @escaping () -> Bool)
        throws(SimulationError)
    {
        precondition(current == nil, "a simulation was run from inside")
        precondition(!isEnded, "a simulation was run after its end")
        self.goal = goal
        stepsLeft = limit
        outcome = nil
        if let next = choose() {
            hand(to: next)
            outside.wait()
        }
        self.goal = { true }
        if let outcome { throw outcome }
    }

    /// Passes the baton; returns when it comes back.
    func passBaton(from processor: VirtualProcessor) {
        guard !isEnding else {
            // A processor that waits again after it was told to end is in a wait that never ends.
            if processor.wasToldToEnd { processor.leave() }
            processor.wasToldToEnd = true
            return
        }
        let next = choose()
        if next === processor { return }
        hand(to: next)
        processor.awaitBaton()
        if isEnding { processor.wasToldToEnd = true }
    }

    /// Ends the processor that is running.
    func endCurrent(_ processor: VirtualProcessor) -> Never {
        processor.markEnded()
        let next = choose()
        hand(to: next)
        processor.leave()
    }

    func iterationEnded(on processor: VirtualProcessor) {
        charge(Cost.iteration)
        passBaton(from: processor)
    }

    /// Occasionally runs due actions and other processors in the middle of this one's work.
    func mayPreempt() {
        guard let current, !isEnding, random.isRare(4) else { return }
        passBaton(from: current)
    }

    private func hand(to next: VirtualProcessor?) {
        if let next { next.receiveBaton() } else { outside.signal() }
    }

    /// Chooses the next processor to run; nil for the caller of `run`.
    private func choose() -> VirtualProcessor? {
        current = nextProcessor()
        if current != nil { refreshTime() }
        return current
    }

    private func nextProcessor() -> VirtualProcessor? {
        while true {
            while let action = agenda.removeDue(at: now) { action() }
            if goal() { return nil }
            stepsLeft -= 1
            guard stepsLeft >= 0 else {
                outcome = .stepLimit
                return nil
            }
            let processors = started.map(\.processor)
            for processor in processors { processor.expire(at: now) }
            let runnable = processors.filter(\.isRunnable)
            if let next = runnable.randomElement(using: &random) { return next }
            let moments = processors.compactMap(\.deadline) + [agenda.next].compactMap { $0 }
            guard let next = moments.min() else {
                outcome = .stuck(processors.map { StuckDomain(id: $0.id, state: $0.description) })
                return nil
            }
            now = max(now, next)
        }
    }
}

/// Why a run did not reach its goal.
public enum SimulationError: Error, Equatable {
    /// Nothing can happen any more; lists what each domain waits for.
    case stuck([StuckDomain])
    /// The limit of run loop iterations was reached.
    case stepLimit
    /// This domain ended before its work was done.
    case domainEnded(DomainID)
}

/// A domain that waits for ever.
public struct StuckDomain: Equatable, Sendable {
    /// The domain.
    public var id: DomainID
    /// A description of what it waits for.
    public var state: String

    /// Creates the description of a stuck domain.
    public init(id: DomainID, state: String) {
        self.id = id
        self.state = state
    }
}
