// SPDX-License-Identifier: MIT
// Lines of a crash report, written without allocating: static text, names and numbers. They go to
// the console. The first line, the reason, also goes to the hypervisor's log and to xenstore.

internal import Unikernel

/// Writes a report piece by piece.
enum Report {
    @inline(never)
    static func write(_ text: StaticString) {
        // SAFETY: a static string is never freed.
        unsafe write(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    @inline(never)
    static func write(_ byte: UInt8) {
        var byte = byte
        // SAFETY: the buffer is used only during the call.
        unsafe withUnsafeBytes(of: &byte) { unsafe write($0) }
    }

    /// Writes bytes; keeps those of the first line as the reason of the crash.
    @inline(never)
    static func write(_ bytes: UnsafeRawBufferPointer) {
        unsafe Output.writeNow(bytes)
        guard unsafe isKeeping else { return }
        // The host's administrator sees the hypervisor's log.
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

    /// Marks the text up to the end of the line as the reason.
    static func beginReason() {
        unsafe isKeeping = true
    }

    /// Writes the reason to xenstore for the toolstack.
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
