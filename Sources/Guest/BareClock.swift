// SPDX-License-Identifier: MIT
// Time without Xen, for an image booted directly by QEMU: the time stamp counter, calibrated at
// boot against the interval timer. There are no events, so waiting polls the counter.

internal import CBoot
internal import Unikernel

/// A clock that reads the time stamp counter.
final class BareClock: EventSource {
    private let start: UInt64
    private let cyclesPerMillisecond: UInt64

    init() {
        start = mirage_timestamp_counter()
        cyclesPerMillisecond = max(IntervalTimer.cyclesPerMillisecond(), 1)
    }

    var now: Instant {
        let (milliseconds, rest) = (mirage_timestamp_counter() &- start).quotientAndRemainder(
            dividingBy: cyclesPerMillisecond)
        return Instant(
            nanoseconds: milliseconds * 1_000_000 + rest * 1_000_000 / cyclesPerMillisecond)
    }

    func dispatch() -> Bool { false }

    var hasListeners: Bool { false }

    func wait(until deadline: Instant) {
        while now < deadline { mirage_pause() }
    }
}

/// The interval timer of a PC (Intel 8254). Counter 2 can be polled without an interrupt.
private enum IntervalTimer {
    private static let control: UInt16 = 0x43
    private static let counter: UInt16 = 0x42
    private static let gate: UInt16 = 0x61
    /// Ten milliseconds at 1,193,182 Hz.
    private static let tenMilliseconds = 11_932
    /// The limit of port reads, about a second, so that a machine without the timer still boots; 1
    /// GHz is assumed then.
    private static let patience = 1_000_000
    private static let guess: UInt64 = 1_000_000

    static func cyclesPerMillisecond() -> UInt64 {
        mirage_write_port(gate, mirage_read_port(gate) & ~2 | 1)  // speaker off, counter on
        mirage_write_port(control, 0xb0)  // counter 2, both bytes, mode 0: output rises at zero
        mirage_write_port(counter, UInt8(tenMilliseconds & 0xff))
        mirage_write_port(counter, UInt8(tenMilliseconds >> 8))
        let start = mirage_timestamp_counter()
        for _ in 0..<patience where mirage_read_port(gate) & 0x20 != 0 {
            return (mirage_timestamp_counter() &- start) / 10
        }
        return guess
    }
}
