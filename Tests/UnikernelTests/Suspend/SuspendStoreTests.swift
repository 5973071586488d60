// SPDX-License-Identifier: MIT
// Goal: whoever talks to xenstore or the console while the domain is suspended gets an answer, as if it had only taken
// longer, or an error that says what is not known. Method: the simulated daemons, which forget the domain that was;
// floods of requests, transactions and lines; a daemon that does not answer.

import SeededRandom
import TestSupport
import Testing
import XenSupport

@testable import Unikernel
@testable import XenSimulation

/// Runs code that does not suspend.
private func plainly(_ body: () throws -> Void) throws { try body() }

@Suite struct SuspendStoreTests {
    // MARK: Xenstore

    @Test(arguments: Seed.range(5), [ResumeOutcome.sameDomain, .newDomain])
    func aFloodOfRequestsIsAnswered(seed: UInt64, outcome: ResumeOutcome) throws {
        try StoreWorld.suspending(seed, as: outcome) { world in
            var floods: [SimulatedTask<Int>] = []
            for number in 0..<8 {
                floods.append(
                    world.start {
                        for round in 0..<40 {
                            try await world.store.write("data/flood/\(number)", UInt64(round))
                        }
                        return number
                    })
            }
            await world.sleep(milliseconds: 1)
            let came = try await world.domain.suspend()
            #expect(came == outcome)
            for flood in floods { _ = try await world.value(of: flood) }
            for number in 0..<8 {
                #expect(try await world.store.readUInt64("data/flood/\(number)") == 39)
            }
            #expect(world.store.openRequestCount == 0)
        }
    }

    @Test(arguments: Seed.range(10))
    func transactionsAreWhole(seed: UInt64) throws {
        try StoreWorld.suspending(seed) { world in
            let tasks = (0..<4).map { number in
                world.start {
                    for _ in 0..<5 { try await Self.advanceBoth("data/\(number)", world.store) }
                }
            }
            for _ in 0..<5 {
                await world.sleep(milliseconds: 1)
                _ = try await world.domain.suspend()
            }
            for task in tasks { _ = try await world.value(of: task) }
            // There may have been a new tree since.
            try await Self.advanceBoth("data/0", world.store)
            let one = try await world.store.readUInt64("data/0/one")
            #expect(try await world.store.readUInt64("data/0/two") == one)
        }
    }

    /// Counts in two nodes at once. A commit of which nothing is known is done again.
    private static func advanceBoth(_ path: String, _ store: Xenstore) async throws {
        while true {
            do throws(XenstoreError) {
                try await store.transaction { transaction async throws(XenstoreError) in
                    let one = try await number(at: path + "/one", transaction)
                    let two = try await number(at: path + "/two", transaction)
                    #expect(one == two)
                    try await transaction.write(path + "/one", one + 1)
                    try await transaction.write(path + "/two", two + 1)
                }
                return
            } catch {
                guard error == .timedOut(.endTransaction) || error == .conflict(attempts: 32)
                else { throw error }
            }
        }
    }

    private static func number(at path: String, _ store: XenstoreTransaction)
        async throws(XenstoreError) -> UInt64
    {
        do throws(XenstoreError) {
            return try await store.readUInt64(path)
        } catch {
            guard error.isMissing else { throw error }
            return 0
        }
    }

