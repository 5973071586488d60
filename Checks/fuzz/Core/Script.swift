// SPDX-License-Identifier: MIT
// What a fuzzer does in one world, as a value that can be written down: acts, each a word and numbers. A script says
// everything that chance decided, so that it means the same in the next version of the generator, and acts can be taken
// out of it.
//
//     block 71            the fuzzer, and the seed of what chance remains: how long things take
//     world 5 0
//     write 3 2

import CheckHarness

/// Something that one side does.
struct Act: Equatable {
    var kind: String
    var values: [UInt64]

    init(_ kind: String, _ values: UInt64...) {
        self.kind = kind
        self.values = values
    }

    /// The value in a place; zero where there is none.
    subscript(place: Int) -> UInt64 { place < values.count ? values[place] : 0 }

    /// A value as a number below `limit`.
    func below(_ limit: Int, _ place: Int) -> Int { Int(self[place] % UInt64(limit)) }
}

/// Acts of one world.
struct Script: Equatable {
    var fuzzer: String
    var seed: UInt64
    var acts: [Act]

    var text: String {
        var text = "\(fuzzer) \(seed)\n"
        for act in acts {
            text += act.kind
            for value in act.values { text += " \(value)" }
            text += "\n"
        }
        return text
    }

    init(fuzzer: String, seed: UInt64, acts: [Act]) {
        self.fuzzer = fuzzer
        self.seed = seed
        self.acts = acts
    }

    /// The script that a text spells; lines that begin with `#` are comments.
    init?(_ text: String) {
        var lines = FixtureFolder.lines(of: text)[...]
        guard let head = lines.popFirst()?.split(separator: " "), head.count == 2,
            let seed = UInt64(head[1])
        else { return nil }
        var acts: [Act] = []
        for line in lines {
            let words = line.split(separator: " ")
            guard let kind = words.first else { continue }
            var act = Act(String(kind))
            act.values = words.dropFirst().compactMap { UInt64($0) }
            acts.append(act)
        }
        self.init(fuzzer: String(head[0]), seed: seed, acts: acts)
    }
}
