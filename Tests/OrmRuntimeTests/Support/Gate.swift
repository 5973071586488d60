// Where a test stops a thread until it says otherwise, and what it counts meanwhile.
import Synchronization

/// Holds a thread until it is opened.
final class Gate: Sendable {
    private let arrived = Mutex(false)
    private let opened = Mutex(false)

    var isReached: Bool { arrived.withLock { $0 } }

    func open() { opened.withLock { $0 = true } }

    func wait() {
        arrived.withLock { $0 = true }
        while !opened.withLock({ $0 }) { Pause.milliseconds(1) }
    }
}

final class Counter: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func increment() { count.withLock { $0 += 1 } }
}
