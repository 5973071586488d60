// SPDX-License-Identifier: MIT
// Makes what fails smaller: leaves out elements, half of them at first, one at a time in the end, as long as it still
// fails.

package enum Shrinker {
    /// The smallest of what failed on the way from `start`. `attempt` leaves out a range of elements, and returns nil when
    /// the rest does not fail. Ends when no single element can be left out, or when `isOver`.
    package static func shrink<Failing>(
        _ start: Failing, count: (Failing) -> Int, isOver: () -> Bool = { false },
        attempt: (Failing, Range<Int>) -> Failing?
    ) -> Failing {
        var smallest = start
        var size = max(count(start) / 2, 1)
        while true {
            var place = 0
            var hasShrunk = false
            while place < count(smallest), !isOver() {
                let end = min(place + size, count(smallest))
                if let smaller = attempt(smallest, place..<end) {
                    smallest = smaller
                    hasShrunk = true
                } else {
                    place += size
                }
            }
            if isOver() || size == 1 && !hasShrunk { return smallest }
            size = max(size / 2, 1)
        }
    }
}
