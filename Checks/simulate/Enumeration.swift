// SPDX-License-Identifier: MIT
// The states in which a power cut may leave the disk at a crash point: every prefix of the writes at risk, every subset of
// them while they are few, and by chance more of them, torn ones, and such as a disk leaves that breaks its promises.

import BlockIO
import SeededRandom

/// How many states of each sort are taken at a crash point.
struct SamplingBudget {
    /// Subsets of this many or fewer are all taken: 2^12 of twelve writes.
    var exhaustive = 4096
    /// Subsets by chance where there are more.
    var sampled = 256
    /// Torn states for each block at risk, of either size of sectors.
    var torn = 3
    /// Damaged states.
    var damaged = 4
}

extension CrashPoint {
    /// Calls `body` with states; some of them more than once.
    func forEachState(
        _ budget: SamplingBudget, _ contents: Contents, _ random: inout SeededRandom,
        _ body: (CrashState) throws -> Void
    ) rethrows {
        try forEachPrefix(body)
        try forEachSubset(budget, &random, body)
        for _ in 0..<budget.torn * min(open.count, 12) {
            try body(torn(.torn512, &random))
            try body(torn(.torn4096, &random))
        }
        for _ in 0..<budget.damaged {
            try body(damaged(.misdirected, contents, &random))
            try body(damaged(.flipped, contents, &random))
        }
    }

    private func forEachPrefix(_ body: (CrashState) throws -> Void) rethrows {
        // In the order of the writes, each block in the version that it has by then.
        let writes = open.flatMap { block in
            block.versions.indices.dropFirst().map {
                (block.block, $0, block.versions[$0].sequence)
            }
        }.sorted { $0.2 < $1.2 }
        var overrides: [Override] = []
        try body(CrashState(kind: .prefix, overrides: []))
        for (block, version, _) in writes {
            overrides.removeAll { $0.block == block }
            overrides.append(Override(block: block, source: .version(version)))
            try body(CrashState(kind: .prefix, overrides: overrides))
        }
    }

    private func forEachSubset(
        _ budget: SamplingBudget, _ random: inout SeededRandom, _ body: (CrashState) throws -> Void
    ) rethrows {
        var count = 1
        for block in open where count <= budget.exhaustive { count *= block.versions.count }
        guard count <= budget.exhaustive else {
            for _ in 0..<budget.sampled { try body(sampled(&random)) }
            return
        }
        for number in 0..<count {
            var rest = number
            let choice = open.map { block in
                defer { rest /= block.versions.count }
                return rest % block.versions.count
            }
            try body(state(choice))
        }
    }

    private func sampled(_ random: inout SeededRandom) -> CrashState {
        // Few, some, or nearly all of the writes.
        let bias = [2, 5, 8, 14][Int(random.next() % 4)]
        return state(
            open.map { block in
                if random.next() % 16 < bias { return 0 }
                return 1 + Int(random.next() % UInt64(block.versions.count - 1))
            })
    }

    private func state(_ choice: [Int]) -> CrashState {
        var overrides: [Override] = []
        for (index, version) in choice.enumerated() where version > 0 {
            overrides.append(Override(block: open[index].block, source: .version(version)))
        }
        // The first write of an epoch is its barrier, whose own payload may be lost while others are there.
        let losesFirst = choice.first == 0 && overrides.count > 0
        let kind: StateKind = isReplaying ? .replay : losesFirst ? .lostPayload : .subset
        return CrashState(kind: kind, overrides: overrides)
    }

    private func torn(_ kind: StateKind, _ random: inout SeededRandom) -> CrashState {
        var state = sampled(&random)
        state.kind = kind
        let most = random.isRare(3) ? 4 : 1
        for _ in 0..<most {
            let block = open.randomElement(using: &random)!
            let new = 1 + Int(random.next() % UInt64(block.versions.count - 1))
            let old = Int(random.next() % UInt64(new))
            // The one write that is not safe from a disk which destroys what it writes over:
            // Documentation/CrashStates.md, "What is left out".
            let isSame = block.versions[old].content == block.versions[new].content
            if rewritesTail, isSame { continue }
            state.overrides.removeAll { $0.block == block.block }
            state.overrides.append(
                Override(
                    block: block.block,
                    source: .torn(old: old, new: new, pattern: pattern(kind, &random))))
        }
        return state
    }

    /// Everything that was written is there, but a block was hit by another's content, or has a bit turned.
    private func damaged(
        _ kind: StateKind, _ contents: Contents, _ random: inout SeededRandom
    ) -> CrashState {
        var state = CrashState(kind: kind, overrides: [])
        for block in open {
            let newest = Override.Source.version(block.versions.count - 1)
            state.overrides.append(Override(block: block.block, source: newest))
        }
        let used = (durable.keys + open.map(\.block)).sorted()
        // A quarter of them in the blocks that say where everything else is.
        let candidates = random.isRare(4) ? used.filter { $0 < 10 } : used
        let victim = candidates.randomElement(using: &random)!
        let source: Override.Source =
            kind == .flipped
            // Half of them where headers are.
            ? .flipped(bit: Int(random.next() % UInt64(random.isRare(2) ? 512 : 8 * blockSize)))
            : .misdirected(from: other(than: victim, used, contents, &random))
        state.overrides.removeAll { $0.block == victim }
        state.overrides.append(Override(block: victim, source: source))
        return state
    }

    /// A block whose content may land elsewhere: often the same page of another database, if there is one.
    private func other(
        than victim: Int, _ used: [Int], _ contents: Contents, _ random: inout SeededRandom
    ) -> Int {
        func pageNumber(_ block: Int) -> UInt32 {
            // SAFETY: a content is a block, and a page's number is in its last four bytes.
            unsafe contents.pointer(newest(block).content)
                .load(fromByteOffset: blockSize - 4, as: UInt32.self)
        }
        let number = pageNumber(victim)
        let alike = used.filter { $0 != victim && pageNumber($0) == number }
        let isAlike = number != 0 && random.next() & 1 == 0
        return (isAlike ? alike : used).randomElement(using: &random) ?? victim
    }

    private func pattern(_ kind: StateKind, _ random: inout SeededRandom) -> UInt16 {
        if kind == .torn4096 { return random.next() & 1 == 0 ? 0xaaaa : 0xffff }
        // Old and new halves of each kind, or anything in each sector.
        switch random.next() % 4 {
        case 0: return 0x5555 << UInt16(random.next() % 8 * 2)
        case 1: return 0x5555 >> UInt16(random.next() % 8 * 2)
        case 2: return UInt16(truncatingIfNeeded: random.next()) & 0x5555
        default: return UInt16(truncatingIfNeeded: random.next())
        }
    }
}
