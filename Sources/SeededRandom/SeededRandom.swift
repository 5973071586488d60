// SPDX-License-Identifier: MIT
// The one source of chance in tests and simulations: a seed replays a run, on every machine.

/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
///
///     var random = SeededRandom(seed: 1)
///     let roll = Int.random(in: 1...6, using: &random)
///
/// Not for secrets: the state is the seed plus a counter.
public struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Creates the generator of a sequence: the same seed gives the same numbers. Any seed is good,
    /// 0 too.
    public init(seed: UInt64) {
        state = seed
    }

    /// Returns the next 64 bits of the sequence.
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }

    /// Returns true once in `rarity` calls, on average.
    ///
    /// - Parameter rarity: At least 1; 1 is always true.
    public mutating func isRare(_ rarity: UInt64) -> Bool {
        next() % rarity == 0
    }
}
