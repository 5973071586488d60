// SPDX-License-Identifier: MIT
// The run loop's interface to the machine: a clock, event dispatch, and waiting.

/// The source of a run loop's events and time.
package protocol EventSource: AnyObject {
    /// The present moment.
    var now: Instant { get }

    /// Raises the signal of each event since the last call; returns whether there was any.
    func dispatch() -> Bool

    /// Whether any event can still raise a signal. If not, and no timer is set, waiting would never
    /// end.
    var hasListeners: Bool { get }

    /// Yields the processor until an event or `deadline`. May return early.
    func wait(until deadline: Instant)
}
