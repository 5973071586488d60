// SPDX-License-Identifier: MIT
// Output that works from the first instruction to the last. A byte written to port 0xE9 goes to
// Xen's log for a guest, and to QEMU's debug console without Xen. It needs neither memory nor a
// peer, but each byte costs a trap, so it serves only until there is a console and after the
// console has failed.

internal import CBoot

/// Writes to the hypervisor's log.
enum EarlyOutput {
    private static let port: UInt16 = 0xe9

    static func write(_ byte: UInt8) {
        mirage_write_port(port, byte)
    }

    static func write(_ bytes: UnsafeRawBufferPointer) {
        for index in bytes.indices { unsafe write(bytes[index]) }
    }

    static func write(_ text: StaticString) {
        // SAFETY: a static string is never freed.
        unsafe write(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    static func writeHexadecimal(_ value: UInt64) {
        let digits = Hexadecimal.digits(of: value)
        for index in digits.indices { write(digits[index]) }
    }
}
