// SPDX-License-Identifier: MIT
// A domain of the simulation: the machine that the model of Xen gives it, and on it the same code as in a guest.

internal import CXen
public import Unikernel

/// A simulated domain.
public final class SimulatedDomain: @unchecked Sendable {  // one thread at a time
    /// The domain itself.
    public let domain: Domain
    /// What it stands on.
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
    /// Why it ended; nil while it runs.
    public var shutdownReason: ShutdownReason? {
        machine.xen.shutdownReason.flatMap(ShutdownReason.init)
    }
}

/// A task in a simulated domain.
public final class SimulatedTask<Success: Sendable>: @unchecked Sendable {  // as above
    fileprivate(set) var result: Result<Success, any Error>?

    /// A task that is not over.
    package init() {}

    /// Says what the task came to.
    package func finish(_ result: Result<Success, any Error>) {
        self.result = result
    }

    /// Whether the task is over.
    public var isDone: Bool { result != nil }

    /// What the task returned; nil before it is over.
    ///
    /// - Throws: what the task threw.
    public func value() throws -> Success? {
        try result?.get()
    }
}

extension Simulation {
    /// The time of day at system time zero: the first moment of 2027, in UTC.
    public static let secondsSince1970: UInt64 = 1_798_761_600

    /// Builds a domain as the toolstack does: memory, a page and a port each for xenstore and the console.
    ///
    /// - Parameters:
    ///   - memoryPages: pages of 4,096 bytes of the domain's own.
    ///   - maximumGrantFrames: frames that the grant table may grow to, 512 grants each.
    /// - Throws: ``HypervisorFault`` when a hypercall of the domain's start fails.
    public func start(
        memoryPages: Int = 1024, maximumGrantFrames: Int = 64
    ) throws(HypervisorFault) -> SimulatedDomain {
        var id = DomainID(UInt16(started.count + 1))
        // A restored domain may have taken the number.
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

    /// Whether the number was that of a domain that has been restored since.
    private func isFormer(_ id: DomainID) -> Bool {
        domains[id.rawValue]?.shutdownReason == UInt32(ShutdownReason.suspend.rawValue)
    }

    /// Starts a task in a domain. It goes on whenever the simulation runs.
    ///
    /// The task and its children may share memory with other domains only through Xen: a task of one domain
    /// must not be resumed by another's, nor wait for one that the simulation does not run.
    ///
    /// - Returns: the task, to be asked for its value once a run has ended.
    @discardableResult
    public func spawn<Success: Sendable>(
        in domain: SimulatedDomain, _ body: @escaping @Sendable (Domain) async throws -> Success
    ) -> SimulatedTask<Success> {
        let task = SimulatedTask<Success>()
        let target = domain.domain
        domain.processor.taking {
            // The task is made here, and not on the processor's thread, so that it inherits the test's
            // task-local values: an expectation in it belongs to the test.
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
    /// - Parameter limit: iterations of run loops after which the run is given up.
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
    /// Whether an address is in the memory that the domain sees.
    public func owns(_ address: UnsafeRawPointer) -> Bool {
        // SAFETY: the address is only compared.
        unsafe machine.xen.memory.frame(of: address) != nil
    }

    /// Sets the pending bit of any port of the domain's, as no peer of a real Xen can.
    public func raise(_ port: EventPort) {
        machine.xen.setPending(port.rawValue % EventPort.count)
    }
}
