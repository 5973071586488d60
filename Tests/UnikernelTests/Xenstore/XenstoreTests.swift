// SPDX-License-Identifier: MIT
// Goal: the client says and hears what the protocol means, from tasks, fibers and plain code. Method: an honest
// simulated xenstored with seeded delays and pieces, several seeds each.

import CXen
import SeededRandom
import TestSupport
import Testing
import XenSimulation
import XenSupport

@testable import Unikernel

@Suite struct XenstoreTests {
    @Test func operationsHaveTheNumbersOfTheHeader() {
        let numbers: [(XenstoreOperation, xsd_sockmsg_type)] = [
            (.directory, XS_DIRECTORY), (.read, XS_READ), (.getPermissions, XS_GET_PERMS),
            (.watch, XS_WATCH), (.unwatch, XS_UNWATCH), (.startTransaction, XS_TRANSACTION_START),
            (.endTransaction, XS_TRANSACTION_END), (.domainPath, XS_GET_DOMAIN_PATH),
            (.write, XS_WRITE), (.makeDirectory, XS_MKDIR), (.remove, XS_RM),
            (.setPermissions, XS_SET_PERMS), (.resetWatches, XS_RESET_WATCHES),
            (.directoryPart, XS_DIRECTORY_PART),
        ]
        for (operation, type) in numbers { #expect(operation.rawValue == type.rawValue) }
        #expect(numbers.count == XenstoreOperation.allCases.count)
        #expect(XenstoreHeader.watchEvent == XS_WATCH_EVENT.rawValue)
        #expect(XenstoreHeader.error == XS_ERROR.rawValue)
        #expect(XenstoreHeader.byteCount == MemoryLayout<xsd_sockmsg>.size)
        #expect(XenstoreText.payloadLimit == XENSTORE_PAYLOAD_MAX)
        #expect(XenstoreText.absolutePathLimit == XENSTORE_ABS_PATH_MAX)
        #expect(XenstoreText.relativePathLimit == XENSTORE_REL_PATH_MAX)
    }

    @Test func countersLieWhereTheHeadersSay() {
        #expect(MemoryLayout<xenstore_domain_interface>.offset(of: \.rsp) == 1024)
        #expect(MemoryLayout<xenstore_domain_interface>.offset(of: \.req_cons) == 2048)
        #expect(MemoryLayout<xenstore_domain_interface>.offset(of: \.req_prod) == 2052)
        #expect(MemoryLayout<xenstore_domain_interface>.offset(of: \.rsp_cons) == 2056)
        #expect(MemoryLayout<xenstore_domain_interface>.offset(of: \.rsp_prod) == 2060)
        #expect(MemoryLayout<xencons_interface>.offset(of: \.out) == 1024)
        #expect(MemoryLayout<xencons_interface>.offset(of: \.in_cons) == 3072)
        #expect(MemoryLayout<xencons_interface>.offset(of: \.in_prod) == 3076)
        #expect(MemoryLayout<xencons_interface>.offset(of: \.out_cons) == 3080)
        #expect(MemoryLayout<xencons_interface>.offset(of: \.out_prod) == 3084)
    }

    @Test(arguments: Seed.range(20))
    func whatIsWrittenIsRead(seed: UInt64) throws {
        for start in [0, UInt32.max - 100, 0x8000_0001] {
            try StoreWorld.plainly(seed, ringStart: start) { world, store in
                try store.write("data/number", 51_712)
                try store.write("data/text", "schön")
                try store.write("data/empty", [])
                #expect(try store.readUInt64("data/number") == 51_712)
                #expect(try store.readString("data/text") == "schön")
                #expect(try store.read("data/empty") == [])
                #expect(text(world.xenstored.value("\(world.home)/data/number")) == "51712")
                #expect(try store.directory("data") == ["number", "text", "empty"])
                try store.makeDirectory("data/below")
                try store.remove("data/text")
                #expect(try store.directory("data") == ["number", "empty", "below"])
                #expect(try store.path(of: DomainID(1)) == "/local/domain/1")
                #expect(store.openRequestCount == 0)
            }
        }
    }

    @Test(arguments: Seed.range(10))
    func largeValuesComeInPieces(seed: UInt64) throws {
        try StoreWorld.plainly(seed) { world, store in
            var random = SeededRandom(seed: seed)
            let value = (0..<4096).map { _ in UInt8.random(in: 0...255, using: &random) }
            world.xenstored.write("\(world.home)/large", value)
            world.xenstored.quota.valueBytes = 4096
            #expect(try store.read("large") == value)
            let most = Array(value.prefix(4096 - 6))
            try store.write("mine1", most)
            #expect(world.xenstored.value("\(world.home)/mine1") == most)
            #expect(throws: XenstoreError.tooLong(.write, byteCount: 4097, limit: 4096)) {
                try store.write("mine2", Array(value.prefix(4096 - 5)))
            }
        }
    }

