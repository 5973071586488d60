// SPDX-License-Identifier: MIT
// The counters of Xen's rings (io/ring.h, io/xs_wire.h, io/console.h): 32 bits that only grow and
// wrap around at 2^32. Code compares differences of counters. A position is the counter modulo the
// ring's size, a power of two, so wrapping needs no special case.

/// A free-running position in a ring.
package struct RingIndex: Equatable, Sendable {
    /// The counter's value in shared memory.
    package var rawValue: UInt32

    package init(_ rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Returns the number of steps from `earlier` to this index, modulo 2^32.
    package func distance(from earlier: RingIndex) -> UInt32 {
        rawValue &- earlier.rawValue
    }

    package func advanced(by count: UInt32) -> RingIndex {
        RingIndex(rawValue &+ count)
    }

    /// Returns the position in a ring of `size` places, a power of two.
    package func offset(in size: UInt32) -> Int {
        Int(rawValue & (size - 1))
    }
}
