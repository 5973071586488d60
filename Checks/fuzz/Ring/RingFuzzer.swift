// SPDX-License-Identifier: MIT
// The rings alone, against a model of the protocol: request rings and byte rings in memory that ends where the ring
// does, so that AddressSanitizer sees any access beyond. The peer writes counters and slots of chance, and at the read
// points it changes what was just read: what a call does must follow from the first value that it read, and no slot is
// read twice.

import SeededRandom
import XenRing

enum RingFuzzer: Fuzzer {
    static let name = "ring"

    static func script(seed: UInt64) -> Script {
        var random = SeededRandom(seed: seed)
        let isBytes = random.isRare(2)
        var acts = [
            Act(
                isBytes ? "bytes" : "requests", random.next() % 4, start(&random), random.next() % 3
            )
        ]
        for _ in 0..<400 {
            let (first, second) = (random.next(), random.next())
            let onBytes: [(UInt64, Act)] = [
                (4, Act("take", 1 + first % 1500)), (4, Act("put", 1 + first % 1500)),
                (8, Act("show", moderate(&random))), (4, Act("read", moderate(&random))),
                (2, Act("fill", first % 8192, second)), (1, Act("all")),
            ]
            let onRequests: [(UInt64, Act)] = [
                (6, Act("ask", 1 + first % 8)), (6, Act("take", 1 + first % 40)),
                (8, Act("answer", 1 + first % 8, second)), (1, Act("show", moderate(&random))),
                (2, Act("fill", first % 8192, second)), (2, Act("check")), (1, Act("wish", first)),
            ]
            acts.append(random.pick(isBytes ? onBytes : onRequests))
        }
        return Script(fuzzer: name, seed: seed, acts: acts)
    }

    /// A distance that is often possible.
    private static func moderate(_ random: inout SeededRandom) -> UInt64 {
        let choices: [(UInt64, UInt64)] = [
            (8, random.next() % 4), (4, random.next() % 40), (4, random.next() % 2100),
            (1, 0xffff_ffff), (1, random.next() & 0xffff_ffff),
        ]
        return random.pick(choices)
    }

    private static func start(_ random: inout SeededRandom) -> UInt64 {
        let choices: [(UInt64, UInt64)] = [
            (2, 0), (1, 0xffff_fff0), (1, 0x7fff_fffe), (1, random.next() & 0xffff_ffff),
        ]
        return random.pick(choices)
    }

    static func play(_ script: Script, _ tally: Tally) throws(Violation) {
        guard let head = script.acts.first else { return }
        defer { ReadPoints.clear() }
        if head.kind == "bytes" {
            try ByteRingScene(head, script.seed, tally).play(script)
        } else {
            try RequestRingScene(head, script.seed, tally).play(script)
        }
    }
}
