// Waiting in tests: a thread that sleeps, and a task that waits for a condition.
import Foundation

enum Pause {
    static func milliseconds(_ count: Int) {
        Thread.sleep(forTimeInterval: Double(count) / 1_000)
    }

    /// Waits without blocking until `condition` holds; false when it takes too long.
    static func until(
        seconds: Double = 60, _ condition: @Sendable () -> Bool
    ) async throws -> Bool {
        let end = Date().addingTimeInterval(seconds)
        while !condition() {
            if Date() > end { return false }
            try await Task.sleep(nanoseconds: 1_000_000)
        }
        return true
    }
}
