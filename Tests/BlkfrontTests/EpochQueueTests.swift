// SPDX-License-Identifier: MIT
// Goal: the queue alone, without a disk: what may be sent when, and what becomes of it when it is refused. Method: small
// scenes, each step of which is compared.

import BlockIO
import Testing

@testable import Blkfront
@testable import Unikernel

/// A queue and the pages in it.
private struct Scene: ~Copyable {
    var queue: EpochQueue
    private let memory = UnsafeMutableRawPointer.allocate(byteCount: 16, alignment: 8)

    init(barrier: Bool = false, flush: Bool = false, gatherLimit: Int = 64) {
        queue = EpochQueue(
            EpochQueue.OrderingCapabilities(barrier: barrier, flush: flush),
            gatherLimit: gatherLimit)
    }

    deinit {
        unsafe memory.deallocate()
    }

    mutating func write(_ blocks: UInt64...) {
        for block in blocks where queue.openPage(of: block) == nil {
            queue.insert(block, unsafe TransferPage(memory))
        }
    }

    /// What is sent next, in words.
    mutating func next(limit: Int = 11) -> (String, BlockTransfer?) {
        switch queue.next(limit: limit) {
        case nil: ("nothing", nil)
        case .flush: ("flush", nil)
        case .discard(let range): ("discard \(range)", nil)
        case .write(let transfer): ("\(transfer.kind) \(transfer.range)", transfer)
        }
    }

    mutating func finish(_ transfer: BlockTransfer?, _ status: BlockStatus = .okay) {
        _ = queue.finish(transfer!, status)
    }
}

@Suite struct EpochQueueTests {
    @Test func aFlushKeepsEpochsApart() {
        var scene = Scene(flush: true)
        scene.write(5)
        #expect(scene.next().0 == "flush", "what an earlier boot wrote is an epoch of its own")
        #expect(scene.next().0 == "nothing")
        scene.queue.finishFlush(.okay)
        #expect(scene.next().0 == "nothing", "neighbours may come")
        scene.queue.closeEpoch()
        scene.write(9, 6)
        let first = scene.next()
        #expect(first.0 == "write 1 from 5")
        #expect(scene.next().0 == "nothing")
        scene.finish(first.1)
        #expect(scene.next().0 == "flush")
        scene.queue.finishFlush(.okay)
        scene.queue.closeEpoch()
        let (second, third) = (scene.next(), scene.next())
        #expect(second.0 == "write 1 from 6")
        #expect(third.0 == "write 1 from 9")
        scene.finish(third.1)
        #expect(!scene.queue.isIdle)
        scene.finish(second.1)
        #expect(scene.queue.isIdle && !scene.queue.isDurable)
        #expect(scene.next().0 == "nothing", "nobody asked for a flush")
        scene.queue.wantsFlush = true
        #expect(scene.next().0 == "flush")
        scene.queue.finishFlush(.okay)
        #expect(scene.queue.isDurable)
        #expect(scene.next().0 == "nothing")
    }

    @Test func aBarrierGoesAloneAndFirst() {
        var scene = Scene(barrier: true, flush: true)
        scene.write(1, 2, 20, 30)
        scene.queue.closeEpoch()
        scene.write(40)
        scene.queue.closeEpoch()
        let barrier = scene.next(limit: 32)
        #expect(barrier.0 == "barrier 2 from 1")
        #expect(scene.next().0 == "nothing")
        scene.finish(barrier.1)
        let (second, third) = (scene.next(), scene.next())
        #expect(second.0 == "write 1 from 20" && third.0 == "write 1 from 30")
        #expect(scene.next().0 == "nothing", "the next epoch waits for all of this one")
        scene.finish(second.1)
        scene.finish(third.1)
        #expect(scene.next().0 == "barrier 1 from 40")
    }

