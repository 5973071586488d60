// SPDX-License-Identifier: MIT
// A world for a run loop that a test plays: the clock stands still but for waits, events are raised when the test said
// so, and every wait is written down.

@testable import Unikernel

/// Events and time as a test wants them.
final class ManualEvents: EventSource {
    var now = Instant(nanoseconds: 1000)
    var hasListeners = false
    /// What is raised at the next hand-out.
    var pending: [Signal] = []
    /// The deadlines of the waits there have been.
    private(set) var waits: [Instant] = []
    /// What happens during a wait; nothing unless set, and then the deadline comes.
    var duringWait: () -> Void = {}

    func dispatch() -> Bool {
        let signals = pending
        pending = []
        for signal in signals { signal.raise() }
        return !signals.isEmpty
    }

    func wait(until deadline: Instant) {
        waits.append(deadline)
        duringWait()
        if pending.isEmpty, deadline != .never { now = max(now, deadline) }
    }
}
