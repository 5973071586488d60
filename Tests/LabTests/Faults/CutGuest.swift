// SPDX-License-Identifier: MIT
import LabSupport
import SeededRandom

/// A guest whose disk loses power at random moments.
struct CutGuest: Sendable {
    let name: String
    /// What the first boot is told.
    let words: String
    let cuts: Int
    let seed: UInt64

    static let all = [
        CutGuest(
            name: "cuts-1", words: "journal=write-ahead", cuts: FaultOptions.cuts * 5 / 8,
            seed: FaultOptions.seed),
        CutGuest(
            name: "cuts-2", words: "journal=rollback",
            cuts: FaultOptions.cuts - FaultOptions.cuts * 5 / 8, seed: FaultOptions.seed &+ 1000),
    ]

    /// The moments of its power cuts.
    var moments: [CutMoment] {
        var random = SeededRandom(seed: seed)
        return (0..<cuts).map { _ in .random(&random) }
    }
}

extension CutGuest: CustomStringConvertible {
    var description: String { "\(name), \(cuts) cuts, seed \(seed)" }
}
