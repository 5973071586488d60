// SPDX-License-Identifier: MIT
import SeededRandom

/// A moment to cut the power at. A few come before anything is acknowledged: while the volume is mounted or a journal played
/// back.
struct CutMoment {
    /// Acknowledged transactions to wait for.
    private let transactions: Int
    /// To wait after that.
    private let microseconds: Int
    /// Words of the next boot. Some loads write several transactions before they say so, thus are seldom at the console.
    private let words: String

    static func random(_ random: inout SeededRandom) -> CutMoment {
        let isEarly = random.isBelow(0.2)
        let journal =
            random.isBelow(0.4)
            ? "journal=rollback" : random.isBelow(0.3) ? "" : "journal=write-ahead"
        let pace = random.isBelow(0.3) ? "burst=6" : random.isBelow(0.7) ? "pause=20" : ""
        return CutMoment(
            transactions: isEarly ? 0 : Int.random(in: 1...3, using: &random),
            microseconds: Int.random(in: 0..<(isEarly ? 1_000_000 : 60_000), using: &random),
            words: "\(journal) \(pace)")
    }

    /// Its line in the file that the script in dom0 reads.
    var line: String { "\(transactions) \(microseconds) \(words)\n" }
}

extension SeededRandom {
    /// True with this probability.
    fileprivate mutating func isBelow(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &self) < probability
    }
}
