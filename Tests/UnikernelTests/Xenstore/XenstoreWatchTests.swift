// SPDX-License-Identifier: MIT
// Goal: watches tell of each change once, in bounded memory, and end when they should. Method: the simulated
// xenstored, changed from the toolstack's side; tasks and plain code in the domain.

import TestSupport
import Testing
import XenSimulation
import XenSupport

@testable import Unikernel

private func changed(_ path: String) -> XenstoreEvent { .changed(path: Array(path.utf8)) }

@Suite struct XenstoreWatchTests {
    @Test(arguments: Seed.range(10))
    func theFirstEventComesAtOnce(seed: UInt64) throws {
        try StoreWorld.plainly(seed) { world, store in
            let watch = try store.watch("device")
            #expect(try watch.next(until: world.milliseconds(1000)) == changed("device"))
            world.change { $0.write("\(world.home)/device/vbd/51712/state", "4") }
            #expect(
                try watch.next(until: world.milliseconds(1000))
                    == changed("device/vbd/51712/state"))
            #expect(try watch.next(until: world.milliseconds(1)) == nil)
            #expect(store.fault == nil)
            watch.cancel()
        }
    }

    @Test func absoluteWatchesTellAbsolutePaths() throws {
        try StoreWorld.plainly { world, store in
            let path = "\(world.home)/a"
            let watch = try store.watch(path)
            #expect(try watch.next(until: world.milliseconds(1000)) == changed(path))
            world.change {
                $0.write("\(path)/b", "")
                $0.remove(path)
            }
            #expect(try watch.next(until: world.milliseconds(1000)) == changed("\(path)/b"))
            #expect(try watch.next(until: world.milliseconds(1000)) == changed(path))
            watch.cancel()
        }
    }

    @Test(arguments: Seed.range(10))
    func theSameChangeIsKeptOnce(seed: UInt64) throws {
        try StoreWorld.plainly(seed) { world, store in
            let watch = try store.watch("a")
            world.change { for _ in 0..<50 { $0.write("\(world.home)/a/b", "") } }
            for _ in 0..<30 { _ = try store.path(of: .control) }
            #expect(try watch.next(until: world.milliseconds(1)) == changed("a"))
            #expect(try watch.next(until: world.milliseconds(1)) == changed("a/b"))
            #expect(try watch.next(until: world.milliseconds(1000)) == nil)
            watch.cancel()
        }
    }

    @Test func tooManyChangesAreOneEvent() throws {
        try StoreWorld.plainly { world, store in
            let watch = try store.watch("a")
            _ = try watch.next(until: world.milliseconds(1000))
            world.change { for number in 0..<200 { $0.write("\(world.home)/a/\(number)", "") } }
            for _ in 0..<100 { _ = try store.path(of: .control) }
            #expect(try watch.next(until: world.milliseconds(1000)) == .overflowed)
            #expect(try watch.next(until: world.milliseconds(1000)) == nil)
            world.change { $0.write("\(world.home)/a/5", "") }
            #expect(try watch.next(until: world.milliseconds(1000)) == changed("a/5"))
            watch.cancel()
        }
    }

    @Test(arguments: Seed.range(20))
    func eachWatchHearsItsOwn(seed: UInt64) throws {
        try StoreWorld.check(seed) { world in
            let store = world.store!
            let counts = try world.run(
                (0..<8).map { number in
                    { @Sendable () async throws -> Int in
                        let watch = try await store.watch("node\(number)")
                        var events = 0
                        while let event = try await watch.next() {
                            guard case .changed(let path) = event,
                                text(path)!.hasPrefix("node\(number)")
                            else { return -1 }
                            events += 1
                            // Everybody changes the next one's node.
                            if events <= 3 {
                                try await store.write("node\((number + 1) % 8)/\(events)", "x")
                            }
                            if events == 4 { watch.cancel() }
                        }
                        return events
                    }
                })
            #expect(counts.allSatisfy { $0 == 4 }, "seed \(seed)")
            #expect(store.watchCount == 0)
            _ = try world.plainly { try store.path(of: .control) }
            #expect(store.openRequestCount == 0)
        }
    }

    @Test(arguments: Seed.range(10))
    func cancellingEndsAWait(seed: UInt64) throws {
        try StoreWorld.check(seed) { world in
            let store = world.store!
            let watch = try world.plainly {
                let watch = try store.watch("a")
                _ = try watch.next(until: world.milliseconds(1000))
                return watch
            }
            let answers = try world.run([
                { @Sendable () async throws -> Bool in try await watch.next() == nil },
                { @Sendable () async throws -> Bool in
                    _ = try? await store.read("b")
                    watch.cancel()
                    watch.cancel()
                    return true
                },
            ])
            #expect(answers == [true, true])
            #expect(try world.plainly { try watch.next(until: .never) } == nil)
        }
    }

    @Test func cancellingNeedsNoAnswer() throws {
        try StoreWorld.check(accepting: { if case .other = $0 { true } else { false } }) { world in
            let store = world.store!
            let answers = try world.run([
                { @Sendable () async throws -> Bool in
                    let watch = try await store.watch("a")
                    _ = try await watch.next()
                    world.toolstack.latency = 1 << 50  // days
                    Task {
                        try await Task.sleep(nanoseconds: 1_000_000)
                        watch.cancel()
                    }
                    let start = world.simulation.now
                    let event = try await watch.next(until: world.milliseconds(1000))
                    return event == nil && world.simulation.now - start < 100_000_000
                }
            ])
            #expect(answers == [true])
            world.toolstack.latency = 1
        }
    }

    @Test func aRefusedWatchIsForgotten() throws {
        try StoreWorld.plainly { world, store in
            world.xenstored.quota.watches = 1
            let watch = try store.watch("a")
            #expect(throws: XenstoreError.refused(.watch, .tooBig)) { try store.watch("b") }
            #expect(store.watchCount == 1)
            watch.cancel()
        }
    }

    @Test(arguments: Seed.range(10))
    func theToolstacksRequestsAreAcknowledged(seed: UInt64) throws {
        try StoreWorld.check(seed) { world in
            world.xenstored.conflictRarity = 4
            let node = "\(world.home)/control/shutdown"
            let shared = [XenstorePermission(world.guest.id, .none)]
            world.xenstored.write(node, "", permissions: shared)
            world.xenstored.write(
                "\(world.home)/control/feature-poweroff", "", permissions: shared)
            let store = world.store!
            let requests = try world.run([
                { @Sendable () async throws -> [ShutdownRequest?] in
                    var requests: [ShutdownRequest?] = []
                    let stream = try await ShutdownRequests(on: store)
                    for word in ["poweroff", "reboot", "suspend", "halt", "crash", "dance"] {
                        world.change { $0.write(node, word) }
                        requests.append(try await stream.next())
                        if world.xenstored.value(node) != [] { return [] }
                    }
                    stream.stop()
                    requests.append(try await stream.next())
                    return requests
                }
            ])[0]
            #expect(
                requests == [
                    .powerOff, .reboot, .suspend, .halt, .crash,
                    .unknown(Array("dance".utf8)), nil,
                ])
            #expect(text(world.xenstored.value("\(world.home)/control/feature-poweroff")) == "1")
            #expect(text(world.xenstored.value("\(world.home)/control/feature-reboot")) == "1")
        }
    }

    @Test func whereNoFeatureCanBeToldRequestsStillCome() throws {
        try StoreWorld.check { world in
            world.xenstored.write(
                "\(world.home)/control", "",
                permissions: [
                    XenstorePermission(.control, .read)
                ])
            let node = "\(world.home)/control/shutdown"
            world.xenstored.write(
                node, "poweroff", permissions: [XenstorePermission(world.guest.id, .none)])
            let store = world.store!
            let request = try world.run([
                { @Sendable () async throws -> ShutdownRequest? in
                    let stream = try await ShutdownRequests(on: store)
                    defer { stream.stop() }
                    return try await stream.next()
                }
            ])
            #expect(request == [.powerOff])
        }
    }
}
