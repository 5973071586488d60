// SPDX-License-Identifier: MIT
// Makes a failure smaller: first the workload, operation by operation, then the state, block by block, as long as the
// same oracle still finds something.

import CheckHarness
import Glibc

/// Makes failures smaller.
struct Shrinking {
    let limits: ExplorationLimits
    /// When to be content with what there is: 20 seconds after the start.
    private let end = time(nil) + 20

    init(_ limits: ExplorationLimits) {
        self.limits = limits
    }

    /// The smallest failure that was found on the way from this one.
    static func shrink(_ failure: Failure, _ limits: ExplorationLimits) -> Failure {
        let shrinking = Shrinking(limits)
        let smaller = shrinking.withoutOperations(failure)
        return shrinking.withoutOverrides(smaller)
    }

    /// What goes wrong with a setting, by any state.
    static func failure(of setting: Setting, _ limits: ExplorationLimits) -> Failure? {
        var tally = Tally()
        return failure(of: setting, limits, &tally)
    }

    /// The same, and what was counted.
    static func failure(of setting: Setting, _ limits: ExplorationLimits, _ tally: inout Tally)
        -> Failure?
    {
        let trace: Trace
        do {
            trace = try Recording.trace(setting)
        } catch {
            return Failure(oracle: .workload, fixture: Fixture(setting), text: "\(error)")
        }
        let explorer = Explorer(trace, limits, tally)
        defer { tally = explorer.tally }
        do throws(Failure) {
            try explorer.run()
            return nil
        } catch {
            return error
        }
    }

    /// What goes wrong with a fixture.
    static func failure(of fixture: Fixture, _ limits: ExplorationLimits) -> Failure? {
        guard fixture.cut != nil else { return failure(of: fixture.setting, limits) }
        guard let trace = try? Recording.trace(fixture.setting) else { return nil }
        var limits = limits
        limits.recoveryRarity = 1
        limits.storeRarity = 1
        let explorer = Explorer(trace, limits, Tally())
        do throws(Failure) {
            try explorer.run(fixture)
            return nil
        } catch {
            return error
        }
    }

    private func withoutOperations(_ failure: Failure) -> Failure {
        Shrinker.shrink(
            failure, count: \.fixture.setting.operations.count, isOver: { time(nil) >= end },
            attempt: { failure, range in
                var setting = failure.fixture.setting
                var operations = setting.operations
                operations.removeSubrange(range)
                setting.only = operations
                return Self.failure(of: setting, limits).flatMap { $0.isLike(failure) ? $0 : nil }
            })
    }

    private func withoutOverrides(_ failure: Failure) -> Failure {
        guard failure.fixture.cut != nil else { return failure }
        return Shrinker.shrink(
            failure, count: \.fixture.overrides.count,
            attempt: { failure, range in
                var fixture = failure.fixture
                fixture.overrides.removeSubrange(range)
                return Self.failure(of: fixture, limits).flatMap { $0.isLike(failure) ? $0 : nil }
            })
    }
}

extension Failure {
    /// Whether the same oracle found it.
    fileprivate func isLike(_ other: Failure) -> Bool { oracle == other.oracle }
}
