// SPDX-License-Identifier: MIT
// The seed of every random test of volumes in this run: MIRAGE_SEED when set, otherwise by chance. It is printed once,
// so a failing run can be repeated.

import Foundation

package enum VolumeSeed {
    package static let ofThisRun: UInt64 = {
        let given = ProcessInfo.processInfo.environment["MIRAGE_SEED"].flatMap { UInt64($0) }
        let seed = given ?? UInt64.random(in: 0..<1_000_000_000)
        print("replay the random tests of volumes with MIRAGE_SEED=\(seed)")
        return seed
    }()

    /// So many seeds from this run's on.
    package static func range(_ count: UInt64) -> Range<UInt64> {
        ofThisRun..<ofThisRun + count
    }
}
