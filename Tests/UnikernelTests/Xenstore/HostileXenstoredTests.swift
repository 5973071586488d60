// SPDX-License-Identifier: MIT
// Goal: whatever xenstored sends, nothing traps, every wait ends, and the connection is either well or dead with a
// fault that all callers get. Method: each hostile action over many seeds under tasks, watches and plain code; then
// single hostile actions with the fault that they must come to. Nothing may be left over in the domain.

import SeededRandom
import TestSupport
import Testing
import XenRing
import XenSimulation
import XenSupport

@testable import Unikernel

@Suite struct HostileXenstoredTests {
    @Test(arguments: XenstoredHostileAction.allCases, Seed.range(8))
    func everyWaitEnds(action: XenstoredHostileAction, seed: UInt64) throws {
        try StoreWorld.check(seed, accepting: { if case .other = $0 { true } else { false } }) {
            world in
            let store = world.store!
            store.timeoutNanoseconds = 50_000_000
            world.xenstored.hostileAction = action
            let start = world.simulation.now
            _ = try world.run(
                (0..<6).map { number in
                    { @Sendable () async throws -> Bool in
                        for round in 0..<10 as Range<UInt64> {
                            await Self.converse(store, number, round, world)
                        }
                        return true
                    }
                } + [
                    { @Sendable () async throws -> Bool in
                        for _ in 0..<5 { Self.conversePlainly(store) }
                        return true
                    }
                ])
            // At most 70 conversations of at most 8 waits, one after the other.
            #expect(world.simulation.now - start < 70 * 8 * 60_000_000, "seed \(seed)")
            if let fault = store.fault {
                #expect(throws: XenstoreError.disconnected(fault)) {
                    try world.plainly { try store.read("a") }
                }
                #expect(store.openRequestCount == 0)
            }
            store.close()
        }
    }

    /// Uses most of what there is, and takes any error.
    private static func converse(
        _ store: Xenstore, _ number: Int, _ round: UInt64, _ world: StoreWorld
    ) async {
        do throws(XenstoreError) {
            let watch = try await store.watch("task/\(number)")
            defer { watch.cancel() }
            try await store.write("task/\(number)/value", round)
            _ = try await watch.next(until: world.milliseconds(50))
            _ = try await store.readUInt64("task/\(number)/value")
            _ = try await store.directory("task")
            _ = try await store.permissions("task")
            try await store.transaction { tx async throws(XenstoreError) in
                try await tx.write("task/\(number)/value", round + 1)
            }
        } catch {
            #expect(error != .timedOut(.unwatch))
        }
    }

    private static func conversePlainly(_ store: Xenstore) {
        do throws(XenstoreError) {
            try store.write("plain", 1)
            _ = try store.readUInt64("plain")
        } catch {
            #expect(error != .conflict(attempts: 0))
        }
    }

    @Test(
        arguments: [
            (.garbageHeader, nil), (.wrongIdentifier, nil), (.wrongType, nil), (.hugeLength, nil),
            (.duplicateReply, true), (.unknownError, false), (.unknownToken, false),
            (.eventStorm, false), (.garbageValue, false), (.silence, false),
        ] as [(XenstoredHostileAction, Bool?)])
    func hostileActionsAreFatalOrHarmless(action: XenstoredHostileAction, isFatal: Bool?) throws {
        try StoreWorld.plainly { world, store in
            store.timeoutNanoseconds = 1_000_000_000
            _ = try store.path(of: .control)  // from here on no reply counts as stale
            world.xenstored.hostileAction = action
            world.xenstored.hostileActionRarity = 1
            for _ in 0..<20 { _ = try? store.read("a") }
            if let isFatal { #expect((store.fault != nil) == isFatal) }
        }
    }

    @Test func eachFaultIsNamed() throws {
        try expect(.oversizedMessage(byteCount: 4097), from: [2, 0, 0, 4097])
        try expect(.unexpectedReply(type: 2, identifier: 77), from: [2, 77, 0, 0])
        try expect(.malformedEvent, from: [15, 0, 0, 0])
        try expect(.wrongReplyType(type: 7, expected: 2), from: [7, .max, 0, 0])
    }

    /// Sends four words from xenstored while a read is on its way, whose identifier is 2^32 - 1.
    private func expect(_ fault: XenstoreFault, from words: [UInt32]) throws {
        try StoreWorld.check(receiveBudget: 16_384) { world in
            let store = world.store!
            try world.plainly {
                _ = try store.path(of: .control)
                world.xenstored.hostileAction = .silence
                world.xenstored.hostileActionRarity = 1
                world.xenstored.inject(words)
                #expect(throws: XenstoreError.disconnected(fault)) { try store.read("a") }
                #expect(store.fault == fault)
                #expect(throws: XenstoreError.disconnected(fault)) { try store.watch("a") }
                #expect(store.watchCount == 0)
            }
            store.close()
        }
    }

    @Test func impossibleIndicesAreAFault() throws {
        try StoreWorld.plainly { world, store in
            let page = try ToolstackPage(of: world.domain, frame: .storeFrame, port: .storePort)!
            unsafe page.address.storeBytes(of: 5000, toByteOffset: 2060, as: UInt32.self)
            #expect(
                throws: XenstoreError.disconnected(
                    .ring(.impossibleIndex(index: 5000, reference: 0, limit: 1024)))
            ) { try store.read("a") }
        }
    }

    @Test func staleRepliesAreSkipped() throws {
        try StoreWorld.check { world in
            world.xenstored.inject([2, 12345, 0, 0])
            world.xenstored.inject([16, 99, 0, 0])
            let store = world.store!
            try world.plainly {
                try store.write("a", 1)
                #expect(try store.readUInt64("a") == 1)
            }
            #expect(store.ignoredMessages == 2)
        }
    }

    @Test func silenceEndsInTimeOutsAndThenTheConnection() throws {
        try StoreWorld.plainly { world, store in
            store.timeoutNanoseconds = 1_000_000
            world.xenstored.hostileAction = .silence
            world.xenstored.hostileActionRarity = 1
            let before = world.domain.clock.now.nanoseconds
            #expect(throws: XenstoreError.timedOut(.read)) { try store.read("a") }
            let passed = world.domain.clock.now.nanoseconds - before
            #expect(passed >= 1_000_000 && passed < 2_000_000)
            var tries = 0
            while store.fault == nil, tries < 1000 {
                _ = try? store.read("a")
                tries += 1
            }
            #expect(store.fault == .unresponsive(requests: 65))
        }
    }

    @Test func aLateReplyIsNobodys() throws {
        try StoreWorld.plainly { world, store in
            try store.write("a", "b")
            store.timeoutNanoseconds = 1
            #expect(throws: XenstoreError.timedOut(.read)) { try store.read("a") }
            // This one's reply, when it comes, names a transaction that nobody knows of: it is ended.
            #expect(throws: XenstoreError.timedOut(.startTransaction)) {
                try store.transaction { tx throws(XenstoreError) in try tx.write("a", "c") }
            }
            // And this watch must not stay.
            #expect(throws: XenstoreError.timedOut(.watch)) { try store.watch("a") }
            store.timeoutNanoseconds = 5_000_000_000
            #expect(try store.readString("a") == "b")
            _ = try store.path(of: .control)
            #expect(store.openRequestCount == 0)
        }
    }

    @Test func aRefusedNotificationEndsTheConnection() throws {
        try StoreWorld.plainly { world, store in
            world.simulation.faults = .one(in: 1)
            #expect(throws: XenstoreError.self) { try store.read("a") }
            world.simulation.faults = .none
            guard case .channel(let fault)? = store.fault else {
                Issue.record("the channel's fault is not the connection's")
                return
            }
            #expect(fault.operation == .notifyPort)
        }
    }

    @Test func closingWakesWhoeverWaits() throws {
        try StoreWorld.check(accepting: { if case .other = $0 { true } else { false } }) { world in
            let store = world.store!
            let answers = try world.run([
                { @Sendable () async throws -> Bool in
                    let watch = try await store.watch("a")
                    do throws(XenstoreError) {
                        while try await watch.next() != nil {}
                        return false
                    } catch {
                        guard case .disconnected(.channel) = error else { return false }
                        return true
                    }
                },
                { @Sendable () async throws -> Bool in
                    try await Task.sleep(nanoseconds: 100_000_000)
                    store.close()
                    return true
                },
            ])
            #expect(answers == [true, true])
        }
    }

    @Test(arguments: Seed.range(10))
    func whatAnIterationDoesNotReadTheNextOneDoes(seed: UInt64) throws {
        // One message an iteration, and thirty in the ring before the reply.
        try StoreWorld.check(seed, receiveBudget: 1) { world in
            let store = world.store!
            store.timeoutNanoseconds = 1_000_000_000
            world.xenstored.write("\(world.home)/a", "b")
            for _ in 0..<30 { world.xenstored.inject([16, 99, 0, 0]) }
            let answers = try world.run([
                { @Sendable () async throws -> Bool in
                    let start = world.simulation.now
                    let value = try await store.readString("a")
                    return value == "b" && world.simulation.now - start < 100_000_000
                }
            ])
            #expect(answers == [true])
            #expect(store.ignoredMessages == 30)
        }
    }
}
