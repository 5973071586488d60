// SPDX-License-Identifier: MIT
// A state that once was wrong, as a line that makes it again: `seed=6 mode=wal … cut=120 state=11t0,1,3b74+12v1`.
// A line without `cut` is a whole workload.

/// A workload, and perhaps one state of it.
struct Fixture {
    var setting: Setting
    /// Events of the trace before the power cut.
    var cut: Int?
    var kind = StateKind.subset
    var overrides: [Override] = []

    init(_ setting: Setting, cut: Int? = nil, state: CrashState? = nil) {
        self.setting = setting
        self.cut = cut
        kind = state?.kind ?? .subset
        overrides = state?.overrides ?? []
    }

    /// Reads a line; nil when it is none.
    init?(_ line: some StringProtocol) {
        let words = line.split(separator: " ").map { word in
            word.split(separator: "=", maxSplits: 1).map { Substring($0) }
        }
        guard words.allSatisfy({ $0.count == 2 }),
            let seed = words.first(where: { $0[0] == "seed" }).flatMap({ UInt64($0[1]) })
        else { return nil }
        setting = Setting(seed: seed)
        for word in words where word[0] != "seed" {
            switch word[0] {
            case "cut": cut = Int(word[1])
            case "kind": kind = StateKind.allCases.first { $0.word == word[1] } ?? .subset
            case "state": overrides = word[1].split(separator: "+").compactMap { Override($0) }
            default: guard setting.choose(word[0], word[1]) else { return nil }
            }
        }
    }

    var text: String {
        guard let cut else { return setting.text }
        let state = overrides.map(\.description).joined(separator: "+")
        return "\(setting.text) cut=\(cut) kind=\(kind.word) state=\(state)"
    }
}

extension StateKind {
    /// Its name without spaces.
    var word: String { String(rawValue.map { $0 == " " ? "-" : $0 }) }
}
