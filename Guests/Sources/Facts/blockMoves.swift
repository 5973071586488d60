// A disk that goes along with its domain. A script in the toolstack waits for `data/ready` to say how often the domain
// wants to have been moved, and moves it once more.
import Blkfront
import BlockIO
import Unikernel
import _Concurrency

/// Counts moves.
private final class MoveCounter: Suspendable, @unchecked Sendable {  // one virtual CPU
    var moves = 0

    func domainWillSuspend() {}

    func domainDidResume(_ outcome: ResumeOutcome) {
        if outcome == .newDomain { moves += 1 }
    }
}

/// While a domain writes to `xvda`, it is saved and restored, then migrated: all that it wrote is there.
public func diskFollowsItsDomain(_ domain: Domain) async -> Verdict {
    _ = Task { try? await domain.answerShutdownRequests { _ in } }
    return await onFiber(domain) { (domain) throws(Failure) in
        let device = try open("xvda", BlockOptions(), of: domain)
        // Told after the disk, so that a move that is counted is one that the disk has made, too.
        let counter = MoveCounter()
        domain.add(counter)
        defer { domain.remove(counter) }
        var round: UInt64 = 0
        for moves in 1...2 {
            try say(moves, domain)
            let end = domain.loop.now.advanced(byNanoseconds: 100_000_000_000)
            while counter.moves < moves {
                try require(domain.loop.now < end, "the domain was not moved")
                round += 1
                try write(round, device)
            }
            for _ in 0..<20 {
                round += 1
                try write(round, device)
            }
            try disk("flushing failed") { () throws(BlockFault) in try device.flush() }
            try check(round, device)
        }
        device.close()
        domain.grants.reclaim()
        try require(domain.grants.counters.active == 0, "a page is still granted")
    }
}

/// Blocks that are written in a round: some neighbours, others apart, and never all of them.
private func blocks(of round: UInt64) -> [UInt64] {
    let start = round * 7 % 96
    return [start, start + 1, start + 2, (start + 40) % 96, (start + 60) % 96]
}

private func write(_ round: UInt64, _ device: BlockFront) throws(Failure) {
    try disk("a disk failed on a move") { () throws(BlockFault) in
        for block in blocks(of: round) { try write(block, round, device) }
        try device.closeEpoch()
        if round % 8 == 0 { try device.flush() }
        let last = blocks(of: round)[4]
        guard try holds(last, round, device) else {
            throw .readFailed(BlockRange(start: last, count: 1))
        }
    }
}

/// Checks every block against the last round that wrote it.
private func check(_ last: UInt64, _ device: BlockFront) throws(Failure) {
    try disk("a write was lost on a move") { () throws(BlockFault) in
        for block in 0..<99 as Range<UInt64> {
            var round = last
            while round > 0, !blocks(of: round).contains(block) { round -= 1 }
            guard round > 0 else { continue }
            guard try holds(block, round, device) else {
                throw .readFailed(BlockRange(start: block, count: 1))
            }
        }
    }
}

private func say(_ moves: Int, _ domain: Domain) throws(Failure) {
    do throws(XenstoreError) {
        try domain.xenstore().write("data/ready", UInt64(moves))
    } catch {
        throw Failure(reason: "writing to xenstore failed")
    }
}
