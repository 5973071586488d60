// SPDX-License-Identifier: MIT
// The seeds of a run of these tests: a few from MIRAGE_SEED on, which every failure names.

import Foundation

/// So many seeds, from MIRAGE_SEED on when it is set.
func seeds(_ count: UInt64) -> [UInt64] {
    let given = ProcessInfo.processInfo.environment["MIRAGE_SEED"].flatMap { UInt64($0) }
    let first = given ?? 20_250_311
    return (0..<count).map { first &+ $0 }
}
