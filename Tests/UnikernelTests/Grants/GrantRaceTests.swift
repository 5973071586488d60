// SPDX-License-Identifier: MIT
// Revoking is one step: a page that a peer begins to use at the same moment is either in use or revoked, never
// both. Method: a second thread plays Xen on the entry, as fast as it can, in real parallel.

import CXen
import Foundation
import Synchronization
import Testing
import Unikernel

/// A machine whose grant table is a page of the test's.
@safe private final class TableBench: XenMachine, @unchecked Sendable {  // atomic
    let pages = UnsafeMutableRawPointer.allocate(byteCount: 2 * 4096, alignment: 4096)

    init() {
        unsafe pages.initializeMemory(as: UInt8.self, repeating: 0, count: 2 * 4096)
    }

    deinit { unsafe pages.deallocate() }

    func entry(_ reference: GrantReference) -> UnsafeMutablePointer<Atomic<UInt16>> {
        unsafe (pages + 8 * Int(reference.rawValue)).assumingMemoryBound(to: Atomic<UInt16>.self)
    }

    func hypercall(_ call: Hypercall, _: UInt, _ argument: UInt, _: UInt, _: UInt) -> Int {
        if call == .grantTableOperation {
            let size = unsafe UnsafeMutablePointer<gnttab_query_size>(bitPattern: argument)!
            unsafe size.pointee.nr_frames = 1
            unsafe size.pointee.max_nr_frames = 1
            unsafe size.pointee.status = 0
        }
        return 0
    }

    var timestampCounter: UInt64 { 0 }
    func randomWord() -> UInt64 { 4 }
    func allocatePages(_: Int) -> UnsafeMutableRawPointer? { nil }
    func deallocatePages(_: UnsafeMutableRawPointer, _: Int) {}
    func allocateStack(_: Int) -> UnsafeMutableRawPointer? { nil }
    func deallocateStack(_: UnsafeMutableRawPointer, _: Int) {}
    func frame(of address: UnsafeRawPointer) -> UInt64 { 1 }
    func map(frame: UInt64) -> UnsafeMutableRawPointer? { nil }
    func reserveFrames(_: Int) -> UnsafeMutableRawPointer? { unsafe pages }
}

/// What the two threads count.
private final class Score: Sendable {
    let isOver = Atomic(false)
    let mapped = Atomic(0)
    let broken = Atomic(0)
}

@Test func revokingAndMappingAtOnceCannotBothSucceed() throws {
    let bench = TableBench()
    let grants = GrantTable(on: bench)
    let first = GrantReference(8)
    let score = Score()
    let thread = Thread { unsafe playXen(on: bench.entry(first), score) }
    thread.start()
    var revoked = 0
    while revoked < 200_000 || score.mapped.load(ordering: .relaxed) < 20_000 {
        let reference = unsafe try grants.grant(
            page: bench.pages + 4096, to: .control, access: .readWrite)
        #expect(reference == first)
        var isBusy = true
        while isBusy {
            do {
                try grants.revoke(reference)
                isBusy = false
            } catch {
                #expect(error == HypervisorFault(.revokeGrant, .busy))
            }
        }
        if unsafe bench.entry(first).pointee.load(ordering: .acquiring) != 0 {
            score.broken.add(1, ordering: .relaxed)
        }
        revoked += 1
    }
    score.isOver.store(true, ordering: .releasing)
    while !thread.isFinished { usleep(1000) }
    #expect(score.broken.load(ordering: .relaxed) == 0)
}

/// Maps and unmaps the page as Xen does, and counts when the entry was taken away in between.
private func playXen(on entry: UnsafeMutablePointer<Atomic<UInt16>>, _ score: Score) {
    let permit = UInt16(GTF_permit_access)
    let use = UInt16(GTF_reading | GTF_writing)
    while !score.isOver.load(ordering: .acquiring) {
        let (exchanged, _) = unsafe entry.pointee.compareExchange(
            expected: permit, desired: permit | use, ordering: .acquiringAndReleasing)
        guard exchanged else { continue }
        score.mapped.add(1, ordering: .relaxed)
        let before = unsafe entry.pointee.bitwiseAnd(~use, ordering: .acquiringAndReleasing)
            .oldValue
        if before & use != use { score.broken.add(1, ordering: .relaxed) }
    }
}
