// SPDX-License-Identifier: MIT
// A domain with a console whose daemon is the fuzzer's.

import SeededRandom
import Unikernel
import XenRing
import XenSimulation

final class ConsoleScene: Scene, @unchecked Sendable {  // the simulation runs one thread at a time
    let guest: SimulatedDomain
    private(set) var violation: Violation?

    private let simulation: Simulation
    private let toolstack: SimulatedToolstack
    private let daemon: SimulatedConsole
    private let console: Console
    private let tally: Tally
    /// Bytes that went to the early output.
    private var early = 0
    /// What was typed and what was read of it, without line ends.
    private var typed: [UInt8] = []
    private var read: [UInt8] = []
    /// What was written, as it must arrive.
    private var written: [UInt8] = []
    private var isHonest = true

    init(_ script: Script, _ simulation: Simulation, _ tally: Tally) throws {
        self.simulation = simulation
        self.tally = tally
        toolstack = SimulatedToolstack(in: simulation)
        guest = try simulation.start(memoryPages: 32)
        daemon = try toolstack.serve(
            guest, ringStart: UInt32(truncatingIfNeeded: script.acts.first?[0] ?? 0))
        unsafe console = Console { _ in }
        if !console.attach(to: guest.domain) { throw Violation("the console does not attach") }
    }

    private func fail(_ text: String) {
        if violation == nil { violation = Violation(text) }
    }

    func run(_ script: Script) throws {
        try simulation.run(in: guest, limit: 3_000_000) { [self] _ in play(script) }
    }

    private func play(_ script: Script) {
        var isAlive = true
        for act in script.acts.dropFirst() where violation == nil && isAlive {
            if perform(act) { continue }
            let start = simulation.now
            let limit = use(act)
            let passed = simulation.now - start
            if passed > limit + 50_000_000 { fail("\(act.kind) took \(passed) ns") }
            if !console.isAttached {
                tally.answer("console fault: impossible index")
                if isHonest { fail("an honest daemon is given up") }
                isAlive = false
            }
        }
        judgeBytes()
        console.detach()
    }

    // MARK: Actions

    private func perform(_ act: Act) -> Bool {
        switch act.kind {
        case "type": type(act)
        case "storm": daemon.storm(Int(act[0]))
        case "absent": daemon.manner = .absent
        case "slow":
            daemon.manner = .slow
            toolstack.stir(daemon)
        case "sip": sip(times: act[0], afterNanoseconds: act[1] * 1_000_000)
        case "move":
            isHonest = false
            daemon.moveCounter(Int(act[0]), by: UInt32(truncatingIfNeeded: act[1]))
        case "scribble":
            isHonest = false
            var random = SeededRandom(seed: act[2])
            daemon.scribble(
                (0..<act[1]).map { _ in UInt8(truncatingIfNeeded: random.next()) }, at: Int(act[0]))
        case "flicker": flicker(act)
        default: return false
        }
        tally.input("console " + act.kind)
        return true
    }

    private func type(_ act: Act) {
        let bytes = Nonsense.value(Nonsense.count + act[0], salt: act[1])
        let text = String(decoding: bytes, as: UTF8.self) + (act[1] & 1 == 0 ? "\r\n" : "\n")
        typed += text.utf8.filter { $0 != 10 && $0 != 13 }
        daemon.type(text)
        toolstack.stir(daemon)
    }

    /// Takes a byte now and then, so that there is always a little room soon.
    private func sip(times: UInt64, afterNanoseconds delay: UInt64) {
        guard times > 0 else { return }
        daemon.manner = .absent
        isHonest = false
        simulation.schedule(afterNanoseconds: delay) { [weak self] in
            guard let self else { return }
            if daemon.filled(2) > 0 { daemon.moveCounter(2, by: 1) }
            sip(times: times - 1, afterNanoseconds: delay)
        }
    }

    private func flicker(_ act: Act) {
        isHonest = false
        let guest = guest
        var chance = SeededRandom(seed: act[1])
        unsafe ReadPoints.set(owns: { unsafe guest.owns($0) }) { access, address, _ in
            guard access != .stored, chance.isRare(act[0] + 2) else { return }
            // SAFETY: these bytes of the page were just read.
            unsafe address.storeBytes(of: UInt8(truncatingIfNeeded: chance.next()), as: UInt8.self)
        }
    }

    // MARK: Uses

    /// Uses the console; returns how long that may take.
    private func use(_ act: Act) -> UInt64 {
        let wait = act[0] * 1_000_000
        let end = guest.domain.clock.now.advanced(byNanoseconds: wait)
        switch act.kind {
        case "write":
            let bytes = (0..<act[0]).map { UInt8(truncatingIfNeeded: 32 + ($0 &+ act[1]) % 90) }
            let lost = console.lostBytes
            unsafe bytes.withUnsafeBytes { unsafe console.write($0) }
            written += bytes
            tally.answer(console.lostBytes > lost ? "console bytes lost" : "console bytes written")
            // A second for each kilobyte that goes out, and one for the rest.
            return (act[0] / 1024 + 2) * 1_000_000_000
        case "line", "read":
            let bytes = act.kind == "line" ? console.readLine(until: end) : console.read(until: end)
            read += (bytes ?? []).filter { $0 != 10 && $0 != 13 }
            tally.answer(bytes == nil ? "console nothing read" : "console bytes read")
            if (bytes?.count ?? 0) > 4096 + 128 { fail("a line of \(bytes!.count) bytes") }
        case "flush":
            tally.answer(console.flush(until: end) ? "console flushed" : "console not flushed")
        case "pause": _ = guest.domain.loop.waitForAll(until: end) { false }
        default: break
        }
        return wait
    }

    // MARK: The end

    /// What went through arrived as it was.
    private func judgeBytes() {
        guard isHonest, violation == nil else { return }
        if !typed.starts(with: read) { fail("what was read was not typed") }
        guard console.lostBytes == 0 else { return }
        if !written.starts(with: daemon.output) { fail("what arrived was not written") }
    }

    func judgeEnd() throws(Violation) {
        let leaks = simulation.leaks()
        if !leaks.isEmpty { throw Violation("left over: \(leaks)") }
    }
}
