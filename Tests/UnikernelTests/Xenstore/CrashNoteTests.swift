// SPDX-License-Identifier: MIT
// Goal: a crashing domain's reason arrives in xenstore, and where it cannot, the domain does not wait for it for more
// than a second and touches nothing that it should not. Method: the simulated xenstored, honest, slow, silent or gone;
// the ring's counters and content before and after.

import TestSupport
import Testing
import XenRing
import XenSupport

@testable import Unikernel
@testable import XenSimulation

private func leave(_ reason: [UInt8], in domain: Domain) -> Bool {
    unsafe reason.withUnsafeBytes { unsafe CrashNote.leave($0, in: domain) }
}

/// A domain with its daemons, but without a xenstore client: that may be what has crashed.
private final class CrashWorld: @unchecked Sendable {  // the simulation runs one thread at a time
    let simulation: Simulation
    let toolstack: SimulatedToolstack
    let guest: SimulatedDomain

    init(_ simulation: Simulation, ringStart: UInt32 = 0) throws {
        self.simulation = simulation
        toolstack = SimulatedToolstack(in: simulation)
        guest = try simulation.start()
        _ = try toolstack.serve(guest, ringStart: ringStart)
    }

    /// What the toolstack finds.
    var note: [UInt8]? { toolstack.xenstored.value("/local/domain/1/data/crash") }

    /// Leaves a note, and says how long that took, in virtual nanoseconds.
    ///
    /// A second of nothing but yielding is two million hypercalls. Where it is to pass, most of it flies by.
    func leave(_ reason: [UInt8], isHopeless: Bool = false) throws
        -> (hasArrived: Bool, nanoseconds: UInt64)
    {
        let start = simulation.now
        if isHopeless {
            simulation.schedule(afterNanoseconds: 5_000_000) { [simulation] in
                simulation.jump(byNanoseconds: 990_000_000)
            }
        }
        let hasArrived = try simulation.run(in: guest) { UnikernelTests.leave(reason, in: $0) }
        let end = simulation.now
        // A note has arrived when it is out of the ring; it is in the tree soon after that.
        toolstack.stirXenstored()
        simulation.schedule(afterNanoseconds: 100_000_000) {}
        try simulation.run { [simulation] in simulation.now >= end + 100_000_000 }
        return (hasArrived, end - start)
    }

    func page() throws -> ToolstackPage {
        try ToolstackPage(of: guest.domain, frame: .storeFrame, port: .storePort)!
    }

    static func check(
        _ seed: UInt64 = Seed.ofThisRun, ringStart: UInt32 = 0, _ body: (CrashWorld) throws -> Void
    ) throws {
        try Simulation.check(seed: seed) { simulation in
            try body(CrashWorld(simulation, ringStart: ringStart))
        }
    }
}

@Suite struct CrashNoteTests {
    @Test(arguments: Seed.range(10), [0, 1000, UInt32.max - 20])
    func theReasonArrives(seed: UInt64, ringStart: UInt32) throws {
        try CrashWorld.check(seed, ringStart: ringStart) { world in
            let reason = Array("Main.swift:7: fatal error: index out of range".utf8)
            let (hasArrived, nanoseconds) = try world.leave(reason)
            #expect(hasArrived)
            #expect(nanoseconds < 1_000_000_000)
            #expect(world.note == reason)
            // The last reason counts.
            let hasArrivedAgain = try world.leave(Array("again".utf8)).hasArrived
            #expect(hasArrivedAgain)
            #expect(text(world.note) == "again")
        }
    }

    @Test func aReasonThatIsTooLongIsCut() throws {
        try CrashWorld.check { world in
            let reason = (0..<5000).map { UInt8(truncatingIfNeeded: 32 + $0 % 90) }
            let hasArrived = try world.leave(reason).hasArrived
            #expect(hasArrived)
            #expect(world.note == Array(reason.prefix(CrashNote.reasonLimit)))
        }
    }

    @Test func anEmptyReasonIsANote() throws {
        try CrashWorld.check { world in
            #expect(world.note == nil)
            let hasArrived = try world.leave([]).hasArrived
            #expect(hasArrived)
            #expect(world.note == [])
        }
    }

