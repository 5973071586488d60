// SPDX-License-Identifier: MIT
// A running domain: the parts that everything else in it is built on, made in the order in which they need
// each other. There is one in a guest, and one for each simulated domain.

/// What a domain is made of.
public final class Domain: @unchecked Sendable {  // one virtual CPU
    /// The domain's clock.
    public let clock: DomainClock
    /// The domain's event channels.
    public let events: EventChannels
    /// The pages that the domain shares, from its first use on.
    public var grants: GrantTable {
        if let madeGrants { return madeGrants }
        let made = GrantTable(on: machine)
        madeGrants = made
        return made
    }
    /// What runs the domain's tasks and fibers.
    public let loop: RunLoop
    /// Stacks for the domain's fibers, from its first use on.
    public private(set) lazy var stacks = FiberStacks(on: machine)
    /// What the domain stands on.
    package let machine: any Machine
    /// The connection that `xenstore()` made.
    var store: Xenstore?
    /// The grant table, if it has been used.
    private(set) var madeGrants: GrantTable?
    /// The console that uses the toolstack's page, if there is one.
    var console: Console?
    /// Whether a suspension is under way.
    var isSuspending = false
    let sharedInfo: SharedInfo
    /// Those who are told when the domain is suspended, in the order in which they were added.
    private(set) var suspendables: [any Suspendable] = []

    /// Sets a domain up: Xen's shared pages appear in its memory and every event port is masked.
    package init(on machine: any Machine) throws(HypervisorFault) {
        self.machine = machine
        sharedInfo = try SharedInfo.map(on: machine)
        clock = DomainClock(on: machine, sharedInfo)
        events = EventChannels(on: machine, sharedInfo, clock)
        loop = RunLoop(over: events)
        events.attach(to: loop)
    }

    deinit {
        events.detach()
    }

    /// Typed hypercalls.
    package var hypervisor: Hypervisor { Hypervisor(on: machine) }

    /// The domain's connection with xenstore, made at the first call.
    ///
    /// - Throws: `disconnected`; with `absent` in a domain that the toolstack gave none, such as
    ///   dom0 at its start.
    public func xenstore() throws(XenstoreError) -> Xenstore {
        if let store { return store }
        let made = try Xenstore(of: self)
        store = made
        return made
    }

    /// Has `suspendable` told before and after each suspension, from now on. Added twice, it is told once.
    public func add(_ suspendable: any Suspendable) {
        if !tells(suspendable) { suspendables.append(suspendable) }
    }

    /// Has `suspendable` told no more, not even the end of a suspension that is under way.
    public func remove(_ suspendable: any Suspendable) {
        suspendables.removeAll { $0 === suspendable }
    }

    /// Whether `suspendable` was added and not removed.
    func tells(_ suspendable: any Suspendable) -> Bool {
        for known in suspendables where known === suspendable { return true }
        return false
    }

    /// Numbers nobody can predict.
    public var random: MachineRandom { MachineRandom(on: machine) }

    /// Ends the domain at once: nothing is closed, flushed or waited for.
    public func shutdown(_ reason: ShutdownReason = .powerOff) -> Never {
        precondition(reason != .suspend, "a suspended domain goes on")
        _ = try? hypervisor.shutdown(reason)
        fatalError("Xen lets a domain go on that has ended")
    }
}
