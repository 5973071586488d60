// SPDX-License-Identifier: MIT
// The storage fiber, the only place of a guest where storage code runs; its stack is deep enough
// for SQLite. Tasks queue jobs and suspend. Other tasks run while the fiber waits for the disk or
// when its time slice ends.
//
// Invariants:
// 1. Only the fiber touches SQLite, the volume and the disk.
// 2. Jobs run one at a time, in the order of their arrival.
// 3. The fiber is parked at `wake` exactly when there is no job.

#if hasFeature(Embedded)
internal import BlkfrontVFS
internal import DiskVolume
internal import Guest
internal import OrmRuntime
internal import Unikernel

/// The storage fiber.
// SAFETY: a guest has one thread.
final class StorageFiber: StorageHost, @unchecked Sendable {
    static let shared = StorageFiber(on: Guest.loop)

    /// Pages of its stack. Most statements take 16 KB of it; a condition as deep as SQLite allows
    /// (1,000) takes 90 KB.
    private static let stackPages = 32
    /// The time slice, in nanoseconds, after which the fiber yields to other tasks.
    private static let timeSlice: UInt64 = 1_000_000

    private let loop: RunLoop
    private let wake: Signal
    private var jobs: [() -> Void] = []
    private var head = 0
    private var fiber: Fiber?
    private var isStarted = false
    private var sliceStart: Instant

    private init(on loop: RunLoop) {
        self.loop = loop
        wake = Signal(on: loop)
        sliceStart = loop.now
    }

    var isCurrent: Bool {
        guard let fiber else { return false }
        return loop.currentFiber === fiber
    }

    func append(_ work: @escaping @Sendable () -> Void) {
        queue(work)
    }

    func perform(_ work: () -> Void) {
        var isDone = false
        let done = Signal(on: loop)
        withoutActuallyEscaping(work) { work in
            queue {
                work()
                isDone = true
                done.raise()
            }
            if loop.currentFiber == nil {
                loop.waitForFibers { isDone }
            } else {
                _ = done.wait()
            }
        }
    }

    func prepare(toOpen path: String) throws(StoreError) {
        try Storage.prepare(toOpen: path)
    }

    /// A quarter of the memory.
    var cacheLimitKibibytes: Int32 {
        Int32(clamping: Guest.memory.pagesTotal * (pageSize / 1_024) / 4)
    }

    /// A sixteenth of the disk.
    var checkpointPages: Int32 {
        guard let volume = Storage.volume else { return 1_000 }
        return Int32(clamping: min(1_000, max(16, volume.blockCount / 16)))
    }

    var nanoseconds: UInt64 { loop.now.nanoseconds }

    func explanation(of code: Int32) -> String? { Storage.explanation(of: code) }

    func pause() {
        guard isCurrent, loop.now.nanoseconds &- sliceStart.nanoseconds >= Self.timeSlice else {
            return
        }
        loop.yieldFiber()
        sliceStart = loop.now
    }

    private func queue(_ job: @escaping () -> Void) {
        if !isStarted {
            isStarted = true
            let stacks = Guest.stacks(pageCount: Self.stackPages)
            guard Fiber.start(in: stacks, on: loop, { self.work() }) else {
                Guest.panic("there is too little memory for the stack of the storage fiber")
            }
        }
        jobs.append(job)
        wake.raise()
    }

    private func work() -> Never {
        fiber = loop.currentFiber
        while true {
            while head < jobs.count {
                let job = jobs[head]
                head += 1
                if head == jobs.count || head >= 64 && head * 2 >= jobs.count {
                    jobs.removeFirst(head)
                    head = 0
                }
                sliceStart = loop.now
                job()
            }
            _ = wake.wait()
        }
    }
}
#endif
