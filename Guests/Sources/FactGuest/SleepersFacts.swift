// A hundred thousand tasks that sleep: each costs bytes, not a stack.
import Facts
import Guest
import _Concurrency

enum SleepersFacts {
    static let count = 100_000
    /// Task, closures, signal and timer come to half a kilobyte; the rest is the slab of 1,016 bytes from which Swift's
    /// runtime takes the frames of a task's async functions (TaskAlloc.cpp), whatever they need of it.
    static let limit = count * 1_640

    static func proveAll() async {
        await prove("100,000 sleeping tasks fit into 160 MB", sleepersAreSmall)
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
            try require(peak <= limit, "a sleeping task costs more than 1,640 bytes")
        }
    }
}
