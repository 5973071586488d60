// SPDX-License-Identifier: MIT
// What a peer can do wrong in a ring, with the numbers that show it. The peer is another domain: whatever it
// writes is a value to judge, and one fault means that nothing it writes there is believed any more.

/// What was wrong with what a peer wrote into a ring.
public enum RingFault: Error, Equatable, Sendable {
    /// The peer's counter stands at `index`, further from `reference` than the `limit` steps it can be.
    case impossibleIndex(index: UInt32, reference: UInt32, limit: UInt32)
    /// The peer answered a request that nobody made, or that was answered before.
    case unknownIdentifier(UInt64)
}
