// SPDX-License-Identifier: MIT
// Protocol violations of a ring's peer, with the numbers that show them. The peer is another
// domain, so everything it writes is validated. After one fault nothing more in that ring is
// believed.

/// A protocol violation of a ring's peer.
public enum RingFault: Error, Equatable, Sendable {
    /// The peer's counter is `index`, more than `limit` steps from `reference`.
    case impossibleIndex(index: UInt32, reference: UInt32, limit: UInt32)
    /// The peer answered a request that was never made or is already answered.
    case unknownIdentifier(UInt64)
}
