// SPDX-License-Identifier: MIT
// What the run loop knows of the world: it has a clock, it can hand out what has happened, and it can wait.

/// Where a run loop's events and time come from.
package protocol EventSource: AnyObject {
    /// The present moment.
    var now: Instant { get }

    /// Raises the signal of each event that has happened since the last call; true when there was any.
    func dispatch() -> Bool

    /// Whether anything could still raise a signal. When not, and no timer is set, waiting has no end.
    var hasListeners: Bool { get }

    /// Gives the processor away until an event has happened or `deadline` has come. May return early.
    func wait(until deadline: Instant)
}
