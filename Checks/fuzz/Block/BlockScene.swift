// SPDX-License-Identifier: MIT
// A domain with a disk whose backend is the fuzzer's, and the state that actions leave: what is armed, what the
// frontend may still be expected to do.

import Blkfront
import BlockIO
import SeededRandom
import Unikernel
import XenSimulation

/// The world of one script.
final class BlockScene: Scene, @unchecked Sendable {  // the simulation runs one thread at a time
    /// An answer to come that is to be spoilt.
    struct Armed {
        var act: Act
        var countdown: UInt64
        var times: UInt64
    }

    static let blockCount: UInt64 = 64
    /// Virtual nanoseconds that a call may take: time-outs are 100 and 200 ms, and a call has a few of them.
    static let patience: UInt64 = 20_000_000_000

    let simulation: Simulation
    let toolstack: SimulatedToolstack
    let guest: SimulatedDomain
    let disk: SimulatedDisk
    private(set) var backend: SimulatedBlockBackend
    let tally: Tally
    /// What the backend says of itself when it is honest.
    let offer: BlockOffer
    /// Blocks that the disk was ever said to have.
    var largest = blockCount
    /// Whether the toolstack trusts the present backend.
    var isTrusted: Bool
    /// Blocks that the open disk was last seen to have.
    var sizeSeen: UInt64 = 0
    /// Whether the present backend's driver would say the same after a restart.
    var isOfferHonest = true
    /// Counts backends, and their beginnings.
    var backendGeneration = 0
    /// What is added to the count of connections, which each backend begins anew.
    private var eraBase = 0
    var options = BlockOptions()
    var device: BlockFront?
    var model = BlockModel(blockCount: blockCount)
    var ledger = BlockLedger()
    var random: SeededRandom
    /// The pages that the program shares with the disk, if it does.
    var shared: SharedPages?
    /// Chunks of these pages that could not be given back in the end.
    var strandedChunks = 0
    private(set) var violation: Violation?

    var armed: [Armed] = []
    var suppressed: Set<UInt64> = []
    var formerIdentifiers: [UInt64] = []
    /// Reads' contents that are to be made up: how many, and the word.
    var madeUp: (count: UInt64, word: UInt64) = (0, 0)
    /// Words that reads were answered with although nobody wrote them.
    var lies: Set<UInt64> = []
    /// Whether nothing was done since the disk was opened that an honest backend would not do.
    var isHonest = true
    /// Calls that went well since an answer lay in the ring that cannot be; nil when there is none.
    var usesSinceHostileAction: Int?
    /// The identifiers of these answers.
    private var hostileIdentifiers: Set<UInt64> = []
    /// Whether contents are as written, as far as the backend is concerned.
    var isFaithful = true
    /// Whether requests in the ring are as the frontend wrote them.
    var isUntouched = true
    /// Whether what xenstore says of the disk is as the backend wrote it.
    var isDescribed = true
    var isBroken: Bool { violation != nil }

    init(_ script: Script, _ simulation: Simulation, _ tally: Tally) throws {
        self.simulation = simulation
        self.tally = tally
        random = SeededRandom(seed: script.seed)
        let head = script.acts.first ?? Act("world")
        toolstack = SimulatedToolstack(in: simulation)
        toolstack.latency = 20_000
        guest = try simulation.start(memoryPages: [320, 384, 512, 576][Int(head[3] & 3)])
        if head[3] & 1 != 0 { shared = SharedPages(guest) }
        _ = try toolstack.serve(guest)
        let bits = head[0]
        disk = SimulatedDisk(
            blockCount: Self.blockCount, hasCache: bits & 3 != 0, seed: script.seed)
        offer = BlockOffer {
            $0.flush = bits & 1 != 0
            $0.barrier = bits & 2 != 0
            $0.discard = bits & 4 != 0
            $0.persistent = bits & 24 == 24
            $0.indirectSegments = bits & 32 != 0 ? 32 : 0
            $0.ringPageOrder = bits & 64 != 0 ? 1 : 0
            $0.isTrusted = bits & 128 != 0
        }
        isTrusted = offer.isTrusted
        backend = SimulatedBlockBackend(disk, for: guest, offer, by: toolstack)
        backend.plan.latency = 30_000
        options.stepTimeout = 100_000_000
        options.requestTimeout = 200_000_000
        options.assumesWriteThrough = bits & 256 != 0
        options.ringPageOrderLimit = 1
        options.writeBehindLimit = [11, 32, 64, 256][Int(head[1] & 3)]
        options.gatherLimit = [1, 8, 64, 64][Int(head[2] & 3)]
        options.sparePageLimit = 16
        takeHold()
    }

