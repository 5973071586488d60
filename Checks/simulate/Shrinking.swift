// SPDX-License-Identifier: MIT
// Makes a failure smaller: first the workload, operation by operation, then the state, block by block, as long as the
// same oracle still finds something.

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
        var shrinking = Shrinking(limits)
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

    private mutating func withoutOperations(_ failure: Failure) -> Failure {
        var best = failure
        var size = max(best.fixture.setting.operations.count / 2, 1)
        while size >= 1 {
            var start = 0
            while start < best.fixture.setting.operations.count, time(nil) < end {
                var setting = best.fixture.setting
                var operations = setting.operations
                operations.removeSubrange(start..<min(start + size, operations.count))
                setting.only = operations
                let smaller = Self.failure(of: setting, limits)
                if let smaller, smaller.oracle == best.oracle {
                    best = smaller
                } else {
                    start += size
                }
            }
            size /= 2
        }
        return best
    }

    private mutating func withoutOverrides(_ failure: Failure) -> Failure {
        guard failure.fixture.cut != nil else { return failure }
        var best = failure
        var index = 0
        while index < best.fixture.overrides.count {
            var fixture = best.fixture
            fixture.overrides.remove(at: index)
            let smaller = Self.failure(of: fixture, limits)
            if let smaller, smaller.oracle == best.oracle { best = smaller } else { index += 1 }
        }
        return best
    }
}
