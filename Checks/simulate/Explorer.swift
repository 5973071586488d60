// SPDX-License-Identifier: MIT
// Goes through the moments of a trace, puts each state of each moment on the overlay and holds what is read against what
// was promised. A state that was read before is not read again, but is held against the promises of each moment.

import Glibc
import SeededRandom

/// A promise that was not kept.
struct Failure: Error {
    /// What found it.
    enum Oracle: String {
        /// Something was written too early, or a flush returned too early, or the block protocol was broken.
        case order
        /// There was an error where there ought to be none.
        case access
        /// SQLite's or the volume's own check found something.
        case integrity
        /// The content is not that of a state that was allowed.
        case content
        /// A second recovery, or one after a power cut in the first, came to another content.
        case recovery
        /// Generated code read something else than plain SQLite.
        case store
        /// Damage was not noticed, and changed the content.
        case detection
        /// The workload itself did not run.
        case workload
    }

    var oracle: Oracle
    var fixture: Fixture
    var text: String
}

/// How many states of a trace are looked at, and how closely.
struct ExplorationLimits {
    var sampling = SamplingBudget()
    /// Of so many new states one is recovered twice, and with power cuts in between.
    var recoveryRarity: UInt64 = 32
    /// Of so many new states one is read by generated code as well.
    var storeRarity: UInt64 = 100
    /// New states of a trace at most.
    var stateLimit = Int.max
    /// When to stop in the middle of a trace, in seconds since 1970; nil for never.
    var deadline: Int?

    /// Whether the time is over.
    var isOver: Bool { deadline.map { time(nil) >= $0 } ?? false }
}

/// Explores one trace.
final class Explorer {
    let trace: Trace
    let limits: ExplorationLimits
    let image: CrashImage
    let reader: Reader
    var crashPoint: CrashPoint
    var random: SeededRandom
    var tally: Tally
    /// Events before the present moment.
    var cut = 0

    private var recoveredStates: [UInt64: RecoveredState] = [:]
    /// States in the middle of a recovery, which were read for that alone.
    private var recoveries: Set<UInt64> = []
    private let names: [String]

    init(_ trace: Trace, _ limits: ExplorationLimits, _ tally: Tally) {
        self.trace = trace
        self.limits = limits
        self.tally = tally
        image = CrashImage(trace)
        reader = Reader(trace.setting)
        crashPoint = CrashPoint(trace)
        random = SeededRandom(seed: mixed(trace.setting.seed, 0xe7))
        let setting = trace.setting
        names = [
            "all", "disk=\(setting.disk.rawValue)", "mode=\(setting.mode.rawValue)",
            "commits=\(setting.isDurable ? "durable" : "ordered")",
            "pages=\(setting.pages.rawValue)",
        ]
    }

    /// Looks at all moments.
    func run() throws(Failure) {
        if let violation = trace.violations.first {
            throw Failure(oracle: .order, fixture: Fixture(trace.setting), text: violation)
        }
        tally.add("traces")
        if trace.lentCount > 0 { tally.add("traces that lend") }
        for case .resumed in trace.events { tally.add("moves") }
        for event in trace.events {
            advance(event)
            guard crashPoint.isTelling, recoveredStates.count < limits.stateLimit, !limits.isOver
            else {
                continue
            }
            tally.add("moments")
            try forEachState()
        }
    }