    func fail(_ text: String) {
        if violation == nil { violation = Violation(text) }
    }

    /// Puts the fuzzer between the backend and the ring.
    func takeHold() {
        let faultInjection = BlockFaultInjection()
        faultInjection.onTaken = { [unowned self] in noteRequest($0) }
        faultInjection.onAnswer = { [unowned self] in spoil(&$0) }
        faultInjection.onGiven = { [unowned self] in
            tally.tell("  answer \($0) at \(simulation.now)")
            noteAnswer($0, era: $1 + eraBase)
            ledger.give($0, era: $1 + eraBase, requests: $2)
        }
        faultInjection.onContent = { [unowned self] in makeUp($0, &$1) }
        backend.faultInjection = faultInjection
    }

    /// Has another backend take over, in the place of one that is no more.
    func exchangeBackend(_ offer: BlockOffer) {
        backendGeneration += 1
        backend = SimulatedBlockBackend(disk, for: guest, offer, by: toolstack)
        backend.plan.latency = 30_000
        eraBase += 1 << 20
        takeHold()
    }

    private func noteRequest(_ seen: BlockRequestSeen) {
        var request = seen
        request.era += eraBase
        tally.tell("  request \(request) at \(simulation.now)")
        formerIdentifiers.append(request.identifier)
        if formerIdentifiers.count > 64 { formerIdentifiers.removeFirst(32) }
        let isWrite = request.operation == 1 || request.operation == 2
        let complaints = backend.violations.count
        let words = isWrite ? backend.words(of: request) : []
        ledger.take(request, words: words)
        if usesSinceHostileAction != nil, hostileIdentifiers.contains(request.identifier) {
            // It lay in the ring when it was answered, unseen: a lucky guess, which the frontend cannot know.
            usesSinceHostileAction = nil
            isFaithful = false
            isUntouched = false
        }
        guard isUntouched else { return }
        for complaint in backend.violations[complaints...]
        where isDescribed && complaint.hasPrefix("a page that is only to be read") {
            fail("the frontend did what it must not: \(complaint)")
        }
        for (index, word) in words.enumerated()
        where word != .max && !model.wasWritten(word, to: request.block + UInt64(index)) {
            fail("a write of block \(request.block + UInt64(index)) carries \(hex(word))")
        }
    }

    /// An answer to nothing, or about something else, or with no status that there is, must end the connection.
    private func noteAnswer(_ answer: BlockAnswer, era: Int) {
        guard isUntouched, !ledger.isAnswer(answer, era: era) else { return }
        if usesSinceHostileAction == nil {
            usesSinceHostileAction = 0
            hostileIdentifiers = []
        }
        hostileIdentifiers.insert(answer.identifier)
    }

    private func makeUp(_ block: UInt64, _ bytes: inout [UInt8]) {
        guard madeUp.count > 0 else { return }
        madeUp.count -= 1
        lies.insert(madeUp.word)
        bytes = bytes.indices.map { UInt8(truncatingIfNeeded: madeUp.word >> UInt64($0 % 8 * 8)) }
    }

    // MARK: The end

    /// Everything is as it should be when nobody does anything any more.
    func judgeEnd() throws(Violation) {
        let counters = guest.domain.grants.counters
        if counters.lost > 0 { throw Violation("\(counters.lost) pages are lost") }
        let end = simulation.now + 1_000_000_000
        toolstack.stirXenstored()
        simulation.schedule(afterNanoseconds: 1_000_000_000) {}
        do {
            try simulation.run { [simulation] in simulation.now >= end }
        } catch {
            throw Violation("the world does not come to rest: \(error)")
        }
        // A fiber's stack is kept for the next one.
        var stranded = 0
        let leaks = simulation.leaks().filter {
            switch $0 {
            case .stack: return false
            case .pages(_, _, SharedPages.chunkSize + 1):
                stranded += 1
                return stranded > strandedChunks
            default: return true
            }
        }
        if !leaks.isEmpty { throw Violation("left over: \(leaks)") }
    }
}

func hex(_ word: UInt64) -> String { "0x" + String(word, radix: 16) }
