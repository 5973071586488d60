// SPDX-License-Identifier: MIT
// Timers, soonest first; equal moments in the order of their requests. A binary heap in one array:
// 32 bytes a timer, so a hundred thousand sleeping tasks take about three megabytes here.
//
// Invariants:
// 1. No timer is before its parent.
// 2. A signal has one timer at most, at its `timerIndex`.

/// The action of a timer.
@safe package enum TimerAction {
    /// Runs a job of the concurrency runtime.
    case run(Job)
    /// Lets a signal check its waiter's deadline. A signal's timer is never postponed: of two
    /// requests the sooner moment counts.
    case expire(Signal)
}

/// Timers by moment.
package struct TimerQueue {
    private struct Timer {
        var moment: Instant
        var order: UInt64
        var action: TimerAction
    }

    private var heap: [Timer] = []
    private var nextOrder: UInt64 = 0

    package init() {}

    /// The soonest moment; nil when no timer is set.
    package var next: Instant? { heap.first?.moment }

    /// The number of set timers.
    package var count: Int { heap.count }

    package mutating func add(_ action: TimerAction, at moment: Instant) {
        let timer = Timer(moment: moment, order: nextOrder, action: action)
        if case .expire(let signal) = action, let index = signal.timerIndex {
            guard moment < heap[index].moment else { return }
            heap[index] = timer
            siftUp(index)
        } else {
            heap.append(timer)
            place(heap.count - 1)
            siftUp(heap.count - 1)
        }
        nextOrder += 1
    }

    /// Removes and returns the soonest timer if its moment has come.
    package mutating func removeDue(at now: Instant) -> TimerAction? {
        guard let first = heap.first, first.moment <= now else { return nil }
        swap(0, heap.count - 1)
        heap.removeLast()
        if case .expire(let signal) = first.action { signal.timerIndex = nil }
        siftDown(0)
        return first.action
    }

    // Both are out of line, because each of the two paths through the heap would have a copy.
    @inline(never)
    private func isBefore(_ first: Int, _ second: Int) -> Bool {
        let (moment, other) = (heap[first].moment, heap[second].moment)
        return moment == other ? heap[first].order < heap[second].order : moment < other
    }

    @inline(never)
    private mutating func swap(_ first: Int, _ second: Int) {
        heap.swapAt(first, second)
        place(first)
        place(second)
    }

    /// Stores a timer's index in its signal.
    private func place(_ index: Int) {
        if case .expire(let signal) = heap[index].action { signal.timerIndex = index }
    }

    private mutating func siftUp(_ start: Int) {
        var index = start
        while index > 0 {
            let parent = (index - 1) / 2
            guard isBefore(index, parent) else { return }
            swap(index, parent)
            index = parent
        }
    }

    private mutating func siftDown(_ start: Int) {
        var index = start
        while true {
            let left = 2 * index + 1
            guard left < heap.count else { return }
            let right = left + 1
            let child = right < heap.count && isBefore(right, left) ? right : left
            guard isBefore(child, index) else { return }
            swap(index, child)
            index = child
        }
    }
}
