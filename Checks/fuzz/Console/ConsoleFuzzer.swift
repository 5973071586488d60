// SPDX-License-Identifier: MIT
// The console under a hostile daemon: counters that cannot be, or can by chance, bytes that nobody typed, a reader that
// takes a byte now and then, or none. Every call ends in time, and what honest ends said arrives.

import SeededRandom

enum ConsoleFuzzer: SceneFuzzer {
    typealias World = ConsoleScene

    static let name = "console"

    static func script(seed: UInt64) -> Script {
        var random = SeededRandom(seed: seed)
        let start = random.isRare(2) ? 0 : random.next() >> 32
        var acts = [Act("world", start)]
        let isGentle = !random.isRare(3)
        for _ in 0..<80 {
            let (first, second) = (random.next(), random.next())
            let gentle: [(UInt64, Act)] = [
                (6, Act("type", first % 300, second)), (3, Act("storm", 1 + first % 20)),
                (2, Act("absent")), (2, Act("slow")), (2, Act("sip", 1 + first % 30, second % 300)),
            ]
            let rude: [(UInt64, Act)] = [
                (6, Act("move", first % 4, distance(&random))),
                (4, Act("scribble", first % 3072, 1 + second % 300, first)),
                (2, Act("flicker", first % 4, second)),
            ]
            acts.append(random.pick(isGentle && !random.isRare(12) ? gentle : rude))
            let uses: [(UInt64, Act)] = [
                (5, Act("write", first % 400, second)), (1, Act("write", first % 5000, second)),
                (3, Act("line", second % 20)), (3, Act("read", second % 20)),
                (2, Act("flush", second % 40)), (1, Act("pause", second % 300)),
            ]
            acts.append(random.pick(uses))
        }
        return Script(fuzzer: name, seed: seed, acts: acts)
    }

    private static func distance(_ random: inout SeededRandom) -> UInt64 {
        let choices: [(UInt64, UInt64)] = [
            (4, 1 + random.below(60)), (2, random.below(2100)), (1, 0xffff_ffff),
            (1, random.next() & 0xffff_ffff),
        ]
        return random.pick(choices)
    }
}
