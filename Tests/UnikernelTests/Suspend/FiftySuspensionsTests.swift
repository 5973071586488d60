// SPDX-License-Identifier: MIT
// Goal: a domain in which everything is going on at once survives being suspended fifty times. Method: tasks that tick,
// write, watch, talk and share pages; outcomes and moments by the seed, which a failure names.

import SeededRandom
import TestSupport
import Testing
import XenSupport

@testable import Unikernel
@testable import XenSimulation

/// A driver in small: shares a page and a channel with the control domain, anew in each new domain.
private final class Sharer: Suspendable, @unchecked Sendable {  // one thread at a time runs
    let world: StoreWorld
    var incarnations = 0
    private var page: SharedPage?
    private var channel: EventChannel?

    /// A page as a thing that can be kept.
    private final class SharedPage {
        let page: GrantedPage

        init(_ page: consuming GrantedPage) { self.page = page }
    }

    init(_ world: StoreWorld) throws {
        self.world = world
        try share()
    }

    private func share() throws {
        page = SharedPage(
            try GrantedPage(in: world.domain.grants, to: .control, access: .readWrite))
        channel = try world.domain.events.allocate(for: .control)
    }

    /// Whether the control domain reaches the page and the channel.
    func works() throws -> Bool {
        let peer = world.toolstack.peer
        let mapping = try peer.map(page!.page.reference, of: world.guest.id, access: .readWrite)
        unsafe mapping.bytes.storeBytes(of: UInt64(incarnations), as: UInt64.self)
        peer.unmap(mapping)
        let port = try peer.bind(to: world.guest.id, channel!.port)
        try peer.notify(port)
        let hears: Bool = channel!.wait(until: world.milliseconds(100))
        try peer.close(port)
        return unsafe hears && page!.page.bytes.load(as: UInt64.self) == UInt64(incarnations)
    }

    func end() {
        page = nil
        channel?.close()
    }

    func domainWillSuspend() {}

    func domainDidResume(_ outcome: ResumeOutcome) {
        guard outcome == .newDomain else { return }
        incarnations += 1
        // What was shared with the domain of before goes, sooner or later, in no order.
        let former = (page, channel)
        do {
            try share()
        } catch {
            Issue.record("a new domain shares nothing: \(error)")
        }
        former.1?.close()
    }
}

@Suite struct FiftySuspensionsTests {
    @Test(arguments: Seed.range(4))
    func everythingGoesOn(seed: UInt64) throws {
        try StoreWorld.suspending(seed) { world in
            nonisolated(unsafe) var random = SeededRandom(seed: seed)
            nonisolated(unsafe) var isOver = false
            nonisolated(unsafe) var came: [ResumeOutcome] = []
            world.toolstack.outcomeOfSuspension = {
                came.append(random.isRare(4) ? .sameDomain : .newDomain)
                return came.last!
            }
            let console = unsafe Console { unsafe _ = $0 }
            #expect(console.attach(to: world.domain))
            let sharer = try Sharer(world)
            world.domain.add(sharer)

            let ticker = world.start { () -> Int in
                var ticks = 0
                var latest = world.domain.clock.now
                while !isOver {
                    await world.sleep(milliseconds: 1)
                    let now = world.domain.clock.now
                    #expect(now.nanoseconds - latest.nanoseconds >= 1_000_000)
                    latest = now
                    console.write("tick \(ticks)\n")
                    ticks += 1
                }
                return ticks
            }
            let writer = world.start { () -> Void in
                while !isOver { try await world.store.write("data/flood", 1) }
            }
            let watcher = world.start { () -> Int in
                let watch = try await world.store.watch("data/flood")
                var events = 0
                while !isOver {
                    if try await watch.next(until: world.milliseconds(10)) != nil { events += 1 }
                }
                watch.cancel()
                return events
            }
            let onFiber = world.start { () -> Bool? in
                await world.domain.onFiber {
                    while !isOver { _ = try? world.store.read("data/flood") as [UInt8] }
                    return true
                }
            }

            for _ in 0..<50 {
                await world.sleep(milliseconds: .random(in: 0...3, using: &random))
                let outcome = try await world.domain.suspend()
                #expect(outcome == came.last)
                #expect(try sharer.works())
            }
            #expect(came.count == 50)
            #expect(sharer.incarnations == came.count { $0 == .newDomain })
            isOver = true
            let ticks = try await world.value(of: ticker)
            try await world.value(of: writer)
            #expect(try await world.value(of: watcher) > 0)
            #expect(try await world.value(of: onFiber) == true)
            #expect(console.flush(until: world.milliseconds(1000)))
            #expect(
                String(decoding: world.daemon.output, as: UTF8.self)
                    == (0..<ticks).map { "tick \($0)\r\n" }.joined())
            #expect(world.store.fault == nil)
            world.domain.remove(sharer)
            sharer.end()
            console.detach()
            #expect(world.domain.grants.counters.quarantined == 0)
        }
    }
}
