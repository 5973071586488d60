// What goes on beside the load: a task that ticks, and one that hears what the toolstack asks for. Suspensions are
// answered by the domain; to be asked to power off ends the load after the transaction it is at.
import GuestRuntime
import _Concurrency

/// The tasks beside the load.
// SAFETY: a guest has one thread.
final class Pulse: @unchecked Sendable {
    private(set) var ticks = 0
    private(set) var isAskedToEnd = false

    /// Hears requests from now on; where there is no toolstack, nobody asks.
    func listen() {
        _ = Task {
            try? await unsafe Guest.domain?.answerShutdownRequests { _ in self.isAskedToEnd = true }
        }
    }

    /// Ticks a hundred times a second.
    func beat() {
        _ = Task {
            while true {
                try? await Task.sleep(for: .milliseconds(10))
                ticks += 1
            }
        }
    }
}
