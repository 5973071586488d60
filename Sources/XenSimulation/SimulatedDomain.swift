// SPDX-License-Identifier: MIT
// A simulated domain: the machine of the model of Xen, with the same code above it as in a guest.

internal import CXen
public import Unikernel

/// A simulated domain.
public final class SimulatedDomain: @unchecked Sendable {  // one thread at a time
    /// The domain itself.
    public let domain: Domain
    /// The machine under it.
    public let machine: SimulatedMachine
    let processor: VirtualProcessor

    init(domain: Domain, machine: SimulatedMachine, processor: VirtualProcessor) {
        self.domain = domain
        self.machine = machine
        self.processor = processor
    }

    /// The domain's number.
    public var id: DomainID { machine.id }
    /// What it wrote to Xen's console.
    public var console: [UInt8] { machine.xen.console }
    /// The reason of its end; nil while it runs.
    public var shutdownReason: ShutdownReason? {
        machine.xen.shutdownReason.flatMap(ShutdownReason.init)
    }
}

/// A task in a simulated domain.
public final class SimulatedTask<Success: Sendable>: @unchecked Sendable {  // as above
    fileprivate(set) var result: Result<Success, any Error>?

    /// Creates a task that is not done.
    package init() {}

    /// Sets the task's result.
    package func finish(_ result: Result<Success, any Error>) {
        self.result = result
    }

    /// Whether the task is done.
    public var isDone: Bool { result != nil }

    /// Returns the task's value; nil while it is not done.
    ///
    /// - Throws: what the task threw.
    public func value() throws -> Success? {
        try result?.get()
    }
}

extension Simulation {
    /// The time of day at system time zero: the first moment of 2027, in UTC.
    public static let secondsSince1970: UInt64 = 1_798_761_600

    /// Builds a domain as the toolstack does: memory, and a page and a port each for xenstore and
    /// the console.
    ///
    /// - Parameters:
    ///   - memoryPages: the domain's own pages of 4,096 bytes.
    ///   - maximumGrantFrames: the most frames of the grant table, 512 grants each.
    /// - Throws: ``HypervisorFault`` when a hypercall of the domain's start fails.
    public func start(
        memoryPages: Int = 1024, maximumGrantFrames: Int = 64
    ) throws(HypervisorFault) -> SimulatedDomain {
        var id = DomainID(UInt16(started.count + 1))
        // A restored domain may have the number already.
        while started.contains(where: { $0.id == id }) || isFormer(id) { id.rawValue += 1 }
        let machine = SimulatedMachine(
            id, in: self, memoryPages: memoryPages, maximumGrantFrames: maximumGrantFrames)
        domains[id.rawValue] = machine.xen
        machine.xen.writeTimeRecord(at: now)
        machine.xen.writeWallClock(seconds: Self.secondsSince1970, nanoseconds: 0)
        let domain = try Domain(on: machine)
        let processor = VirtualProcessor(id, loop: domain.loop, in: self)
        machine.xen.processor = processor
        let simulated = SimulatedDomain(domain: domain, machine: machine, processor: processor)
        started.append(simulated)
        return simulated
    }

    /// Returns whether the number was that of a domain restored under another number since.
    private func isFormer(_ id: DomainID) -> Bool {
        domains[id.rawValue]?.shutdownReason == UInt32(ShutdownReason.suspend.rawValue)
    }

    /// Starts a task in a domain. It runs whenever the simulation runs.
    ///
    /// The task and its children may share memory with other domains only through Xen. A task of
    /// one domain must not be resumed by another's, nor wait for one that the simulation does not
    /// run.
    ///
    /// - Returns: the task, whose value is available once a run has ended.
    @discardableResult
    public func spawn<Success: Sendable>(
        in domain: SimulatedDomain, _ body: @escaping @Sendable (Domain) async throws -> Success
    ) -> SimulatedTask<Success> {
        let task = SimulatedTask<Success>()
        let target = domain.domain
        domain.processor.taking {
            // The task is created here and not on the processor's thread, so that it inherits the
            // test's task-local values: an expectation in it belongs to the test.
            _ = Task {
                do {
                    task.result = .success(try await body(target))
                } catch {
                    task.result = .failure(error)
                }
            }
        }
        return task
    }

    /// Runs `body` as a task of a domain, and all domains, until it is done.
    ///
    ///     let simulation = Simulation(seed: 1)
    ///     let domain = try simulation.start()
    ///     let now = try simulation.run(in: domain) { $0.loop.now }
    ///
    /// - Parameter limit: the most iterations of run loops.
    /// - Returns: what `body` returned.
    /// - Throws: what `body` threw, or ``SimulationError``.
    public func run<Success: Sendable>(
        in domain: SimulatedDomain, limit: Int = 1_000_000,
        _ body: @escaping @Sendable (Domain) async throws -> Success
    ) throws -> Success {
        let task = spawn(in: domain, body)
        try run(limit: limit) { task.isDone || domain.shutdownReason != nil }
        guard let value = try task.value() else { throw SimulationError.domainEnded(domain.id) }
        return value
    }
}

extension SimulatedDomain {
    /// Returns whether an address is in the domain's memory.
    public func owns(_ address: UnsafeRawPointer) -> Bool {
        // SAFETY: the address is only compared.
        unsafe machine.xen.memory.frame(of: address) != nil
    }

    /// Sets the pending bit of any port of the domain's, which a peer under real Xen cannot.
    public func raise(_ port: EventPort) {
        machine.xen.setPending(port.rawValue % EventPort.count)
    }
}
