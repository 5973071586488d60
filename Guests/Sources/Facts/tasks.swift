// Swift's concurrency on our run loop: tasks, groups, actors, streams.
import Unikernel
import _Concurrency

private actor Counter {
    private var value = 0

    func increment() -> Int {
        value += 1
        return value
    }
}

/// An actor counts right however its callers are interleaved.
public func actorsCountRight() async -> Verdict {
    let counter = Counter()
    await withTaskGroup(of: Void.self) { group in
        for _ in 0..<50 {
            group.addTask {
                for _ in 0..<20 {
                    _ = await counter.increment()
                    await Task.yield()
                }
            }
        }
    }
    let total = await counter.increment()
    return await verdict { () throws(Failure) in
        try require(total == 1_001, "an increment was lost")
    }
}

/// A group hands out each result once, and cancelling it reaches all of its tasks.
public func groupsCollectResults() async -> Verdict {
    let sum = await withTaskGroup(of: Int.self) { group in
        for number in 1...100 { group.addTask { number } }
        var sum = 0
        for await number in group { sum += number }
        return sum
    }
    let cancelled = await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<10 {
            group.addTask {
                while !Task.isCancelled { await Task.yield() }; return true
            }
        }
        group.cancelAll()
        var count = 0
        for await isCancelled in group where isCancelled { count += 1 }
        return count
    }
    return await verdict { () throws(Failure) in
        try require(sum == 5_050, "a result was lost or came twice")
        try require(cancelled == 10, "a task did not hear of the cancellation")
    }
}

/// A stream hands over all elements, in order, from one task to another.
public func streamsKeepOrder() async -> Verdict {
    let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
    let producer = Task {
        for number in 0..<100 {
            continuation.yield(number)
            if number % 7 == 0 { await Task.yield() }
        }
        continuation.finish()
    }
    var expected = 0
    var isOrdered = true
    for await number in stream {
        if number != expected { isOrdered = false }
        expected += 1
    }
    await producer.value
    let count = expected
    let ordered = isOrdered
    return await verdict { () throws(Failure) in
        try require(ordered, "elements came out of order")
        try require(count == 100, "elements were lost")
    }
}

/// Synchronous code on fibers waits while tasks go on.
public func fibersWaitBesideTasks(_ domain: Domain) async -> Verdict {
    let first = Signal(on: domain.loop)
    let second = Signal(on: domain.loop)
    let ticker = Task {
        var ticks = 0
        while !Task.isCancelled {
            ticks += 1
            await Task.yield()
        }
        return ticks
    }
    // Each fiber waits for the other in turn, on its own stack.
    async let ping = domain.onFiber { () -> Int in
        var rounds = 0
        for _ in 0..<100 {
            second.raise()
            let raised: Bool = first.wait(until: .never)
            if raised { rounds += 1 }
        }
        return rounds
    }
    async let pong = domain.onFiber { () -> Int in
        var rounds = 0
        for _ in 0..<100 {
            let raised: Bool = second.wait(until: .never)
            if raised { rounds += 1 }
            first.raise()
        }
        return rounds
    }
    let rounds = (await ping ?? 0, await pong ?? 0)
    let timedOut = await domain.onFiber { () -> Bool in
        let raised: Bool = first.wait(until: domain.loop.now.advanced(byNanoseconds: 1_000_000))
        return !raised
    }
    ticker.cancel()
    let ticks = await ticker.value
    return await verdict { () throws(Failure) in
        try require(rounds.0 == 100 && rounds.1 == 100, "a fiber lost a wake-up")
        try require(timedOut == true, "a fiber waited past its deadline or was woken for nothing")
        try require(ticks > 100, "tasks stood still while fibers waited")
    }
}
