// Time: it goes forward, sleeping takes as long as was asked for, and the host's calendar is known.
import Unikernel
import _Concurrency

/// Time goes forward.
public func clockGoesForward(_ domain: Domain) async -> Verdict {
    await verdict { () throws(Failure) in
        var last = domain.clock.now
        for _ in 0..<1_000 {
            let now = domain.clock.now
            try require(last <= now, "the clock went back")
            last = now
        }
    }
}

/// The wall clock shows a time after this was written.
public func wallClockShowsTheHostsTime(_ domain: Domain) async -> Verdict {
    await verdict { () throws(Failure) in
        let year2026: UInt64 = 1_767_225_600 * 1_000_000_000
        try require(
            (domain.clock.nanosecondsSince1970 ?? 0) > year2026, "the wall clock is before 2026")
    }
}

/// A sleep lasts at least as long as was asked for, and others that end sooner end first.
public func sleepsEndInOrder(_ domain: Domain) async -> Verdict {
    let loop = domain.loop
    let start = loop.now
    // Moments and not lengths of time: the host may take the processor away between one task's start and the next.
    let order = await withTaskGroup(of: UInt64.self) { group in
        for milliseconds in [30, 10, 20] as [UInt64] {
            group.addTask {
                _ = await loop.sleep(until: start.advanced(byNanoseconds: milliseconds * 1_000_000))
                return milliseconds
            }
        }
        var order: [UInt64] = []
        for await milliseconds in group { order.append(milliseconds) }
        return order
    }
    return await verdict { () throws(Failure) in
        try require(order == [10, 20, 30], "sleeps ended out of order")
        let lasted = loop.now.nanoseconds - start.nanoseconds
        try require(lasted >= 30_000_000, "a sleep was too short")
        try require(lasted < 10_000_000_000, "a sleep of 30 ms lasted ten seconds")
    }
}

/// A cancelled sleep ends at once.
public func cancellingEndsASleep(_ domain: Domain) async -> Verdict {
    let loop = domain.loop
    let start = loop.now
    let sleeper = Task { await loop.sleep(nanoseconds: 3_600_000_000_000) }
    await Task.yield()
    sleeper.cancel()
    let slept = await sleeper.value
    return await verdict { () throws(Failure) in
        try require(!slept, "the cancelled sleep ran its time")
        try require(
            loop.now.nanoseconds - start.nanoseconds < 60_000_000_000, "cancelling took long")
    }
}
