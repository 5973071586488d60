// SPDX-License-Identifier: MIT
// The seed of every random test in this run: MIRAGE_SEED when set, otherwise by chance. It is printed once, so that a
// run that fails can be repeated.

import Foundation

/// The seed of this run.
package enum Seed {
    package static let ofThisRun: UInt64 = {
        let seed = number("MIRAGE_SEED") ?? UInt64.random(in: 0..<1_000_000_000)
        print("replay the random tests with MIRAGE_SEED=\(seed)")
        return seed
    }()

    /// So many seeds from this run's on, and MIRAGE_ROUNDS times as many for a run at night.
    package static func range(_ count: UInt64) -> [UInt64] {
        (0..<count * (number("MIRAGE_ROUNDS") ?? 1)).map { ofThisRun &+ $0 }
    }

    private static func number(_ variable: String) -> UInt64? {
        ProcessInfo.processInfo.environment[variable].flatMap { UInt64($0) }
    }
}
