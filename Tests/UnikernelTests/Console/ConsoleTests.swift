// SPDX-License-Identifier: MIT
// Goal: what is written arrives, in order and with terminals' line ends; a daemon that is slow, gone or hostile costs
// bounded time and is told what it missed; input comes as lines or bytes. Method: the simulated console daemon.

import SeededRandom
import Synchronization
import TestSupport
import Testing
import XenSimulation
import XenSupport

@testable import Unikernel

/// A console over the simulated domain's, with its early output on record.
private final class ConsoleWorld: @unchecked Sendable {  // the simulation runs one thread at a time
    let world: StoreWorld
    let console: Console
    private let early: Early

    private final class Early {
        var bytes: [UInt8] = []
    }

    init(_ world: StoreWorld, isAttached: Bool = true) {
        self.world = world
        let early = Early()
        self.early = early
        unsafe console = Console { unsafe early.bytes += Array($0) }
        if isAttached { #expect(console.attach(to: world.domain)) }
    }

    var earlyText: String { String(decoding: early.bytes, as: UTF8.self) }
    var daemonText: String { String(decoding: world.daemon.output, as: UTF8.self) }

    static func plainly(
        _ seed: UInt64 = Seed.ofThisRun, ringStart: UInt32 = 0, isAttached: Bool = true,
        _ body: @escaping @Sendable (ConsoleWorld) throws -> Void
    ) throws {
        try StoreWorld.check(seed, ringStart: ringStart) { world in
            let console = ConsoleWorld(world, isAttached: isAttached)
            try world.plainly {
                try body(console)
                console.console.detach()
            }
        }
    }
}

@Suite struct ConsoleTests {
    @Test func beforeTheRingTextGoesToTheEarlyOutput() throws {
        try ConsoleWorld.plainly(isAttached: false) { world in
            world.console.write("one\n")
            #expect(!world.console.isAttached)
            #expect(world.console.flush(until: .never))
            #expect(world.console.attach(to: world.world.domain))
            world.console.write("two\n")
            #expect(world.console.flush(until: world.world.milliseconds(1000)))
            #expect(world.earlyText == "one\n")
            #expect(world.daemonText == "two\r\n")
        }
    }

    @Test(arguments: [
        ("a\nb\n", "a\r\nb\r\n"), ("\n\n", "\r\n\r\n"), ("a\r\nb", "a\r\nb"), ("", ""),
        ("\r", "\r"), ("ä\n", "ä\r\n"),
    ])
    func linesEndAsTerminalsExpect(written: String, shown: String) throws {
        try ConsoleWorld.plainly { world in
            world.console.write(written)
            #expect(world.console.flush(until: world.world.milliseconds(1000)))
            #expect(world.daemonText == shown)
        }
    }

    @Test func aReturnAndItsLineFeedMayComeApart() throws {
        try ConsoleWorld.plainly { world in
            for piece in ["a\r", "\n", "\n"] { world.console.write(piece) }
            #expect(world.console.flush(until: world.world.milliseconds(1000)))
            #expect(world.daemonText == "a\r\n\r\n")
        }
    }

    @Test(arguments: Seed.range(10), [0, UInt32.max - 1000])
    func aSlowDaemonGetsEverything(seed: UInt64, ringStart: UInt32) throws {
        try ConsoleWorld.plainly(seed, ringStart: ringStart) { world in
            var random = SeededRandom(seed: seed)
            var all = ""
            for number in 0..<300 {
                let line =
                    "\(number) "
                    + String(repeating: "x", count: .random(in: 0...90, using: &random))
                all += line + "\r\n"
                world.console.write(line + "\n")
            }
            #expect(world.console.flush(until: world.world.milliseconds(60_000)))
            #expect(world.daemonText == all)
            #expect(world.console.lostBytes == 0)
        }
    }

