// Event channels and randomness.
import Unikernel
import _Concurrency

/// Events sent over a channel to oneself arrive, in both directions, without one being lost.
public func eventsArrive(_ domain: Domain) async -> Verdict {
    await verdict { () async throws(Failure) in
        guard let left = try? domain.events.allocate(for: .current) else {
            throw Failure(reason: "Xen gave no channel")
        }
        defer { left.close() }
        guard let right = try? domain.events.bind(to: .current, left.port) else {
            throw Failure(reason: "Xen gave no channel")
        }
        defer { right.close() }
        let answers = Task {
            var rounds = 0
            while rounds < 100,
                await right.wait(until: domain.loop.now.advanced(byNanoseconds: 10_000_000_000))
            {
                rounds += 1
                try? right.notify()
            }
            return rounds
        }
        var rounds = 0
        for _ in 0..<100 {
            try? left.notify()
            let raised = await left.wait(
                until: domain.loop.now.advanced(byNanoseconds: 10_000_000_000))
            if raised { rounds += 1 }
        }
        let answered = await answers.value
        try require(rounds >= 99 && answered == 100, "an event was lost")
    }
}

/// Waiting for an event that does not come ends at its deadline.
public func waitsEnd(_ domain: Domain) async -> Verdict {
    await verdict { () async throws(Failure) in
        guard let channel = try? domain.events.allocate(for: .current) else {
            throw Failure(reason: "Xen gave no channel")
        }
        let deadline = domain.loop.now.advanced(byNanoseconds: 5_000_000)
        let raised = await channel.wait(until: deadline)
        let now = domain.loop.now
        channel.close()
        try require(!raised, "an event came from nowhere")
        try require(now >= deadline, "the wait ended early")
    }
}

/// Random words are not all alike.
public func randomWordsDiffer(_ domain: Domain) async -> Verdict {
    var random = domain.random
    var all: UInt64 = 0
    var common = UInt64.max
    for _ in 0..<64 {
        let word = random.next()
        all |= word
        common &= word
    }
    let (set, stuck) = (all, common)
    return await verdict { () throws(Failure) in
        try require(set == .max, "a bit is never set in 64 words")
        try require(stuck == 0, "a bit is always set in 64 words")
    }
}
