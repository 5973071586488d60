// SPDX-License-Identifier: MIT
// Swift's concurrency in simulated domains: tasks, groups, actors, sleeps and streams run on the domain's loop,
// in virtual time, and the same seed gives the same run. Method: small programs whose trace is compared.

import Testing
import Unikernel
import XenSimulation

private actor Log {
    var lines: [String] = []

    func add(_ line: String) {
        lines.append(line)
    }
}

@Test func aTaskRunsInItsDomain() throws {
    let answer = try Simulation.check(seed: 1) { simulation in
        let domain = try simulation.start()
        return try simulation.run(in: domain) { _ in 6 * 7 }
    }
    #expect(answer == 42)
}

@Test func sleepingTakesVirtualTimeOnly() throws {
    let hour: UInt64 = 3_600_000_000_000
    let passed = try Simulation.check(seed: 1) { simulation in
        let domain = try simulation.start()
        return try simulation.run(in: domain) { domain in
            let before = domain.clock.now
            try await Task.sleep(nanoseconds: hour)
            return domain.clock.now.nanoseconds - before.nanoseconds
        }
    }
    #expect(passed >= hour && passed < hour + 1_000_000)
}

@Test func sleepingForADurationIsVirtualToo() throws {
    let passed = try Simulation.check(seed: 1) { simulation in
        let domain = try simulation.start()
        return try simulation.run(in: domain) { domain in
            let before = domain.clock.now
            try await Task.sleep(for: .seconds(3600))
            return domain.clock.now.nanoseconds - before.nanoseconds
        }
    }
    #expect(passed >= 3_600_000_000_000 && passed < 3_600_001_000_000)
}

@Test func groupsActorsAndStreamsWork() throws {
    let lines = try Simulation.check(seed: 1) { simulation in
        let domain = try simulation.start()
        return try simulation.run(in: domain) { _ in
            let log = Log()
            await withTaskGroup(of: Void.self) { group in
                for index in [3, 1, 2] {
                    group.addTask {
                        try? await Task.sleep(nanoseconds: UInt64(index) * 1_000_000)
                        await log.add("slept \(index)")
                    }
                }
            }
            let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
            let reader = Task {
                for await number in stream { await log.add("read \(number)") }
            }
            for number in 0..<3 {
                continuation.yield(number)
                await Task.yield()
            }
            continuation.finish()
            await reader.value
            return await log.lines
        }
    }
    #expect(lines == ["slept 1", "slept 2", "slept 3", "read 0", "read 1", "read 2"])
}

@Test func expectationsInADomainBelongToTheTest() throws {
    let test = try Simulation.check(seed: 1) { simulation in
        let domain = try simulation.start()
        return try simulation.run(in: domain) { _ in Test.current?.name }
    }
    #expect(test == "expectationsInADomainBelongToTheTest()")
}