    @Test func anAbsentDaemonCostsOneWait() throws {
        try ConsoleWorld.plainly { world in
            world.world.daemon.manner = .absent
            let before = world.world.domain.clock.now.nanoseconds
            for _ in 0..<500 { world.console.write("0123456789\n") }
            let passed = world.world.domain.clock.now.nanoseconds - before
            #expect(passed >= 1_000_000_000 && passed < 1_100_000_000)
            #expect(world.console.lostBytes == 500 * 12 - 2048)
            #expect(!world.console.flush(until: world.world.milliseconds(100)))
            #expect(world.earlyText == "")
            // The daemon comes back, and is told what it has missed.
            world.world.daemon.manner = .slow
            world.console.write("!\n")
            _ = world.console.flush(until: world.world.milliseconds(1000))
            world.console.write("again\n")
            #expect(world.console.flush(until: world.world.milliseconds(1000)))
            let lost = 500 * 12 - 2048 + 3
            #expect(world.daemonText.hasSuffix("\r\n[\(lost) bytes lost]\r\nagain\r\n"))
            #expect(world.console.lostBytes == UInt64(lost))
        }
    }

    @Test(arguments: Seed.range(30))
    func aHostileDaemonIsLeftForTheEarlyOutput(seed: UInt64) throws {
        try ConsoleWorld.plainly(seed) { world in
            world.world.daemon.manner = .jumpingIndices
            for number in 0..<200 { world.console.write("line \(number)\n") }
            _ = world.console.flush(until: world.world.milliseconds(1000))
            world.console.write("the end\n")
            if world.console.isAttached {
                #expect(world.earlyText == "")
            } else {
                #expect(world.earlyText.hasSuffix("the end\n"))
                #expect(world.console.readLine(until: .never) == nil)
            }
        }
    }

    @Test func impossibleCountersAtTheStartMeanNoRing() throws {
        try StoreWorld.check { world in
            let page = try ToolstackPage(
                of: world.domain, frame: .consoleFrame, port: .consolePort)!
            unsafe page.address.storeBytes(of: 1, toByteOffset: 3080, as: UInt32.self)
            let console = unsafe Console { _ in }
            #expect(!console.attach(to: world.domain))
            #expect(!console.isAttached)
        }
    }

    @Test func refusedNotificationsAreNoError() throws {
        try ConsoleWorld.plainly { world in
            world.world.simulation.faults = .one(in: 1)
            world.console.write("quiet\n")
            world.world.simulation.faults = .none
            #expect(world.console.isAttached)
            #expect(world.console.flush(until: world.world.milliseconds(1000)))
            #expect(world.daemonText == "quiet\r\n")
        }
    }

    @Test(arguments: Seed.range(10))
    func inputComesInLines(seed: UInt64) throws {
        try StoreWorld.check(seed) { world in
            let console = ConsoleWorld(world)
            let long = String(repeating: "y", count: 5000)
            world.daemon.type("one\rtwo\nthree\r\n\r\n\n\(long)\nrest")
            world.toolstack.stir(world.daemon)
            let lines = try world.run([
                { @Sendable () async throws -> [String?] in
                    var lines: [String?] = []
                    for _ in 0..<7 { lines.append(text(await console.console.readLine())) }
                    lines.append(
                        text(await console.console.readLine(until: world.milliseconds(10))))
                    lines.append(text(await console.console.read()))
                    return lines
                }
            ])[0]
            #expect(
                lines == [
                    "one", "two", "three", "", "", String(long.prefix(4096)),
                    String(long.dropFirst(4096)), nil, "rest",
                ], "seed \(seed)")
            console.console.detach()
        }
    }

    @Test func plainCodeReadsToo() throws {
        try ConsoleWorld.plainly { world in
            #expect(world.console.readLine(until: world.world.milliseconds(5)) == nil)
            world.world.daemon.type("yes\r")
            world.world.toolstack.stir(world.world.daemon)
            #expect(text(world.console.readLine(until: world.world.milliseconds(1000))) == "yes")
        }
    }

    @Test func withoutARingThereIsNoInput() throws {
        try ConsoleWorld.plainly(isAttached: false) { world in
            #expect(world.console.readLine(until: .never) == nil)
            #expect(world.console.read(until: .never) == nil)
        }
    }
}
