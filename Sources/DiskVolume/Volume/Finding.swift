// SPDX-License-Identifier: MIT
// A finding of a volume check.

import CompactStrings

/// A finding of a volume check.
public struct Finding: Equatable, Sendable {
    /// Whether data is lost. Otherwise a power cut left this state, and the next use repairs it.
    public let isDamage: Bool
    /// The contradiction and its place.
    public let damage: Damage

    /// A finding.
    public init(isDamage: Bool, _ damage: Damage) {
        self.isDamage = isDamage
        self.damage = damage
    }
}

extension Finding: CustomStringConvertible {
    /// For example `damaged: block 7: why` or `note: block 7: why`.
    public var description: String { "\(isDamage ? "damaged" : "note"): \(damage)" }
}
