// SPDX-License-Identifier: MIT
// Scripts for the block frontend: what a program does with its disk, and what the disk's backend does to it.

import SeededRandom

enum BlockGrammar {
    /// Keys that frontend or backend may read, by number; those from `firstFront` on are the frontend's.
    static let keys = [
        "sectors", "sector-size", "physical-sector-size", "info", "mode", "feature-barrier",
        "feature-flush-cache", "feature-persistent", "feature-discard", "discard-granularity",
        "discard-alignment", "feature-max-indirect-segments", "max-ring-page-order", "state", "",
        "backend", "backend-id", "trusted", "state", "../../../domid",
    ]
    static let firstFront = 15
    /// Of these, what a backend writes when it connects.
    static let lateKeyCount = 11

    static func script(seed: UInt64) -> Script {
        var random = SeededRandom(seed: seed)
        var acts = [Act("world", random.next() % 1024, random.next() % 4, random.next() % 4)]
        let hasPool = random.isRare(2)
        let hasFibers = random.isRare(3)
        acts[0].values.append((hasPool ? 1 : 0) + (hasFibers ? 2 : 0))
        // A world has a theme: a few kinds of hostile action more often than others reach deeper than all at once.
        let isGentle = random.isRare(3)
        for _ in 0..<90 {
            let isShared = hasPool && random.isRare(2)
            if hasFibers, random.isRare(20) {
                acts.append(suspension(&random))
                continue
            }
            acts += isShared ? useOfPool(&random) : use(&random)
            acts.append(
                random.isRare(isGentle ? 2 : 4) ? honestAction(&random) : hostileAction(&random))
            if random.isRare(30) { acts += anotherSelf(&random) }
        }
        return Script(fuzzer: "block", seed: seed, acts: acts)
    }

    /// Something that a program does.
    private static func use(_ random: inout SeededRandom) -> [Act] {
        let block = random.next() % 64
        let count = random.pick([(4, 1), (2, 3), (1, 12), (1, 30)] as [(UInt64, UInt64)])
        let choices: [(UInt64, [Act])] = [
            (10, [Act("write", block, count)]), (8, [Act("read", block, count)]),
            (5, [Act("write", block, count), Act("flush")]), (3, [Act("order")]),
            (5, [Act("flush")]), (1, [Act("discard", block, count)]), (1, [Act("close")]),
            (1, [Act("suspend", random.next() % 4, random.next() % 8, random.next())]),
            (1, [Act("pause", random.next() % 400)]), (4, [Act("geometry")]),
        ]
        return random.pick(choices)
    }

    /// A suspension amid a read.
    private static func suspension(_ random: inout SeededRandom) -> Act {
        let variant = [5, 8, 8, random.next() % 8][Int(random.below(4))]
        return Act(
            "suspendamid", random.next() % 4, variant, random.next(), random.next() % 2,
            random.next() % 64, 1 + random.next() % 40, random.next() % 60_000)
    }

    /// Something that a program does with pages that it shares with the disk.
    private static func useOfPool(_ random: inout SeededRandom) -> [Act] {
        let (block, mask) = (random.next() % 64, random.isRare(3) ? random.next() : .max)
        let count = random.pick([(4, 1), (3, 3), (2, 12), (1, 30)] as [(UInt64, UInt64)])
        let choices: [(UInt64, [Act])] = [
            (5, [Act("poolread", block, count, mask)]), (5, [Act("lend", block, count, mask)]),
            (6, [Act("lend", block, count, mask), Act("flush")]),
            (2, [Act("relend", random.next())]),
            (1, [Act("lend", block, count, mask), Act("write", block, 2)]),
        ]
        return random.pick(choices)
    }

    /// What an honest backend may do, however odd.
    private static func honestAction(_ random: inout SeededRandom) -> Act {
        let choice = random.next()
        let choices: [(UInt64, Act)] = [
            (4, Act("storm", 1 + choice % 20)), (3, Act("hold", 1 + choice % 120)),
            (4, Act("release")),
            (4, Act("keep", 1 + choice % 3)), (2, Act("letgo")), (4, Act("shade", choice % 4)),
            (2, Act("refuse", choice % 4, (choice >> 8) % 3)), (1, Act("grow", 64 + choice % 64)),
        ]
        return random.pick(choices)
    }

    /// What no honest backend does.
    private static func hostileAction(_ random: inout SeededRandom) -> Act {
        let (first, second) = (random.next(), random.next())
        let value = random.isRare(4) ? Nonsense.count + first % 1000 : first % Nonsense.count
        let choices: [(UInt64, Act)] = [
            (14, answer(&random)), (5, Act("early", first % 32, status(&random), second % 4)),
            (3, Act("flood", 1 + first % 70, (first >> 8) % 6, second)),
            (3, Act("move", first % 4, distance(&random))),
            (3, Act("scribble", first % 1024, random.isRare(2) ? second : second % 256)),
            (2, Act("lie", first % 2)), (4, Act("content", 1 + first % 4, second)),
            (3, Act("stain", second)), (2, Act("flicker", first % 6, second)),
            (2, Act("state", first % 12)),
            (6, Act("key", second % UInt64(keys.count), value, first)),
            (1, Act("nokey", second % UInt64(keys.count))), (1, Act("stuck", first % 2)),
            (1, Act("closeport")), (1, Act("shrink", first % 64)),
            (1, Act("strayevent", first % 4096)),
        ]
        return random.pick(choices)
    }

    /// A backend that says something else of itself when it is met again, or when it comes back.
    private static func anotherSelf(_ random: inout SeededRandom) -> [Act] {
        let (key, value) = (random.next() % UInt64(lateKeyCount), random.next())
        if random.isRare(2) {
            return [Act("away", 1 + value % 60, random.next() % 5, random.next())]
        }
        let late = Act("latekey", key, value % (Nonsense.count + 8), value, random.next() % 5)
        return [late, Act("close")]
    }

    private static func answer(_ random: inout SeededRandom) -> Act {
        let identity = random.pick(
            [(6, 0), (1, 1), (2, 2), (2, 3), (1, 4), (1, 5)] as [(UInt64, UInt64)])
        let operations: [(UInt64, UInt64)] = [
            (6, 256), (1, random.next() % 8), (1, random.next() % 256),
        ]
        let operation = random.pick(operations)
        return Act(
            "answer", identity, operation, status(&random), random.next() % 4,
            1 + random.next() % 3, random.next())
    }

    private static func status(_ random: inout SeededRandom) -> UInt64 {
        let choices: [(UInt64, UInt64)] = [
            (6, 0), (3, 0xffff), (3, 0xfffe), (1, 0xfffd), (1, 1), (1, 0x7fff), (1, 0x8000),
            (1, random.next() & 0xffff),
        ]
        return random.pick(choices)
    }

    private static func distance(_ random: inout SeededRandom) -> UInt64 {
        let choices: [(UInt64, UInt64)] = [
            (3, 1), (2, 1 + random.next() % 32), (2, 32 + random.next() % 3), (1, 0xffff_ffff),
            (1, 0x8000_0000), (1, random.next() & 0xffff_ffff),
        ]
        return random.pick(choices)
    }
}
