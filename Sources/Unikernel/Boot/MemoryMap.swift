// SPDX-License-Identifier: MIT
// Which physical memory there is. The map comes from the start info or, from older hosts, by hypercall; either way
// it is somebody else's table, so it is read defensively: entries that overflow, overlap or say nothing are left out.

/// A range of physical addresses, in whole pages.
package struct PhysicalRange: Equatable, Sendable {
    /// The first address.
    package var start: UInt64
    /// The address after the last.
    package var end: UInt64

    package init(start: UInt64, end: UInt64) {
        self.start = start
        self.end = end
    }

    package var byteCount: UInt64 { end - start }

    package func overlaps(_ other: PhysicalRange) -> Bool {
        start < other.end && other.start < end
    }
}

/// The usable memory of a domain: at most 16 ranges, none of which overlap.
package struct MemoryMap: Sendable {
    /// More ranges than any toolstack gives a guest: a domain has two or three.
    package static let capacity = 16

    private var ranges = InlineArray<16, PhysicalRange>(repeating: PhysicalRange(start: 0, end: 0))
    package private(set) var count = 0

    package init() {}

    package subscript(index: Int) -> PhysicalRange {
        precondition(index < count)
        return ranges[index]
    }

    /// Adds usable memory: its whole pages, as far as they are new and there is room to note them.
    package mutating func add(start: UInt64, byteCount: UInt64) {
        let (end, overflow) = start.addingReportingOverflow(byteCount)
        guard !overflow, let first = roundedUp(start) else { return }
        let range = PhysicalRange(start: first, end: end & ~UInt64(pageSize - 1))
        guard range.start < range.end, count < Self.capacity else { return }
        for index in 0..<count where ranges[index].overlaps(range) { return }
        ranges[count] = range
        count += 1
    }

    /// Takes out what is in use, such as the image: whole pages, rounded outward.
    package mutating func remove(start: UInt64, end: UInt64) {
        guard start < end, let last = roundedUp(end) else { return }
        let hole = PhysicalRange(start: start & ~UInt64(pageSize - 1), end: last)
        var rest = MemoryMap()
        for index in 0..<count {
            let range = ranges[index]
            guard range.overlaps(hole) else {
                rest.append(range)
                continue
            }
            rest.append(PhysicalRange(start: range.start, end: min(range.end, hole.start)))
            rest.append(PhysicalRange(start: max(range.start, hole.end), end: range.end))
        }
        self = rest
    }

    /// Whether any usable memory lies in the range.
    package func overlaps(_ other: PhysicalRange) -> Bool {
        for index in 0..<count where ranges[index].overlaps(other) { return true }
        return false
    }

    /// The address after the last usable one; 0 when there is none.
    package var end: UInt64 {
        var end: UInt64 = 0
        for index in 0..<count { end = max(end, ranges[index].end) }
        return end
    }

    package var byteCount: UInt64 {
        var sum: UInt64 = 0
        for index in 0..<count { sum += ranges[index].byteCount }
        return sum
    }

    private mutating func append(_ range: PhysicalRange) {
        guard range.start < range.end, count < Self.capacity else { return }
        ranges[count] = range
        count += 1
    }

    private func roundedUp(_ address: UInt64) -> UInt64? {
        let (sum, overflow) = address.addingReportingOverflow(UInt64(pageSize - 1))
        return overflow ? nil : sum & ~UInt64(pageSize - 1)
    }
}
