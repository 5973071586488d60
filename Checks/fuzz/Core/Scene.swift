// SPDX-License-Identifier: MIT
// The fuzzers of a peer: one domain on a simulated Xen, whose peer's acts and program's calls a script has.

import XenSimulation

/// The world of a script: a domain, its hostile peer and its program.
protocol Scene: AnyObject {
    init(_ script: Script, _ simulation: Simulation, _ tally: Tally) throws
    /// Does the acts of the script to their end.
    func run(_ script: Script) throws
    /// What was wrong first.
    var violation: Violation? { get }
    /// Judges what is left in the end.
    func judgeEnd() throws(Violation)
}

/// A fuzzer whose scripts are played in a scene.
protocol SceneFuzzer: Fuzzer {
    associatedtype World: Scene
}

extension SceneFuzzer {
    static func play(_ script: Script, _ tally: Tally) throws(Violation) {
        let simulation = Simulation(seed: script.seed)
        defer { simulation.end() }
        defer { ReadPoints.clear() }
        let scene: World
        do {
            scene = try World(script, simulation, tally)
        } catch {
            throw Violation("the world does not begin: \(error)")
        }
        do {
            try scene.run(script)
        } catch {
            throw Violation("the world does not end: \(error)")
        }
        ReadPoints.clear()
        if let violation = scene.violation { throw violation }
        try scene.judgeEnd()
    }
}
