// SPDX-License-Identifier: MIT
// What a check of a volume found.

/// Something a check found.
public struct Finding: Equatable, Sendable {
    /// Whether something is lost, as opposed to what a power cut leaves and the next use mends.
    public let isDamage: Bool
    /// What and where.
    public let damage: Damage

    /// A finding.
    public init(isDamage: Bool, _ damage: Damage) {
        self.isDamage = isDamage
        self.damage = damage
    }
}

extension Finding: CustomStringConvertible {
    /// As `damaged: block 7: why` or `note: block 7: why`.
    public var description: String { "\(isDamage ? "damaged" : "note"): \(damage)" }
}