    @Test func barriersHaveElevenSegmentsAtMost() {
        var scene = Scene(barrier: true)
        for block in 0..<40 as Range<UInt64> { scene.write(block) }
        scene.queue.closeEpoch()
        let barrier = scene.next(limit: 32)
        #expect(barrier.0 == "barrier 11 from 0")
        scene.finish(barrier.1)
        #expect(scene.next(limit: 32).0 == "write 29 from 11")
    }

    @Test func withoutFlushTheLastWriteIsTheBarrier() {
        var scene = Scene(barrier: true)
        scene.write(3, 4)
        scene.queue.closeEpoch()
        let first = scene.next()
        scene.finish(first.1)
        #expect(!scene.queue.isDurable)
        scene.queue.wantsFlush = true
        let last = scene.next()
        #expect(last.0 == "trailingBarrier 1 from 3")
        scene.finish(last.1)
        #expect(scene.queue.isDurable)
    }

    @Test func aBlockIsOnItsWayOnce() {
        var scene = Scene()
        scene.write(1, 2, 3)
        scene.queue.push()
        let first = scene.next()
        #expect(first.0 == "write 3 from 1")
        scene.write(2, 3, 4)
        scene.queue.closeEpoch()
        let second = scene.next()
        #expect(second.0 == "write 1 from 4")
        #expect(scene.next().0 == "nothing")
        scene.finish(first.1)
        #expect(scene.next().0 == "write 2 from 2")
    }

    @Test func aDiscardWaitsForWritesItTouches() {
        var scene = Scene()
        scene.write(1, 2, 3)
        scene.queue.push()
        let first = scene.next()
        scene.write(8)
        #expect(scene.queue.discard(BlockRange(start: 3, count: 6)).count == 1)
        scene.queue.closeEpoch()
        #expect(scene.next().0 == "nothing")
        scene.finish(first.1)
        #expect(scene.next().0 == "discard 6 from 3")
        #expect(scene.queue.bufferedCount == 0)
        #expect(!scene.queue.isIdle)
        scene.queue.finishDiscard(BlockRange(start: 3, count: 6))
        #expect(scene.queue.isIdle)
    }

    @Test func aWriteAfterADiscardUndoesIt() {
        var scene = Scene()
        _ = scene.queue.discard(BlockRange(start: 3, count: 6))
        scene.write(4)
        scene.queue.closeEpoch()
        #expect(scene.next().0 == "write 1 from 4")
        #expect(scene.next().0 == "nothing")
        #expect(scene.queue.bufferedCount == 1)
    }

    @Test func afterAFailureNothingIsSent() {
        var scene = Scene()
        scene.write(1, 5)
        scene.queue.closeEpoch()
        scene.write(7)
        let (first, second) = (scene.next(), scene.next())
        scene.finish(first.1, .error)
        #expect(scene.queue.failure == .writeFailed(BlockRange(start: 1, count: 1)))
        scene.finish(second.1, .error)
        #expect(scene.queue.failure == .writeFailed(BlockRange(start: 1, count: 1)))
        #expect(scene.next().0 == "nothing")
        #expect(scene.queue.page(of: 1) != nil)
        #expect(scene.queue.reset().count == 3)
        #expect(scene.queue.failure == nil && scene.queue.bufferedCount == 0)
        scene.write(9)
        scene.queue.closeEpoch()
        #expect(scene.next().0 == "write 1 from 9")
    }

    @Test func aNewConnectionBeginsWithTheFirstEpoch() {
        var scene = Scene(flush: true)
        scene.write(1, 5)
        scene.queue.closeEpoch()
        scene.write(7)
        _ = scene.next()
        scene.queue.finishFlush(.okay)
        let (first, second) = (scene.next(), scene.next())
        scene.finish(first.1)
        #expect(second.0 == "write 1 from 5")
        _ = scene.queue.requeue(EpochQueue.OrderingCapabilities(flush: true))
        #expect(scene.queue.bufferedCount == 2)
        #expect(scene.next().0 == "flush", "what was answered may not be durable")
        scene.queue.finishFlush(.okay)
        #expect(scene.next().0 == "write 1 from 5")
        #expect(scene.next().0 == "nothing")
    }
}
