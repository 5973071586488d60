// SPDX-License-Identifier: MIT
// Time in the simulation: a number of nanoseconds that grows by what things cost and by waiting, never by
// itself. A run takes the same virtual time on every machine.

internal import Unikernel

/// What things cost, in nanoseconds. The sums are of the right order, no more is needed: they make time pass
/// in a loop that only yields, and a reading of the clock differ from the one before.
enum Cost {
    static let hypercall: UInt64 = 400
    static let counterReading: UInt64 = 20
    static let iteration: UInt64 = 100
    /// How long an event takes to a simulated peer, at least and at most.
    static let peerLatency: ClosedRange<UInt64> = 2_000...60_000
}

/// How the simulated processor's time stamp counter runs: 3 GHz.
enum Counter {
    private static let cyclesPerNanosecond: UInt64 = 3
    private static let atBoot: UInt64 = 0x1234_5678_9abc

    /// Nanoseconds for a cycle, in units of 2^-32.
    static let multiplier = UInt32((UInt64(1) << 32) / cyclesPerNanosecond)

    static func reading(at now: UInt64) -> UInt64 {
        atBoot &+ now &* cyclesPerNanosecond
    }
}

/// Something that is to happen at a moment.
struct AgendaItem {
    var moment: UInt64
    var action: () -> Void
}

/// What is to happen outside of the domains, soonest first, equal moments in the order of asking.
struct Agenda {
    private var items: [AgendaItem] = []

    var next: UInt64? { items.last?.moment }

    mutating func add(at moment: UInt64, _ action: @escaping () -> Void) {
        // Latest first, so that the next one is cheap to take. Later of equals stands before.
        let index = items.partitioningIndex { $0.moment <= moment }
        items.insert(AgendaItem(moment: moment, action: action), at: index)
    }

    mutating func removeDue(at now: UInt64) -> (() -> Void)? {
        guard let item = items.last, item.moment <= now else { return nil }
        return items.removeLast().action
    }

    mutating func removeAll() {
        items.removeAll()
    }
}

extension Array {
    /// The index of the first element for which `belongsAfter` holds, in an array in which such elements are
    /// last.
    fileprivate func partitioningIndex(where belongsAfter: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if belongsAfter(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
