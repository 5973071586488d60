// SPDX-License-Identifier: MIT
// A domain with its daemons, a toolstack that saves it, and a note of what those that are told were told.

import TestSupport

@testable import Unikernel
@testable import XenSimulation

/// A task of before a suspension does not end after it.
package struct TaskWithoutEnd: Error {}

/// Notes what it is told, and does what a test wants done then.
package final class Witness: Suspendable, @unchecked Sendable {
    // the simulation runs one thread at a time
    package init() {}
    package private(set) var told: [String] = []
    package var whenWarned: () -> Void = {}
    package var whenResumed: (ResumeOutcome) -> Void = { _ in }

    package func domainWillSuspend() {
        told.append("will")
        whenWarned()
    }

    package func domainDidResume(_ outcome: ResumeOutcome) {
        told.append(outcome == .newDomain ? "new" : "same")
        whenResumed(outcome)
    }
}

extension StoreWorld {
    /// Has `body` run in a domain whose suspensions come to `outcome`. A fiber's stack is kept for the next one.
    package static func suspending(
        _ seed: UInt64 = Seed.ofThisRun, as outcome: ResumeOutcome = .newDomain,
        _ body: @escaping @Sendable (StoreWorld) async throws -> Void
    ) throws {
        try check(seed, accepting: { if case .stack = $0 { true } else { false } }) { world in
            world.toolstack.outcomeOfSuspension = { outcome }
            _ = try world.run([{ @Sendable () async throws in try await body(world) }])
        }
    }

    /// Starts a task of the domain's.
    @discardableResult
    package func start<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value)
        -> SimulatedTask<Value>
    {
        let task = SimulatedTask<Value>()
        _ = Task { @Sendable in
            do {
                task.finish(.success(try await body()))
            } catch {
                task.finish(.failure(error))
            }
        }
        return task
    }

    /// Lets the domain's other tasks run for so many milliseconds of its time.
    package func sleep(milliseconds count: UInt64) async {
        _ = await domain.loop.sleep(nanoseconds: count * 1_000_000)
    }

    /// Waits until a task is over, a minute of the domain's time at most.
    package func value<Value: Sendable>(of task: SimulatedTask<Value>) async throws -> Value {
        for _ in 0..<60_000 where !task.isDone { await sleep(milliseconds: 1) }
        guard let value = try task.value() else { throw TaskWithoutEnd() }
        return value
    }
}
