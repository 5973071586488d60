// SPDX-License-Identifier: MIT
// The frontend of disks under a hostile backend. One domain, one disk; a script's acts are done one after the other
// from inside the domain, so that each action of the backend lies before a call of the device, and that call's outcome is
// judged: by what the backend was asked and answered (BlockLedger), and by what was written (BlockModel).

enum BlockFuzzer: SceneFuzzer {
    typealias World = BlockScene

    static let name = "block"

    static func script(seed: UInt64) -> Script { BlockGrammar.script(seed: seed) }
}
