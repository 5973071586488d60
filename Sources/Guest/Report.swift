// SPDX-License-Identifier: MIT
// Lines of a crash report, written without allocating anything: static text, names and numbers. They go to the
// hypervisor's log and, while it can be reached, to the console.

/// Writes a report piece by piece.
enum Report {
    static func write(_ text: StaticString) {
        text.withUTF8Buffer { unsafe Output.writeUrgently($0) }
    }

    static func write(_ byte: UInt8) {
        var byte = byte
        // SAFETY: the buffer is used only during the call.
        unsafe withUnsafePointer(to: &byte) {
            unsafe Output.writeUrgently(UnsafeBufferPointer(start: $0, count: 1))
        }
    }

    /// Sixteen hexadecimal digits.
    static func writeHexadecimal(_ value: UInt64) {
        for position in 0..<16 {
            let digit = UInt8(truncatingIfNeeded: value >> UInt64(60 - 4 * position)) & 15
            write(digit < 10 ? 48 + digit : 87 + digit)
        }
    }

    static func writeDecimal(_ value: UInt64) {
        var divisor: UInt64 = 1
        while value / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            write(48 + UInt8(truncatingIfNeeded: value / divisor % 10))
            divisor /= 10
        }
    }

    static func endLine() {
        write(10)
    }
}
