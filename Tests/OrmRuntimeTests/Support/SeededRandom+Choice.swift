// SPDX-License-Identifier: MIT
// Choices by chance.

import SeededRandom

extension SeededRandom {
    /// One of the elements.
    mutating func pick<Element>(_ pool: [Element]) -> Element {
        pool[Int(next() % UInt64(pool.count))]
    }

    /// A number below the bound.
    mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(bound))
    }
}