    @Test func refusalsHaveXenstoresNames() throws {
        try StoreWorld.plainly { world, store in
            world.xenstored.write("/secret", "x")
            #expect(throws: XenstoreError.refused(.read, .noEntry)) { try store.read("missing") }
            #expect(throws: XenstoreError.refused(.read, .accessDenied)) {
                try store.read("/secret")
            }
            #expect(throws: XenstoreError.refused(.write, .accessDenied)) {
                try store.write("/secret", "y")
            }
            world.xenstored.quota.valueBytes = 10
            #expect(throws: XenstoreError.refused(.write, .noSpace)) {
                try store.write("a", "more than ten bytes")
            }
            #expect(XenstoreError.refused(.read, .noEntry).isMissing)
            for name in XenstoreErrorName.allCases where name != .unknown {
                #expect(XenstoreErrorName(payload: Array("\(name.name)\0".utf8)) == name)
                #expect(XenstoreErrorName(payload: Array("\(name.name)".utf8)) == name)
            }
            #expect(XenstoreErrorName(payload: []) == .unknown)
            #expect(XenstoreErrorName(payload: Array("ENOENTX\0".utf8)) == .unknown)
        }
    }

    @Test(arguments: [
        "", "a b", "a//b", "a/", "//", "ä", "a\0b", "/a/",
    ])
    func badPathsAreNotSent(path: String) throws {
        try StoreWorld.plainly { world, store in
            #expect(throws: XenstoreError.invalidPath(.read)) { try store.read(path) }
            #expect(throws: XenstoreError.invalidPath(.watch)) { try store.watch(path) }
            #expect(world.xenstored.answered == 0)
            #expect(store.watchCount == 0)
        }
    }

    @Test func longPathsAreNotSent() throws {
        try StoreWorld.plainly { world, store in
            let name = String(repeating: "a", count: 2048)
            #expect(throws: XenstoreError.refused(.read, .noEntry)) { try store.read(name) }
            #expect(throws: XenstoreError.tooLong(.read, byteCount: 2049, limit: 2048)) {
                try store.read(name + "b")
            }
            let absolute = "/" + String(repeating: "a", count: 3072)
            #expect(throws: XenstoreError.tooLong(.read, byteCount: 3073, limit: 3072)) {
                try store.read(absolute)
            }
        }
    }

    @Test(arguments: [
        "", " 1", "1 ", "-1", "+1", "0x10", "1.0", "18446744073709551616", "99999999999999999999",
    ])
    func onlyDecimalNumbersAreNumbers(value: String) throws {
        try StoreWorld.plainly { world, store in
            world.xenstored.write("\(world.home)/number", value)
            #expect(throws: XenstoreError.malformed(.read)) { try store.readUInt64("number") }
        }
    }

    @Test func theLargestNumberIsRead() throws {
        try StoreWorld.plainly { world, store in
            try store.write("number", .max)
            #expect(try store.readUInt64("number") == .max)
            world.xenstored.write("\(world.home)/number", "007")
            #expect(try store.readUInt64("number") == 7)
        }
    }

    @Test(arguments: Seed.range(5))
    func longDirectoriesAreReadInParts(seed: UInt64) throws {
        try StoreWorld.plainly(seed) { world, store in
            let names = (0..<700).map { "child-with-a-long-name-\($0)" }
            for name in names { world.xenstored.write("\(world.home)/many/\(name)", "") }
            let listed = try store.directory("many")
            #expect(listed == names)
            let more = (0..<3000).map { "another-child-with-a-long-name-\($0)" }
            for name in more { world.xenstored.write("\(world.home)/many/\(name)", "") }
            #expect(throws: XenstoreError.tooLarge(.directoryPart, limit: 65_536)) {
                try store.directory("many")
            }
        }
    }

    @Test func permissionsAreRoundTripped() throws {
        try StoreWorld.plainly { world, store in
            try store.write("shared", "1")
            let list = [
                XenstorePermission(DomainID(1), .none), XenstorePermission(DomainID(12), .read),
                XenstorePermission(DomainID(13), .readAndWrite),
            ]
            try store.setPermissions("shared", list)
            #expect(try store.permissions("shared") == list)
            #expect(world.xenstored.permissions("\(world.home)/shared") == list)
        }
    }

    @Test(arguments: Seed.range(20))
    func manyTasksAskAtOnce(seed: UInt64) throws {
        try StoreWorld.check(seed) { world in
            let store = world.store!
            let tasks = (0..<40).map { number in
                { @Sendable () async throws -> Bool in
                    do {
                        for round in 0..<5 {
                            try await store.write("task/\(number)", UInt64(number * 10 + round))
                            let read = try await store.readUInt64("task/\(number)")
                            if read != UInt64(number * 10 + round) { return false }
                        }
                        return true
                    } catch {
                        return false
                    }
                }
            }
            let start = world.simulation.now
            let answers = try world.run(tasks)
            #expect(answers.allSatisfy { $0 })
            // Whoever is not woken for its reply finds it only when its time is over.
            #expect(world.simulation.now - start < 4_000_000_000, "seed \(seed)")
            #expect(store.openRequestCount == 0)
        }
    }

    @Test(arguments: Seed.range(10))
    func tasksFibersAndPlainCodeShareAConnection(seed: UInt64) throws {
        try StoreWorld.check(seed) { world in
            let store = world.store!
            let stacks = FiberStacks(on: world.domain.machine)
            let answers = try world.run(
                (0..<12).map { number in
                    { @Sendable () async throws -> Bool in
                        let path = "task/\(number)"
                        if number % 3 == 0 {
                            return await Fiber.run(in: stacks, on: world.domain.loop) {
                                do {
                                    for round in 0..<5 as Range<UInt64> {
                                        try store.write(path, round)
                                        if try store.readUInt64(path) != round { return false }
                                    }
                                    return true
                                } catch {
                                    return false
                                }
                            } == true
                        }
                        // One in three stops the whole domain while the others have requests in flight.
                        func plainly() -> Bool {
                            (try? store.write(path, 5)) != nil && (try? store.readUInt64(path)) == 5
                        }
                        for round in 0..<5 as Range<UInt64> {
                            do {
                                if number % 3 == 1, !plainly() { return false }
                                try await store.write(path, round)
                                if try await store.readUInt64(path) != round { return false }
                            } catch {
                                return false
                            }
                        }
                        return true
                    }
                })
            #expect(answers.allSatisfy { $0 }, "seed \(seed)")
            #expect(store.openRequestCount == 0)
        }
    }

    @Test(arguments: Seed.range(20))
    func transactionsAreRetriedUntilTheyFit(seed: UInt64) throws {
        try StoreWorld.check(seed) { world in
            let store = world.store!
            world.xenstored.conflictRarity = 3
            try world.plainly { try store.write("counter", 0) }
            let answers = try world.run(
                (0..<6).map { _ in
                    { @Sendable () async throws -> XenstoreError? in
                        do throws(XenstoreError) {
                            for _ in 0..<5 {
                                try await store.transaction { tx async throws(XenstoreError) in
                                    let value = try await tx.readUInt64("counter")
                                    try await tx.write("counter", value + 1)
                                }
                            }
                            return nil
                        } catch {
                            return error
                        }
                    }
                })
            #expect(answers.allSatisfy { $0 == nil }, "seed \(seed)")
            #expect(try world.plainly { try store.readUInt64("counter") } == 30)
        }
    }

    @Test func endlessConflictsAreAnError() throws {
        try StoreWorld.plainly { world, store in
            world.xenstored.conflictRarity = 1
            #expect(throws: XenstoreError.conflict(attempts: 32)) {
                try store.transaction { tx throws(XenstoreError) in try tx.write("a", "b") }
            }
            #expect(world.xenstored.value("\(world.home)/a") == nil)
        }
    }

    @Test func aFailedBodyLeavesNothing() throws {
        try StoreWorld.plainly { world, store in
            #expect(throws: XenstoreError.refused(.read, .noEntry)) {
                try store.transaction { tx throws(XenstoreError) in
                    try tx.write("a", "b")
                    let written = try tx.readString("a")
                    #expect(written == "b")
                    _ = try tx.read("missing")
                }
            }
            #expect(throws: XenstoreError.refused(.read, .noEntry)) { try store.read("a") }
        }
    }

    @Test func resettingIsAskedForWhereItIsKnown() throws {
        try StoreWorld.plainly { world, store in
            let watch = try store.watch("left/over")
            try store.resetWatches()
            #expect(world.xenstored.openThings.count == 1)
            world.xenstored.write("\(world.home)/control/platform-feature-xs_reset_watches", "1")
            try store.resetWatches()
            #expect(world.xenstored.openThings.isEmpty)
            watch.cancel()
        }
    }
}
