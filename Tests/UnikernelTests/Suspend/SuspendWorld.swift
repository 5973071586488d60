// SPDX-License-Identifier: MIT
// A domain with its daemons, a toolstack that saves it, and a note of what those that are told were told.

import TestSupport
import Testing

@testable import Unikernel
@testable import XenSimulation

/// Notes what it is told, and does what a test wants done then.
final class Witness: Suspendable, @unchecked Sendable {  // the simulation runs one thread at a time
    private(set) var told: [String] = []
    var whenWarned: () -> Void = {}
    var whenResumed: (ResumeOutcome) -> Void = { _ in }

    func domainWillSuspend() {
        told.append("will")
        whenWarned()
    }

    func domainDidResume(_ outcome: ResumeOutcome) {
        told.append(outcome == .newDomain ? "new" : "same")
        whenResumed(outcome)
    }
}

extension StoreWorld {
    /// Has `body` run in a domain whose suspensions come to `outcome`. A fiber's stack is kept for the next one.
    static func suspending(
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
    func start<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value)
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
    func sleep(milliseconds count: UInt64) async {
        _ = await domain.loop.sleep(nanoseconds: count * 1_000_000)
    }

    /// Waits until a task is over, a minute of the domain's time at most.
    func value<Value: Sendable>(of task: SimulatedTask<Value>) async throws -> Value {
        for _ in 0..<60_000 where !task.isDone { await sleep(milliseconds: 1) }
        return try #require(try task.value(), "a task of before the suspension does not end")
    }
}
