// SPDX-License-Identifier: MIT
// Lines of a crash report, written without allocating anything: static text, names and numbers. They go to the
// console; the first, which is the reason, also to the hypervisor's log and to xenstore.

internal import Unikernel

/// Writes a report piece by piece.
enum Report {
    @inline(never)
    static func write(_ text: StaticString) {
        // SAFETY: a static string is alive for good.
        unsafe write(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    @inline(never)
    static func write(_ byte: UInt8) {
        var byte = byte
        // SAFETY: the buffer is used only during the call.
        unsafe withUnsafeBytes(of: &byte) { unsafe write($0) }
    }

    /// Writes bytes; those of the first line are also kept as the reason of the crash.
    @inline(never)
    static func write(_ bytes: UnsafeRawBufferPointer) {
        unsafe Output.writeNow(bytes)
        guard unsafe isKeeping else { return }
        // The reason also goes where the host's administrator sees it.
        if Output.attached != nil { unsafe EarlyOutput.write(bytes) }
        for index in bytes.indices {
            guard unsafe keptCount < kept.count else { return }
            unsafe kept[keptCount] = bytes[index]
            unsafe keptCount += 1
        }
    }

    private nonisolated(unsafe) static var kept = InlineArray<256, UInt8>(repeating: 0)
    private nonisolated(unsafe) static var keptCount = 0
    private nonisolated(unsafe) static var isKeeping = false

    /// From here on, what is written is the reason, up to the end of the line.
    static func beginReason() {
        unsafe isKeeping = true
    }

    /// Leaves the reason for the toolstack.
    static func leaveNote(in domain: Domain) {
        // SAFETY: the bytes are read only during the call.
        unsafe withUnsafeBytes(of: &kept) {
            _ = unsafe CrashNote.leave(
                UnsafeRawBufferPointer(rebasing: $0.prefix(keptCount)), in: domain)
        }
    }

    @inline(never)
    static func writeHexadecimal(_ value: UInt64) {
        var digits = Hexadecimal.digits(of: value)
        // SAFETY: the buffer is used only during the call.
        unsafe withUnsafeBytes(of: &digits) { unsafe write($0) }
    }

    @inline(never)
    static func writeDecimal(_ value: UInt64) {
        var divisor: UInt64 = 1
        while value / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            write(48 + UInt8(truncatingIfNeeded: value / divisor % 10))
            divisor /= 10
        }
    }

    @inline(never)
    static func endLine() {
        if unsafe isKeeping, Output.attached != nil { EarlyOutput.write(10) }
        unsafe isKeeping = false
        write(10)
    }
}
