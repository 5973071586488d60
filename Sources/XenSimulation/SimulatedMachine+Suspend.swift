// SPDX-License-Identifier: MIT
// Suspension of a domain and its outcome: the same domain continues, or a new one is made from its
// memory. The new one has a new number, new host frames, no ports but the toolstack's, an empty
// grant table, and a host that booted at another moment.

internal import CXen
internal import SeededRandom
internal import Unikernel

/// The toolstack's part in a suspension.
struct SuspensionHandler {
    /// Decides the outcome, and disconnects from the domain if it will be a new one.
    var leave: () -> ResumeOutcome
    /// Connects to the new domain.
    var arrive: () -> Void
}

extension SimulatedMachine {
    /// Suspends the domain; returns the hypercall's answer when it continues.
    func suspend() -> Int {
        // Without a toolstack to save the domain, the suspension is cancelled.
        guard let handler = suspensionHandler else { return 1 }
        guard let processor = xen.processor, processor === simulation.current else {
            preconditionFailure("a domain suspends itself outside of a run of the simulation")
        }
        let moment = simulation.now + UInt64.random(in: 1...50_000_000, using: &simulation.random)
        // No event ends the wait: no such port exists.
        processor.wait(for: .max, until: moment)
        guard !simulation.isEnding, handler.leave() == .newDomain else { return 1 }
        becomeNewDomain()
        handler.arrive()
        return 0
    }

    private func becomeNewDomain() {
        let former = xen
        let next = XenDomain(
            simulation.unusedNumber(), in: simulation, former.memory,
            maximumGrantFrames: former.grants.maximum)
        former.destroy(UInt32(SHUTDOWN_suspend))
        former.memory.move()
        next.memoryMap = former.memoryMap
        next.console = former.console
        next.processor = former.processor
        former.processor = nil
        simulation.domains[next.id.rawValue] = next
        let systemTime = UInt64.random(in: 1...1 << 44, using: &simulation.random)
        next.systemTimeLead = systemTime &- simulation.now
        next.counterLead = .random(in: 0...1 << 62, using: &simulation.random)
        // Ports taken first, so that the toolstack's get other numbers than before.
        let taken = Int.random(in: 0...5, using: &simulation.random)
        for _ in 0..<taken { _ = try? next.allocateUnbound(next.id.rawValue, 0) }
        restore(as: next)
        for port in 1..<UInt32(taken + 1) { try? next.closePort(port) }
        next.writeTimeRecord(at: simulation.now)
        next.writeWallClock(atSystemTime: systemTime, now: simulation.now)
    }
}

extension Simulation {
    /// Returns a number that no domain has had.
    fileprivate func unusedNumber() -> DomainID {
        DomainID((domains.keys.max() ?? 0) + 1)
    }
}

extension XenDomain {
    /// Sets the time of day so that it continues: at the simulation's time zero it was the same for
    /// all.
    fileprivate func writeWallClock(atSystemTime systemTime: UInt64, now: UInt64) {
        let present = Simulation.secondsSince1970 * 1_000_000_000 + now
        let (seconds, rest) = (present - systemTime).quotientAndRemainder(dividingBy: 1_000_000_000)
        writeWallClock(seconds: seconds, nanoseconds: UInt32(rest))
    }
}