    @Test func aTransactionOfBeforeIsNotTakenForANewOne() throws {
        try StoreWorld.suspending { world in
            var attempts = 0
            try await world.store.transaction { transaction async throws(XenstoreError) in
                attempts += 1
                try await transaction.write("data/a", UInt64(attempts))
                guard attempts == 1 else { return }
                _ = try? await world.domain.suspend()
                // Another one takes the number that xenstore gave to this one.
                world.xenstored.nextTransaction = transaction.transactionIdentifier.number
                try await world.store.transaction { other async throws(XenstoreError) in
                    #expect(
                        other.transactionIdentifier.number
                            == transaction.transactionIdentifier.number)
                    await #expect(
                        throws: XenstoreError.refused(.write, .tryAgain)
                    ) { try await transaction.write("data/a", 99) }
                    try await other.write("data/b", 1)
                }
            }
            #expect(attempts == 2)
            #expect(try await world.store.readUInt64("data/a") == 2)
            #expect(try await world.store.readUInt64("data/b") == 1)
        }
    }

    @Test(arguments: Seed.range(10))
    func noChangeIsMissed(seed: UInt64) throws {
        try StoreWorld.suspending(seed) { world in
            let watch = try await world.store.watch("data/told")
            for round in UInt64(1)...10 {
                // The change comes right before, or right after, or while the domain is away.
                let delay = UInt64.random(in: 0...30_000_000, using: &world.simulation.random)
                world.simulation.schedule(afterNanoseconds: delay) {
                    world.change { $0.write("\(world.home)/data/told", "\(round)") }
                }
                _ = try await world.domain.suspend()
                var seen: UInt64 = 0
                while seen != round {
                    let event = try await watch.next(until: world.milliseconds(1000))
                    guard event != nil else { break }
                    seen = (try? await world.store.readUInt64("data/told")) ?? 0
                    // What was written to the domain that was is gone with it.
                    if seen != round, world.simulation.now > 0, event != nil {
                        world.change { $0.write("\(world.home)/data/told", "\(round)") }
                    }
                }
                #expect(seen == round)
            }
            #expect(world.store.watchCount == 1)
            watch.cancel()
        }
    }

    @Test(arguments: Seed.range(10))
    func watchesThatComeAndGoMeanwhileAreAsTheirOwnersWant(seed: UInt64) throws {
        try StoreWorld.suspending(seed) { world in
            let makers = (0..<8).map { number in
                world.start { () -> Void in
                    for _ in 0..<10 {
                        let watch = try await world.store.watch("data/\(number)")
                        #expect(try await watch.next(until: world.milliseconds(5000)) != nil)
                        watch.cancel()
                    }
                }
            }
            for _ in 0..<5 {
                await world.sleep(milliseconds: 1)
                _ = try await world.domain.suspend()
            }
            for maker in makers { _ = try await world.value(of: maker) }
            #expect(world.store.watchCount == 0)
            #expect(world.store.fault == nil)
        }
    }

    @Test(arguments: [ResumeOutcome.sameDomain, .newDomain])
    func aSilentXenstoredDelaysASuspensionByFiveSeconds(outcome: ResumeOutcome) throws {
        try StoreWorld.suspending(as: outcome) { world in
            world.xenstored.hostileAction = .silence
            world.xenstored.hostileActionRarity = 1
            world.store.timeoutNanoseconds = 20_000_000_000
            let request = world.start { try await world.store.write("data/a", 7) }
            await world.sleep(milliseconds: 100)
            world.store.timeoutNanoseconds = 5_000_000_000
            let before = world.domain.clock.now
            world.xenstored.hostileAction = nil
            let came = try await world.domain.suspend()
            #expect(came == outcome)
            let passed = world.domain.clock.now.nanoseconds - before.nanoseconds
            #expect(passed > 4_900_000_000 && passed < 5_500_000_000)
            guard outcome == .newDomain else {
                await #expect(throws: XenstoreError.timedOut(.write)) {
                    try await world.value(of: request)
                }
                return
            }
            // The new domain's xenstored has never heard of the request, and is asked again.
            try await world.value(of: request)
            #expect(try await world.store.readUInt64("data/a") == 7)
        }
    }

    @Test(arguments: Seed.range(10))
    func codeThatWaitsWithTheWholeDomainIsNotHeldUp(seed: UInt64) throws {
        try StoreWorld.suspending(seed) { world in
            // Writes without suspending and without a fiber, while others write as tasks do.
            let plain = world.start { () -> UInt64 in
                let before = world.domain.clock.now
                for _ in 0..<20 {
                    try plainly { try world.store.write("data/plain", "1") }
                    await world.sleep(milliseconds: 0)
                }
                return world.domain.clock.now.nanoseconds - before.nanoseconds
            }
            let others = (0..<4).map { number in
                world.start {
                    for _ in 0..<20 { try await world.store.write("data/\(number)", 1) }
                }
            }
            for _ in 0..<5 { _ = try await world.domain.suspend() }
            #expect(try await world.value(of: plain) < 4_000_000_000)
            for other in others { try await world.value(of: other) }
        }
    }

    @Test func aCrashNoteIsLeftInTheNewDomain() throws {
        try StoreWorld.suspending { world in
            _ = try await world.domain.suspend()
            let reason = Array("as was asked for".utf8)
            #expect(unsafe reason.withUnsafeBytes { unsafe CrashNote.leave($0, in: world.domain) })
            await world.sleep(milliseconds: 10)
            #expect(text(world.xenstored.value("\(world.home)/data/crash")) == "as was asked for")
        }
    }

    // MARK: Requests of the toolstack

    @Test func requestsAreAnsweredAfterEachResume() throws {
        // The domain ends with its watch.
        try StoreWorld.check(accepting: { if case .other = $0 { true } else { false } }) { world in
            world.toolstack.outcomeOfSuspension = { .newDomain }
            let witness = Witness()
            world.domain.add(witness)
            nonisolated(unsafe) var ended: [ShutdownRequest] = []
            let answering = world.simulation.spawn(in: world.guest) { domain in
                try await domain.answerShutdownRequests { request in
                    ended.append(request)
                    domain.shutdown(.powerOff)
                }
            }
            for round in 1...3 {
                try world.simulation.run {
                    text(world.xenstored.value("\(world.home)/control/feature-suspend")) == "1"
                }
                world.toolstack.request("suspend", of: world.guest)
                try world.simulation.run { witness.told.count == 2 * round }
                world.settle()
            }
            #expect(!answering.isDone)
            world.toolstack.request("poweroff", of: world.guest)
            try world.simulation.run { world.guest.shutdownReason != nil }
            #expect(ended == [.powerOff])
            #expect(world.guest.shutdownReason == .powerOff)
        }
    }

    // MARK: Console

    @Test(arguments: Seed.range(10))
    func theConsoleLosesNothing(seed: UInt64) throws {
        try StoreWorld.suspending(seed) { world in
            let console = unsafe Console { unsafe _ = $0 }
            #expect(console.attach(to: world.domain))
            let reader = world.start {
                var lines: [String?] = []
                for _ in 0..<12 { lines.append(text(await console.readLine())) }
                return lines
            }
            var expected = ""
            for round in 0..<6 {
                for line in 0..<40 {
                    console.write("\(round) \(line)\n")
                    expected += "\(round) \(line)\r\n"
                }
                world.daemon.type("typed \(2 * round)\n")
                world.toolstack.stir(world.daemon)
                await world.sleep(milliseconds: 2)
                _ = try await world.domain.suspend()
                world.daemon.type("typed \(2 * round + 1)\n")
                world.toolstack.stir(world.daemon)
            }
            #expect(console.flush(until: world.milliseconds(1000)))
            #expect(console.lostBytes == 0)
            #expect(String(decoding: world.daemon.output, as: UTF8.self) == expected)
            #expect(try await world.value(of: reader) == (0..<12).map { "typed \($0)" })
            console.detach()
        }
    }

    @Test func aConsoleThatNobodyReadsDelaysASuspensionByASecond() throws {
        try StoreWorld.suspending { world in
            let console = unsafe Console { unsafe _ = $0 }
            #expect(console.attach(to: world.domain))
            world.daemon.manner = .absent
            console.write("to nobody\n")
            let before = world.domain.clock.now
            _ = try await world.domain.suspend()
            let passed = world.domain.clock.now.nanoseconds - before.nanoseconds
            #expect(passed >= 1_000_000_000 && passed < 1_200_000_000)
            world.daemon.manner = .slow
            console.write("to somebody\n")
            #expect(console.flush(until: world.milliseconds(1000)))
            #expect(String(decoding: world.daemon.output, as: UTF8.self) == "to somebody\r\n")
            console.detach()
        }
    }
}
