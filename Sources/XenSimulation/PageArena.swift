// SPDX-License-Identifier: MIT
// Allocates the pages of a simulated domain's memory. First fit, so that addresses depend only on
// the order of calls, and a freed page is soon reused.

/// The pages of a simulated domain.
struct PageArena {
    private let first: UInt64
    private var isUsed: [Bool]
    /// Page counts of the allocations by first frame.
    private(set) var allocations: [UInt64: Int] = [:]

    init(first: UInt64, count: Int) {
        self.first = first
        isUsed = Array(repeating: false, count: count)
    }

    mutating func allocate(_ count: Int) -> UInt64? {
        precondition(count > 0, "an allocation of no pages")
        var run = 0
        for index in isUsed.indices {
            run = isUsed[index] ? 0 : run + 1
            guard run == count else { continue }
            let start = index + 1 - count
            for used in start...index { isUsed[used] = true }
            allocations[first + UInt64(start)] = count
            return first + UInt64(start)
        }
        return nil
    }

    mutating func deallocate(_ frame: UInt64, _ count: Int) {
        let known = allocations.removeValue(forKey: frame)
        precondition(known == count, "pages are given back that were not allocated together")
        let start = Int(frame - first)
        for index in start..<start + count { isUsed[index] = false }
    }
}
