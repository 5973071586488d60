// SPDX-License-Identifier: MIT
// A simulation as a test wants it: whatever happens in it is told together with its seed, and at the end nothing
// may be left over.

/// What went wrong in a checked simulation, and how to see it again.
public struct SimulationFailure: Error, CustomStringConvertible {
    /// Replays the run.
    public var seed: UInt64
    /// What the body threw, if it did.
    public var cause: (any Error)?
    /// What the domains had not given back at the end.
    public var leaks: [Leak]

    /// The cause, the leaks and the seed.
    public var description: String {
        let what = cause.map { "\($0)" } ?? "left over: \(leaks)"
        return "\(what) [MIRAGE_SEED=\(seed)]"
    }
}

extension Simulation {
    /// Has `body` work with a simulation, then expects that nothing is left over, and ends the simulation.
    ///
    /// - Parameter accepting: which leaks are meant to be there.
    /// - Throws: a ``SimulationFailure`` with what `body` threw or with the leaks, and the seed.
    public static func check<Result>(
        seed: UInt64, accepting isExpected: (Leak) -> Bool = { _ in false },
        _ body: (Simulation) throws -> Result
    ) throws -> Result {
        let simulation = Simulation(seed: seed)
        defer { simulation.end() }
        do {
            let result = try body(simulation)
            let leaks = simulation.leaks().filter { !isExpected($0) }
            guard leaks.isEmpty else {
                throw SimulationFailure(seed: seed, cause: nil, leaks: leaks)
            }
            return result
        } catch let failure as SimulationFailure {
            throw failure
        } catch {
            throw SimulationFailure(seed: seed, cause: error, leaks: simulation.leaks())
        }
    }
}
