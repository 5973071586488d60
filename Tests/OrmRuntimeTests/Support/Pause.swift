// Waiting in tests: a thread that sleeps, and a task that waits for a condition.
import Foundation

enum Pause {
    static func milliseconds(_ count: Int) {
        Thread.sleep(forTimeInterval: Double(count) / 1_000)
    }

    /// Waits without blocking until `condition` holds; false when it takes so long that it never will. Swift runs the tests of
    /// a target on as many threads as there are processors, so on a busy machine each step of one may take a minute.
    static func until(
        seconds: Double = 600, _ condition: @Sendable () -> Bool
    ) async throws -> Bool {
        let end = Date().addingTimeInterval(seconds)
        while !condition() {
            if Date() > end { return false }
            try await Task.sleep(nanoseconds: 1_000_000)
        }
        return true
    }
}
