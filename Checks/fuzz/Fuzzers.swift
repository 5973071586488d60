// SPDX-License-Identifier: MIT
// The fuzzers there are, and how the inputs of a run are shared out.

enum Fuzzers {
    /// All fuzzers, each with its part of a run's inputs.
    static var all: [(fuzzer: any Fuzzer.Type, share: Int)] {
        [
            (RingFuzzer.self, 26), (BlockFuzzer.self, 30), (XenstoreFuzzer.self, 15),
            (ConsoleFuzzer.self, 14), (ImageFuzzer.self, 11), (StoreFuzzer.self, 4),
        ]
    }
}
