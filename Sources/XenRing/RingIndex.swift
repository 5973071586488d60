// SPDX-License-Identifier: MIT
// The counters of Xen's rings (io/ring.h, io/xs_wire.h, io/console.h): 32 bits that only ever grow and wrap
// around at 2^32. What counts is the difference of two; the position in a ring is the counter modulo its size,
// a power of two, so wrapping needs no care.

/// A free-running position in a ring.
package struct RingIndex: Equatable, Sendable {
    /// The counter as it stands in shared memory.
    package var rawValue: UInt32

    package init(_ rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// How many steps lead from `earlier` to here, modulo 2^32.
    package func distance(from earlier: RingIndex) -> UInt32 {
        rawValue &- earlier.rawValue
    }

    package func advanced(by count: UInt32) -> RingIndex {
        RingIndex(rawValue &+ count)
    }

    /// The place in a ring of `size` places, a power of two.
    package func offset(in size: UInt32) -> Int {
        Int(rawValue & (size - 1))
    }
}
