// SPDX-License-Identifier: MIT
// The connection with xenstore under a hostile daemon: replies of other types, identifiers, lengths and contents, late,
// twice or never, events out of the blue, bytes that are no message, counters that cannot be. Programs of two tasks and
// of plain code talk to it; every call must end in time, in a value that the daemon sent or in a typed error.

import SeededRandom

enum XenstoreFuzzer: SceneFuzzer {
    typealias World = XenstoreScene

    static let name = "xenstore"

    static func script(seed: UInt64) -> Script {
        var random = SeededRandom(seed: seed)
        var acts = [Act("world", random.next() % 8, random.isRare(2) ? 0 : random.next() >> 32)]
        let isGentle = !random.isRare(3)
        for _ in 0..<60 {
            acts.append(hostileAction(&random, isGentle: isGentle))
            for _ in 0..<1 + random.below(3) { acts.append(use(&random)) }
        }
        return Script(fuzzer: name, seed: seed, acts: acts)
    }

    private static func use(_ random: inout SeededRandom) -> Act {
        let key = random.below(6)
        let choices: [(UInt64, Act)] = [
            (6, Act("read", key)), (3, Act("number", key)), (4, Act("write", key, random.next())),
            (3, Act("list", key)), (2, Act("permissions", key)), (1, Act("permit", key)),
            (2, Act("make", key)), (2, Act("remove", key)), (4, Act("watch", key)),
            (5, Act("event")), (2, Act("cancel")), (4, Act("transaction", key, random.below(3))),
            (1, Act("path", random.below(4))), (1, Act("reset")),
            (1, Act("pause", random.below(90))), (2, Act("disks")),
        ]
        return random.pick(choices)
    }

    private static func hostileAction(_ random: inout SeededRandom, isGentle: Bool) -> Act {
        let (first, second) = (random.next(), random.next())
        let gentle: [(UInt64, Act)] = [
            (5, Act("value", first, second)), (3, Act("error", first % 40, second)),
            (3, Act("names", first, second)), (3, Act("foreign", first % 8, second)),
            (2, Act("events", 1 + first % 60, second)), (2, Act("storm", 1 + first % 30)),
            (2, Act("late", 1 + first % 80)), (1, Act("change", first % 6, second)),
            (2, Act("parts", first % 5, second)), (1, Act("refusal", first % 3)),
        ]
        let rude: [(UInt64, Act)] = [
            (3, Act("type", first % 30, second)), (3, Act("identifier", first % 6, second)),
            (3, Act("length", length(&random), second)), (2, Act("twice")),
            (2, Act("garbage", 1 + first % 64, second)), (2, Act("cut", first % 64)),
            (2, Act("event", first % 8, second)), (1, Act("silence")),
            (2, Act("move", first % 4, distance(&random))), (2, Act("flicker", first % 4, second)),
        ]
        return random.pick(isGentle && !random.isRare(8) ? gentle : rude)
    }

    private static func length(_ random: inout SeededRandom) -> UInt64 {
        let choices: [(UInt64, UInt64)] = [
            (3, random.below(64)), (2, 4095 + random.below(3)), (1, 0xffff_ffff),
            (1, 0x8000_0000), (1, random.next() & 0xffff_ffff), (1, 0),
        ]
        return random.pick(choices)
    }

    private static func distance(_ random: inout SeededRandom) -> UInt64 {
        let choices: [(UInt64, UInt64)] = [
            (3, 1 + random.below(20)), (2, random.below(1100)), (1, 0xffff_ffff),
            (1, random.next() & 0xffff_ffff),
        ]
        return random.pick(choices)
    }
}