    private func forEachState() throws(Failure) {
        var chance = SeededRandom(seed: random.next())
        do {
            try crashPoint.forEachState(limits.sampling, trace.contents, &chance) { state in
                try judge(state)
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            fatalError("\(error)")
        }
    }

    /// Looks at one state of one moment.
    func run(_ fixture: Fixture) throws(Failure) {
        for event in trace.events.prefix(fixture.cut ?? 0) { advance(event) }
        let state = CrashState(kind: fixture.kind, overrides: fixture.overrides)
        try judge(state)
        guard !state.kind.isDamage else { return }
        // What a second boot does is left to chance, so it gets many.
        for _ in 0..<100 {
            let mark = image.disk.mark
            defer { image.disk.goBack(to: mark) }
            _ = image.show(state, of: crashPoint)
            try recover(state, reader.read(image.disk), mark)
        }
    }

    private func advance(_ event: TraceEvent) {
        cut += 1
        crashPoint.apply(event)
        for (block, content) in crashPoint.newlyDurable { image.setBase(block, content) }
    }

    // MARK: Judging

    /// What a state of a kind counts for.
    func stateNames(_ kind: StateKind) -> [String] { names + ["kind=\(kind.rawValue)"] }

    /// Notes a state that is read elsewhere; false when it was there before.
    func note(_ hash: UInt64) -> Bool {
        recoveredStates[hash] == nil && recoveries.insert(hash).inserted
    }

    private func judge(_ state: CrashState) throws(Failure) {
        let mark = image.disk.mark
        defer { image.disk.goBack(to: mark) }
        let hash = image.show(state, of: crashPoint)
        // What the checks that are left out for damage say must not stand for the state as such.
        let key = state.kind.isDamage ? ~hash : hash
        let known = recoveredStates[key]
        tally.count(stateNames(state.kind), isNew: known == nil && !recoveries.contains(key))
        var options = ReadingOptions(state.kind)
        // SQLite's check is asked each time, the volume's own for every third state.
        if key % 3 != 0 { options.checksVolume = false }
        let recovered = known ?? reader.read(image.disk, options)
        if known == nil { recoveredStates[key] = recovered }
        // Between transactions, and with nothing at risk, the weak modes promise what the others do.
        if trace.setting.isWeak {
            // What is not promised may be on its way to the disk.
            let isAcknowledged = crashPoint.isIdle && crashPoint.lowest == crashPoint.highest
            guard isAcknowledged, crashPoint.open.isEmpty else { return }
        }
        if state.kind.isDamage { return try judgeDamage(state, recovered) }
        try judge(state, recovered)
        guard known == nil else { return }
        if random.isRare(limits.storeRarity) { try compareStores(state, recovered, mark) }
        if random.isRare(limits.recoveryRarity) { try recover(state, recovered, mark) }
    }

    private func judge(_ state: CrashState, _ recovered: RecoveredState) throws(Failure) {
        switch recovered {
        case .content(let signatures):
            guard !isAllowed(signatures) else { return }
            let found = trace.states.lastIndex(of: signatures)
            let range = "\(crashPoint.lowest)...\(crashPoint.highest)"
            throw failure(
                .content, state,
                found.map { "state \($0), and promised was one of \(range)" }
                    ?? "a content that never was, and promised was one of \(range)")
        case .refused(let text): throw failure(.access, state, text)
        case .inconsistent(let text): throw failure(.integrity, state, text)
        }
    }

    /// Whether a content is that of a state between the last that was promised and the last that was begun.
    func isAllowed(_ signatures: [UInt64]) -> Bool {
        let highest = min(crashPoint.highest, trace.states.count - 1)
        return trace.states[crashPoint.lowest...max(highest, crashPoint.lowest)].contains(
            signatures)
    }

    private func compareStores(
        _ state: CrashState, _ recovered: RecoveredState, _ mark: OverlayDisk.Mark
    ) throws(Failure) {
        image.disk.goBack(to: mark)
        _ = image.show(state, of: crashPoint)
        var options = ReadingOptions()
        options.usesStores = true
        let other = reader.read(image.disk, options)
        tally.add("read by generated code")
        // It makes the tables that are missing, for which there may be no room.
        if case .refused(let text) = other, text.hasPrefix("no space left") { return }
        guard other == recovered else {
            throw failure(.store, state, "generated code reads \(other), SQLite \(recovered)")
        }
    }

    func failure(_ oracle: Failure.Oracle, _ state: CrashState, _ text: String) -> Failure {
        Failure(
            oracle: oracle, fixture: Fixture(trace.setting, cut: cut, state: state), text: text)
    }
}

extension ReadingOptions {
    /// Damage is to be noticed by whoever reads, without a check.
    init(_ kind: StateKind) {
        checksVolume = !kind.isDamage
        checksIntegrity = !kind.isDamage
    }
}
