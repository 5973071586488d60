// SPDX-License-Identifier: MIT
// A running domain: its basic parts, created in the order of their dependencies. A guest has one,
// and the simulation one for each domain.

/// The parts of a domain.
public final class Domain: @unchecked Sendable {  // one virtual CPU
    /// The domain's clock.
    public let clock: DomainClock
    /// The domain's event channels.
    public let events: EventChannels
    /// The domain's grant table, created at its first use.
    public var grants: GrantTable {
        if let madeGrants { return madeGrants }
        let made = GrantTable(on: machine)
        madeGrants = made
        return made
    }
    /// The loop that runs the domain's tasks and fibers.
    public let loop: RunLoop
    /// The stacks of the domain's fibers, created at their first use.
    public private(set) lazy var stacks = FiberStacks(on: machine)
    /// The machine under the domain.
    package let machine: any XenMachine
    /// The connection that `xenstore()` made.
    var store: Xenstore?
    /// The grant table; nil until its first use.
    private(set) var madeGrants: GrantTable?
    /// The console on the toolstack's page; nil when there is none.
    var console: Console?
    /// Whether a suspension is under way.
    var isSuspending = false
    let sharedInfo: SharedInfo
    /// The registered suspendables, in the order of registration.
    private(set) var suspendables: [any Suspendable] = []

    /// Sets up a domain: places Xen's shared info page and masks every event port.
    package init(on machine: any XenMachine) throws(HypervisorFault) {
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

    /// The typed hypercalls.
    package var hypervisor: Hypervisor { Hypervisor(on: machine) }

    /// Returns the domain's connection with xenstore, created at the first call.
    ///
    /// - Throws: `disconnected`; with `absent` in a domain without a xenstore page, such as dom0 at
    ///   its start.
    public func xenstore() throws(XenstoreError) -> Xenstore {
        if let store { return store }
        let made = try Xenstore(of: self)
        store = made
        return made
    }

    /// Registers `suspendable` for calls before and after each suspension. Registering twice has no
    /// effect.
    public func add(_ suspendable: any Suspendable) {
        if !tells(suspendable) { suspendables.append(suspendable) }
    }

    /// Unregisters `suspendable`, which is then not called at the end of a suspension under way
    /// either.
    public func remove(_ suspendable: any Suspendable) {
        suspendables.removeAll { $0 === suspendable }
    }

    /// Returns whether `suspendable` is registered.
    func tells(_ suspendable: any Suspendable) -> Bool {
        for known in suspendables where known === suspendable { return true }
        return false
    }

    /// A generator of unpredictable random numbers.
    public var random: MachineRandom { MachineRandom(on: machine) }

    /// Ends the domain at once, without closing, flushing or waiting for anything.
    public func shutdown(_ reason: ShutdownReason = .powerOff) -> Never {
        precondition(reason != .suspend, "a suspended domain goes on")
        _ = try? hypervisor.shutdown(reason)
        fatalError("Xen lets a domain go on that has ended")
    }
}
