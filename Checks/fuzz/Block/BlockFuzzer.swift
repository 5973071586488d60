// SPDX-License-Identifier: MIT
// The frontend of disks under a hostile backend. One domain, one disk; a script's acts are done one after the other
// from inside the domain, so that each action of the backend lies before a call of the device, and that call's outcome is
// judged: by what the backend was asked and answered (BlockLedger), and by what was written (BlockModel).

import BlockIO
import SeededRandom
import Unikernel
import XenSimulation

enum BlockFuzzer: Fuzzer {
    static let name = "block"

    static func script(seed: UInt64) -> Script { BlockGrammar.script(seed: seed) }

    static func play(_ script: Script, _ tally: Tally) throws(Violation) {
        let simulation = Simulation(seed: script.seed)
        defer { simulation.end() }
        let scene: BlockScene
        do {
            scene = try BlockScene(script, simulation, tally)
        } catch {
            throw Violation("the world does not begin: \(error)")
        }
        defer { ReadPoints.clear() }
        do {
            try simulation.run(in: scene.guest, limit: 3_000_000) { _ in await scene.play(script) }
        } catch {
            throw Violation("the world does not end: \(error)")
        }
        ReadPoints.clear()
        if let violation = scene.violation { throw violation }
        try scene.judgeEnd()
    }
}