    @Test func theNoteWaitsForWhatIsInTheRingBefore() throws {
        try CrashWorld.check { world in
            let page = try world.page()
            var ring = try unsafe ByteRingProducer(
                ByteRingLayout(
                    page: page.address, offset: 0, size: 1024, producer: 2052, consumer: 2048))
            // A whole ring of honest requests: reads of a path of 48 bytes.
            let path = Array("data/".utf8) + Array(repeating: UInt8(ascii: "x"), count: 42) + [0]
            let request: [UInt8] = [2, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 48, 0, 0, 0] + path
            for _ in 0..<16 {
                let count = try unsafe request.withUnsafeBytes { bytes throws(RingFault) in
                    unsafe try ring.write(bytes)
                }
                #expect(count == 64)
            }
            let hasArrived = try world.leave(Array("full".utf8)).hasArrived
            #expect(hasArrived)
            #expect(text(world.note) == "full")
            #expect(world.toolstack.xenstored.answered == 17)
        }
    }

    @Test func aDaemonThatDoesNotComeIsGivenUpAfterASecond() throws {
        try CrashWorld.check { world in
            world.toolstack.latency = 1 << 60  // decades
            let (hasArrived, nanoseconds) = try world.leave(Array("nobody".utf8), isHopeless: true)
            #expect(!hasArrived)
            #expect(nanoseconds >= 1_000_000_000 && nanoseconds < 1_010_000_000)
        }
    }

    @Test func aFullRingThatNobodyReadsIsLeftAlone() throws {
        try CrashWorld.check { world in
            let page = try world.page()
            world.toolstack.latency = 1 << 60
            // SAFETY: words of the page.
            unsafe page.address.storeBytes(of: 1024, toByteOffset: 2052, as: UInt32.self)
            let (hasArrived, nanoseconds) = try world.leave(Array("full".utf8), isHopeless: true)
            #expect(!hasArrived)
            #expect(nanoseconds >= 1_000_000_000 && nanoseconds < 1_010_000_000)
            let words = unsafe (
                page.address.load(as: UInt32.self),
                page.address.load(fromByteOffset: 2052, as: UInt32.self)
            )
            #expect(words == (0, 1024))
        }
    }

    @Test(arguments: [1025, 0x8000_0000, .max] as [UInt32])
    func aBrokenRingIsGivenUpAtOnce(producer: UInt32) throws {
        try CrashWorld.check { world in
            let page = try world.page()
            // SAFETY: words of the page.
            unsafe page.address.storeBytes(of: producer, toByteOffset: 2052, as: UInt32.self)
            let (hasArrived, nanoseconds) = try world.leave(Array("broken".utf8))
            #expect(!hasArrived)
            #expect(nanoseconds < 1_000_000)
            #expect(world.note == nil)
        }
    }

    @Test(arguments: XenstoredHostileAction.allCases, Seed.range(4))
    func aHostileDaemonCannotHoldADyingDomain(action: XenstoredHostileAction, seed: UInt64) throws {
        try CrashWorld.check(seed) { world in
            world.toolstack.xenstored.hostileAction = action
            world.toolstack.xenstored.hostileActionRarity = 1
            for _ in 0..<3 {
                let (_, nanoseconds) = try world.leave(Array("hostile".utf8), isHopeless: true)
                #expect(nanoseconds < 1_010_000_000, "seed \(seed)")
            }
        }
    }

    @Test func aRefusedNotificationIsNotTheEnd() throws {
        try CrashWorld.check { world in
            world.simulation.faults = .one(in: 1)
            let (hasArrived, nanoseconds) = try world.leave(Array("unheard".utf8), isHopeless: true)
            #expect(!hasArrived || world.note != nil)
            #expect(nanoseconds < 1_010_000_000)
        }
    }

    @Test(arguments: [DomainParameter.storeFrame, .storePort])
    func withoutXenstoreThereIsNoNote(parameter: DomainParameter) throws {
        try Simulation.check(seed: Seed.ofThisRun) { simulation in
            let guest = try simulation.start()
            guest.machine.xen.parameters[parameter.rawValue] = nil
            let before = simulation.now
            let hasArrived = try simulation.run(in: guest) { leave(Array("alone".utf8), in: $0) }
            #expect(!hasArrived)
            #expect(simulation.now - before < 1_000_000)
        }
    }
}
