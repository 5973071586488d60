// A hundred thousand tasks that sleep: each costs bytes, not a stack.
import FactGuest
import Facts
import Guest
import _Concurrency

@main struct SleepersFact {
    static let count = 100_000
    static let limit = 64 << 20

    static func main() async {
        await prove("100,000 sleeping tasks fit into 64 MB", sleepersAreSmall)
    }

    private static func sleepersAreSmall() async -> Verdict {
        let loop = Guest.loop
        let before = Guest.memory.bytesInUse
        let moment = loop.now.advanced(byNanoseconds: 5_000_000_000)
        let awake = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<count { group.addTask { await loop.sleep(until: moment) } }
            await Task.yield()
            print("bytes a sleeping task: \((Guest.memory.bytesInUse - before) / count)")
            var awake = 0
            for await slept in group where slept { awake += 1 }
            return awake
        }
        let peak = Guest.memory.peakBytes - before
        return await verdict { () throws(Failure) in
            try require(awake == count, "a task did not wake up")
            try require(peak <= limit, "sleeping tasks cost more than 64 MB")
        }
    }
}
