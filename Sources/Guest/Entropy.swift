// SPDX-License-Identifier: MIT
// Random words for hash seeds and the system's random number generator. They come from the
// processor (RDRAND). Without RDRAND they are mixed from the time stamp counter, which spreads
// hashes but is predictable: `isStrong` says which.

internal import CBoot

/// Unpredictable words, where the processor has RDRAND.
enum Entropy {
    /// Whether the words come from a hardware random number generator.
    static var isStrong: Bool { unsafe Processor.hasRandom }

    /// The number of attempts that Intel recommends (Intel DRNG guide 5.2.1).
    private static let attempts = 10
    private nonisolated(unsafe) static var weakState: UInt64 = 0

    static func word() -> UInt64 {
        if unsafe Processor.hasRandom {
            var word: UInt64 = 0
            for _ in 0..<attempts where unsafe mirage_random_word(&word) != 0 { return word }
        }
        return weakWord()
    }

    /// Returns a SplitMix64 step advanced by the time stamp counter.
    private static func weakWord() -> UInt64 {
        unsafe weakState = (weakState ^ mirage_timestamp_counter()) &+ 0x9e37_79b9_7f4a_7c15
        var word = unsafe weakState
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }
}

@c(arc4random_buf) func fillWithRandomBytes(_ bytes: UnsafeMutableRawPointer, _ count: Int) {
    for index in 0..<count {
        // SAFETY: the caller provides room for `count` bytes.
        unsafe bytes.storeBytes(
            of: UInt8(truncatingIfNeeded: Entropy.word()), toByteOffset: index, as: UInt8.self)
    }
}
