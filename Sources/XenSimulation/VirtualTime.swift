// SPDX-License-Identifier: MIT
// Virtual time: nanoseconds that grow by the cost of operations and by waiting, never by
// themselves. A run takes the same virtual time on every machine.

internal import Unikernel

/// The costs of operations in nanoseconds, of the right order of magnitude. They only have to
/// advance time in a loop that only yields, and between two readings of the clock.
enum Cost {
    static let hypercall: UInt64 = 400
    static let counterReading: UInt64 = 20
    static let iteration: UInt64 = 100
    /// The shortest and the longest delay of an event to a simulated peer.
    static let peerLatency: ClosedRange<UInt64> = 2_000...60_000
}

/// The simulated processor's time stamp counter: 3 GHz.
enum Counter {
    private static let cyclesPerNanosecond: UInt64 = 3
    private static let atBoot: UInt64 = 0x1234_5678_9abc

    /// Nanoseconds for each cycle, in units of 2^-32.
    static let multiplier = UInt32((UInt64(1) << 32) / cyclesPerNanosecond)

    static func reading(at now: UInt64) -> UInt64 {
        atBoot &+ now &* cyclesPerNanosecond
    }
}

/// An action scheduled for a moment.
struct AgendaItem {
    var moment: UInt64
    var action: () -> Void
}

/// Scheduled actions outside of the domains, soonest first; equal moments in the order of
/// scheduling.
struct Agenda {
    private var items: [AgendaItem] = []

    var next: UInt64? { items.last?.moment }

    mutating func add(at moment: UInt64, _ action: @escaping () -> Void) {
        // Latest first, so that the next one is cheap to remove. Of equals the later stands first.
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
    /// Returns the index of the first element for which `belongsAfter` holds, in an array in which
    /// such elements are last.
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
