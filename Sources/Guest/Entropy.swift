// SPDX-License-Identifier: MIT
// Random words for hash seeds and for programs that ask the system's generator. They come from the processor (RDRAND).
// A processor without it gives words mixed from the time stamp counter, which spread hashes but can be guessed:
// `isStrong` says which.

internal import CBoot

/// Words nobody can predict, where the processor provides them.
enum Entropy {
    /// Whether the words come from a generator made for it.
    static var isStrong: Bool { unsafe Processor.hasRandom }

    /// Intel's advice is to try ten times (Intel DRNG guide 5.2.1).
    private static let attempts = 10
    private nonisolated(unsafe) static var weakState: UInt64 = 0

    static func word() -> UInt64 {
        if unsafe Processor.hasRandom {
            var word: UInt64 = 0
            for _ in 0..<attempts where unsafe mirage_random_word(&word) != 0 { return word }
        }
        return weakWord()
    }

    /// A step of SplitMix64, moved on by the time.
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
        // SAFETY: the caller gives room for `count` bytes.
        unsafe bytes.storeBytes(
            of: UInt8(truncatingIfNeeded: Entropy.word()), toByteOffset: index, as: UInt8.self)
    }
}
