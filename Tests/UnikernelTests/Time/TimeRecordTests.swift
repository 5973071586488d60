// SPDX-License-Identifier: MIT
// From the time stamp counter to nanoseconds. Method: a table by hand, and big numbers against arithmetic of
// 256 bits' worth of care (the host's UInt128), over seeds.

import SeededRandom
import TestSupport
import Testing
import Unikernel

@Test func countersBecomeNanoseconds() {
    // (record's counter, system time, multiplier, shift), counter, nanoseconds
    let table: [((UInt64, UInt64, UInt32, Int8), UInt64, UInt64)] = [
        ((0, 0, 1 << 31, 1), 1000, 1000),  // 1 GHz, written as Xen does: half after doubling
        ((0, 0, 0x8000_0000, 0), 1000, 500),  // 2 GHz
        ((0, 0, 0xffff_ffff, -1), 2000, 999),  // rounds down
        ((100, 7, 0x8000_0000, 0), 100, 7),
        ((100, 7, 0x8000_0000, 0), 99, 7),  // the counter of a processor that lags
        ((0, 5, 0, 0), .max, 5),
        ((0, 0, .max, 31), .max, .max),  // absurd: never
        ((0, .max, .max, 0), 1 << 40, .max),
        ((0, 9, .max, -128), .max, 9),
        ((0, 9, .max, 127), 1, .max),
        ((0, 0, .max, 0), .max, 0xffff_fffe_ffff_ffff),
    ]
    for ((timestamp, systemTime, multiplier, shift), counter, expected) in table {
        let record = TimeRecord(
            timestamp: timestamp, systemTime: systemTime, multiplier: multiplier, shift: shift)
        #expect(record.instant(at: counter).nanoseconds == expected)
    }
}

@Test func bigNumbersAreExact() {
    var random = SeededRandom(seed: Seed.ofThisRun)
    for _ in 0..<20_000 {
        let record = TimeRecord(
            timestamp: random.next() >> (random.next() % 64), systemTime: random.next() >> 2,
            multiplier: UInt32(truncatingIfNeeded: random.next()),
            shift: Int8(truncatingIfNeeded: random.next()) % 40)
        let counter = random.next() >> (random.next() % 64)
        let cycles = counter > record.timestamp ? UInt128(counter - record.timestamp) : 0
        let shifted = record.shift >= 0 ? cycles << record.shift : cycles >> -record.shift
        let isTooLarge = shifted > UInt128(UInt64.max)
        let sum =
            isTooLarge
            ? UInt128.max
            : UInt128(record.systemTime) + (shifted * UInt128(record.multiplier)) >> 32
        #expect(record.instant(at: counter).nanoseconds == UInt64(clamping: sum))
    }
}

@Test func theTimeOfDayStopsAtTheEndOfCounting() {
    let table: [(UInt64, UInt32, UInt64, UInt64)] = [
        (1_700_000_000, 5, 3, 1_700_000_000_000_000_008),
        (.max, 0, 0, .max),
        (18_446_744_073, 709_551_615, 0, .max),
        (18_446_744_073, 709_551_615, 1, .max),
    ]
    for (seconds, nanoseconds, now, expected) in table {
        let clock = WallClock(seconds: seconds, nanoseconds: nanoseconds)
        #expect(clock.nanosecondsSince1970(at: Instant(nanoseconds: now)) == expected)
    }
}
