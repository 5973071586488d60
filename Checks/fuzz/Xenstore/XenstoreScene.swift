// SPDX-License-Identifier: MIT
// A domain whose xenstored is the fuzzer's. What was sent is remembered for as long as replies can be told apart, so that
// a value that a call returns can be found among them.

import SeededRandom
import Unikernel
import XenRing
import XenSimulation

final class XenstoreScene: Scene, @unchecked Sendable {  // the simulation runs one thread at a time
    /// Virtual nanoseconds that a wait may take; the time-out is 50 ms.
    static let patience: UInt64 = 120_000_000

    let simulation: Simulation
    let toolstack: SimulatedToolstack
    let guest: SimulatedDomain
    let store: Xenstore
    let tally: Tally
    let isConcurrent: Bool
    private(set) var violation: Violation?
    /// What is to be made of the next reply.
    var armed: [Act] = []
    /// Payloads that were sent as replies.
    var sent: Set<[UInt8]> = []
    /// Whether messages are where the client looks for them.
    var isAligned = true
    /// Whether nothing was done that ends a connection.
    var isHonest = true
    /// Whether a reply was sent that must end the connection.
    var mustEnd = false
    var isSilent = false
    var kept: [UInt8] = []

    var xenstored: SimulatedXenstored { toolstack.xenstored }
    var isBroken: Bool { violation != nil }
    private var callsAfterFault = 0
    /// Whether a reply came: before, replies may be to an earlier incarnation.
    var hasReply = false
    /// Whether the connection is dead and some calls have been told so.
    var isOver: Bool { callsAfterFault > 4 }

    init(_ script: Script, _ simulation: Simulation, _ tally: Tally) throws {
        self.simulation = simulation
        self.tally = tally
        let head = script.acts.first ?? Act("world")
        isConcurrent = head[0] & 1 != 0
        toolstack = SimulatedToolstack(in: simulation)
        toolstack.latency = 20_000
        guest = try simulation.start(memoryPages: 64)
        _ = try toolstack.serve(guest, ringStart: UInt32(truncatingIfNeeded: head[1]))
        store = try guest.domain.xenstore()
        store.timeoutNanoseconds = 50_000_000
        if head[0] & 2 != 0 { xenstored.conflictRarity = 4 }
        xenstored.onReply = { [unowned self] in reply($0) }
    }

    func fail(_ text: String) {
        if violation == nil { violation = Violation(text) }
    }

    func run(_ script: Script) throws {
        let tasks = start(script)
        try simulation.run(limit: 3_000_000) { tasks.allSatisfy(\.isDone) }
    }

    /// Starts the programs: one of plain code, or two tasks that take turns at the script.
    private func start(_ script: Script) -> [SimulatedTask<Bool>] {
        let acts = Array(script.acts.dropFirst())
        guard isConcurrent else {
            return [
                simulation.spawn(in: guest) { [self] _ in
                    PlainProgram(self).play(acts)
                    return true
                }
            ]
        }
        let middle = acts.count / 2
        return [acts[..<middle], acts[middle...]].map { part in
            simulation.spawn(in: guest) { [self] _ in
                await TaskProgram(self).play(Array(part))
                return true
            }
        }
    }

    /// Notes how long a call took, of so many waits.
    func judge(_ kind: String, since start: UInt64, waits: UInt64) {
        let passed = simulation.now - start
        // Two tasks share the processor, and with it the time.
        let factor: UInt64 = isConcurrent ? 2 : 1
        if passed > waits * factor * Self.patience { fail("\(kind) took \(passed) ns") }
    }

    /// Takes in an error: any is possible, but the connection's end must be told alike from then on.
    func judge(_ error: XenstoreError, _ kind: String) {
        tally.answer("xenstore \(kind): \(name(error))")
        if case .disconnected(let fault) = error {
            if store.fault != fault { fail("two faults: \(fault), \(store.fault as Any)") }
            if store.openRequestCount != 0 { fail("requests are open after a fault") }
            callsAfterFault += 1
            if isHonest { fail("an honest xenstored is given up: \(fault)") }
        }
    }

    /// Takes in that a call went well.
    func judgeSuccess(_ kind: String) {
        tally.answer("xenstore \(kind): done")
        guard !["pause", "cancel", "event"].contains(kind) else { return }
        if mustEnd, store.fault == nil { fail("a reply that cannot be was believed") }
        hasReply = true
    }

    func judge(value: [UInt8], _ kind: String) {
        if isAligned, !sent.contains(value) { fail("\(kind) returned what nobody sent") }
    }

    private func name(_ error: XenstoreError) -> String {
        switch error {
        case .refused: "refused"
        case .timedOut: "timed out"
        case .disconnected(let fault): "disconnected, \(name(fault))"
        case .invalidPath: "invalid path"
        case .tooLong: "too long"
        case .malformed: "malformed"
        case .tooLarge: "too large"
        case .conflict: "conflict"
        }
    }

    private func name(_ fault: XenstoreFault) -> String {
        switch fault {
        case .ring: "impossible index"
        case .absent: "absent"
        case .oversizedMessage: "oversized message"
        case .unexpectedReply: "unexpected reply"
        case .wrongReplyType: "wrong reply type"
        case .malformedEvent: "malformed event"
        case .unresponsive: "unresponsive"
        case .channel: "channel"
        }
    }

    /// Nothing of the connection is left, whatever its peer did.
    func judgeEnd() throws(Violation) {
        let leaks = simulation.leaks().filter {
            if case .other = $0 { false } else { true }
        }
        if !leaks.isEmpty { throw Violation("left over: \(leaks)") }
    }
}
