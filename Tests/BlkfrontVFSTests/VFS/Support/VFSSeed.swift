// The seed of every random test in this run: MIRAGE_SEED when set, otherwise by chance; printed once for a replay.
import Foundation

enum VFSSeed {
    static let ofThisRun: UInt64 = {
        let given = ProcessInfo.processInfo.environment["MIRAGE_SEED"].flatMap { UInt64($0) }
        let seed = given ?? UInt64.random(in: 0..<1_000_000_000)
        print("replay the random tests with MIRAGE_SEED=\(seed)")
        return seed
    }()

    /// Times as many rounds for a run at night: MIRAGE_ROUNDS.
    static let factor =
        ProcessInfo.processInfo.environment["MIRAGE_ROUNDS"].flatMap { UInt64($0) } ?? 1

    static func range(_ count: UInt64) -> [UInt64] {
        Array(ofThisRun..<ofThisRun + count * factor)
    }
}
