// SPDX-License-Identifier: MIT
// A domain's clock over a shared info page that says what it likes. Method: a page of the test's own and a machine
// that answers nothing but its counter.

import Testing
import Unikernel

/// A page that the test writes as Xen would, and a machine with a counter.
@safe private final class ClockBench: Unikernel.Machine {
    let page = UnsafeMutableRawPointer.allocate(byteCount: 4096, alignment: 4096)
    var timestampCounter: UInt64 = 0

    init() {
        unsafe page.initializeMemory(as: UInt8.self, repeating: 0, count: 4096)
        // One nanosecond for each cycle.
        unsafe page.storeBytes(
            of: 1 << 31, toByteOffset: SharedInfo.Offset.multiplier, as: UInt32.self)
        unsafe page.storeBytes(of: 1, toByteOffset: SharedInfo.Offset.shift, as: Int8.self)
    }

    deinit { unsafe page.deallocate() }

    var clock: DomainClock { unsafe DomainClock(on: self, SharedInfo(at: page)) }

    func set(_ offset: Int, _ value: UInt32) {
        unsafe page.storeBytes(of: value, toByteOffset: offset, as: UInt32.self)
    }

    func randomWord() -> UInt64 { 4 }
    func allocatePages(_: Int) -> UnsafeMutableRawPointer? { nil }
    func deallocatePages(_: UnsafeMutableRawPointer, _: Int) {}
    func allocateStack(_: Int) -> UnsafeMutableRawPointer? { nil }
    func deallocateStack(_: UnsafeMutableRawPointer, _: Int) {}
}

@Test func theClockFollowsTheCounter() {
    let bench = ClockBench()
    let clock = bench.clock
    bench.timestampCounter = 1234
    #expect(clock.now.nanoseconds == 1234)
    bench.timestampCounter = 5000
    #expect(clock.now.nanoseconds == 5000)
}

@Test func theClockNeverGoesBack() {
    let bench = ClockBench()
    let clock = bench.clock
    bench.timestampCounter = 5000
    _ = clock.now
    bench.timestampCounter = 4000
    #expect(clock.now.nanoseconds == 5000)
}

@Test func aRecordThatIsForeverBeingWrittenStopsTheClockAndNotTheDomain() {
    let bench = ClockBench()
    let clock = bench.clock
    bench.timestampCounter = 700
    _ = clock.now
    bench.set(SharedInfo.Offset.version, 1)
    bench.set(SharedInfo.Offset.wallVersion, 7)
    bench.timestampCounter = 900
    #expect(clock.now.nanoseconds == 700)
    #expect(clock.nanosecondsSince1970 == nil)
    bench.set(SharedInfo.Offset.version, 2)
    #expect(clock.now.nanoseconds == 900)
}

@Test func theTimeOfDayIsTheWallClockPlusSystemTime() {
    let bench = ClockBench()
    bench.set(SharedInfo.Offset.wallSeconds, 5)
    bench.set(SharedInfo.Offset.wallSecondsHigh, 1)
    bench.set(SharedInfo.Offset.wallNanoseconds, 17)
    bench.timestampCounter = 1000
    #expect(bench.clock.nanosecondsSince1970 == ((1 << 32) + 5) * 1_000_000_000 + 1017)
}
