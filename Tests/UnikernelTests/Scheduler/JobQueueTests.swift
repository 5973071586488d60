// SPDX-License-Identifier: MIT
// Goal: jobs come out in the order they went in, and the queue touches nothing of a job but its link. Method: jobs made
// by hand (four words, of which the third is the executor's link), a queue against an array under random steps.

import SeededRandom
import TestSupport
import Testing

@testable import Unikernel

/// Memory in the form of jobs; their words are filled with what must not change.
@safe private final class Jobs {
    private static let filler: UInt64 = 0x5aa5_1234_5678_9abc
    private let words: UnsafeMutablePointer<UInt64>
    private let count: Int

    init(_ count: Int) {
        self.count = count
        unsafe words = .allocate(capacity: 4 * count)
        unsafe words.initialize(repeating: Self.filler, count: 4 * count)
    }

    deinit {
        unsafe words.deallocate()
    }

    subscript(index: Int) -> Job { unsafe UnsafeMutableRawPointer(words + 4 * index) }

    func index(_ job: Job?) -> Int? {
        unsafe job.map { unsafe ($0 - UnsafeMutableRawPointer(words)) / 32 }
    }

    /// Whether every word but the links is as it was.
    var areUntouched: Bool {
        (0..<4 * count).allSatisfy { unsafe $0 % 4 == 2 || words[$0] == Self.filler }
    }
}

@Suite struct JobQueueTests {
    @Test(arguments: Seed.range(20))
    func firstInFirstOut(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let jobs = Jobs(64)
        var free = Array(0..<64)
        var queues = [JobQueue(), JobQueue()]
        var models: [[Int]] = [[], []]
        for step in 0..<4000 {
            let which = Int(random.next() % 2)
            switch random.next() % 16 {
            case 0:
                // The others' order stays, and what was taken is a queue of its own.
                var taken = queues[which].removeAll()
                #expect(queues[which].isEmpty, "seed \(seed), step \(step)")
                var order: [Int] = []
                while let job = unsafe taken.removeFirst() { unsafe order.append(jobs.index(job)!) }
                #expect(order == models[which], "seed \(seed), step \(step)")
                free += order
                models[which] = []
            case 1...8:
                guard let job = free.popLast() else { continue }
                unsafe queues[which].append(jobs[job])
                models[which].append(job)
            default:
                let expected = models[which].isEmpty ? nil : models[which].removeFirst()
                let found = unsafe jobs.index(queues[which].removeFirst())
                #expect(found == expected, "seed \(seed), step \(step)")
                if let found { free.append(found) }
            }
            #expect(queues[which].isEmpty == models[which].isEmpty)
        }
        #expect(jobs.areUntouched)
    }

    @Test func aJobThatIsQueuedWhileItsIterationRunsWaitsForTheNext() {
        let jobs = Jobs(2)
        var queue = JobQueue()
        unsafe queue.append(jobs[0])
        unsafe queue.append(jobs[1])
        var iteration = queue.removeAll()
        let first = unsafe iteration.removeFirst()
        unsafe queue.append(first!)
        #expect(unsafe jobs.index(iteration.removeFirst()) == 1)
        let next = unsafe iteration.removeFirst()
        unsafe #expect(jobs.index(next) == nil)
        #expect(unsafe jobs.index(queue.removeFirst()) == 0)
        #expect(queue.isEmpty)
    }
}
