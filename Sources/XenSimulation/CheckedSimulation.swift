// SPDX-License-Identifier: MIT
// A simulation for tests: failures are reported with the seed, and leaks at the end are failures.

/// A failure of a checked simulation, with the seed that replays it.
public struct SimulationFailure: Error, CustomStringConvertible {
    /// The seed, which replays the run.
    public var seed: UInt64
    /// The error that the body threw; nil when it threw none.
    public var cause: (any Error)?
    /// What the domains had not released at the end.
    public var leaks: [Leak]

    /// The cause, the leaks and the seed.
    public var description: String {
        let what = cause.map { "\($0)" } ?? "left over: \(leaks)"
        return "\(what) [MIRAGE_SEED=\(seed)]"
    }
}

extension Simulation {
    /// Runs `body` with a simulation, checks for leaks, and ends the simulation.
    ///
    /// - Parameter accepting: accepts leaks that are intended.
    /// - Throws: a ``SimulationFailure`` with the error of `body` or the leaks, and the seed.
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
