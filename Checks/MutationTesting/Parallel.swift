// SPDX-License-Identifier: MIT
// Work on several items at a time, each on a thread that may block.
import Foundation

/// Does the work on each item, and reports each outcome as it comes, one at a time.
///
/// - Parameter report: gets the seconds that the work took, too.
/// - Returns: the outcomes in the order of the items.
func inParallel<Item: Sendable, Outcome: Sendable>(
    _ items: [Item], jobs: Int, work: @escaping @Sendable (Item) throws -> Outcome,
    report: @escaping @Sendable (Item, Outcome, Int) -> Void = { _, _, _ in }
) throws -> [Outcome] {
    let queue = WorkQueue<Outcome>(count: items.count)
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, items.count))) { _ in
        while let index = queue.next() {
            let begin = Date()
            let outcome = Result { try work(items[index]) }
            let seconds = Int(Date().timeIntervalSince(begin).rounded())
            queue.finish(index, outcome) { report(items[index], $0, seconds) }
        }
    }
    return try queue.outcomes().map { try $0.get() }
}

private final class WorkQueue<Outcome: Sendable>: @unchecked Sendable {
    // The lock guards both.
    private let lock = NSLock()
    private var begun = 0
    private var results: [Result<Outcome, any Error>?]

    init(count: Int) {
        results = Array(repeating: nil, count: count)
    }

    /// The next item that nobody works on.
    func next() -> Int? {
        lock.withLock {
            guard begun < results.count else { return nil }
            begun += 1
            return begun - 1
        }
    }

    func finish(_ index: Int, _ result: Result<Outcome, any Error>, report: (Outcome) -> Void) {
        lock.withLock {
            results[index] = result
            if case .success(let outcome) = result { report(outcome) }
        }
    }

    func outcomes() -> [Result<Outcome, any Error>] {
        lock.withLock { results.map { $0! } }
    }
}
